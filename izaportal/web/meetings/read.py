"""Finds what a page of meetings is about: 404 for what is not there or not seen, 403 for who only looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from izaportal.core.viewer import Viewer
from izaportal.meetings.selectors import agendas
from izaportal.web.access import or_404, seen_programme
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.link import Link
from pillars.selectors import meetings as found

if TYPE_CHECKING:
    from uuid import UUID

    from izaportal.meetings.models import AgendaItem
    from izaportal.meetings.selectors.agendas import SeenAgenda
    from pillars.models import GovernanceBody, Meeting, Programme


def seen_agenda(viewer: Viewer, programme: str, meeting: UUID) -> SeenAgenda:
    with or_404("Deze vergadering is er niet."):
        return agendas.agenda_of(viewer, seen_programme(viewer, programme), meeting)


def kept_meeting(viewer: Viewer, programme: str, meeting: UUID) -> Meeting:
    """For who keeps its body."""
    seen = seen_programme(viewer, programme)
    with or_404("Deze vergadering is er niet."):
        row = found.meeting(viewer, seen, meeting)
    _require_kept(viewer, row.body)
    return row


def kept_item(viewer: Viewer, programme: str, item: UUID) -> AgendaItem:
    """For who keeps the body of its meeting."""
    seen = seen_programme(viewer, programme)
    with or_404("Dit agendapunt is er niet."):
        row = agendas.item_of(viewer, seen, item)
    _require_kept(viewer, row.agenda.meeting.body)
    return row


def seen_body(viewer: Viewer, programme: str, slug: str) -> GovernanceBody:
    seen = seen_programme(viewer, programme)
    with or_404("Dit overleg is er niet."):
        return found.body(viewer, seen, slug)


def kept_body(viewer: Viewer, programme: str, slug: str) -> GovernanceBody:
    row = seen_body(viewer, programme, slug)
    _require_kept(viewer, row)
    return row


def ground(body: GovernanceBody) -> str:
    """How a body decides, and what that makes of its decisions."""
    principle = f" Besluitvorming: {body.decision_principle}." if body.decision_principle else ""
    if body.has_mandate:
        return f"Het overleg besluit met mandaat.{principle}"
    why = "heeft geen mandaat" if body.has_mandate is False else "heeft geen vastgelegd mandaat"
    return f"Het overleg {why}: een besluit is een advies aan de colleges.{principle}"


def meeting_url(meeting: Meeting, anchor: str = "") -> str:
    url = reverse("meeting", args=(meeting.body.programme.slug, meeting.pk))
    return f"{url}#{anchor}" if anchor else url


def crumbs(programme: Programme, *further: Link) -> tuple[Link, ...]:
    """The last one is the page itself."""
    here = Link("Vergaderingen", reverse("meetings", args=(programme.slug,)) if further else "")
    return programme_crumbs(programme, here, *further)


def once(meeting: Meeting, title: str, *, lead: str, button: str) -> dict[str, Any]:
    """What the page of a form shows that is stored once: something of a meeting."""
    here = Link(str(meeting.body), meeting_url(meeting))
    return {
        "title": title,
        "lead": lead,
        "button": button,
        "crumbs": crumbs(meeting.body.programme, here, Link(title)),
    }


def _require_kept(viewer: Viewer, body: GovernanceBody) -> None:
    if not found.keeps(viewer, body.programme.slug, body.slug):
        raise PermissionDenied
