"""The roadmap as a drawing: a row per project with its bar and milestones, what it waits for, and today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from izaportal.core import clock
from izaportal.core.formatting import date_nl, sentence_case
from izaportal.reporting.aspects import Timing
from izaportal.reporting.explanation import TIMING_WORDS
from izaportal.reporting.selectors.roadmap import Course, Roadmap, Step
from izaportal.web.portfolio.asked import Asked
from izaportal.web.portfolio.table import pillar_label
from izaportal.web.portfolio.timeline import WIDTH, Scale, Stretch, Tick, stretch

if TYPE_CHECKING:
    from projects.models import Project

ROW, GROUP, HEAD, BAR = 44, 32, 32, 12
TURN, LANE = 8, 16  # a line of a dependency turns beside a bar, and runs between two rows
SCALE = "schaal"
CLASSES = {
    Timing.LONG_LATE: "is-off",
    Timing.LATE: "is-risk",
    Timing.UNREPORTED: "is-none",
    Timing.REACHED: "is-ontrack",
    Timing.AHEAD: "is-ahead",
    Timing.UNDATED: "is-none",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone at its day; `from_x` is where it stood a quarter ago, when it was moved."""

    x: int
    y: int
    css_class: str
    title: str
    is_agreement: bool
    from_x: int | None


@dataclass(frozen=True, slots=True)
class Bar:
    x: int
    y: int
    width: int
    is_granted: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A line of the names beside the drawing; without an address it heads a group."""

    label: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A milestone in the table beside the drawing."""

    project: str
    url: str
    label: str
    day: str
    state: str
    css_class: str
    slip: str
    needs: str


