from django.urls import URLPattern, path

from izaportal.web.presentation.views import presentation

PLACE = "programmas/<slug:programme>/kwartaal/<quarter:quarter>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/presentatie/", presentation, name="presentation"),
]
