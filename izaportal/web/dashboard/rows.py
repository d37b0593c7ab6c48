"""The stored rows a quarter's dashboard is made of: plain frozen data, so that builders need no database.

Amounts are euros, percentages are percentages, None is unknown or not applicable and never zero.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from funding.refund import RiskLevel, RiskSettings
from funding.selectors.dashboard import FlowAmount, Payment, SpukGrant, Standing
from funding.selectors.share_figures import SHARE_FIGURES
from funding.totals import latest_settings
from izaportal.core.quarter import Quarter
from kpis.status import Status
from pillars.selectors.quarters import Period
from projects.selectors.decisions import DecisionRow


@dataclass(frozen=True, slots=True)
class Frame:
    """The programme, its words and the portal's settings for it: today's, not those of the quarter."""

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
class StatusRow:
    """The last stored status of an indicator at a quarter, with what names the indicator.

    `margin_pct` is the margin it was judged with.
    """

    pk: UUID
    quarter: Quarter
    status: Status
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    projected: Decimal | None
    early_warning: bool
    sentence: str
    illustrative: bool
    rule_version: str
    slug: str
    code: str
    short_name: str
    full_name: str
    unit: str
    decimals: int
    counts: bool
    headline: bool
    pillar: str | None
    pillar_number: int | None
    margin_pct: Decimal | None = None

    @property
    def name(self) -> str:
        return self.short_name or self.full_name

    @property
    def title(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def label(self) -> str:
        """What a sentence calls it: its code, or its name when the plan gives none."""
        return self.code or self.name


@dataclass(frozen=True, slots=True)
class Obligation:
    """A milestone of a grant as it entered the refund figures; `unconfirmed` of its `costs` lacks credit."""

    amount: Decimal
    costs: Decimal
    unconfirmed: Decimal
    due: date
    achieved: bool | None
    indicator: str = ""
    threshold: Decimal | None = None
    projected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RiskRow:
    """The last stored refund risk of a grant at a quarter; figures are None where they do not apply.

    `settings` are those it was judged with, None when the row keeps none.
    """

    pk: UUID
    quarter: Quarter
    grant: UUID
    project: str
    project_name: str
    maximum: Decimal | None
    at_stake: Decimal
    unsecured: Decimal | None
    due_gap: Decimal | None
    expected: Decimal | None
    expected_low: Decimal | None
    unspent: Decimal
    prefinanced: Decimal
    illustrative: bool
    rule_version: str
    award: Decimal
    level: RiskLevel | None
    settings: RiskSettings | None = None
    obligations: tuple[Obligation, ...] = ()


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A municipality's part of one project's figures; None is *n.t.b.*: no part was agreed."""

    code: str
    name: str
    percent: Decimal | None
    award: Decimal | None
    maximum: Decimal | None
    at_stake: Decimal | None
    unsecured: Decimal | None
    unspent: Decimal | None
    due_gap: Decimal | None
    expected: Decimal | None
    key_label: str | None
    key_illustrative: bool | None
    illustrative: bool

    @property
    def is_of_member(self) -> bool:
        """Without a key nobody has a part; nothing at all without one is left to who turned out no member."""
        return self.key_label is not None or self.percent is None

    @property
    def amounts(self) -> Mapping[str, Decimal | None]:
        """By the names of the share's figures; what is spent is what is at stake."""
        names = {name: "at_stake" if name == "spent" else name for name in SHARE_FIGURES}
        return {name: getattr(self, column) for name, column in names.items()}


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """What the plan states for a pillar, or for the whole programme (`pillar` None)."""

    pillar: str | None
    kind: str
    knowledge: str
    lower: Decimal | None
    upper: Decimal | None
    period: str


NOTHING_KNOWN = Standing()


@dataclass(frozen=True, slots=True)
class Rows:
    """Everything of one page. Statuses are grouped by quarter, then by the indicator's slug."""

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
    own: frozenset[str]
    standing: Standing = NOTHING_KNOWN

    @property
    def quarter(self) -> Quarter:
        return self.period.quarter

    @property
    def shown(self) -> tuple[Quarter, ...]:
        """Quarters of the heat map, oldest first; the last one is the page's."""
        return shown_quarters(self.periods, self.quarter)

    @property
    def previous(self) -> Quarter | None:
        """The quarter reported on before this one."""
        return self.shown[-2] if len(self.shown) > 1 else None

    @property
    def now(self) -> tuple[StatusRow, ...]:
        """This quarter's statuses in the plan's order."""
        return tuple(self.statuses.get(self.quarter, {}).values())

    @property
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
    def earlier_risks(self) -> tuple[RiskRow, ...]:
        return tuple(row for row in self.risks if row.quarter != self.quarter)

    def before(self, slug: str) -> StatusRow | None:
        """The indicator's status in the previous quarter."""
        return None if self.previous is None else self.statuses.get(self.previous, {}).get(slug)


QUARTERS_SHOWN = 4
"""A year: what fits beside the band on a tablet and tells the trend."""


def shown_quarters(periods: tuple[Period, ...], quarter: Quarter) -> tuple[Quarter, ...]:
    return tuple(period.quarter for period in periods if period.quarter <= quarter)[-QUARTERS_SHOWN:]


def fraction(text: object) -> Fraction:
    """A number of a stored derivation: written as text, `900000` or `9/20`."""
    return Fraction(str(text))
