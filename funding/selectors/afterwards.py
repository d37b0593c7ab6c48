"""What became known about the money of a quarter after its last day: later rows that tell of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funding.models import AllocationKey, Expenditure, ExpenditureKind, MilestoneVerdict
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids


@dataclass(frozen=True, slots=True)
class LaterCost:
    """Costs of the quarter that count in a later one. `amount` is below zero for a reversal."""

    project: str
    project_name: str
    grant: str
    word: str
    amount: Decimal
    concerns_on: date
    counts_on: date
    description: str


@dataclass(frozen=True, slots=True)
class LaterVerdict:
    """The insurer's verdict, given later, on a milestone that was due by then."""

    project: str
    project_name: str
    grant: str
    label: str
    achieved: bool
    given_on: date


@dataclass(frozen=True, slots=True)
class LaterKey:
    label: str
    since: date


def later_costs(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[LaterCost, ...]:
    """By the day on which they count; one query."""
    rows = Expenditure.objects.filter(grant__project__programme__in=visible_ids(viewer)).filter(
        grant__project__programme=programme,
        concerns_on__range=(quarter.first_day, quarter.last_day),
        performed_on__gt=quarter.last_day,
    )
    found = rows.select_related("grant__project").order_by("performed_on", "pk")
    return tuple(
        LaterCost(
            project=row.grant.project.slug,
            project_name=row.grant.project.name,
            grant=row.grant.slug,
            word=str(ExpenditureKind(row.kind).label),
            amount=row.net,
            concerns_on=row.day_of_performance,
            counts_on=row.performed_on,
            description=row.description or row.reference,
        )
        for row in found
    )


def later_verdicts(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[LaterVerdict, ...]:
    """By the day on which they were given; one query."""
    rows = MilestoneVerdict.objects.filter(
        milestone__grant__project__programme__in=visible_ids(viewer)
    ).filter(
        milestone__grant__project__programme=programme,
        milestone__due__lte=quarter.last_day,
        given_on__gt=quarter.last_day,
    )
    fields = (
        "milestone__grant__project__slug", "milestone__grant__project__name", "milestone__grant__slug",
        "milestone__label", "achieved", "given_on",
    )  # fmt: skip
    return tuple(LaterVerdict(*row) for row in rows.order_by("given_on", "pk").values_list(*fields))


def later_keys(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[LaterKey, ...]:
    """Keys that hold from a later day on; one query."""
    rows = AllocationKey.objects.filter(programme__in=visible_ids(viewer)).filter(
        programme=programme, validity__startswith__gt=quarter.last_day
    )
    found = rows.order_by("validity").values_list("label", "validity")
    return tuple(LaterKey(label, validity.lower) for label, validity in found)
