"""The projects of a programme with all that a list shows of them: plan, standing and next milestone."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    CharField,
    Count,
    Expression,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from funding.choices import SOURCES
from funding.models import Grant
from funding.refund import RiskLevel
from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.aspects import AspectStatus
from izaportal.reporting.columns import Part
from izaportal.reporting.selectors.outlooks import LastReport, last_reports
from izaportal.reporting.selectors.standings import latest_standings, standing_value
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids
from projects.models import Milestone, MilestoneState, Project, ProjectFigure, Stage
from projects.selectors.choices import Choices, ProjectChoices, project_choices
from projects.selectors.projects import visible_projects
from projects.selectors.search import best_first

Shape = TypeVar("Shape", "Standing", "ListedFigure", "NextMilestone")
Sortable = Expression | F | Subquery
PLAN_ORDER = ("pillar__number", "code_order", "name", "pk")
WORST_FIRST = (
    AspectStatus.OFF_TRACK,
    AspectStatus.AT_RISK,
    AspectStatus.NO_DATA,
    AspectStatus.ON_TRACK,
    AspectStatus.EXCEEDED,
    AspectStatus.NOT_DUE,
    AspectStatus.NOT_APPLICABLE,
)
HIGHEST_FIRST = (RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW)
LISTED = (
    *("name", "code", "slug", "summary", "stage", "lead_state", "region_wide", "owner_kind"),
    *("programme_id", "duplicate_of_id", "pillar__slug", "pillar__number", "pillar__name"),
    *("owner__name", "owner_body__name", "owner_body__label"),
)
ASPECT_FIELDS = {"resultaat": "result_status", "tijd": "time_status", "geld": "money_status"}
STANDING_FIELDS = {"besteed": "spent", "verwacht": "expected"}
FIGURE_KINDS = {"investering": "investment", "spuk": "spuk"}
PLAIN_FIELDS = {"naam": "name", "pijler": "pillar__number", "code": "code_order", "leider": "lead_state"}


class Standing(NamedTuple):
    """Of the last `ProjectStanding` of a quarter what lists show."""

    project_id: UUID
    quarter: Quarter
    result_status: str
    time_status: str
    money_status: str
    indicator_counts: Mapping[str, int]
    risk_level: str
    expected: Decimal | None
    expected_low: Decimal | None
    spent: Decimal | None


class ListedFigure(NamedTuple):
    project_id: UUID
    kind: str
    knowledge: str
    lower: Decimal | None
    upper: Decimal | None


class NextMilestone(NamedTuple):
    project_id: UUID
    due: date
    label: str


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A project, its figures, how it stood at the quarter, the milestone that comes first, and its last
    approved report up to the quarter; None is not there."""

    project: Project
    figures: Sequence[ListedFigure]
    standing: Standing | None
    next_milestone: NextMilestone | None
    reported: LastReport | None = None


@dataclass(frozen=True, slots=True)
class PortfolioChoices:
    """What a list can be limited to; without a calculated quarter by no status and no risk."""

    projects: ProjectChoices = field(default_factory=ProjectChoices)
    sources: Choices = ()
    quarter: Quarter | None = None


def portfolio(viewer: Viewer, programme: Programme) -> QuerySet[Project]:
    """Every project of the programme that the viewer may see, with what a list shows of it and no more."""
    return (
        visible_projects(viewer)
        .filter(programme=programme)
        .select_related("pillar", "owner", "owner_body")
        .only(*LISTED)
    )


def first_per_stage(rows: QuerySet[Project], *, most: int) -> tuple[list[Project], dict[str, int]]:
    """The first so many projects of every stage in the plan's order, and how many each has; three queries."""
    place = Window(RowNumber(), partition_by="stage", order_by=PLAN_ORDER)
    counted = rows.order_by("stage").values_list("stage").annotate(total=Count("pk"))
    shown = rows.annotate(place_in_stage=place).filter(place_in_stage__lte=most)
    return list(shown.order_by(*PLAN_ORDER)), dict(counted)


def portfolio_rows(
    viewer: Viewer,
    programme: Programme,
    projects: Iterable[Project],
    *,
    quarter: Quarter | None,
    parts: Collection[Part],
) -> list[PortfolioRow]:
    """The projects, which come from `portfolio`, with these parts of what belongs to them.

    One query for each part, and one more for reports.
    """
    listed = list(projects)
    ids = [project.pk for project in listed]
    figures = _figures(viewer, ids) if Part.FIGURES in parts else {}
    standings = _standings(viewer, programme, ids, quarter) if Part.STANDING in parts and quarter else {}
    milestones = _next_milestones(viewer, ids) if Part.MILESTONE in parts else {}
    reported = last_reports(viewer, ids, until=quarter) if Part.REPORT in parts else {}
    for project in listed:
        project.programme = programme  # known, so that nobody asks for it row by row
    return [
        PortfolioRow(
            project=one,
            figures=figures.get(one.pk, ()),
            standing=standings.get(one.pk),
            next_milestone=milestones.get(one.pk),
            reported=reported.get(one.pk),
        )
        for one in listed
    ]


