from django.urls import URLPattern, path

from izaportal.web.meetings import bodies, items, members, planning, views

PLACE = "programmas/<slug:programme>/vergaderingen"
BODY = f"{PLACE}/overleggen/<slug:body>"
MEETING, ITEM = f"{PLACE}/<uuid:meeting>", f"{PLACE}/punten/<uuid:item>"

urlpatterns: list[URLPattern] = [
    path(f"{PLACE}/", views.meetings, name="meetings"),
    path(f"{PLACE}/plannen/", planning.plan, name="plan-meeting"),
    path(f"{PLACE}/overleggen/", bodies.bodies, name="bodies"),
    path(f"{PLACE}/overleggen/nieuw/", bodies.add, name="add-body"),
    path(f"{BODY}/wijzigen/", bodies.change, name="edit-body"),
    path(f"{BODY}/leden/", members.members, name="body-members"),
    path(f"{BODY}/leden/nieuw/", members.add, name="add-body-member"),
    path(f"{BODY}/leden/<uuid:member>/wijzigen/", members.change, name="edit-body-member"),
    path(f"{MEETING}/", views.meeting, name="meeting"),
    path(f"{MEETING}/wijzigen/", planning.change, name="edit-meeting"),
    path(f"{MEETING}/afzeggen/", planning.cancel, name="cancel-meeting"),
    path(f"{MEETING}/toch-door/", planning.revive, name="revive-meeting"),
    path(f"{MEETING}/vaststellen/", items.fix, name="fix-agenda"),
    path(f"{MEETING}/besluitenlijst/<slug:form>/", views.minutes, name="meeting-minutes"),
    path(f"{MEETING}/punten/nieuw/", items.add, name="add-agenda-item"),
    path(f"{ITEM}/wijzigen/", items.edit, name="edit-agenda-item"),
    path(f"{ITEM}/verplaatsen/", items.move, name="move-agenda-item"),
    path(f"{ITEM}/van-de-agenda/", items.withdraw, name="withdraw-agenda-item"),
    path(f"{ITEM}/terug/", items.restore, name="restore-agenda-item"),
    path(f"{ITEM}/verslag/", items.minute, name="write-minute"),
    path(f"{ITEM}/besluit/", items.decide, name="record-decision"),
    path(f"{ITEM}/besluit/<slug:replaces>/", items.decide, name="replace-decision"),
]
