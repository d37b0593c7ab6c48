from django.urls import URLPattern, path

from izaportal.web.refund import views

PLACE = "programmas/<slug:programme>/financien/risico"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.refund_risk, name="refund-risk"),
    path(f"{PLACE}/<slug:project>/<slug:grant>/", views.grant_risk, name="grant-risk"),
]
