from django.urls import URLPattern, path

from izaportal.web.public import views

PLACE = "publiek/<slug:programme>"

urlpatterns: list[URLPattern] = [
    path("robots.txt", views.robots, name="robots"),
    path("publiek/", views.overview, name="public-overview"),
    path(f"{PLACE}/", views.latest, name="public-latest"),
    path(f"{PLACE}/<quarter:quarter>/", views.quarter, name="public"),
    path(f"{PLACE}/<quarter:quarter>/beeld/", views.card, name="public-card"),
    path(f"{PLACE}/<quarter:quarter>/gegevens/<slug:form>/", views.download, name="public-data"),
    path("publiek/<path:rest>/", views.nowhere, name="public-nowhere"),
]
