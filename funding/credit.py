"""How much of a milestone counts: now, as due by now, and as forecast (docs/domain.md §5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from izaportal.core.money import ZERO
from izaportal.core.numbers import Exact, exact
from kpis.status import Status
from kpis.targets import Accumulation, Direction

NOTHING, ALL = Fraction(0), Fraction(1)

DEFAULT_STATUS_CREDIT: Mapping[Status, Decimal] = {
    Status.EXCEEDED: Decimal(1),
    Status.ON_TRACK: Decimal(1),
    Status.AT_RISK: Decimal("0.5"),
    Status.OFF_TRACK: Decimal(0),
}


class CreditMode(StrEnum):
    """Whether part of a result earns part of the money; only when the agreement says so."""

    ALL_OR_NOTHING = "all_or_nothing"
    PRO_RATA = "pro_rata"


class ObligationKind(StrEnum):
    """What was promised: to do something, or to reach something."""

    EFFORT = "effort"
    RESULT = "result"


class CreditBasis(StrEnum):
    """What a credit rests on."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    PENDING = "pending"
    REACHED = "reached"
    NOT_REACHED = "not_reached"
    PRO_RATA = "pro_rata"
    WITHOUT_EVIDENCE = "without_evidence"
    BEFORE_DUE = "before_due"
    AFTER_DUE = "after_due"
    MANAGER = "manager"
    PROJECTION = "projection"
    STATUS = "status"
    GREY = "grey"
    UNASSIGNED = "unassigned"


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """An indicator a milestone hangs on, as of the quarter. None is unknown everywhere.

    `value`: last approved value at or before the quarter. `start`: see `start_of`. `threshold`: what the
    milestone demands. `bound_due`: the judging bound due at the quarter (lower for up, upper for down).
    `projected`: the projection at the milestone's due quarter. All five in the indicator's unit.
    """

    key: str
    direction: Direction = Direction.UP
    value: Exact | None = None
    start: Exact | None = None
    threshold: Exact | None = None
    bound_due: Exact | None = None
    status: Status | None = None
    projected: Exact | None = None