def portfolio_choices(viewer: Viewer, programme: Programme, *, quarter: Quarter | None) -> PortfolioChoices:
    """Four queries."""
    grants = Grant.objects.filter(project__programme__in=visible_ids(viewer), project__programme=programme)
    paying = set(grants.order_by().values_list("source", flat=True).distinct())
    return PortfolioChoices(
        projects=project_choices(viewer, programme),
        sources=[(value, label) for value, label in SOURCES if value in paying],
        quarter=quarter,
    )


def in_order(rows: QuerySet[Project], order: str, *, text: str, quarter: Quarter | None) -> QuerySet[Project]:
    """By the column asked for, `-` before it turns it round; else by how well the text fits; else as the plan
    has it. What is unknown comes last, and equals follow the plan, so that no row can change pages."""
    if not order:
        return best_first(rows, text, then=PLAN_ORDER)
    by = _sorted_by(order.removeprefix("-"), quarter)
    direction = by.desc(nulls_last=True) if order.startswith("-") else by.asc(nulls_last=True)
    return rows.order_by(direction, *PLAN_ORDER)


def _sorted_by(key: str, quarter: Quarter | None) -> Sortable:
    if key in PLAIN_FIELDS:
        return F(PLAIN_FIELDS[key])
    if key == "fase":
        return _ranked(F("stage"), Stage.values)
    if key == "eigenaar":
        return Coalesce("owner__name", "owner_body__name", "owner_kind")
    if key in FIGURE_KINDS:
        figures = ProjectFigure.objects.filter(
            project=OuterRef("pk"), kind=FIGURE_KINDS[key], is_default=True
        )
        return Coalesce(Subquery(figures.values("lower")[:1]), Subquery(figures.values("upper")[:1]))
    if key == "mijlpaal":
        return Subquery(_open_milestones().filter(project=OuterRef("pk")).order_by("due").values("due")[:1])
    if quarter is None:
        raise ValueError(f"zonder kwartaal is er niet op {key} te sorteren")
    return _by_standing(key, quarter)


def _by_standing(key: str, quarter: Quarter) -> Sortable:
    if key in STANDING_FIELDS:
        return standing_value(STANDING_FIELDS[key], quarter)
    if key == "risico":
        return _ranked(standing_value("risk_level", quarter), HIGHEST_FIRST)
    return _ranked(standing_value(ASPECT_FIELDS[key], quarter), WORST_FIRST)


def _ranked(value: F | Subquery, order: Iterable[str]) -> Func:
    """The place of a stored word in an order of its own; null for any other."""
    words = Value(list(order), output_field=ArrayField(CharField()))
    return Func(words, value, function="array_position", output_field=IntegerField())


def _standings(
    viewer: Viewer, programme: Programme, projects: Sequence[UUID], quarter: Quarter
) -> dict[UUID, Standing]:
    rows = latest_standings(viewer, programme, quarters=[quarter]).filter(project__pk__among=projects)
    return {row.project_id: row for row in _as(Standing, rows)}


def _figures(viewer: Viewer, projects: Sequence[UUID]) -> dict[UUID, list[ListedFigure]]:
    rows = ProjectFigure.objects.filter(
        project__programme__in=visible_ids(viewer),
        project__pk__among=projects,
        kind__in=FIGURE_KINDS.values(),
        is_default=True,
    )
    found: dict[UUID, list[ListedFigure]] = defaultdict(list)
    for row in _as(ListedFigure, rows):
        found[row.project_id].append(row)
    return found


def _open_milestones() -> QuerySet[Milestone]:
    """Planned and not reached, also when late; one of which nothing is said only as long as it is ahead."""
    planned = Q(state__in=(MilestoneState.PLANNED, MilestoneState.LATE))
    ahead = Q(state=MilestoneState.UNKNOWN, due__gte=clock.today())
    return Milestone.objects.filter(planned | ahead, due__isnull=False)


def _next_milestones(viewer: Viewer, projects: Sequence[UUID]) -> dict[UUID, NextMilestone]:
    rows = _open_milestones().filter(programme__in=visible_ids(viewer), project__pk__among=projects)
    first = rows.order_by("project_id", "due", "slug").distinct("project_id")
    return {row.project_id: row for row in _as(NextMilestone, first)}


def _as(shape: type[Shape], rows: QuerySet[Any]) -> Iterator[Shape]:
    """Only the columns that are shown, which is a third quicker than to make models of fifty rows."""
    return map(shape._make, rows.values_list(*shape._fields))
