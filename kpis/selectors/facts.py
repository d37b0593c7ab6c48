"""What the rules need to know of a programme's indicators as of a quarter. For jobs, so without viewer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from izaportal.core.numbers import Exact
from izaportal.core.quarter import Quarter
from kpis import bounds
from kpis.bounds import IndicatorPlan
from kpis.models import Indicator, Measurement, MeasurementState, Target, TargetState
from kpis.selectors.definition import all_as_judged
from kpis.status import Coverage, Frequency, StatusFacts
from kpis.targets import Accumulation, Direction
from kpis.totals import MemberMeasurement, MemberTotal, TotalMethod, total_over_members
from pillars.models import Programme
from pillars.selectors.programmes import members_on

Series = dict[Quarter, Exact]


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """An indicator as of a quarter: its plan and what was approved up to and including the quarter.

    `values`: one value per quarter in the indicator's unit; of a disaggregated indicator only quarters in
    which every member is in. `measurements`: the rows behind them. `targets`: those in force.
    """

    indicator: Indicator
    quarter: Quarter
    values: Series
    coverage: Coverage | None
    measurements: tuple[Measurement, ...]
    targets: tuple[Target, ...]

    def __str__(self) -> str:
        return str(self.indicator)

    @property
    def failure_key(self) -> tuple[str, str]:
        """For what a failed judgement is kept under; see izaportal.core.outcome."""
        return "indicator", str(self.indicator.pk)

    @property
    def plan(self) -> IndicatorPlan:
        """Read when it is used: data that no rule understands then fails for this indicator alone."""
        return plan_of(self.indicator, self.targets)

    @property
    def illustrative(self) -> bool:
        """Whether something behind the status was invented for show."""
        return any(row.illustrative for row in self.measurements)

    @property
    def current(self) -> Measurement | None:
        """The measurement of this quarter, when it is a single one."""
        return next((row for row in self.measurements if row.quarter == self.quarter), None)

    def status_facts(self, programme: Programme) -> StatusFacts:
        earlier = [quarter for quarter in self.values if quarter < self.quarter]
        last = max(earlier, default=None)
        return StatusFacts(
            plan=self.plan,
            quarter=self.quarter,
            value=self.values.get(self.quarter),
            frequency=Frequency(self.indicator.frequency),
            margin_pct=programme.margin_pct,
            coverage=self.coverage,
            last_known=None if last is None else (last, self.values[last]),
        )


def indicator_facts(
    programme: Programme,
    quarter: Quarter,
    *,
    only: Iterable[UUID] | None = None,
    kept_definitions: bool = False,
) -> list[IndicatorFacts]:
    """Facts of all indicators of the programme, or only of these; four queries whatever their number.

    `kept_definitions`: each as it was at the last result of the quarter, for who judges a frozen one anew.
    """
    indicators = Indicator.objects.filter(programme=programme).select_related("pillar")
    if only is not None:
        indicators = indicators.filter(pk__in=list(only))
    listed = list(indicators)
    if kept_definitions:
        listed = all_as_judged(listed, quarter)
    targets = _targets_in_force(listed, quarter)
    measurements = _approved(listed, quarter)
    members = _members(programme, quarter, listed)
    return [_facts(i, quarter, targets[i.pk], measurements[i.pk], members) for i in listed]


def facts_supposing(
    indicator: Indicator, quarters: Sequence[Quarter], *, targets: Iterable[Target]
) -> list[IndicatorFacts]:
    """At each of the quarters as if the indicator stood as it does here, with these versions of its targets,
    saved or not. One query, and one a quarter for who takes part when it is measured per municipality."""
    versions = list(targets)
    measured = _approved([indicator], max(quarters))[indicator.pk] if quarters else []
    return [
        _facts(
            indicator,
            quarter,
            targets_in_force(versions, quarter),
            [row for row in measured if row.quarter <= quarter],
            _members(indicator.programme, quarter, [indicator]),
        )
        for quarter in quarters
    ]


def plan_of(indicator: Indicator, targets: Iterable[Target]) -> IndicatorPlan:
    """The rules' view of an indicator and its targets in force."""
    first, second, third, fourth = indicator.phasing
    return IndicatorPlan(
        direction=Direction(indicator.direction),
        accumulation=Accumulation(indicator.accumulation),
        targets=tuple(
            _rule_target(row) for row in targets if row.state != TargetState.NONE and row.has_moment
        ),
        baseline=indicator.baseline,
        relative=indicator.is_change,
        phasing=(first, second, third, fourth),
    )


