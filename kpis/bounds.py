"""The bounds an indicator owes at a quarter (docs/domain.md §3, "Bounds due at quarter q of year y")."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from izaportal.core.numbers import exact, plain, to_decimal
from izaportal.core.quarter import QUARTERS_PER_YEAR, Quarter
from kpis.targets import Accumulation, Direction

RULE_VERSION = "1"
WHOLE = Decimal(100)
EVEN_PHASING = (Decimal(25), Decimal(50), Decimal(75), WHOLE)


def phasing_problems(shares: Sequence[Decimal]) -> dict[int, str]:
    """What is wrong with the shares due at the end of Q1 to Q4, by quarter (Dutch); empty when nothing is."""
    problems = {}
    for number, (before, now) in enumerate(pairwise([Decimal(0), *shares]), start=1):
        if now < before:
            told = f"dan Q{number - 1} ({plain(before).replace('.', ',')} %)" if number > 1 else "dan 0 %"
            problems[number] = f"Dit mag niet minder zijn {told}."
    if shares[-1] != WHOLE:
        problems[len(shares)] = "Aan het eind van Q4 moet de hele stap gezet zijn: 100 %."
    return problems


class TargetPeriod(StrEnum):
    """What a target is agreed for: a year, one quarter only, or a day it is due."""

    YEAR = "year"
    QUARTER = "quarter"
    DUE_DATE = "due_date"


class BoundsState(StrEnum):
    """Whether there are bounds, and what is missing if not."""

    DUE = "due"
    TO_BE_DETERMINED = "to_be_determined"
    NO_TARGET = "no_target"
    NOT_DUE = "not_due"
    START_UNKNOWN = "start_unknown"


class BoundsRule(StrEnum):
    """Which sentence of docs/domain.md §3 gave the bounds."""

    QUARTER_TARGET = "quarter_target"
    DUE_DATE = "due_date"
    YEAR_TARGET = "year_target"
    PHASED = "phased"
    PHASED_FROM_START = "phased_from_start"


class StartOrigin(StrEnum):
    """Where the step of the year begins."""

    EARLIER_TARGET = "earlier_target"
    BASELINE = "baseline"
    ZERO = "zero"


@dataclass(frozen=True, slots=True)
class Target:
    """A target in force. `quarter` is where it is due in full: Q4 for a year, the due day's for a due date.

    A bound of None is open. `known=False` is *n.t.b.*; a year with "-" has no Target at all. `version` names
    the plan version, for the explanation only.
    """

    period: TargetPeriod
    quarter: Quarter
    lower: Decimal | None = None
    upper: Decimal | None = None
    known: bool = True
    version: str = ""

    def __post_init__(self) -> None:
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            raise ValueError(f"ondergrens {self.lower} ligt boven bovengrens {self.upper}")
        if self.known and self.lower is None and self.upper is None:
            raise ValueError(
                "een streefwaarde heeft een grens, of is n.t.b.; voor een jaar met '-' is er geen"
            )

    @classmethod
    def for_year(
        cls, year: int, *, lower: Decimal | None, upper: Decimal | None, known: bool = True, version: str = ""
    ) -> "Target":
        return cls(TargetPeriod.YEAR, Quarter(year, QUARTERS_PER_YEAR), lower, upper, known, version)

    @classmethod
    def for_quarter(
        cls,
        quarter: Quarter,
        *,
        lower: Decimal | None,
        upper: Decimal | None,
        known: bool = True,
        version: str = "",
    ) -> "Target":
        return cls(TargetPeriod.QUARTER, quarter, lower, upper, known, version)

    @classmethod
    def due_on(
        cls, day: date, *, lower: Decimal | None, upper: Decimal | None, known: bool = True, version: str = ""
    ) -> "Target":
        """Due on that day; `kpis.targets.due_day` gives the last day of a month, quarter or year."""
        return cls(TargetPeriod.DUE_DATE, Quarter.of(day), lower, upper, known, version)


@dataclass(frozen=True, slots=True)
class IndicatorPlan:
    """What the plan and the portal's settings say about an indicator.

    `relative`: counts the change against the baseline in its own unit ("1–5 % decrease"), so it starts at 0
    whatever the baseline is. `phasing`: percent of the year's step due at the end of Q1..Q4.
    """

    direction: Direction
    accumulation: Accumulation
    targets: tuple[Target, ...] = ()
    baseline: Decimal | None = None
    relative: bool = False
    phasing: tuple[Decimal, Decimal, Decimal, Decimal] = EVEN_PHASING

    def __post_init__(self) -> None:
        if phasing_problems(self.phasing):
            raise ValueError("de fasering loopt niet-dalend van minstens 0 naar 100")

    def target_at(self, quarter: Quarter) -> Target | None:
        """The target that speaks for this quarter: its own, else the year's, else the last one due by now."""
        own = [t for t in self.targets if t.period is TargetPeriod.QUARTER and t.quarter == quarter]
        year = [t for t in self.targets if t.period is TargetPeriod.YEAR and t.quarter.year == quarter.year]
        due = [t for t in self.targets if t.period is TargetPeriod.DUE_DATE and t.quarter <= quarter]
        return next(iter(own or year or sorted(due, key=lambda t: t.quarter, reverse=True)), None)

    def target_before(self, year: int) -> Target | None:
        """The latest target of an earlier year; one for a single quarter says nothing about later ones."""
        earlier = (t for t in self.targets if t.quarter.year < year and t.period is not TargetPeriod.QUARTER)
        return max(earlier, key=lambda t: t.quarter, default=None)


