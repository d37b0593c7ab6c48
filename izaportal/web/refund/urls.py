from django.urls import URLPattern, path

from izaportal.web.refund import scenario_views, views

PLACE = "programmas/<slug:programme>/financien/risico"
SCENARIO = f"{PLACE}/scenario/<uuid:scenario>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.refund_risk, name="refund-risk"),
    path(f"{PLACE}/scenario/", scenario_views.what_if, name="what-if"),
    path(f"{SCENARIO}/", scenario_views.scenario, name="scenario"),
    path(f"{SCENARIO}/verwijderen/", scenario_views.remove, name="remove-scenario"),
    path(f"{PLACE}/<slug:project>/<slug:grant>/", views.grant_risk, name="grant-risk"),
]
