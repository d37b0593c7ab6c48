"""What the rules need to know of a programme's grants as of a quarter. For jobs, so without viewer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, partial
from uuid import UUID

from django.contrib.postgres.aggregates import BoolOr
from django.db.models import Case, DecimalField, F, Prefetch, Sum, When

from funding.credit import CreditMode, IndicatorReading, MilestoneFacts, start_of
from funding.models import (
    Advance,
    AdvanceKind,
    AllocationKey,
    AllocationPart,
    Expenditure,
    ExpenditureKind,
    Grant,
    GrantMilestone,
    MilestoneForecast,
    MilestoneIndicator,
    MilestoneVerdict,
)
from funding.refund import GrantFacts, RiskSettings, Source, Stream
from funding.shares import AllocationKey as KeyRule
from funding.shares import KeyKind
from izaportal.core.quarter import Quarter
from kpis.bounds import bounds_due, judging_bounds
from kpis.projection import project
from kpis.selectors.facts import IndicatorFacts, indicator_facts
from kpis.status import Status, assess
from kpis.targets import Accumulation, Direction
from pillars.models import Programme
from projects.selectors.decisions import stop_days
from regions.models import Population

NET_COSTS = Sum(
    Case(
        When(kind=ExpenditureKind.REVERSAL, then=-F("amount")),
        default=F("amount"),
        output_field=DecimalField(),
    )
)
NET_ADVANCES = Sum(
    Case(When(kind=AdvanceKind.REPAID, then=-F("amount")), default=F("amount"), output_field=DecimalField())
)
NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class GrantReading:
    """A grant's facts, and whether something behind them was invented for show."""

    grant: Grant
    illustrative: bool
    read: Callable[[], GrantFacts]

    @cached_property
    def facts(self) -> GrantFacts:
        """Put together when they are used: data that no rule understands then fails for this grant alone."""
        return self.read()

    @property
    def failure_key(self) -> tuple[str, str]:
        return "grant", str(self.grant.pk)

    def __str__(self) -> str:
        return str(self.grant)


@dataclass(frozen=True, slots=True)
class _Ledger:
    """Everything booked, received, decided and forecast up to and including the quarter.

    `stops`: by project, also days yet to come. `invented`: grants with a booking or advance made up for show.
    """

    costs: Mapping[tuple[UUID, UUID | None], Decimal]
    advances: Mapping[UUID, Decimal]
    verdicts: Mapping[UUID, MilestoneVerdict]
    forecasts: Mapping[UUID, MilestoneForecast]
    stops: Mapping[UUID, date]
    invented: frozenset[UUID]

    def is_illustrative(self, grant: Grant) -> bool:
        """Whether anything that counts for the grant was made up."""
        milestones = grant.milestones.all()
        opinions = (held.get(m.pk) for held in (self.verdicts, self.forecasts) for m in milestones)
        behind = (grant, *milestones, *opinions)
        return grant.pk in self.invented or any(row is not None and row.illustrative for row in behind)


def grant_readings(
    programme: Programme,
    quarter: Quarter,
    *,
    only: Iterable[UUID] | None = None,
    kept_definitions: bool = False,
) -> list[GrantReading]:
    """Facts of all grants of the programme, or only of these; a fixed number of queries.

    `kept_definitions` as of `indicator_facts`.
    """
    grants = Grant.objects.filter(project__programme=programme).select_related("project")
    if only is not None:
        grants = grants.filter(pk__in=list(only))
    listed = list(grants.prefetch_related("milestones__indicator_links"))
    ledger = _ledger(listed, quarter)
    links = [link for grant in listed for m in grant.milestones.all() for link in m.indicator_links.all()]
    needed = {link.indicator_id for link in links}
    known = (
        indicator_facts(programme, quarter, only=needed, kept_definitions=kept_definitions) if needed else ()
    )
    indicators = {facts.indicator.pk: facts for facts in known}
    settings = risk_settings(programme)
    return [
        GrantReading(
            grant,
            ledger.is_illustrative(grant),
            partial(_facts, grant, quarter, ledger, indicators, programme, settings),
        )
        for grant in listed
    ]


def risk_settings(programme: Programme) -> RiskSettings:
    return RiskSettings(
        medium_from_pct=programme.risk_medium_pct,
        high_from_pct=programme.risk_high_pct,
        status_credit={
            Status.EXCEEDED: programme.credit_on_track,
            Status.ON_TRACK: programme.credit_on_track,
            Status.AT_RISK: programme.credit_at_risk,
            Status.OFF_TRACK: programme.credit_off_track,
        },
    )


def key_in_force(programme: Programme, quarter: Quarter) -> AllocationKey | None:
    """The key in force on the quarter's last day, with its parts."""
    keys = AllocationKey.objects.filter(programme=programme, validity__contains=quarter.last_day)
    parts = AllocationPart.objects.select_related("municipality")
    return keys.prefetch_related(Prefetch("parts", parts)).first()