@dataclass(frozen=True, slots=True)
class Start:
    """Where the year's step begins, per bound; None is open."""

    origin: StartOrigin
    lower: Decimal | None
    upper: Decimal | None


ZERO_START = Start(StartOrigin.ZERO, Decimal(0), Decimal(0))


@dataclass(frozen=True, slots=True)
class BoundsDue:
    """The bounds at a quarter and how they came about. A bound of None is open, or unknown if not DUE."""

    state: BoundsState
    quarter: Quarter
    lower: Decimal | None = None
    upper: Decimal | None = None
    rule: BoundsRule | None = None
    target: Target | None = None
    start: Start | None = None
    share_pct: Decimal = WHOLE
    rule_version: str = field(default=RULE_VERSION)


def judging_bounds(
    lower: Decimal | None, upper: Decimal | None, direction: Direction
) -> tuple[Decimal | None, ...]:
    """What a status looks at: the lower bound for `up`, the upper for `down`, both for a `band`."""
    return {Direction.UP: (lower,), Direction.DOWN: (upper,), Direction.BAND: (lower, upper)}[direction]


def bounds_due(plan: IndicatorPlan, quarter: Quarter) -> BoundsDue:
    """Bounds due at the end of the quarter, or the state that says why there are none."""
    target = plan.target_at(quarter)
    if target is None:
        return BoundsDue(_without_target(plan), quarter)
    if not target.known:
        return BoundsDue(BoundsState.TO_BE_DETERMINED, quarter, target=target)
    if target.period is not TargetPeriod.YEAR or quarter == target.quarter:
        return BoundsDue(BoundsState.DUE, quarter, target.lower, target.upper, _stated(target), target)
    return _phased(plan, quarter, target)


def _without_target(plan: IndicatorPlan) -> BoundsState:
    if any(target.known for target in plan.targets):
        return BoundsState.NOT_DUE
    return BoundsState.TO_BE_DETERMINED if plan.targets else BoundsState.NO_TARGET


def _stated(target: Target) -> BoundsRule:
    return {
        TargetPeriod.QUARTER: BoundsRule.QUARTER_TARGET,
        TargetPeriod.DUE_DATE: BoundsRule.DUE_DATE,
        TargetPeriod.YEAR: BoundsRule.YEAR_TARGET,
    }[target.period]


def _phased(plan: IndicatorPlan, quarter: Quarter, target: Target) -> BoundsDue:
    share_pct = plan.phasing[quarter.number - 1]
    fresh = plan.accumulation is Accumulation.PER_YEAR
    start = ZERO_START if fresh else _start(plan, quarter.year)
    if start is None:
        return BoundsDue(BoundsState.START_UNKNOWN, quarter, target=target, share_pct=share_pct)
    share = exact(share_pct) / 100
    return BoundsDue(
        BoundsState.DUE,
        quarter,
        _step(start.lower, target.lower, share),
        _step(start.upper, target.upper, share),
        BoundsRule.PHASED if fresh else BoundsRule.PHASED_FROM_START,
        target,
        start,
        share_pct,
    )


def _start(plan: IndicatorPlan, year: int) -> Start | None:
    """T′ of docs/domain.md §3; None when unknown, also when the earlier year's target is still *n.t.b.*"""
    earlier = plan.target_before(year)
    if earlier is not None:
        return Start(StartOrigin.EARLIER_TARGET, earlier.lower, earlier.upper) if earlier.known else None
    if plan.baseline is not None and not plan.relative:
        return Start(StartOrigin.BASELINE, plan.baseline, plan.baseline)
    from_zero = (
        plan.relative or plan.accumulation is Accumulation.CUMULATIVE or plan.direction is Direction.UP
    )
    return ZERO_START if from_zero else None


def _step(start: Decimal | None, goal: Decimal | None, share: Fraction) -> Decimal | None:
    """A bound open at either end stays open until the year is over."""
    if start is None or goal is None:
        return None
    return to_decimal(exact(start) + share * (exact(goal) - exact(start)))
