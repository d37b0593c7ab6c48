"""Who sits in a body, as pages show it: by name for who may see people, by role for everybody else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from izaportal.core.viewer import Viewer
from pillars.selectors.meetings import keeps
from pillars.selectors.members import BODY_ROLES, members_of, people_of, sees_names

if TYPE_CHECKING:
    from pillars.models import BodyMember, GovernanceBody

UNRECORDED = "elke bestuurder van het programma hoort van vergaderingen, agenda’s en besluiten."
HIDDEN = "Namen zien alleen de leden zelf, de secretaris, de programmamanager en de controller."


@dataclass(frozen=True, slots=True)
class Seat:
    """`name` is empty for who may not see people. `hears`: not when the right to the programme is gone, as
    far as the viewer may know; `edit_url` is empty for who does not keep the body."""

    name: str
    role: str
    behalf: str
    starts_on: date
    ends_on: date | None
    hears: bool
    edit_url: str
    is_illustrative: bool

    @property
    def words(self) -> str:
        """`Jan Janssen, lid namens gemeente Venray`; who may not see people reads the seat alone."""
        seat = f"{self.role} namens {self.behalf}" if self.behalf else self.role
        return f"{self.name}, {seat}" if self.name else seat


@dataclass(frozen=True, slots=True)
class Seats:
    """`now` has who sits there today and who is to come, `past` who left, last one first.

    `is_begun`: somebody sits there today.
    """

    now: tuple[Seat, ...]
    past: tuple[Seat, ...]
    is_begun: bool
    names_shown: bool

    @property
    def lead(self) -> str:
        """What there is to know before reading on."""
        waits = "" if self.is_begun or not self.now else f"Tot het eerste lid begint geldt: {UNRECORDED}"
        hides = "" if self.names_shown or not (self.now or self.past) else HIDDEN
        return f"{waits} {hides}".strip()


def seats_of(viewer: Viewer, body: GovernanceBody, today: date) -> Seats:
    """One query; for who keeps the body two more, of who may still see the programme."""
    rows = list(members_of(viewer, body))
    named = sees_names(viewer, body, rows)
    is_keeper = keeps(viewer, body.programme.slug, body.slug)
    hearing = set(people_of(body.programme).values_list("pk", flat=True)) if is_keeper else None
    left = [row for row in rows if row.ends_on is not None and row.ends_on < today]
    left.sort(key=lambda row: row.ends_on or today, reverse=True)
    current = _in_order(row for row in rows if row not in left)
    return Seats(
        now=tuple(_seat(row, body, named=named, hearing=hearing) for row in current),
        past=tuple(_seat(row, body, named=named, hearing=hearing) for row in left),
        is_begun=any(row.is_on(today) for row in current),
        names_shown=named,
    )


def seats_on(viewer: Viewer, body: GovernanceBody, day: date) -> tuple[Seat, ...]:
    """Who sits there on the day; one query."""
    rows = list(members_of(viewer, body))
    named = sees_names(viewer, body, rows)
    return tuple(_seat(row, body, named=named) for row in _in_order(row for row in rows if row.is_on(day)))


def _in_order(rows: Iterable[BodyMember]) -> list[BodyMember]:
    """By what everybody may see: a name does not tell by its place."""
    return sorted(rows, key=lambda row: (BODY_ROLES.index(row.role), row.behalf, row.starts_on, row.pk))


def _seat(
    row: BodyMember, body: GovernanceBody, *, named: bool, hearing: Collection[UUID] | None = None
) -> Seat:
    place = (body.programme.slug, body.slug, row.pk)
    return Seat(
        name=row.user.name if named else "",
        role=row.get_role_display(),
        behalf=row.behalf,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        hears=hearing is None or row.user_id in hearing,
        edit_url=reverse("edit-body-member", args=place) if hearing is not None else "",
        is_illustrative=row.user.is_demo,
    )