@dataclass(frozen=True, slots=True)
class ScaleChoice:
    label: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    names: tuple[Name, ...]
    ticks: tuple[Tick, ...]
    bands: tuple[int, ...]
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]
    arrows: tuple[str, ...]
    today_x: int
    today: date
    lines: tuple[Line, ...]
    scales: tuple[ScaleChoice, ...]
    height: int
    width: int = WIDTH

    @property
    def slipped(self) -> int:
        return sum(bool(line.slip) for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A project with its course and the middle of its row."""

    name: Name
    course: Course
    y: int


def drawing(asked: Asked, projects: Sequence[Project], found: Roadmap, scale: Scale) -> Drawing:
    today = clock.today()
    time = stretch(scale, today=today, days=_days(found))
    names, placed, height = _laid_out(asked, projects, found)
    by_id = {project.pk: placed[project.pk] for project in projects}
    rows = list(placed.values())
    labels = {project.pk: project.name for project in projects}
    return Drawing(
        names=tuple(names),
        ticks=time.ticks(),
        bands=tuple(row.y for row in rows),
        bars=tuple(bar for row in rows if (bar := _bar(row, time)) is not None),
        marks=tuple(mark for row in rows for mark in _marks(row, time)),
        arrows=tuple(_arrows(by_id, time)),
        today_x=time.x(today),
        today=today,
        lines=tuple(line for row in rows for line in _lines(row, labels)),
        scales=tuple(
            ScaleChoice(
                sentence_case(one.value),
                asked.url("portfolio-roadmap", **{SCALE: one.value}),
                one is scale,
            )
            for one in Scale
        ),
        height=height,
    )


def _days(found: Roadmap) -> Iterator[date]:
    for course in found.courses.values():
        yield from (day for period in course.grant_days for day in period)
    for step in [*found.of_programme, *(step for one in found.courses.values() for step in one.steps)]:
        yield from (day for day in (step.outlook.due, step.day, step.before) if day is not None)


def _laid_out(
    asked: Asked, projects: Sequence[Project], found: Roadmap
) -> tuple[list[Name], dict[UUID | None, _Placed], int]:
    """Names from top to bottom, every row at its place below the head, and the whole height."""
    names: list[Name] = []
    called = {project.pk: project.name for project in projects}
    placed: dict[UUID | None, _Placed] = {}  # under None the programme itself
    y = HEAD
    if found.of_programme:
        name = Name(
            "Mijlpalen van het programma", reverse("programme", kwargs=_place(asked)) + "?deel=planning"
        )
        names.append(name)
        placed[None] = _Placed(name, Course(found.of_programme), y + ROW // 2)
        y += ROW
    for label, group in groupby(projects, key=lambda project: pillar_label(asked, project)):
        names.append(Name(label or f"Zonder {asked.pillar_term.lower()}"))
        y += GROUP
        for project in group:
            url = reverse("project", kwargs={**_place(asked), "project": project.slug})
            names.append(Name(project.name, url, _note(project, found.courses[project.pk], called)))
            placed[project.pk] = _Placed(names[-1], found.courses[project.pk], y + ROW // 2)
            y += ROW
    return names, placed, y


def _note(project: Project, course: Course, called: Mapping[UUID, str]) -> str:
    stage = str(project.get_stage_display()) if project.stage else "fase niet vermeld"
    needs = ", ".join(called[one] for one in course.needs)
    has_days = bool(course.grant_days) or any(step.day is not None for step in course.steps)
    parts = [stage, "" if has_days else "nog geen data", f"wacht op {needs}" if needs else ""]
    return ", ".join(part for part in parts if part)


def _place(asked: Asked) -> dict[str, str]:
    return {"programme": asked.programme.slug}


def period_of(course: Course) -> tuple[date, date] | None:
    """The days of its grants, stretched by its milestones; without a grant from its first to its last one."""
    days = [day for period in course.grant_days for day in period]
    days += [step.day for step in course.steps if step.day is not None]
    return (min(days), max(days)) if len(set(days)) > 1 else None


def _bar(row: _Placed, time: Stretch) -> Bar | None:
    period = period_of(row.course)
    if period is None or (not row.course.grant_days and not row.name.note):
        return None
    first, last = time.x(period[0]), time.x(period[1])
    if first == last:
        return None
    return Bar(first, row.y - BAR // 2, last - first, bool(row.course.grant_days))


def _marks(row: _Placed, time: Stretch) -> Iterator[Mark]:
    for step in row.course.steps:
        if step.day is not None and time.holds(step.day):
            before = step.before if step.slipped_days else None
            yield Mark(
                time.x(step.day),
                row.y,
                CLASSES[step.timing],
                f"{step.label}: {date_nl(step.day)}, {words(step)}",
                step.is_agreement,
                None if before is None else time.x(before),
            )


def _arrows(placed: Mapping[UUID, _Placed], time: Stretch) -> Iterator[str]:
    """From the end of what is needed to the beginning of what waits for it, as an SVG path; only between
    projects of which both are known. What waits says so beside its name all the same."""
    for row in placed.values():
        for needed in map(placed.__getitem__, row.course.needs):
            before, after = period_of(needed.course), period_of(row.course)
            if before is not None and after is not None:
                end = time.x(before[1])
                beside = row.y - LANE if needed.y < row.y else row.y + LANE
                yield f"M{end} {needed.y}H{end + TURN}V{beside}H{time.x(after[0])}V{row.y}"


def words(step: Step) -> str:
    if not step.is_agreement:
        return TIMING_WORDS[step.timing]
    if step.timing is Timing.REACHED:
        return "bevestigd door de zorgverzekeraar"
    return "nog geen oordeel" if step.timing in (Timing.UNREPORTED, Timing.AHEAD) else "afgewezen"


def _lines(row: _Placed, labels: Mapping[UUID, str]) -> Iterator[Line]:
    needs = ", ".join(labels[one] for one in row.course.needs)
    name = row.name
    if not row.course.steps:
        yield Line(name.label, name.url, "", "", "", "", "", needs)
    for step in row.course.steps:
        day = date_nl(step.day) if step.day else "zonder datum"
        yield Line(
            name.label, name.url, step.label, day, words(step), CLASSES[step.timing], _slip(step), needs
        )


def _slip(step: Step) -> str:
    if not step.slipped_days or step.before is None:
        return ""
    turn = "later" if step.slipped_days > 0 else "eerder"
    return f"{abs(step.slipped_days)} dagen {turn} (was {date_nl(step.before)})"
