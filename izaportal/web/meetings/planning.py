"""Planning a meeting, moving it, and cancelling it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.formatting import date_long
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.meetings.services.cancelling import cancel_meeting, revive_meeting
from izaportal.meetings.services.planning import save_meeting
from izaportal.web import editing as pages
from izaportal.web.access import seen_programme
from izaportal.web.keeping import takes_forms
from izaportal.web.link import Link
from izaportal.web.meetings.read import crumbs, kept_meeting, meeting_url, once
from izaportal.web.storing import PAGE, store_once, typed_before
from pillars.forms import CancelForm, MeetingForm, NewMeetingForm
from pillars.selectors.meetings import kept_bodies
from pillars.selectors.meetings import meeting as stored_meeting
from pillars.selectors.programmes import periods

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from pillars.models import GovernanceBody, Meeting, Programme

FIELDS = ("held_on", "starts_at", "place", "quarter")
QUARTERS_AHEAD = 4


class MeetingEditor:
    """A meeting that is there, or one that is to be planned; in the words of `web.editing.Editor`."""

    def __init__(self, viewer: Viewer, programme: Programme, meeting: Meeting | None = None) -> None:
        self.viewer, self.programme, self.meeting = viewer, programme, meeting
        self.title = "Vergadering wijzigen" if meeting else "Vergadering plannen"
        self.lead = str(meeting.body) if meeting else ""
        here = (Link(self.lead, meeting_url(meeting)),) if meeting else ()
        self.crumbs = crumbs(programme, *here, Link(self.title))
        self.back = meeting_url(meeting) if meeting else reverse("meetings", args=(programme.slug,))

    def form(self, data: Any = None, files: Any = None) -> MeetingForm:
        bodies = [(str(one.pk), str(one)) for one in self.bodies]
        choices = {
            "body": [("", "Kies een overleg"), *bodies] if len(bodies) > 1 else bodies,
            "quarter": [("", "geen kwartaal"), *((one.key, one.label) for one in self._quarters)],
        }
        initial = None if data is not None else self.stored()
        kind = MeetingForm if self.meeting else NewMeetingForm
        return kind(data, initial=initial, choices=choices)

    def stored(self) -> dict[str, Any]:
        if self.meeting is None:
            return {"quarter": self._last_ended()}
        now = stored_meeting(self.viewer, self.programme, self.meeting.pk)
        return {"row": now.pk, **{name: getattr(now, name) for name in FIELDS}}

    @cached_property
    def bodies(self) -> list[GovernanceBody]:
        """That may hold it; the body of a meeting that is there stays."""
        return [] if self.meeting else kept_bodies(self.viewer, self.programme)

    @cached_property
    def _quarters(self) -> list[Quarter]:
        """Those that were opened and, as meetings are planned ahead, those of a year to come; last first."""
        opened = [row.quarter for row in periods(self.viewer, self.programme)]
        ahead = [max(opened).shift(number) for number in range(1, QUARTERS_AHEAD + 1)] if opened else []
        held = [self.meeting.quarter] if self.meeting and self.meeting.quarter else []
        return sorted({*opened, *ahead, *held}, reverse=True)

    def _last_ended(self) -> Quarter | None:
        """What a meeting that is planned now most likely looks back on."""
        ended = Quarter.of(clock.today()).previous
        return ended if ended in self._quarters else None

    def save(self, form: MeetingForm) -> AuditEntry | None:
        meeting_id = self.meeting.pk if self.meeting else form.cleaned_data["row"]
        entry = save_meeting(
            actor=self.viewer,
            programme=self.programme,
            meeting_id=meeting_id,
            edits_of=form.edits(),
            reason=form.cleaned_data.get("reason", ""),
        )
        self.back = reverse("meeting", args=(self.programme.slug, meeting_id))
        return entry


@takes_forms
def plan(request: PortalRequest, programme: str) -> HttpResponseBase:
    seen = seen_programme(request.viewer, programme)
    editor = MeetingEditor(request.viewer, seen)
    if not editor.bodies:
        raise PermissionDenied
    return pages.edit(request, editor, done="De vergadering staat gepland.")


@takes_forms
def change(request: PortalRequest, programme: str, meeting: UUID) -> HttpResponseBase:
    row = kept_meeting(request.viewer, programme, meeting)
    editor = MeetingEditor(request.viewer, row.body.programme, row)
    return pages.edit(request, editor, done="De vergadering is gewijzigd.")


@takes_forms
def cancel(request: PortalRequest, programme: str, meeting: UUID) -> HttpResponseBase:
    row = kept_meeting(request.viewer, programme, meeting)

    def store(given: dict[str, Any]) -> str:
        cancel_meeting(actor=request.viewer, meeting_id=row.pk, reason=given["reason"])
        return "De vergadering is afgezegd; wie het aangaat heeft bericht."

    lead = f"{row.body}, {date_long(row.held_on)}"
    context = once(row, "Vergadering afzeggen", lead=lead, button="Afzeggen")
    form = CancelForm(typed_before(request))
    return store_once(request, form, store, back=meeting_url(row), template=PAGE, context=context)


@takes_forms
def revive(request: PortalRequest, programme: str, meeting: UUID) -> HttpResponseBase:
    """On POST; a GET, as after signing in again, leads back to the meeting with its button."""
    row = kept_meeting(request.viewer, programme, meeting)

    def act() -> AuditEntry | None:
        return revive_meeting(actor=request.viewer, meeting_id=row.pk)

    if request.method == "POST":
        pages.carry_out(request, act, done="De vergadering gaat toch door.")
    return redirect(meeting_url(row))
