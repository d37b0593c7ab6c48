"""Money through the quarters: spent, received and budgeted (SPUK), and what insurers pay after (ZVW)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Aggregate, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ExtractQuarter, ExtractYear, JSONObject

from funding.models import (
    Advance,
    BudgetLine,
    Commitment,
    Expenditure,
    Grant,
    PaymentCondition,
)
from funding.payment import PaymentState
from funding.refund import Source
from funding.selectors.facts import NET_ADVANCES, NET_COSTS
from funding.selectors.payment_states import state_at
from funding.selectors.results import visible_grants
from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids


class Flow(StrEnum):
    """What an amount of the spending curve is."""

    BOOKED = "booked"
    RECEIVED = "received"
    BUDGETED = "budgeted"
    COMMITTED = "committed"


@dataclass(frozen=True, slots=True, order=True)
class FlowAmount:
    """Net euros of one quarter, or of a whole year when `number` is 0 (a budget)."""

    flow: Flow
    year: int
    number: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment condition of an insurer, in its state at the end of a quarter.

    `project` is its name; `project_slug` is empty where a freeze of before does not know it.
    """

    project: str
    label: str
    amount: Decimal
    due: date
    state: PaymentState
    illustrative: bool
    project_slug: str = ""


@dataclass(frozen=True, slots=True)
class SpukGrant:
    """A state grant, which has figures as soon as a quarter is calculated; `project` and `slug` are slugs."""

    grant: UUID
    project: str
    project_name: str
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a calculated quarter is to have figures of, and what its last recalculation failed on.

    `failed` counts the parts that failed; `is_broken`: the recalculation as a whole did not come about.
    """

    grants: tuple[SpukGrant, ...] = ()
    indicators: int = 0
    failed: int = 0
    is_broken: bool = False


def standing(viewer: Viewer, programme: Programme, quarter: Quarter, *, is_frozen: bool) -> Standing:
    """One query. Of a frozen quarter only runs that came about count: refusing one changes no figure."""
    grants = Grant.objects.filter(project__programme=OuterRef("pk"), source=Source.SPUK)
    row = JSONObject(grant="id", project="project__slug", name="project__name", slug="slug")
    indicators = Indicator.objects.filter(programme=OuterRef("pk")).order_by().values("programme")
    ended = (RunState.DONE,) if is_frozen else (RunState.DONE, RunState.FAILED)
    runs = Run.objects.filter(programme=OuterRef("slug"), quarter=quarter, state__in=ended)
    last = runs.order_by("-finished_at").values(row=JSONObject(state="state", failed="failed"))[:1]
    found = (
        Programme.objects.filter(pk__in=visible_ids(viewer))
        .filter(pk=programme.pk)
        .values_list(
            ArraySubquery(grants.order_by("project__name", "slug").values(row=row)),
            Subquery(indicators.values(total=Count("pk"))),
            Subquery(last),
        )
        .first()
    )
    if found is None:
        return Standing()
    listed, total, run = found
    return Standing(
        tuple(SpukGrant(UUID(item["grant"]), item["project"], item["name"], item["slug"]) for item in listed),
        total or 0,
        run["failed"] if run else 0,
        run is not None and run["state"] == RunState.FAILED,
    )


def spuk_flows(viewer: Viewer, programme: Programme, quarter: Quarter) -> list[FlowAmount]:
    """Booked, promised and received up to and including the quarter, and every year's budget; one query."""
    day = quarter.last_day
    grants = visible_grants(viewer).filter(project__programme=programme, source=Source.SPUK)
    spent = Expenditure.objects.filter(grant__in=grants, performed_on__lte=day)
    paid = Advance.objects.filter(grant__in=grants, received_on__lte=day)
    promised = Commitment.objects.filter(grant__in=grants, committed_on__lte=day)
    budgeted = (
        BudgetLine.objects.filter(project__in=grants.values("project"), source=Source.SPUK)
        .order_by()
        .annotate(
            flow=Value(Flow.BUDGETED.value),
            in_year=F("year"),
            number=Value(0, output_field=IntegerField()),
        )
        .values_list("flow", "in_year", "number")
        .annotate(total=Sum("amount"))
    )
    rows = _by_quarter(spent, Flow.BOOKED, "performed_on", NET_COSTS).union(
        _by_quarter(paid, Flow.RECEIVED, "received_on", NET_ADVANCES),
        _by_quarter(promised, Flow.COMMITTED, "committed_on", Sum("amount")),
        budgeted,
        all=True,
    )
    return sorted(FlowAmount(Flow(flow), year, number, total) for flow, year, number, total in rows)


def _by_quarter(rows: QuerySet[Any], flow: Flow, day: str, total: Aggregate | Combinable) -> QuerySet[Any]:
    """Added per quarter of the day."""
    dated = rows.order_by().annotate(
        flow=Value(flow.value), in_year=ExtractYear(day), number=ExtractQuarter(day)
    )
    added: QuerySet[Any] = dated.values_list("flow", "in_year", "number").annotate(total=total)
    return added


def payments(viewer: Viewer, programme: Programme, quarter: Quarter) -> list[Payment]:
    """What insurers pay after milestones (ZVW), by project and day; never part of a municipality's share."""
    grants = visible_grants(viewer).filter(project__programme=programme, source=Source.ZVW)
    rows = PaymentCondition.objects.filter(grant__in=grants).order_by("grant__project__name", "due", "slug")
    listed = rows.annotate(then=state_at(quarter))
    return [
        Payment(project, label, amount, due, PaymentState(state), illustrative, slug)
        for project, label, amount, due, state, illustrative, slug in listed.values_list(
            "grant__project__name", "label", "amount", "due", "then", "illustrative", "grant__project__slug"
        )
    ]
