"""The agenda of the meeting ahead: what will be discussed of the quarter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.meetings.selectors.agendas import coming_items

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
