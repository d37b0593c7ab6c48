from django.urls import URLPattern, path

from izaportal.web.decisions import changing, views

PLACE = "programmas/<slug:programme>/besluiten"
DECISION = f"{PLACE}/<slug:decision>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.decisions, name="decisions"),
    path(f"{PLACE}/export/<slug:form>/", views.export, name="decisions-export"),
    path(f"{DECISION}/", views.decision, name="decision"),
    path(f"{DECISION}/wijzigen/", changing.change, name="edit-decision"),
    path(f"{DECISION}/opvolging/", changing.follow_up, name="follow-up"),
    path(f"{DECISION}/opvolging/<slug:condition>/", changing.follow_up, name="follow-up-condition"),
    path(f"{DECISION}/colleges/", changing.colleges, name="record-positions"),
]
