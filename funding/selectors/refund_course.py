"""The stored refund risk of one grant through the quarters, and the rows behind its facts."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, F, Prefetch, QuerySet, Window
from django.db.models.functions import RowNumber

from funding.models import (
    Expenditure,
    ExpenditureKind,
    Grant,
    GrantMilestone,
    MilestoneForecast,
    MilestoneVerdict,
    RefundRisk,
)
from funding.refund import Source
from funding.selectors.facts import NET_COSTS
from funding.selectors.results import visible_grants
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids

MOST_BOOKINGS = 10
"""Of a milestone; the ledger has them all."""


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking behind a figure, in euros. `count` and `total` are of all bookings
    of its milestone up to the day, of which the last ones are listed."""

    pk: UUID
    milestone: UUID | None
    kind: str
    amount: Decimal
    performed_on: date
    description: str
    reference: str
    number: int
    count: int
    total: Decimal

    @property
    def net(self) -> Decimal:
        return -self.amount if self.kind == ExpenditureKind.REVERSAL else self.amount

    @property
    def kind_word(self) -> str:
        return str(ExpenditureKind(self.kind).label)


def grants_of(viewer: Viewer, programme: Programme) -> QuerySet[Grant]:
    """Every grant of the programme with its project, by the project's name."""
    rows = visible_grants(viewer).filter(project__programme=programme)
    return rows.select_related("project").order_by("project__name", "source", "slug")


def state_grant(viewer: Viewer, programme: Programme, *, project: str, slug: str) -> Grant:
    """Raises Grant.DoesNotExist, also for insurers' money: that is never reclaimed."""
    return grants_of(viewer, programme).get(project__slug=project, slug=slug, source=Source.SPUK)


def course_of(viewer: Viewer, grant: Grant) -> tuple[RefundRisk, ...]:
    """The last stored row of every quarter, oldest first."""
    rows = RefundRisk.objects.filter(grant__project__programme__in=visible_ids(viewer), grant=grant)
    return tuple(rows.order_by("quarter", "-id").distinct("quarter"))


def milestones_of(viewer: Viewer, grant: Grant) -> QuerySet[GrantMilestone]:
    """With verdicts and forecasts, the oldest of each first; three queries."""
    rows = GrantMilestone.objects.filter(grant__project__programme__in=visible_ids(viewer), grant=grant)
    return rows.prefetch_related(
        Prefetch("verdicts", MilestoneVerdict.objects.select_related("given_by").order_by("given_on", "id")),
        Prefetch("forecasts", MilestoneForecast.objects.order_by("given_on", "id")),
    )


def last_bookings(viewer: Viewer, grant: Grant, *, until: date) -> tuple[Booked, ...]:
    """Of every milestone, and of the grant itself, the last bookings up to and including the day."""
    rows = Expenditure.objects.filter(
        grant__project__programme__in=visible_ids(viewer), grant=grant, performed_on__lte=until
    )
    numbered = rows.order_by("milestone", "-performed_on", "-id").annotate(
        number=Window(RowNumber(), partition_by=F("milestone"), order_by=("-performed_on", "-id")),
        count=Window(Count("pk"), partition_by=F("milestone")),
        total=Window(NET_COSTS, partition_by=F("milestone")),
    )
    listed = numbered.filter(number__lte=MOST_BOOKINGS).values(*(field.name for field in fields(Booked)))
    return tuple(Booked(**row) for row in listed)
