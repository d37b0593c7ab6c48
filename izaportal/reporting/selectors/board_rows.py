"""What a board sees of a quarter: plain frozen data, so that pages need no database and a freeze can keep it.

Amounts are euros, percentages are percentages, None is unknown or not applicable and never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from funding.refund import RiskSettings
from funding.selectors.dashboard import FlowAmount, Payment, SpukGrant, Standing
from funding.selectors.risk_rows import RiskRow
from funding.selectors.share_rows import ShareRow
from funding.totals import latest_settings
from izaportal.core.quarter import Quarter
from kpis.selectors.status_rows import EarlierStatus, StatusRow
from pillars.selectors.quarters import Period
from projects.selectors.decisions import DecisionRow

AnyStatus: TypeAlias = StatusRow | EarlierStatus

CONFIDENTIAL = "confidential"
"""Stands for the knowledge of a figure (`izaportal.core.models.Knowledge`) that nobody may be told of."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The programme, its words and the portal's settings for it, as they were when the rows were read."""

    slug: str
    name: str
    short_name: str
    pillar_word: str
    margin_pct: Decimal
    risk_medium_pct: Decimal
    risk_high_pct: Decimal


@dataclass(frozen=True, slots=True)
class PillarRow:
    slug: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """What the plan states for a pillar, or for the whole programme (`pillar` None)."""

    pillar: str | None
    kind: str
    knowledge: str
    lower: Decimal | None
    upper: Decimal | None
    period: str
    unit: str = ""

    @property
    def withheld(self) -> "StatedFigure":
        """That there is one, without what it is: the source calls it confidential."""
        return replace(self, knowledge=CONFIDENTIAL, lower=None, upper=None)


@dataclass(frozen=True, slots=True)
class StatedEffect:
    """What the plan says that a project brings about, at one place of it; `is_default`: the place that holds.

    `kind` as of the plan's figures: `zvw_reduction`, `hours_freed`, `fte` or `staff_saved`.
    """

    project: str
    project_name: str
    pillar: str
    kind: str
    lower: Decimal | None
    upper: Decimal | None
    unit: str
    period: str
    note: str
    place: str
    is_default: bool


@dataclass(frozen=True, slots=True)
class PushedMilestone:
    """A milestone expected later than it was a quarter ago; `project` is empty for the programme's own."""

    label: str
    project: str
    project_name: str
    was: date
    now: date

    @property
    def days(self) -> int:
        return (self.now - self.was).days


@dataclass(frozen=True, slots=True)
class Overruling:
    """A verdict in the words of a person, in the place of the computed one; `line` empty takes it back.

    `computed` is what the figures said when it was written.
    """

    line: str
    reason: str
    computed: str
    by: str
    at: datetime


NOTHING_KNOWN = Standing()