def targets_in_force(rows: Iterable[Target], quarter: Quarter) -> list[Target]:
    """Of every target the last version valid on the quarter's last day."""
    latest: dict[object, Target] = {}
    for row in sorted(rows, key=lambda row: row.version):
        if row.valid_from <= quarter.last_day:
            latest[(row.indicator_id, row.year, row.quarter, row.due)] = row
    return list(latest.values())


def _targets_in_force(indicators: list[Indicator], quarter: Quarter) -> Mapping[UUID, list[Target]]:
    grouped: dict[UUID, list[Target]] = defaultdict(list)
    for row in targets_in_force(Target.objects.filter(indicator__in=indicators), quarter):
        grouped[row.indicator_id].append(row)
    return grouped


def _approved(indicators: list[Indicator], quarter: Quarter) -> Mapping[UUID, list[Measurement]]:
    rows = Measurement.objects.filter(
        indicator__in=indicators,
        quarter__lte=quarter,
        state=MeasurementState.APPROVED,
        superseded_at__isnull=True,
    ).select_related("municipality")
    grouped: dict[UUID, list[Measurement]] = defaultdict(list)
    for row in rows.order_by("quarter"):
        grouped[row.indicator_id].append(row)
    return grouped


def _members(programme: Programme, quarter: Quarter, indicators: list[Indicator]) -> frozenset[str]:
    """Only asked for when something is measured per municipality."""
    if not any(indicator.disaggregated for indicator in indicators):
        return frozenset()
    return frozenset(members_on(programme, quarter.last_day).values_list("code", flat=True))


def _facts(
    indicator: Indicator,
    quarter: Quarter,
    targets: list[Target],
    measurements: list[Measurement],
    members: frozenset[str],
) -> IndicatorFacts:
    values: Series
    if not indicator.disaggregated:
        rows = [row for row in measurements if row.municipality_id is None]
        values = {row.quarter: row.value for row in rows}
        return IndicatorFacts(indicator, quarter, values, None, tuple(rows), tuple(targets))
    totals = _totals(indicator, measurements, members)
    values = {at: total.value for at, total in totals.items() if total.value is not None}
    current = totals.get(quarter)
    coverage = current.coverage if current else Coverage(0, len(members))
    return IndicatorFacts(indicator, quarter, values, coverage, tuple(measurements), tuple(targets))


def _totals(
    indicator: Indicator, measurements: list[Measurement], members: frozenset[str]
) -> dict[Quarter, MemberTotal]:
    per_quarter: dict[Quarter, dict[str, MemberMeasurement]] = defaultdict(dict)
    for row in measurements:
        if row.municipality is not None:
            per_quarter[row.quarter][row.municipality.code] = MemberMeasurement(row.value, row.denominator)
    method = TotalMethod.WEIGHTED_MEAN if indicator.is_weighted else TotalMethod.SUM
    return {at: total_over_members(rows, members=members, method=method) for at, rows in per_quarter.items()}


def _rule_target(row: Target) -> bounds.Target:
    known = row.state == TargetState.GIVEN
    version = str(row.version)
    if row.quarter is not None:
        return bounds.Target.for_quarter(
            row.quarter, lower=row.lower, upper=row.upper, known=known, version=version
        )
    if row.due is not None:
        return bounds.Target.due_on(row.due, lower=row.lower, upper=row.upper, known=known, version=version)
    if row.year is None:
        raise ValueError("een streefwaarde zonder jaar, kwartaal of datum")
    return bounds.Target.for_year(row.year, lower=row.lower, upper=row.upper, known=known, version=version)
