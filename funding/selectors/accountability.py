"""The yearly account of a programme's state grants, with the bookings behind each figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear

from funding.accountability import (
    Account,
    AccountFacts,
    AccountSum,
    Clock,
    PlannedMilestone,
    Spending,
    account,
    together,
)
from funding.models import Advance, Expenditure, Grant, MilestoneVerdict
from funding.refund import Source, Stream
from funding.selectors.facts import NET_ADVANCES, NET_COSTS
from funding.selectors.results import visible_grants
from izaportal.core.money import ZERO
from projects.selectors.decisions import stop_days

if TYPE_CHECKING:
    from funding.models import Settlement
    from izaportal.core.viewer import Viewer
    from pillars.models import Programme

CONCERNED = ExtractYear(Coalesce("concerns_on", "performed_on"))
COUNTED = ExtractYear("performed_on")


class Part(StrEnum):
    """A figure of an account whose bookings can be listed; the value is how addresses call it."""

    OWN = "besteding"
    CORRECTIONS = "correcties"
    PARTNER_CORRECTIONS = "correcties-medeoverheden"
    YEAR = "jaar"
    UNACHIEVED = "niet-behaald"


@dataclass(frozen=True)
class GrantAccount:
    """A grant with its account over the year; `broken` says why no rule can make one."""

    grant: Grant
    verdicts: Mapping[UUID, MilestoneVerdict]
    settlement: Settlement | None
    account: Account | None
    broken: str = ""


@dataclass(frozen=True)
class DecisionAccount:
    """The grants under one decision number; without a number a grant stands by itself."""

    number: str
    grants: tuple[GrantAccount, ...]

    @cached_property
    def sum(self) -> AccountSum | None:
        """None while one of the grants has no account: a part would pass for the whole."""
        accounts = [one.account for one in self.grants]
        known = [one for one in accounts if one is not None]
        return together(known) if len(known) == len(accounts) else None


@dataclass(frozen=True)
class YearAccount:
    """All decisions of a programme over a year, as known on a day."""

    clock: Clock
    judged_until: date
    years: tuple[int, ...]
    decisions: tuple[DecisionAccount, ...]

    @property
    def grants(self) -> tuple[GrantAccount, ...]:
        return tuple(one for decision in self.decisions for one in decision.grants)


def year_account(viewer: Viewer, programme: Programme, *, year: int, today: date) -> YearAccount:
    """Of the state's money only; seven queries, however many bookings there are."""
    clock = Clock(year)
    grants = list(_grants(viewer, programme))
    years = tuple(range(min((one.starts_on.year for one in grants), default=year), today.year + 1))
    read = _Read.of(grants, judged_until=clock.judged_until(today))
    accounts = [one for one in (_account(grant, read, year) for grant in grants) if _concerns(one, year)]
    return YearAccount(clock, clock.judged_until(today), years, _decisions(accounts))


def state_grant(viewer: Viewer, programme: Programme, *, project: str, grant: str) -> Grant:
    """By slugs. Raises Grant.DoesNotExist, also for what may not be seen and for other money."""
    rows = _grants(viewer, programme).filter(project__slug=project, slug=grant)
    return rows.get()


def bookings_behind(grant: Grant, part: Part, *, year: int, milestone: str = "") -> QuerySet[Expenditure]:
    """Latest first.

    For UNACHIEVED all costs of a milestone up to and including the year, or of none of them.
    """
    rows = _bookings().filter(grant=grant)
    if part is Part.UNACHIEVED:
        of_milestone = Q(milestone__slug=milestone) if milestone else Q(milestone=None)
        return rows.filter(of_milestone, performed_on__year__lte=year)
    of_year = rows.filter(performed_on__year=year)
    if part is Part.YEAR:
        return of_year
    if part is Part.OWN:
        in_year = Q(concerns_on=None) | Q(concerns_on__year=year)
        return of_year.filter(in_year, co_government=None)
    is_own = part is Part.CORRECTIONS
    return of_year.filter(concerns_on__year__lt=year, co_government__isnull=is_own)


def bookings_of_year(grants: Iterable[UUID], *, year: int) -> QuerySet[Expenditure]:
    """All that counts in the year, grant by grant, latest first; as `bookings_behind`."""
    return (
        _bookings()
        .filter(grant__in=list(grants), performed_on__year=year)
        .order_by("grant", "-performed_on", "-id")
    )


def net_of(rows: QuerySet[Expenditure]) -> Decimal:
    """What the bookings add up to."""
    return rows.order_by().aggregate(total=NET_COSTS)["total"] or ZERO


