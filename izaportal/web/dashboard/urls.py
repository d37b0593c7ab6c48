from django.urls import URLPattern, path

from izaportal.web.dashboard.verdict import overrule
from izaportal.web.dashboard.views import dashboard, latest

QUARTER = "programmas/<slug:programme>/kwartaal/<quarter:quarter>/"

urlpatterns: list[URLPattern] = [
    path("programmas/<slug:programme>/kwartaal/", latest, name="dashboard-latest"),
    path(QUARTER, dashboard, name="dashboard"),
    path(f"{QUARTER}oordeel/", overrule, name="quarter-verdict"),
]
