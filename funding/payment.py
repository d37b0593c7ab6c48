"""The two risks beside the refund: a payment that does not come (ZVW) and money of a year that lapses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from izaportal.core.money import ZERO, add
from izaportal.core.quarter import Quarter

RULE_VERSION = "1"


class PaymentState(StrEnum):
    """How far a payment condition is; `refused` is the insurer's no."""

    PLANNED = "planned"
    CLAIMED = "claimed"
    APPROVED = "approved"
    PAID = "paid"
    REFUSED = "refused"


# The way of a payment condition; any other step puts something right, and says why.
NEXT_STATES: Mapping[PaymentState, tuple[PaymentState, ...]] = {
    PaymentState.PLANNED: (PaymentState.CLAIMED,),
    PaymentState.CLAIMED: (PaymentState.APPROVED, PaymentState.REFUSED),
    PaymentState.APPROVED: (PaymentState.PAID,),
    PaymentState.REFUSED: (PaymentState.CLAIMED,),
    PaymentState.PAID: (),
}


@dataclass(frozen=True, slots=True)
class ConditionFacts:
    """A payment condition as of the quarter: what it pays (euros), by when, and how far it is."""

    key: str
    amount: Decimal
    due: date
    state: PaymentState


@dataclass(frozen=True, slots=True)
class PaymentFigures:
    """Euros of all conditions, and `missed`: refused, or past its day without having been claimed."""

    total: Decimal
    missed: Decimal
    rule_version: str = RULE_VERSION


class Missed(StrEnum):
    """Why the money of a condition does not come."""

    REFUSED = "refused"
    OVERDUE = "overdue"


class YearState(StrEnum):
    """Of a year as seen from a quarter: its unused money is gone, can still be used, or is yet to come."""

    OVER = "over"
    RUNNING = "running"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class LapseYear:
    """Euros of a year: what was budgeted, what is spent, and what of it is unused (never below 0)."""

    year: int
    budget: Decimal
    spent: Decimal
    unused: Decimal
    state: YearState


@dataclass(frozen=True, slots=True)
class LapseFigures:
    """`lapsed`: what earlier years left unused and is gone. `open`: what this year has not used yet."""

    lapsed: Decimal
    open: Decimal
    years: tuple[LapseYear, ...] = ()
    rule_version: str = RULE_VERSION


def payment_figures(conditions: Iterable[ConditionFacts], *, quarter: Quarter) -> PaymentFigures:
    listed = sorted(conditions, key=lambda condition: condition.key)
    missed = [c for c in listed if missed_because(c, as_of=quarter.last_day)]
    return PaymentFigures(
        add(c.amount for c in listed),
        add(c.amount for c in missed),
    )


def per_state(conditions: Iterable[ConditionFacts]) -> dict[PaymentState, Decimal]:
    """Euros in each state."""
    listed = list(conditions)
    return {state: add(c.amount for c in listed if c.state is state) for state in PaymentState}


def missed_because(condition: ConditionFacts, *, as_of: date) -> Missed | None:
    """None while the money may still come."""
    if condition.state is PaymentState.REFUSED:
        return Missed.REFUSED
    unclaimed = condition.state is PaymentState.PLANNED and condition.due <= as_of
    return Missed.OVERDUE if unclaimed else None


def lapse_figures(
    *, budget: Mapping[int, Decimal], spent: Mapping[int, Decimal], quarter: Quarter
) -> LapseFigures:
    """Money per year against spending per year (euros, as of the quarter); at Q4 the year itself is over."""
    years = tuple(
        LapseYear(
            year,
            budget[year],
            spent.get(year, ZERO),
            max(ZERO, budget[year] - spent.get(year, ZERO)),
            _year_state(year, quarter),
        )
        for year in sorted(budget)
    )
    by_state = {state: add(y.unused for y in years if y.state is state) for state in YearState}
    return LapseFigures(by_state[YearState.OVER], by_state[YearState.RUNNING], years)


def _year_state(year: int, quarter: Quarter) -> YearState:
    last_closed = quarter.year if quarter == quarter.year_end else quarter.year - 1
    if year <= last_closed:
        return YearState.OVER
    return YearState.RUNNING if year == quarter.year else YearState.COMING


def is_regular(state: PaymentState, to: PaymentState) -> bool:
    """Whether the step is one of the way; a step that is not needs an explanation."""
    return to in NEXT_STATES[state]
