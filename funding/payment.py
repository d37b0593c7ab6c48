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
    """Amounts per state, and `missed`: refused, or past its day without having been claimed."""

    total: Decimal
    by_state: dict[PaymentState, Decimal]
    missed: Decimal
    missed_keys: tuple[str, ...]
    rule_version: str = RULE_VERSION


@dataclass(frozen=True, slots=True)
class LapseFigures:
    """`lapsed`: what earlier years left unused and is gone. `open`: what this year has not used yet."""

    lapsed: Decimal
    open: Decimal
    rule_version: str = RULE_VERSION


def payment_figures(conditions: Iterable[ConditionFacts], *, quarter: Quarter) -> PaymentFigures:
    listed = sorted(conditions, key=lambda condition: condition.key)
    missed = [c for c in listed if _is_missed(c, quarter.last_day)]
    by_state = {state: add(c.amount for c in listed if c.state is state) for state in PaymentState}
    return PaymentFigures(
        add(c.amount for c in listed), by_state, add(c.amount for c in missed), tuple(c.key for c in missed)
    )


def lapse_figures(
    *, budget: Mapping[int, Decimal], spent: Mapping[int, Decimal], quarter: Quarter
) -> LapseFigures:
    """Money per year against spending per year (euros, as of the quarter); at Q4 the year itself is over."""
    left = {year: max(ZERO, money - spent.get(year, ZERO)) for year, money in budget.items()}
    last_closed = quarter.year if quarter == quarter.year_end else quarter.year - 1
    lapsed = add(amount for year, amount in left.items() if year <= last_closed)
    return LapseFigures(lapsed, ZERO if last_closed == quarter.year else left.get(quarter.year, ZERO))


def is_regular(state: PaymentState, to: PaymentState) -> bool:
    """Whether the step is one of the way; a step that is not needs an explanation."""
    return to in NEXT_STATES[state]


def _is_missed(condition: ConditionFacts, as_of: date) -> bool:
    unclaimed = condition.state is PaymentState.PLANNED and condition.due <= as_of
    return unclaimed or condition.state is PaymentState.REFUSED
