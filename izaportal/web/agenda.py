"""The meeting about a quarter, for pages that show what will be discussed there, or was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core import clock
from izaportal.core.formatting import date_long
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.meetings.selectors.agendas import coming_items
from izaportal.web.link import Link
from pillars.selectors.quarters import Period

if TYPE_CHECKING:
    from pillars.models import Programme


@dataclass(frozen=True, slots=True)
class ComingItem:
    title: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class ComingAgenda:
    """`state` says whether the items can still change."""

    url: str
    state: str
    items: tuple[ComingItem, ...]


def held_meeting(programme: Programme, period: Period) -> Link | None:
    """Where the quarter was discussed, once that day is over."""
    if period.meets_on is None or period.meets_on >= clock.today():
        return None
    url = reverse("meeting", args=(programme.slug, period.meeting))
    return Link(f"Besproken op {date_long(period.meets_on)}", url)


def coming_agenda(viewer: Viewer, programme: Programme, quarter: Quarter) -> ComingAgenda | None:
    """None while nothing is on it."""
    items = coming_items(viewer, programme, quarter, clock.today())
    if not items:
        return None
    agenda = items[0].agenda
    url = reverse("meeting", args=(programme.slug, agenda.meeting_id))
    state = "De agenda is vastgesteld." if agenda.fixed_at else "De agenda kan nog veranderen."
    return ComingAgenda(
        url, state, tuple(ComingItem(item.title, f"{url}#punt-{item.pk}", item.why) for item in items)
    )
