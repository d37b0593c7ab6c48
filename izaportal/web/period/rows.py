"""The projects of a quarter as its page lists them: how far each report is, what lacks, and who acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.viewer import Viewer
from izaportal.reporting.report.missing import Part
from izaportal.reporting.report.questions import SECTION_WORDS, Section
from izaportal.reporting.selectors.period_states import ProjectState, QuarterState, report_place
from izaportal.reporting.selectors.reports import rights_on

if TYPE_CHECKING:
    from uuid import UUID

    from pillars.models import ReportingPeriod

MISSING, LATE, WAITING, APPROVED = "ontbreekt", "te-laat", "te-beoordelen", "goedgekeurd"
STANDS = (
    (MISSING, "Nog in te dienen"),
    (LATE, "Te laat"),
    (WAITING, "Te beoordelen"),
    (APPROVED, "Goedgekeurd"),
)
STATE_WORDS = {
    "": "nog niet begonnen",
    "concept": "concept",
    "returned": "teruggestuurd",
    "submitted": "wacht op oordeel",
    "approved": "goedgekeurd",
}
COLUMNS = (Section.MEASUREMENTS, Section.SPENDING, Section.MILESTONES, Section.JUDGEMENT)


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is limited to: a stand of reports, and a section of which something lacks."""

    stand: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """`2 metingen`, with the first field to fill in."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """`parts` are the columns, None where a report asks nothing. `supplier`: who has to do something now.

    Without `is_open` the viewer sees only whether the report was approved. `is_final`: it stays as it is.
    """

    name: str
    code: str
    pillar: str
    url: str
    report_url: str
    state: str
    is_open: bool
    parts: tuple[Part | None, ...] = ()
    lacks: tuple[Lack, ...] = ()
    sections: frozenset[str] = frozenset()
    supplier: str = ""
    late: str = ""
    is_final: bool = False

    @property
    def word(self) -> str:
        if self.is_final and self.state != "approved":
            return "niet gerapporteerd"
        if not self.is_open and self.state != "approved":
            return "nog niet goedgekeurd"
        return STATE_WORDS[self.state]

    @property
    def stands(self) -> frozenset[str]:
        """The stands under which it is found."""
        stand = {"submitted": WAITING, "approved": APPROVED}.get(self.state, MISSING)
        return frozenset({stand, LATE}) if self.late else frozenset({stand})


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Closing:
    """What stays out when the quarter is closed now."""

    not_handed_in: tuple[tuple[str, str], ...]
    not_judged: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return not (self.not_handed_in or self.not_judged)


def rows(viewer: Viewer, period: ReportingPeriod, state: QuarterState, today: date) -> tuple[Row, ...]:
    """In the plan's order."""
    return tuple(_row(viewer, period, state, one, today) for one in state.projects)


def fitting(listed: Iterable[Row], asked: Filter) -> tuple[Row, ...]:
    return tuple(
        row
        for row in listed
        if (not asked.stand or asked.stand in row.stands)
        and (not asked.section or asked.section in row.sections)
    )


def stand_choices(listed: tuple[Row, ...], asked: Filter) -> tuple[Choice, ...]:
    """Each with how many projects it finds, among those that lack what is asked for."""
    among = fitting(listed, Filter(section=asked.section))
    found = ((value, label, sum(value in row.stands for row in among)) for value, label in STANDS)
    return tuple(Choice(*one, chosen=one[0] == asked.stand) for one in found)


def section_choices(listed: tuple[Row, ...], asked: Filter) -> tuple[Choice, ...]:
    among = fitting(listed, Filter(stand=asked.stand))
    found = (
        (section.value, SECTION_WORDS[section], sum(section in row.sections for row in among))
        for section in Section
    )
    return tuple(
        Choice(*one, chosen=one[0] == asked.section) for one in found if one[2] or one[0] == asked.section
    )


def closing(state: QuarterState) -> Closing:
    """The names of the projects, with who has to supply the report."""
    return Closing(
        tuple(
            (one.project.name, _names(state, state.people.writers_of(one.project))) for one in state.missing
        ),
        tuple(one.project.name for one in state.waiting),
    )


def _row(viewer: Viewer, period: ReportingPeriod, state: QuarterState, one: ProjectState, today: date) -> Row:
    project = one.project
    place = {"programme": project.programme.slug, "project": project.slug}
    is_open = rights_on(viewer, project).see_drafts
    row = Row(
        name=project.name,
        code=project.code,
        pillar=str(project.pillar) if project.pillar else "",
        url=reverse("project", kwargs=place),
        report_url=report_place(project, period.quarter),
        state=one.state if is_open or one.state == "approved" else "",
        is_open=is_open,
        late=_late(period, one, today),
        is_final=period.is_frozen,
    )
    return _with_details(row, period, state, one) if is_open and not row.is_final else row


def _with_details(row: Row, period: ReportingPeriod, state: QuarterState, one: ProjectState) -> Row:
    url = report_place(one.project, period.quarter)
    return replace(
        row,
        parts=tuple(one.part(section) for section in COLUMNS),
        lacks=tuple(Lack(part.words, f"{url}#{part.anchor}") for part in one.lacks),
        sections=frozenset(part.section.value for part in one.lacks),
        supplier=_supplier(state, one),
    )


def _late(period: ReportingPeriod, one: ProjectState, today: date) -> str:
    """What is late about it, empty when nothing is, or when it is too late for everything."""
    if period.is_frozen:
        return ""
    if one.state == "submitted":
        return "oordeel te laat" if today > period.approve_until else ""
    if one.is_in:
        return ""
    agreed = one.report.open_until if one.report else None
    return "te laat" if today > max(period.submit_until, agreed or period.submit_until) else ""


def _supplier(state: QuarterState, one: ProjectState) -> str:
    """Who has to do something now, by name; with the role where it is not the lead."""
    people, project = state.people, one.project
    if one.state == "approved":
        return ""
    if one.state == "submitted":
        return _names(state, people.judges_of(project))
    names = _names(state, people.writers_of(project))
    return names if people.leads_of(project) else f"{names} (geen projectleider)"


def _names(state: QuarterState, people: Iterable[UUID]) -> str:
    return ", ".join(sorted(state.people.names[person] for person in people)) or "niemand"
