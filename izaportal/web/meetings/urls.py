from django.urls import URLPattern, path

from izaportal.web.meetings import items, planning, views

PLACE = "programmas/<slug:programme>/vergaderingen"
MEETING, ITEM = f"{PLACE}/<uuid:meeting>", f"{PLACE}/punten/<uuid:item>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.meetings, name="meetings"),
    path(f"{PLACE}/plannen/", planning.plan, name="plan-meeting"),
    path(f"{PLACE}/overleggen/", views.bodies, name="bodies"),
    path(f"{PLACE}/overleggen/<slug:body>/wijzigen/", planning.body, name="edit-body"),
    path(f"{MEETING}/", views.meeting, name="meeting"),
    path(f"{MEETING}/wijzigen/", planning.change, name="edit-meeting"),
    path(f"{MEETING}/vaststellen/", items.fix, name="fix-agenda"),
    path(f"{MEETING}/besluitenlijst/<slug:form>/", views.minutes, name="meeting-minutes"),
    path(f"{MEETING}/punten/nieuw/", items.add, name="add-agenda-item"),
    path(f"{ITEM}/wijzigen/", items.edit, name="edit-agenda-item"),
    path(f"{ITEM}/verplaatsen/", items.move, name="move-agenda-item"),
    path(f"{ITEM}/van-de-agenda/", items.withdraw, name="withdraw-agenda-item"),
    path(f"{ITEM}/terug/", items.restore, name="restore-agenda-item"),
    path(f"{ITEM}/verslag/", items.minute, name="write-minute"),
    path(f"{ITEM}/besluit/", items.decide, name="record-decision"),
]
