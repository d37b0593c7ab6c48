"""Planning a meeting, and putting right what is known of a meeting or a body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from izaportal.accounts.requests import PortalRequest
from izaportal.core.viewer import Viewer
from izaportal.web import editing as pages
from izaportal.web.access import seen_programme
from izaportal.web.keeping import keeps_typed
from izaportal.web.meetings.read import crumbs, kept_body, kept_meeting, meeting_url
from izaportal.web.plan_words import Link
from pillars.forms import BodyForm, MeetingForm, NewMeetingForm
from pillars.selectors.meetings import body as stored_body
from pillars.selectors.meetings import kept_bodies
from pillars.selectors.meetings import meeting as stored_meeting
from pillars.selectors.programmes import periods
from pillars.services.meetings import edit_body, save_meeting

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from pillars.models import GovernanceBody, Meeting, Programme

FIELDS = ("held_on", "starts_at", "place", "quarter")
OF_BODY = ("cadence", "meetings_per_year", "decision_principle", "has_mandate")
takes_forms = require_http_methods(["GET", "HEAD", "POST"])


class MeetingEditor:
    """A meeting that is there, or one that is to be planned; in the words of `web.editing.Editor`."""

    def __init__(self, viewer: Viewer, programme: Programme, meeting: Meeting | None = None) -> None:
        self.viewer, self.programme, self.meeting = viewer, programme, meeting
        self.title = "Vergadering wijzigen" if meeting else "Vergadering plannen"
        self.lead = str(meeting.body) if meeting else ""
        self.crumbs = crumbs(programme, Link(self.title))
        self.back = meeting_url(meeting) if meeting else reverse("meetings", args=(programme.slug,))

    def form(self, data: Any = None, files: Any = None) -> MeetingForm:
        bodies = [] if self.meeting else kept_bodies(self.viewer, self.programme)
        quarters = [one.quarter for one in periods(self.viewer, self.programme).order_by("-quarter")]
        held = self.meeting.quarter if self.meeting else None
        if held is not None and held not in quarters:
            quarters.append(held)
        choices = {
            "body": [(str(one.pk), str(one)) for one in bodies],
            "quarter": [("", "geen kwartaal"), *((one.key, one.label) for one in quarters)],
        }
        initial = None if data is not None else self.stored()
        kind = MeetingForm if self.meeting else NewMeetingForm
        return kind(data, initial=initial, choices=choices)

    def stored(self) -> dict[str, Any]:
        if self.meeting is None:
            return {}
        now = stored_meeting(self.viewer, self.programme, self.meeting.pk)
        return {"row": now.pk, **{name: getattr(now, name) for name in FIELDS}}

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


class BodyEditor:
    """What is known of how a body meets and decides."""

    title = "Overleg wijzigen"

    def __init__(self, viewer: Viewer, body: GovernanceBody) -> None:
        self.viewer, self.body, self.lead = viewer, body, str(body)
        self.back = reverse("bodies", args=(body.programme.slug,))
        self.crumbs = crumbs(body.programme, Link("Overleggen", self.back), Link(str(body)))

    def form(self, data: Any = None, files: Any = None) -> BodyForm:
        return BodyForm(data) if data is not None else BodyForm(initial=self.stored())

    def stored(self) -> dict[str, Any]:
        now = stored_body(self.viewer, self.body.programme, self.body.slug)
        return {name: getattr(now, name) for name in OF_BODY}

    def save(self, form: BodyForm) -> AuditEntry | None:
        return edit_body(
            actor=self.viewer,
            body_id=self.body.pk,
            edits_of=form.edits(),
            reason=form.cleaned_data["reason"],
        )


@takes_forms
@keeps_typed
def plan(request: PortalRequest, programme: str) -> HttpResponseBase:
    seen = seen_programme(request.viewer, programme)
    if not kept_bodies(request.viewer, seen):
        raise PermissionDenied
    editor = MeetingEditor(request.viewer, seen)
    return pages.edit(request, editor, done="De vergadering staat gepland.")


@takes_forms
@keeps_typed
def change(request: PortalRequest, programme: str, meeting: UUID) -> HttpResponseBase:
    row = kept_meeting(request.viewer, programme, meeting)
    editor = MeetingEditor(request.viewer, row.body.programme, row)
    return pages.edit(request, editor, done="De vergadering is gewijzigd.")


@takes_forms
@keeps_typed
def body(request: PortalRequest, programme: str, body: str) -> HttpResponseBase:
    editor = BodyEditor(request.viewer, kept_body(request.viewer, programme, body))
    return pages.edit(request, editor, done="{} is gewijzigd.")
