"""What regions expect of one indicator, beside each other where that says something."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from izaportal.core.formatting import sentence_case
from izaportal.web.link import Link
from izaportal.web.regions import wording
from izaportal.web.regions.places import link_to
from regions.selectors.impact import Expectations

if TYPE_CHECKING:
    from regions.models import Development, ImpactProfile

DIRECTIONS = {
    "up": "Neemt toe",
    "down": "Neemt af",
    "flat": "Blijft gelijk",
    "none": "Zonder richting",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """An indicator in the list: how many regions name it, and how often they say what."""

    link: Link
    regions: int
    up: int
    down: int
    flat: int
    undirected: int
    figures: int


@dataclass(frozen=True, slots=True)
class Domain:
    name: str
    lines: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What one region says; `value` is what it is compared by, None for a range and without a figure."""

    region: Link
    kind: str
    caution: str
    now: str
    then: str
    change: str
    said: str
    years: str
    remarks: str
    value: Decimal | None

    @property
    def shown(self) -> str:
        """What it is compared by, as text."""
        return self.then or self.change or self.now


@dataclass(frozen=True, slots=True)
class Alike:
    """Figures of one unit, of the same years and about the same people; the largest first."""

    about: str
    lines: tuple[Line, ...]

    @property
    def title(self) -> str:
        most, least = self.lines[0], self.lines[-1]
        if most.shown == least.shown:
            return f"Overal {most.shown}"
        return f"Van {least.shown} in {least.region.label} tot {most.shown} in {most.region.label}"

    @property
    def top(self) -> Decimal | None:
        """The end of the scale that the bars share; None where a bar would mislead."""
        values = [line.value for line in self.lines]
        known = [value for value in values if value is not None and value >= 0]
        return max(known) if len(known) == len(values) and any(known) else None

    @property
    def first(self) -> Line:
        """All have the same columns."""
        return self.lines[0]


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """`alone`: figures that stand beside no other; `silent`: how many regions say nothing of it."""

    name: str
    alike: tuple[Alike, ...]
    alone: tuple[Line, ...]
    words: tuple[Words, ...]
    saying: int
    silent: int

    @property
    def line(self) -> str:
        who = "1 regio noemt" if self.saying == 1 else f"{self.saying} regio’s noemen"
        if not (self.alike or self.alone):
            return f"{who} dit, alleen in woorden."
        beside = sum(len(one.lines) for one in self.alike)
        return f"{who} dit, {beside or 'geen'} met cijfers die naast elkaar kunnen."


def listed(found: Iterable[Expectations]) -> tuple[Domain, ...]:
    return tuple(
        Domain(sentence_case(name), tuple(map(_listed, rows)))
        for name, rows in groupby(found, key=lambda row: row.indicator.domain)
    )


def _listed(row: Expectations) -> Listed:
    link = Link(row.indicator.label, reverse("development", args=(row.indicator.slug,)))
    said = row.directions
    return Listed(link, row.regions, said["up"], said["down"], said["flat"], said["none"], said[""])


def build(rows: Sequence[Development], *, profiles: Iterable[ImpactProfile]) -> Page:
    """`rows`: at least one, all of one indicator; `profiles`: all regions on the map."""
    groups: dict[tuple[object, ...], list[Development]] = defaultdict(list)
    for row in rows:
        if not row.direction:
            groups[_likeness(row)].append(row)
    saying = {row.region_id for row in rows}
    return Page(
        name=rows[0].indicator.label,
        alike=tuple(_alike(group) for group in groups.values() if _compares(group)),
        alone=tuple(_line(row) for group in groups.values() if not _compares(group) for row in group),
        words=tuple(_words(rows)),
        saying=len(saying),
        silent=sum(_is_silent(profile, saying) for profile in profiles),
    )


def _is_silent(profile: ImpactProfile, saying: set[UUID]) -> bool:
    """Neither the region itself nor one whose page holds what it expects says anything."""
    return saying.isdisjoint({profile.region_id, *(one.pk for one in profile.developments_from.all())})


def _likeness(row: Development) -> tuple[object, ...]:
    """Figures are beside each other only where all of this is the same."""
    return (
        (row.from_lower is None, row.to_lower is None, row.change_lower is None),
        (row.unit, row.change_unit, row.population),
        (row.from_year, row.to_year, row.scope_id),
    )


def _compares(group: Sequence[Development]) -> bool:
    return len(group) > 1 and _compared_by(group[0])[0] is not None


def _compared_by(row: Development) -> tuple[Decimal | None, Decimal | None]:
    """What it becomes; else by how much it changes; else what it is."""
    if row.to_lower is not None:
        return row.to_lower, row.to_upper
    return (
        (row.change_lower, row.change_upper)
        if row.change_lower is not None
        else (row.from_lower, row.from_upper)
    )


def _alike(group: Iterable[Development]) -> Alike:
    ordered = sorted(group, key=lambda row: _compared_by(row)[1] or Decimal(0), reverse=True)
    first = ordered[0]
    years = "jaar niet genoemd" if wording.years(first) == wording.NO_YEAR else wording.years(first)
    parts = (years, f"in {first.unit or first.change_unit}", first.population)
    return Alike(", ".join(filter(None, parts)), tuple(map(_line, ordered)))


def _words(rows: Iterable[Development]) -> Iterator[Words]:
    listed = list(rows)
    for direction, title in DIRECTIONS.items():
        if lines := tuple(_line(row) for row in listed if row.direction == direction):
            yield Words(title, lines)


def _line(row: Development) -> Line:
    lower, upper = _compared_by(row)
    return Line(
        region=link_to(row.region),
        kind=row.region.get_scheme_display(),
        caution=row.qualifier,
        now=wording.level(row.from_lower, row.from_upper, row.unit),
        then=wording.level(row.to_lower, row.to_upper, row.unit),
        change=wording.change(row.change_lower, row.change_upper, row.change_unit),
        said=wording.said(row),
        years=wording.years(row),
        remarks=wording.remarks(row),
        value=lower if lower == upper else None,
    )
