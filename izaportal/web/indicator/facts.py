"""Everything the indicator page is built from; read once by the view, then only looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from izaportal.core.formatting import with_unit
from izaportal.core.history import Event
from izaportal.core.numbers import Exact, exact, rounded
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.frozen_names import FrozenNames
from izaportal.web import states
from kpis.bounds import BoundsDue, BoundsState, IndicatorPlan, bounds_due
from kpis.projection import Projection, ProjectionBasis, as_told, project
from kpis.selectors.definition import as_judged
from kpis.selectors.facts import IndicatorFacts, plan_of, targets_in_force
from kpis.selectors.indicators import Recalculation
from kpis.targets import Accumulation, Direction

if TYPE_CHECKING:
    from funding.models import MilestoneIndicator, PaymentCondition
    from kpis.models import Indicator, IndicatorStatus, Measurement, Target
    from pillars.models import Contradiction, Programme, ReportingPeriod

SHOWN_PLACES = 2


@dataclass(frozen=True)
class PageFacts:
    """`quarter` is the one looked at; `as_of` is what the rules know of the indicator then.

    What was stored for a quarter up to it is shown as it was stored; rules speak of later quarters only.
    """

    viewer: Viewer
    today: date
    programme: Programme
    indicator: Indicator
    quarter: Quarter
    as_of: IndicatorFacts
    periods: tuple[ReportingPeriod, ...]
    history: tuple[IndicatorStatus, ...]
    measurements: tuple[Measurement, ...]
    targets: tuple[Target, ...]
    milestones: tuple[MilestoneIndicator, ...]
    conditions: tuple[PaymentCondition, ...]
    contradictions: tuple[Contradiction, ...]
    recalculation: Recalculation
    events: tuple[Event, ...]
    names: FrozenNames

    @cached_property
    def status(self) -> IndicatorStatus | None:
        """The stored status of the quarter; None when nothing was calculated for it yet."""
        return self.stored(self.quarter)

    def stored(self, quarter: Quarter) -> IndicatorStatus | None:
        """The stored status of a quarter up to the one looked at; later ones are not known then."""
        return next((row for row in self.history if row.quarter == quarter <= self.quarter), None)

    @cached_property
    def previous(self) -> IndicatorStatus | None:
        earlier = [row for row in self.history if row.quarter < self.quarter]
        return earlier[-1] if earlier else None

    @cached_property
    def period(self) -> ReportingPeriod | None:
        return next((row for row in self.periods if row.quarter == self.quarter), None)

    @property
    def is_frozen(self) -> bool:
        return self.period is not None and self.period.is_frozen

    @property
    def is_overdue(self) -> bool:
        """No measurement while the quarter is open and its day to hand in has passed."""
        period = self.period
        is_open = period is not None and period.state == states.OPEN
        late = period is not None and self.today > period.submit_until
        return is_open and late and self.status is not None and self.status.status == "no_data"

    @cached_property
    def judged(self) -> Indicator:
        """The indicator as it was and was called when a frozen quarter was judged, else as it is."""
        then = as_judged(self.indicator, self.status if self.is_frozen else None)
        return self.names.indicator(then)

    @property
    def direction(self) -> Direction:
        return Direction(self.judged.direction)

    @property
    def accumulation(self) -> Accumulation:
        return Accumulation(self.judged.accumulation)

    @property
    def plan_end(self) -> Quarter:
        return Quarter(self.programme.end_year, 4)

    @property
    def short_unit(self) -> str:
        """Only a percent sign is repeated behind every figure; other units stand in the head."""
        return "%" if self.judged.unit.startswith("%") else ""

    @cached_property
    def known_targets(self) -> tuple[Target, ...]:
        """Of a frozen quarter the versions that were there when it was judged; ids follow time."""
        judged = self.status if self.is_frozen else None
        return self.targets if judged is None else tuple(row for row in self.targets if row.pk < judged.pk)

    @cached_property
    def plan(self) -> IndicatorPlan:
        if not self.is_frozen:
            return self.as_of.plan
        return plan_of(self.judged, targets_in_force(self.known_targets, self.quarter))

    def bounds_at(self, quarter: Quarter) -> BoundsDue:
        row = self.stored(quarter)
        if row is None:
            return bounds_due(self.plan, quarter)
        state = BoundsState(row.explanation["bounds"]["state"])
        return BoundsDue(state, quarter, row.lower, row.upper)

    def margin_pct_at(self, quarter: Quarter) -> Decimal:
        """Percent of the bound: what the quarter was judged with, and for later ones the last of those."""
        row = self.stored(quarter) or self.status
        return self.programme.margin_pct if row is None else Decimal(str(row.explanation["margin_pct"]))

    def value_at(self, quarter: Quarter) -> Exact | None:
        row = self.stored(quarter)
        return self.as_of.values.get(quarter) if row is None else row.value

    def projected(self, quarter: Quarter) -> Projection:
        """The stored one where there is one, else from the values approved by the quarter looked at."""
        kept = self.status.explanation["projection"] if self.status else {}
        if kept and Quarter.parse(str(kept["quarter"])) == quarter:
            return _stored_projection(kept, self.quarter, quarter)
        return project(self._values_of(kept), at=self.quarter, target=quarter, accumulation=self.accumulation)

    def _values_of(self, kept: Mapping[str, Any]) -> Mapping[Quarter, Exact]:
        """The values behind a stored line: while a new value waits to be judged the page tells one story."""
        if kept.get("basis") != ProjectionBasis.LINE or self.accumulation is Accumulation.PER_YEAR:
            return self.as_of.values
        return {Quarter.parse(str(key)): Decimal(str(value)) for key, value in kept["points"]}

    def say(self, value: Exact) -> str:
        """A value as it stands in a sentence, two decimals at most."""
        return with_unit(two_places(value), self.short_unit)

    def foreseen(self, value: Exact | None) -> Decimal | None:
        """A projection, no more precise than a projection is."""
        return None if value is None else as_told(value, decimals=self.indicator.decimals)

    def say_foreseen(self, value: Exact) -> str:
        return with_unit(as_told(value, decimals=self.indicator.decimals), self.short_unit)

    def say_plain(self, value: Exact) -> str:
        """The same without a unit: for the second scale, which has its own."""
        return with_unit(two_places(value))


def _stored_projection(kept: Mapping[str, Any], at: Quarter, target: Quarter) -> Projection:
    value = kept.get("value")
    return Projection(
        at,
        target,
        ProjectionBasis(kept["basis"]),
        None if value is None else exact(Decimal(str(value))),
        points=tuple((Quarter.parse(at), exact(Decimal(str(point)))) for at, point in kept["points"]),
    )


def two_places(value: Exact) -> Decimal:
    """Rounded half up for the screen; trailing zeros are dropped where it is shown."""
    return rounded(value, SHOWN_PLACES)


def shown(value: Exact | None) -> Decimal | None:
    return None if value is None else two_places(value)
