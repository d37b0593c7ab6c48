"""What the pages of meetings show: which there are, the bodies, and one meeting with its agenda."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from izaportal.core import clock
from izaportal.core.formatting import date_long, days_until
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.selectors.agendas import SeenAgenda, SeenItem
from izaportal.meetings.selectors.following import Steps
from izaportal.web.decision_lines import DecisionLine, decision_line
from izaportal.web.link import Link
from izaportal.web.meetings.read import crumbs, ground
from izaportal.web.meetings.seats import Seat
from pillars.selectors.meetings import keeps

if TYPE_CHECKING:
    from izaportal.meetings.models import AgendaItem
    from pillars.models import GovernanceBody, Meeting, Programme

NOTHING: Mapping[UUID, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """`days` is empty for a meeting that was held."""

    meeting: Meeting
    url: str
    days: str
    state: str
    items: int
    decided: int


@dataclass(frozen=True, slots=True)
class ListPage:
    programme: Programme
    crumbs: tuple[Link, ...]
    ahead: tuple[MeetingLine, ...]
    past: tuple[MeetingLine, ...]
    may_plan: bool


@dataclass(frozen=True, slots=True)
class BodyLine:
    body: GovernanceBody
    scope: str
    seats: int
    members_url: str
    edit_url: str
    is_closed: bool


@dataclass(frozen=True, slots=True)
class ItemLine:
    """`since`: how its result went on since the agenda was fixed."""

    item: AgendaItem
    said: str
    decided: tuple[DecisionLine, ...]
    since: str = ""

    @property
    def standing(self) -> tuple[DecisionLine, ...]:
        """Without what was replaced."""
        return tuple(one for one in self.decided if not one.is_replaced)

    @property
    def by_itself(self) -> bool:
        return self.item.kind != ItemKind.OWN


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """`may_edit`: the agenda still changes; `may_decide`: it is fixed and the day has come."""

    programme: Programme
    meeting: Meeting
    crumbs: tuple[Link, ...]
    when: str
    days: str
    about: str
    items: tuple[ItemLine, ...]
    withdrawn: tuple[AgendaItem, ...]
    is_fixed: bool
    fixed_words: str
    ground: str
    is_past: bool
    is_cancelled: bool
    may_keep: bool
    quarter_url: str
    members_url: str
    seats: tuple[Seat, ...] = ()

    @property
    def title(self) -> str:
        return str(self.meeting.body)

    @property
    def lead(self) -> str:
        days = "" if self.is_cancelled else self.days
        return f"{self.when}{days}. {self.about}".strip()

    @property
    def may_edit(self) -> bool:
        return self.may_keep and not self.is_fixed and not self.is_cancelled

    @property
    def may_minute(self) -> bool:
        return self.may_keep and self.is_fixed and not self.is_cancelled

    @property
    def is_held(self) -> bool:
        """Whether there may be decisions; before it there is an agenda to send round."""
        return self.is_fixed and not self.is_cancelled and self.meeting.held_on <= clock.today()

    @property
    def may_decide(self) -> bool:
        return self.may_keep and self.is_held

    @property
    def may_cancel(self) -> bool:
        """While nothing was said or decided at it."""
        is_begun = any(line.decided or line.said for line in self.items)
        return self.may_keep and not self.is_cancelled and not self.is_past and not is_begun

    @property
    def may_revive(self) -> bool:
        return self.may_keep and self.is_cancelled and not self.is_past


def build_list(programme: Programme, rows: Iterable[Meeting], *, may_plan: bool) -> ListPage:
    """The next one first; of those held the last one first."""
    today = clock.today()
    lines = [_line(row, today) for row in rows]
    return ListPage(
        programme,
        crumbs(programme),
        ahead=tuple(line for line in lines if line.meeting.held_on >= today),
        past=tuple(line for line in reversed(lines) if line.meeting.held_on < today),
        may_plan=may_plan,
    )


def body_lines(
    viewer: Viewer, programme: Programme, rows: Iterable[GovernanceBody], scopes: dict[str, str]
) -> tuple[BodyLine, ...]:
    """By name, what is closed last. `scopes`: names of the pillars by slug."""
    today = clock.today()
    lines = [
        BodyLine(
            body=row,
            scope=scopes.get(row.scope, row.scope),
            seats=int(getattr(row, "seats", 0)),  # annotation of the selector
            members_url=reverse("body-members", args=(programme.slug, row.slug)),
            edit_url=reverse("edit-body", args=(programme.slug, row.slug))
            if keeps(viewer, programme.slug, row.slug)
            else "",
            is_closed=row.closed_on is not None and row.closed_on <= today,
        )
        for row in sorted(rows, key=str)
    ]
    return tuple(sorted(lines, key=lambda line: line.is_closed))


def build(
    viewer: Viewer,
    seen: SeenAgenda,
    steps: Steps,
    since: Mapping[UUID, str] = NOTHING,
    seats: tuple[Seat, ...] = (),
) -> MeetingPage:
    """`since`: what to say with items (ids) beside what was fixed. `seats`: who sits there on its day."""
    meeting, today = seen.meeting, clock.today()
    programme = meeting.body.programme
    return MeetingPage(
        programme=programme,
        meeting=meeting,
        crumbs=crumbs(programme, Link(f"{meeting.body}, {date_long(meeting.held_on)}")),
        when=_when(meeting),
        days=f" ({days_until(meeting.held_on, today)})" if meeting.held_on >= today else "",
        about=f"Kijkt terug op {meeting.quarter.label}." if meeting.quarter else "",
        items=tuple(_item(one, steps, programme, since.get(one.item.pk, "")) for one in seen.items),
        withdrawn=seen.withdrawn,
        is_fixed=seen.is_fixed,
        fixed_words=_fixed(seen),
        ground=ground(meeting.body),
        is_past=meeting.held_on < today,
        is_cancelled=meeting.cancelled_at is not None,
        may_keep=keeps(viewer, programme.slug, meeting.body.slug),
        quarter_url=_quarter_url(meeting, today),
        members_url=reverse("body-members", args=(programme.slug, meeting.body.slug)),
        seats=seats,
    )


def _line(row: Meeting, today: date) -> MeetingLine:
    is_fixed = bool(getattr(row, "is_fixed", False))  # annotations of the selector
    items, decided = int(getattr(row, "items", 0)), int(getattr(row, "decided", 0))
    return MeetingLine(
        meeting=row,
        url=reverse("meeting", args=(row.body.programme.slug, row.pk)),
        days=days_until(row.held_on, today) if row.held_on >= today else "",
        state=_state(row, items, is_fixed=is_fixed),
        items=items,
        decided=decided,
    )


def _state(row: Meeting, items: int, *, is_fixed: bool) -> str:
    if row.cancelled_at is not None:
        return "gaat niet door"
    return "vastgesteld" if is_fixed else "in voorbereiding" if items else "nog leeg"


def _quarter_url(meeting: Meeting, today: date) -> str:
    """Empty while the quarter has still to begin: there is no dashboard of it yet."""
    if meeting.quarter is None or meeting.quarter.first_day > today:
        return ""
    return reverse("dashboard", args=(meeting.body.programme.slug, meeting.quarter))


def _when(meeting: Meeting) -> str:
    time = f"{meeting.starts_at:%H:%M} uur" if meeting.starts_at else ""
    return ", ".join(filter(None, (date_long(meeting.held_on), time, meeting.place)))


def _fixed(seen: SeenAgenda) -> str:
    if seen.agenda is None or seen.agenda.fixed_at is None:
        return ""
    day = timezone.localdate(seen.agenda.fixed_at)
    return f"Vastgesteld op {date_long(day)} door {seen.agenda.fixed_by}."


def _item(one: SeenItem, steps: Steps, programme: Programme, since: str) -> ItemLine:
    decided = []
    for row in one.decisions:
        step = steps.get((row.pk, None))
        state = step.state if step else None
        decided.append(decision_line(row, programme.slug, state))
    return ItemLine(one.item, one.minute.text if one.minute else "", tuple(decided), since)