@dataclass(frozen=True)
class Rows:
    """Everything of one page that does not depend on who looks. What is asked of it time and again, it
    remembers.

    `periods` may end with the page's own. Statuses are grouped by quarter, then by the indicator's slug.
    `earlier` are those of the quarters before, which a snapshot has in full among `statuses`.
    `overrulings` of the verdict, the last one first. `pillar_of`: a project's slug leads to its pillar's.
    """

    frame: Frame
    period: Period
    periods: tuple[Period, ...]
    pillars: tuple[PillarRow, ...]
    statuses: Mapping[Quarter, Mapping[str, StatusRow]]
    risks: tuple[RiskRow, ...]
    shares: tuple[ShareRow, ...]
    flows: tuple[FlowAmount, ...]
    payments: tuple[Payment, ...]
    figures: tuple[StatedFigure, ...]
    decisions: tuple[DecisionRow, ...]
    projects: int
    standing: Standing = NOTHING_KNOWN
    effects: tuple[StatedEffect, ...] = ()
    pushed: tuple[PushedMilestone, ...] = ()
    overrulings: tuple[Overruling, ...] = ()
    pillar_of: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[Quarter, Mapping[str, EarlierStatus]] = field(default_factory=dict)

    @property
    def quarter(self) -> Quarter:
        return self.period.quarter

    @cached_property
    def shown(self) -> tuple[Quarter, ...]:
        """Quarters of the heat map, oldest first; the last one is the page's."""
        return shown_quarters(self.periods, self.quarter)

    @cached_property
    def previous(self) -> Quarter | None:
        """The quarter reported on before this one."""
        return self.shown[-2] if len(self.shown) > 1 else None

    @property
    def previous_is_frozen(self) -> bool:
        return any(period.quarter == self.previous and period.is_frozen for period in self.periods)

    @cached_property
    def now(self) -> tuple[StatusRow, ...]:
        """This quarter's statuses in the plan's order."""
        return tuple(self.statuses.get(self.quarter, {}).values())

    @cached_property
    def current_risks(self) -> tuple[RiskRow, ...]:
        return tuple(row for row in self.risks if row.quarter == self.quarter)

    @property
    def uncalculated(self) -> tuple[SpukGrant, ...]:
        """State grants without figures of this quarter; of a frozen one those that were there by then.

        Ids follow time, so what was added after the last result has a higher one.
        """
        known = {row.grant for row in self.current_risks}
        results = [*(row.pk for row in self.current_risks), *(row.pk for row in self.now)]
        until = max(results, default=None) if self.period.is_frozen else None
        return tuple(
            row
            for row in self.standing.grants
            if row.grant not in known and (until is None or row.grant < until)
        )

    @property
    def places_payments(self) -> bool:
        """The pillar of each payment is known, which a freeze of before does not tell."""
        return all(payment.project_slug in self.pillar_of for payment in self.payments)

    def slug_of(self, risk: RiskRow) -> str:
        """Of the grant that it is the risk of, empty where a freeze of before does not know it."""
        return next((grant.slug for grant in self.standing.grants if grant.grant == risk.grant), "")

    @property
    def lacks_statuses(self) -> bool:
        """There are indicators, and not one of them was calculated."""
        return self.standing.indicators > 0 and not self.now

    @property
    def pending(self) -> str:
        """What is said in the place of a figure that was not calculated."""
        return "niet berekend" if self.period.is_frozen else "nog niet berekend"

    @property
    def settings(self) -> RiskSettings:
        """Those the quarter was judged with; before it was judged, today's."""
        kept = latest_settings((row.pk, row.settings) for row in self.current_risks)
        return kept or RiskSettings(self.frame.risk_medium_pct, self.frame.risk_high_pct)

    @property
    def margin_pct(self) -> Decimal:
        """Likewise, in percent of the bound."""
        kept = (row.margin_pct for row in self.now if row.margin_pct is not None)
        return next(kept, self.frame.margin_pct)

    @property
    def overruling(self) -> Overruling | None:
        """The verdict of a person that holds."""
        last = next(iter(self.overrulings), None)
        return last if last is not None and last.line else None

    @property
    def earlier_risks(self) -> tuple[RiskRow, ...]:
        return tuple(row for row in self.risks if row.quarter != self.quarter)

    def at(self, quarter: Quarter, slug: str) -> AnyStatus | None:
        """The indicator's status in any quarter that is shown."""
        found = self.statuses.get(quarter, {}).get(slug)
        return found if found is not None else self.earlier.get(quarter, {}).get(slug)

    def before(self, slug: str) -> AnyStatus | None:
        """The indicator's status in the previous quarter."""
        return None if self.previous is None else self.at(self.previous, slug)

    @property
    def all_before(self) -> tuple[AnyStatus, ...]:
        """Every status of the previous quarter."""
        if self.previous is None:
            return ()
        return (*self.statuses.get(self.previous, {}).values(), *self.earlier.get(self.previous, {}).values())


QUARTERS_SHOWN = 4
"""A year: what fits beside the band on a tablet and tells the trend."""


def shown_quarters(periods: tuple[Period, ...], quarter: Quarter) -> tuple[Quarter, ...]:
    return tuple(period.quarter for period in periods if period.quarter <= quarter)[-QUARTERS_SHOWN:]
