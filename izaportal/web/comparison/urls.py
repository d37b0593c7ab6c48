from django.urls import URLPattern, path

from izaportal.web.comparison import views

PLACE = "programmas/<slug:programme>/vergelijken"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.compare, name="compare"),
    path(f"{PLACE}/export/<slug:form>/", views.export, name="compare-export"),
]
