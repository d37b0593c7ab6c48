"""The ledger of a grant: its rows newest first with the balance after each, and what they add up to."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import DecimalField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce, ExtractYear

from funding.booking import YearSpending, balances, by_year
from funding.models import (
    Advance,
    AdvanceKind,
    Commitment,
    Expenditure,
    ExpenditureKind,
    Grant,
    GrantMilestone,
)
from funding.selectors.facts import NET_ADVANCES, NET_COSTS, NOTHING
from funding.selectors.results import visible_grants
from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import members_on
from regions.models import Municipality

WITHOUT_MILESTONE = "geen"
ADDING = frozenset({ExpenditureKind.REVERSAL, AdvanceKind.RECEIVED})
# Fields of LedgerRow, each with the column it is read from.
COLUMNS = {
    "id": "id",
    "kind": "kind",
    "day": "day",
    "concerns_on": "concerns_on",
    "amount": "amount",
    "vat": "vat",
    "milestone": "milestone_label",
    "description": "description",
    "reference": "reference",
    "reverses": "reverses",
    "reversal": "reversal_id",
    "illustrative": "illustrative",
}


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """`milestone`: a slug, or WITHOUT_MILESTONE; with one there are no advances among the rows."""

    quarter: Quarter | None = None
    milestone: str = ""


class Place(NamedTuple):
    """Where a row stands in the ledger: rows of one day are in the order in which they were entered."""

    day: date
    id: UUID


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """`kind` is one of ExpenditureKind or AdvanceKind. `amount` is positive; `effect` is what it does to the
    balance. `reverses` and `reversal` name the row it cancels or is cancelled by."""

    id: UUID
    kind: str
    day: date
    concerns_on: date | None
    amount: Decimal
    vat: Decimal
    milestone: str
    description: str
    reference: str
    reverses: UUID | None
    reversal: UUID | None
    illustrative: bool
    effect: Decimal
    balance: Decimal

    @property
    def place(self) -> Place:
        return Place(self.day, self.id)


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """`older`: after which row the next page begins, None on the last."""

    rows: tuple[LedgerRow, ...]
    older: Place | None


@dataclass(frozen=True, slots=True)
class LedgerTotals:
    """All of a grant, whatever the day: net costs, commitments, advances, and the years of the costs."""

    award: Decimal
    booked: Decimal
    committed: Decimal
    received: Decimal
    free: Decimal
    balance: Decimal
    years: tuple[YearSpending, ...]

    @property
    def overcommitted(self) -> Decimal:
        """By how much the commitments, of which a part is booked by now, are more than the award."""
        return max(NOTHING, self.committed - self.award)


def ledger_grant(viewer: Viewer, programme: Programme, *, project: str, grant: str) -> Grant:
    """By slugs, with its project and milestones. Raises Grant.DoesNotExist, also for what may not be seen."""
    rows = visible_grants(viewer).filter(project__programme=programme, project__slug=project, slug=grant)
    return rows.select_related("project__programme").prefetch_related("milestones").get()


def ledger_page(
    grant: Grant, asked: LedgerFilter, *, after: Place | None = None, size: int = 50
) -> LedgerPage:
    """The newest rows, or those after a row; three queries, however long the ledger is."""
    costs, advances = _rows_of(grant, asked)
    found = _listed(costs, advances, after, size + 1)
    listed, of_milestone = found[:size], bool(asked.milestone)
    if not listed:
        return LedgerPage((), None)
    newest = Place(listed[0]["day"], listed[0]["id"])
    balance = _balance_at(costs, advances, newest, of_milestone=of_milestone)
    effects = [_effect(row, of_milestone=of_milestone) for row in listed]
    rows = tuple(
        LedgerRow(**row, effect=effect, balance=after_it)
        for row, effect, after_it in zip(listed, effects, balances(balance, effects), strict=True)
    )
    return LedgerPage(rows, rows[-1].place if len(found) > size else None)


def ledger_totals(grant: Grant) -> LedgerTotals:
    """Three queries."""
    costs = Expenditure.objects.filter(grant=grant).order_by()
    concerned = ExtractYear(Coalesce("concerns_on", "performed_on"))
    per_year = costs.annotate(counted=ExtractYear("performed_on"), concerned=concerned)
    years = by_year(per_year.values_list("counted", "concerned").annotate(total=NET_COSTS))
    booked = sum((year.total for year in years), NOTHING)
    received = Advance.objects.filter(grant=grant).aggregate(total=NET_ADVANCES)["total"] or NOTHING
    committed = Commitment.objects.filter(grant=grant).aggregate(total=Sum("amount"))["total"] or NOTHING
    return LedgerTotals(
        award=grant.award,
        booked=booked,
        committed=committed,
        received=received,
        free=grant.award - booked,
        balance=received - booked,
        years=years,
    )


def cost_of(grant: Grant, row: UUID) -> Expenditure:
    """Raises Expenditure.DoesNotExist for a row of another grant."""
    return Expenditure.objects.select_related("grant", "milestone", "reversal").get(pk=row, grant=grant)


def advance_of(grant: Grant, row: UUID) -> Advance:
    """Raises Advance.DoesNotExist for a row of another grant."""
    return Advance.objects.select_related("grant", "reversal").get(pk=row, grant=grant)


def milestones_of(grant: Grant) -> tuple[GrantMilestone, ...]:
    return tuple(grant.milestones.all())


def partners_of(grant: Grant) -> QuerySet[Municipality]:
    """Members of the programme today that may have made costs for the grant, by name: all but who received
    it."""
    members = members_on(grant.project.programme, clock.today()).order_by("name", "code")
    return members.exclude(pk=grant.lead_municipality_id) if grant.lead_municipality_id else members


def _rows_of(grant: Grant, asked: LedgerFilter) -> tuple[QuerySet[Expenditure], QuerySet[Advance]]:
    costs, advances = Expenditure.objects.filter(grant=grant), Advance.objects.filter(grant=grant)
    if asked.quarter is not None:
        days = asked.quarter.first_day, asked.quarter.last_day
        costs, advances = costs.filter(performed_on__range=days), advances.filter(received_on__range=days)
    if asked.milestone == WITHOUT_MILESTONE:
        return costs.filter(milestone=None), advances.none()
    if asked.milestone:
        return costs.filter(milestone__slug=asked.milestone), advances.none()
    return costs, advances


def _listed(
    costs: QuerySet[Expenditure], advances: QuerySet[Advance], after: Place | None, size: int
) -> list[dict[str, Any]]:
    """Each half is cut to size by its index before the two are laid together."""
    cost_rows = costs.annotate(
        day=F("performed_on"),
        milestone_label=Coalesce("milestone__label", Value("")),
        reversal_id=F("reversal__id"),
    )
    advance_rows = advances.annotate(
        day=F("received_on"),
        vat=Value(NOTHING, output_field=DecimalField()),
        milestone_label=Value(""),
        description=F("note"),
        reference=Value(""),
        reversal_id=F("reversal__id"),
    )
    halves = [
        _before(rows, after, day).order_by(f"-{day}", "-id").values_list(*COLUMNS.values())[:size]
        for rows, day in ((cost_rows, "performed_on"), (advance_rows, "received_on"))
    ]
    together = halves[0].union(halves[1], all=True).order_by("-day", "-id")[:size]
    return [dict(zip(COLUMNS, row, strict=True)) for row in together]


def _before(rows: QuerySet[Any], after: Place | None, day: str) -> QuerySet[Any]:
    """Those that come after a place in the list, so earlier in time."""
    if after is None:
        return rows
    same_day = Q(**{day: after.day}, pk__lt=after.id)
    return rows.filter(Q(**{f"{day}__lt": after.day}) | same_day, **{f"{day}__lte": after.day})


def _balance_at(
    costs: QuerySet[Expenditure], advances: QuerySet[Advance], place: Place, *, of_milestone: bool
) -> Decimal:
    """All rows up to the one at the place: received less spent, of a milestone what was spent."""
    spent: Decimal = _up_to(costs, place, "performed_on").aggregate(total=NET_COSTS)["total"] or NOTHING
    if of_milestone:
        return spent
    received = _up_to(advances, place, "received_on").aggregate(total=NET_ADVANCES)["total"] or NOTHING
    return received - spent


def _up_to(rows: QuerySet[Any], place: Place, day: str) -> QuerySet[Any]:
    same_day = Q(**{day: place.day}, pk__lte=place.id)
    return rows.order_by().filter(Q(**{f"{day}__lt": place.day}) | same_day)


def _effect(row: dict[str, Any], *, of_milestone: bool) -> Decimal:
    """What a row does to the balance."""
    amount: Decimal = row["amount"]
    return amount if (row["kind"] in ADDING) != of_milestone else -amount
