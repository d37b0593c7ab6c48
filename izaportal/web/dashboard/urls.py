from django.urls import URLPattern, path

from izaportal.web.dashboard.views import dashboard, latest

urlpatterns: list[URLPattern] = [
    path("programmas/<slug:programme>/kwartaal/", latest, name="dashboard-latest"),
    path("programmas/<slug:programme>/kwartaal/<quarter:quarter>/", dashboard, name="dashboard"),
]
