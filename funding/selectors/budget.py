"""The budget of a programme as lines, and what was promised and booked of it by year and source."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.db.models import F, Max, Min, QuerySet, Sum, Value
from django.db.models.functions import ExtractYear

from funding.budget import Line, LineKey
from funding.models import BudgetLine, Commitment, Expenditure, Grant
from funding.selectors.facts import NET_COSTS
from izaportal.core.money import cents
from izaportal.core.viewer import Viewer
from pillars.models import PlanFigure, PlanFigureKind, Programme
from pillars.selectors.programmes import visible_ids
from projects.models import Project, ProjectFigure
from projects.selectors.projects import visible_projects

# Which figure of a plan states the money of a source; "" is all of it.
STATED = {"": PlanFigureKind.INVESTMENT, "spuk": PlanFigureKind.SPUK, "zvw": PlanFigureKind.ZVW}


class Use(StrEnum):
    """What an amount is: meant to be spent, promised to others, or spent."""

    BUDGETED = "budgeted"
    COMMITTED = "committed"
    BOOKED = "booked"


@dataclass(frozen=True, slots=True, order=True)
class Used:
    """An amount of a year, by source and stream. Costs are net, in the year in which they count."""

    source: str
    stream: str
    use: Use
    year: int
    amount: Decimal


def budget_lines(viewer: Viewer, programme: Programme, projects: Iterable[Project]) -> list[Line]:
    """In order of project, source, stream and type of cost; one query."""
    rows = BudgetLine.objects.filter(project__programme__in=visible_ids(viewer), project__in=list(projects))
    columns = ("project__slug", "source", "stream", "cost_type")
    found = rows.filter(project__programme=programme).order_by(*columns, "year")
    return list(_lines(found.values_list(*columns, "year", "amount", "illustrative")))


def _lines(rows: Iterable[tuple[str, str, str, str, int, Decimal, bool]]) -> Iterator[Line]:
    for key, own in groupby(rows, key=lambda row: LineKey(*row[:4])):
        cells = list(own)
        amounts = {year: amount for *_, year, amount, _ in cells}
        yield Line(key, amounts, illustrative=any(invented for *_, invented in cells))


def used(viewer: Viewer, programme: Programme, *, pillar: str = "", source: str = "") -> list[Used]:
    """Budgeted, committed and booked of the programme, or of a pillar or source of it; one query."""
    scope = {"programme__in": visible_ids(viewer), "programme": programme}
    if pillar:
        scope["pillar__slug"] = pillar
    projects = Project.objects.filter(**scope).order_by().values("pk")
    budgeted = BudgetLine.objects.filter(project__in=projects).annotate(
        use=Value(Use.BUDGETED.value), of=F("source"), within=F("stream"), in_year=F("year")
    )
    committed = Commitment.objects.filter(grant__project__in=projects).annotate(
        use=Value(Use.COMMITTED.value),
        of=F("grant__source"),
        within=F("grant__stream"),
        in_year=ExtractYear("committed_on"),
    )
    booked = Expenditure.objects.filter(grant__project__in=projects).annotate(
        use=Value(Use.BOOKED.value),
        of=F("grant__source"),
        within=F("grant__stream"),
        in_year=ExtractYear("performed_on"),
    )
    parts: list[QuerySet[Any, Any]] = [
        _summed(rows, total, source)
        for rows, total in ((budgeted, Sum("amount")), (committed, Sum("amount")), (booked, NET_COSTS))
    ]
    together = parts[0].union(*parts[1:], all=True)
    return sorted(Used(of, within, Use(use), year, amount) for of, within, use, year, amount in together)


def _summed(rows: QuerySet[Any], total: Sum, source: str) -> QuerySet[Any, Any]:
    wanted = rows.filter(of=source) if source else rows
    columns = wanted.order_by().values_list("of", "within", "use", "in_year")
    together: QuerySet[Any, Any] = columns.annotate(total=total)
    return together


def stated_total(
    viewer: Viewer, programme: Programme, *, pillar: str = "", source: str = ""
) -> Decimal | None:
    """What the plan says the programme or pillar costs, all of it or from one source; one query."""
    kinds = {"": PlanFigureKind.INVESTMENT, "spuk": PlanFigureKind.SPUK, "zvw": PlanFigureKind.ZVW}
    if source not in kinds:
        return None
    rows = PlanFigure.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    rows = rows.filter(kind=STATED[source], is_default=True, lower=F("upper"))
    rows = rows.filter(pillar__slug=pillar) if pillar else rows.filter(pillar=None)
    found = rows.values_list("lower", flat=True).first()
    return None if found is None else cents(found)


def stated_of(projects: Iterable[Project]) -> dict[tuple[str, str], Decimal]:
    """What the plan says each project (slug) costs, by source and under "" in all; one query."""
    rows = ProjectFigure.objects.filter(project__in=list(projects), is_default=True, lower=F("upper"))
    by_kind = {kind.value: source for source, kind in STATED.items()}
    found = rows.filter(kind__in=by_kind).values_list("project__slug", "kind", "lower")
    return {(slug, by_kind[kind]): cents(amount) for slug, kind, amount in found if amount is not None}


def years_of(projects: Iterable[Project]) -> tuple[int, ...]:
    """The years in which grants of these projects run; one query."""
    rows = Grant.objects.filter(project__in=list(projects))
    ends = rows.aggregate(first=Min("starts_on"), last=Max("ends_on"))
    if ends["first"] is None:
        return ()
    return tuple(range(ends["first"].year, ends["last"].year + 1))


def budgeted_projects(viewer: Viewer, programme: Programme, *, pillar: str = "") -> QuerySet[Project]:
    """In the plan's order, with pillar; what is a double of another has no budget of its own."""
    rows = visible_projects(viewer).filter(programme=programme, duplicate_of=None)
    return (rows.filter(pillar__slug=pillar) if pillar else rows).select_related("pillar")