def key_rule(key: AllocationKey | None, members: Iterable[str]) -> KeyRule | None:
    """The rules' view of a stored key; None where no key is agreed."""
    if key is None:
        return None
    kind = KeyKind(key.kind)
    if kind is KeyKind.POPULATION:
        rows = Population.objects.filter(year=key.population_year or 0, municipality__code__in=list(members))
        known = dict(rows.values_list("municipality__code", "inhabitants"))
        return KeyRule(kind, {code: known.get(code) for code in members})
    return KeyRule(kind, {part.municipality.code: _size(part) for part in key.parts.all()})


def _size(part: AllocationPart) -> Decimal | None:
    """An agreed 0 % is a part of nothing, not the lack of one."""
    return part.amount if part.percent is None else part.percent


def _ledger(grants: list[Grant], quarter: Quarter) -> _Ledger:
    """Five queries; of verdicts and forecasts the last one given by the quarter's last day."""
    day = quarter.last_day
    booked = Expenditure.objects.filter(grant__in=grants, performed_on__lte=day)
    received = Advance.objects.filter(grant__in=grants, received_on__lte=day)
    milestones = [milestone.pk for grant in grants for milestone in grant.milestones.all()]
    verdicts = MilestoneVerdict.objects.filter(milestone__in=milestones, given_on__lte=day)
    forecasts = MilestoneForecast.objects.filter(milestone__in=milestones, given_on__lte=day)
    made_up = BoolOr("illustrative")
    costs = list(
        booked.order_by().values_list("grant", "milestone").annotate(total=NET_COSTS, invented=made_up)
    )
    advances = list(received.order_by().values_list("grant").annotate(total=NET_ADVANCES, invented=made_up))
    return _Ledger(
        costs={(grant, milestone): total for grant, milestone, total, _ in costs},
        advances={grant: total for grant, total, _ in advances},
        verdicts={row.milestone_id: row for row in verdicts.order_by("given_on")},
        forecasts={row.milestone_id: row for row in forecasts.order_by("given_on")},
        stops=stop_days(grant.project_id for grant in grants),
        invented=frozenset(grant for grant, *_, invented in (*costs, *advances) if invented),
    )


def _facts(
    grant: Grant,
    quarter: Quarter,
    ledger: _Ledger,
    indicators: Mapping[UUID, IndicatorFacts],
    programme: Programme,
    settings: RiskSettings,
) -> GrantFacts:
    milestones = tuple(
        _milestone(milestone, grant, ledger, indicators, programme) for milestone in grant.milestones.all()
    )
    stopped = ledger.stops.get(grant.project_id)
    return GrantFacts(
        quarter=quarter,
        source=Source(grant.source),
        stream=Stream(grant.stream) if grant.stream else None,
        award=grant.award,
        advances=ledger.advances.get(grant.pk, NOTHING),
        unattributed=ledger.costs.get((grant.pk, None), NOTHING),
        milestones=milestones,
        mode=CreditMode(grant.credit_mode),
        stopped=stopped is not None and stopped <= quarter.last_day,
        settings=settings,
    )


def _milestone(
    milestone: GrantMilestone,
    grant: Grant,
    ledger: _Ledger,
    indicators: Mapping[UUID, IndicatorFacts],
    programme: Programme,
) -> MilestoneFacts:
    verdict, forecast = ledger.verdicts.get(milestone.pk), ledger.forecasts.get(milestone.pk)
    return MilestoneFacts(
        key=milestone.slug,
        amount=milestone.amount,
        due=milestone.due,
        achieved=verdict.achieved if verdict else None,
        booked=ledger.costs.get((grant.pk, milestone.pk), NOTHING),
        forecast=forecast.credit if forecast else None,
        forecast_costs=forecast.costs_at_end if forecast else None,
        indicators=tuple(
            _indicator(link, indicators[link.indicator_id], Quarter.of(milestone.due), programme)
            for link in milestone.indicator_links.all()
        ),
    )


def _indicator(
    link: MilestoneIndicator, facts: IndicatorFacts, due: Quarter, programme: Programme
) -> IndicatorReading:
    """The indicator a milestone hangs on, read at the quarter and projected to the milestone's due one."""
    indicator = facts.indicator
    direction, accumulation = Direction(indicator.direction), Accumulation(indicator.accumulation)
    bounds = bounds_due(facts.plan, facts.quarter)
    last = max(facts.values, default=None)
    projection = project(facts.values, at=facts.quarter, target=due, accumulation=accumulation)
    return IndicatorReading(
        key=indicator.slug,
        direction=direction,
        value=None if last is None else facts.values[last],
        start=start_of(indicator.baseline, accumulation=accumulation, relative=indicator.is_change),
        threshold=link.threshold,
        bound_due=judging_bounds(bounds.lower, bounds.upper, direction)[0],
        status=assess(facts.status_facts(programme)).status,
        projected=projection.value,
    )