@dataclass(frozen=True, slots=True)
class MilestoneFacts:
    """A milestone of a grant, as of the last day of the quarter.

    `key` orders milestones and breaks ties of a cent. `achieved`: the insurer's verdict, None while pending.
    `booked`: net costs booked to this milestone itself (euros). `forecast`: the manager's, from 0 to 1;
    `forecast_costs`: what it will have cost in the end (euros).
    """

    key: str
    amount: Decimal
    due: date | None
    achieved: bool | None = None
    booked: Decimal = ZERO
    forecast: Decimal | None = None
    forecast_costs: Decimal | None = None
    indicators: tuple[IndicatorReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Credit:
    """The part from 0 to 1 that counts, and why; `indicator` is the one that decided.

    `best` differs from `value` only where something grey could still turn out well ("van … tot …").
    """

    value: Fraction
    basis: CreditBasis
    best: Fraction
    indicator: str = ""


def start_of(baseline: Exact | None, *, accumulation: Accumulation, relative: bool = False) -> Exact | None:
    """Where a result begins: the baseline, else 0 for a cumulative count, else unknown.

    A change against a baseline begins at 0, once that baseline is known.
    """
    if baseline is not None:
        return 0 if relative else baseline
    return 0 if accumulation is Accumulation.CUMULATIVE else None


def credit_now(milestone: MilestoneFacts, *, mode: CreditMode) -> Credit:
    """The verdict, else nothing; pro rata the part reached, the least over several indicators."""
    verdict = _verdict(milestone)
    if verdict is not None:
        return verdict
    if mode is CreditMode.ALL_OR_NOTHING:
        return _credit(NOTHING, CreditBasis.PENDING)
    return _least(_reached_part(r, r.value, r.threshold) for r in milestone.indicators)


def credit_due(milestone: MilestoneFacts, *, mode: CreditMode, as_of: date) -> Credit:
    """The verdict, else what should have been reached by now: a milestone due today is due."""
    verdict = _verdict(milestone)
    if verdict is not None:
        return verdict
    is_due = milestone.due is not None and milestone.due <= as_of
    if not milestone.indicators:
        return _by_date(is_due)
    return _least(_due_part(reading, mode, is_due) for reading in milestone.indicators)


def credit_forecast(
    milestone: MilestoneFacts, *, mode: CreditMode, status_credit: Mapping[Status, Decimal]
) -> Credit:
    """The verdict, else the manager, else the projection, else the status, else grey: nothing to all."""
    verdict = _verdict(milestone)
    if verdict is not None:
        return verdict
    if milestone.forecast is not None:
        return _credit(exact(milestone.forecast), CreditBasis.MANAGER)
    if not milestone.indicators:
        return Credit(NOTHING, CreditBasis.GREY, ALL)
    return _least(_forecast_part(reading, mode, status_credit) for reading in milestone.indicators)


def unassigned_credit() -> Credit:
    """Money of the award that no milestone can earn."""
    return _credit(NOTHING, CreditBasis.UNASSIGNED)


def _credit(value: Fraction, basis: CreditBasis, indicator: str = "") -> Credit:
    return Credit(value, basis, value, indicator)


def _verdict(milestone: MilestoneFacts) -> Credit | None:
    if milestone.achieved is None:
        return None
    return (
        _credit(ALL, CreditBasis.CONFIRMED) if milestone.achieved else _credit(NOTHING, CreditBasis.REFUSED)
    )


def _by_date(is_due: bool) -> Credit:
    return _credit(NOTHING, CreditBasis.AFTER_DUE) if is_due else _credit(ALL, CreditBasis.BEFORE_DUE)


def _least(credits_: Iterable[Credit]) -> Credit:
    """The least credit decides; without any indicator there is no evidence. The ranges combine likewise."""
    found = sorted(credits_, key=lambda credit: (credit.value, credit.best))
    if not found:
        return _credit(NOTHING, CreditBasis.WITHOUT_EVIDENCE)
    return replace(found[0], best=min(credit.best for credit in found))


def goal_due(reading: IndicatorReading, *, is_due: bool) -> Exact | None:
    """What the indicator should have reached by now: the bound due or, once that asks more, the threshold;
    None while neither is due."""
    if reading.bound_due is None and (reading.threshold is None or not is_due):
        return None
    asked = [x for x in (reading.threshold, reading.bound_due) if x is not None]
    return max(asked, key=exact) if reading.direction is Direction.DOWN else min(asked, key=exact)


def _due_part(reading: IndicatorReading, mode: CreditMode, is_due: bool) -> Credit:
    """Against what is due; before anything is, nothing is asked."""
    goal = goal_due(reading, is_due=is_due)
    return _by_date(is_due) if goal is None else _against(reading, reading.value, goal, mode)


def _forecast_part(
    reading: IndicatorReading, mode: CreditMode, status_credit: Mapping[Status, Decimal]
) -> Credit:
    if reading.projected is not None and reading.threshold is not None:
        projected = _against(reading, reading.projected, reading.threshold, mode)
        return replace(projected, basis=CreditBasis.PROJECTION)
    if reading.status is not None and reading.status in status_credit:
        return _credit(exact(status_credit[reading.status]), CreditBasis.STATUS, reading.key)
    return Credit(NOTHING, CreditBasis.GREY, ALL, reading.key)


def _against(reading: IndicatorReading, value: Exact | None, goal: Exact, mode: CreditMode) -> Credit:
    """All when reached; short of it the part reached if the agreement pays by part, else nothing."""
    if value is None:
        return _credit(NOTHING, CreditBasis.WITHOUT_EVIDENCE, reading.key)
    if _is_reached(reading, value, goal):
        return _credit(ALL, CreditBasis.REACHED, reading.key)
    if mode is CreditMode.PRO_RATA:
        return _reached_part(reading, value, goal)
    return _credit(NOTHING, CreditBasis.NOT_REACHED, reading.key)


def _reached_part(reading: IndicatorReading, value: Exact | None, goal: Exact | None) -> Credit:
    """(value − start) / (goal − start), held between 0 and 1; unknown in any part is no evidence."""
    if value is None or goal is None or reading.start is None:
        return _credit(NOTHING, CreditBasis.WITHOUT_EVIDENCE, reading.key)
    start, way = exact(reading.start), exact(goal) - exact(reading.start)
    if _is_reached(reading, start, goal):  # nothing to cover: reached or not
        reached = _is_reached(reading, value, goal)
        return _credit(ALL if reached else NOTHING, CreditBasis.PRO_RATA, reading.key)
    part = min(ALL, max(NOTHING, (exact(value) - start) / way))
    return _credit(part, CreditBasis.PRO_RATA, reading.key)


def _is_reached(reading: IndicatorReading, value: Exact, goal: Exact) -> bool:
    if reading.direction is Direction.DOWN:
        return exact(value) <= exact(goal)
    return exact(value) >= exact(goal)