def advances_behind(grant: Grant, *, year: int) -> QuerySet[Advance]:
    """Received and given back in the year, latest first."""
    return Advance.objects.filter(grant=grant, received_on__year=year).order_by("-received_on", "-id")


def received_in(grant: Grant, *, year: int) -> Decimal:
    """Received less given back in the year."""
    return advances_behind(grant, year=year).order_by().aggregate(total=NET_ADVANCES)["total"] or ZERO


@dataclass(frozen=True)
class _Read:
    """What the accounts are made of, by grant and by milestone."""

    spending: Mapping[UUID, list[Spending]]
    advances: Mapping[UUID, dict[int, Decimal]]
    verdicts: Mapping[UUID, MilestoneVerdict]
    stops: Mapping[UUID, date]

    @classmethod
    def of(cls, grants: list[Grant], *, judged_until: date) -> _Read:
        costs = Expenditure.objects.filter(grant__in=grants).order_by()
        spending: dict[UUID, list[Spending]] = defaultdict(list)
        summed = costs.annotate(counted=COUNTED, concerned=CONCERNED, partner=Q(co_government__isnull=False))
        for grant, milestone, counted, concerned, partner, total in summed.values_list(
            "grant", "milestone__slug", "counted", "concerned", "partner"
        ).annotate(total=NET_COSTS):
            spending[grant].append(Spending(counted, concerned, total, milestone, partner))
        advances: dict[UUID, dict[int, Decimal]] = defaultdict(dict)
        received = Advance.objects.filter(grant__in=grants).order_by()
        per_year = received.annotate(year=ExtractYear("received_on")).values_list("grant", "year")
        for grant, year, total in per_year.annotate(total=NET_ADVANCES):
            advances[grant][year] = total
        given = MilestoneVerdict.objects.filter(milestone__grant__in=grants, given_on__lte=judged_until)
        verdicts = {row.milestone_id: row for row in given.order_by("given_on", "id")}
        return cls(spending, advances, verdicts, stop_days(one.project_id for one in grants))


def _bookings() -> QuerySet[Expenditure]:
    rows = Expenditure.objects.select_related("milestone", "co_government")
    return rows.order_by("-performed_on", "-id")


def _grants(viewer: Viewer, programme: Programme) -> QuerySet[Grant]:
    rows = visible_grants(viewer).filter(project__programme=programme, source=Source.SPUK)
    return (
        rows.select_related("project__programme", "lead_municipality", "settlement")
        .prefetch_related("milestones")
        .order_by("decision_number", "project__name", "slug")
    )


def _account(grant: Grant, read: _Read, year: int) -> GrantAccount:
    verdicts = {row.pk: read.verdicts[row.pk] for row in grant.milestones.all() if row.pk in read.verdicts}
    settlement = getattr(grant, "settlement", None)
    try:
        made = account(_facts(grant, read, verdicts), year=year)
    except ValueError as wrong:
        return GrantAccount(grant, verdicts, settlement, None, str(wrong))
    return GrantAccount(grant, verdicts, settlement, made)


def _facts(grant: Grant, read: _Read, verdicts: Mapping[UUID, MilestoneVerdict]) -> AccountFacts:
    stopped = read.stops.get(grant.project_id)
    return AccountFacts(
        source=Source(grant.source),
        stream=Stream(grant.stream) if grant.stream else None,
        award=grant.award,
        ends_on=min(grant.ends_on, stopped) if stopped else grant.ends_on,
        milestones=tuple(
            PlannedMilestone(
                row.slug, row.amount, row.due, verdicts[row.pk].achieved if row.pk in verdicts else None
            )
            for row in grant.milestones.all()
        ),
        spending=tuple(read.spending.get(grant.pk, ())),
        advances=read.advances.get(grant.pk, {}),
    )


def _concerns(one: GrantAccount, year: int) -> bool:
    """It runs in the year, or its money still moved."""
    if one.grant.starts_on.year <= year <= one.grant.ends_on.year or one.account is None:
        return True
    balance = one.account.balance
    return any((balance.opening, balance.additions, balance.spending))


def _decisions(accounts: Iterable[GrantAccount]) -> tuple[DecisionAccount, ...]:
    found: dict[str, list[GrantAccount]] = defaultdict(list)
    for one in accounts:
        found[one.grant.decision_number or f"/{one.grant.pk}"].append(one)
    return tuple(DecisionAccount(grants[0].grant.decision_number, tuple(grants)) for grants in found.values())
