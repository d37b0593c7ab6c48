from django.urls import URLPattern, path

from izaportal.web.publishing import views

PLACE = "programmas/<slug:programme>/kwartaal/<quarter:quarter>/openbaar"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.publish, name="publish-quarter"),
    path(f"{PLACE}/intrekken/", views.withdraw, name="withdraw-quarter"),
]
