"""The tables of a programme's tabs: projects with their filter, stated figures, members."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from izaportal.web.choosing import Choice
from izaportal.web.plan_figures import FigureGroup
from izaportal.web.plan_figures import grouped as grouped_figures
from izaportal.web.programme.overview import ProjectRow
from projects.selectors.projects import ProjectFilter

if TYPE_CHECKING:
    from django.http import QueryDict

    from pillars.models import GovernanceBody, Pillar, PlanFigure, Programme, ProgrammeMunicipality


@dataclass(frozen=True, slots=True)
class Choices:
    pillars: tuple[Choice, ...]
    stages: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which figures the rows have at all; a column of nothing but unknowns is left out."""

    lead: bool
    money: bool
    staff: bool

    @property
    def count(self) -> int:
        return 3 + self.lead + 2 * self.money + self.staff


@dataclass(frozen=True, slots=True)
class Group:
    label: str
    rows: tuple[ProjectRow, ...]


@dataclass(frozen=True, slots=True)
class FigurePart:
    title: str
    groups: tuple[FigureGroup, ...]


@dataclass(frozen=True, slots=True)
class Member:
    code: str
    name: str
    inhabitants: int | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Body:
    """An empty text and a mandate of None are what the plan does not say."""

    name: str
    label: str
    scope: str
    cadence: str
    per_year: int | None
    principle: str
    has_mandate: bool | None
    roles: tuple[str, ...]


def bodies(rows: "Iterable[GovernanceBody]", pillars: "Iterable[Pillar]") -> tuple[Body, ...]:
    """A scope that names a pillar by its slug gets that pillar's name."""
    names = {pillar.slug: pillar.name for pillar in pillars}
    return tuple(
        Body(
            name=str(row),
            label=row.label if row.name else "",
            scope=names.get(row.scope, row.scope),
            cadence=row.cadence,
            per_year=row.meetings_per_year,
            principle=row.decision_principle,
            has_mandate=row.has_mandate,
            roles=tuple(
                f"{role} ({count})" if count > 1 else role
                for role, count in Counter(map(str, row.roles)).items()
            ),
        )
        for row in rows
    )


def asked(query: "QueryDict") -> ProjectFilter:
    return ProjectFilter(
        text=query.get("q", "").strip()[:100],
        pillar=query.get("pijler", ""),
        stage=query.get("fase", ""),
    )


def encoded(wanted: ProjectFilter) -> str:
    """The filter as a query string, for the links of the pager."""
    parts = {"deel": "projecten", "q": wanted.text, "pijler": wanted.pillar, "fase": wanted.stage}
    return urlencode({key: value for key, value in parts.items() if value})


def choices(pillars: "Iterable[Pillar]", stages: Iterable[tuple[str, str]], wanted: ProjectFilter) -> Choices:
    return Choices(
        pillars=tuple(
            Choice(pillar.slug, _numbered(pillar), pillar.slug == wanted.pillar) for pillar in pillars
        ),
        stages=tuple(Choice(value, label, value == wanted.stage) for value, label in stages),
    )


def _numbered(pillar: "Pillar") -> str:
    return f"{pillar.number} · {pillar.name}" if pillar.number else pillar.name


def columns(rows: Iterable[ProjectRow]) -> Columns:
    listed = list(rows)
    return Columns(
        lead=any(row.lead_known for row in listed),
        money=any(row.investment is not None or row.spuk is not None for row in listed),
        staff=any(row.staff_saved is not None for row in listed),
    )


def grouped(rows: Iterable[ProjectRow]) -> tuple[Group, ...]:
    """Per pillar; the rows come in that order."""
    return tuple(Group(label, tuple(found)) for label, found in groupby(rows, key=lambda row: row.pillar))


def figure_parts(programme: "Programme", figures: "Iterable[PlanFigure]") -> tuple[FigurePart, ...]:
    """First the programme as a whole, then every pillar."""
    by_pillar: dict[str, list[PlanFigure]] = {"": []}
    for row in figures:
        by_pillar.setdefault(_numbered(row.pillar) if row.pillar else "", []).append(row)
    return tuple(
        FigurePart(title or f"{programme.short_name} als geheel", grouped_figures(found))
        for title, found in by_pillar.items()
        if found
    )


def members(
    rows: "Iterable[ProgrammeMunicipality]", inhabitants: Mapping[str, tuple[int, int]]
) -> tuple[Member, ...]:
    listed = []
    for row in rows:
        year, count = inhabitants.get(row.municipality.code, (None, None))
        listed.append(Member(row.municipality.code, row.municipality.name, count, year))
    return tuple(listed)
