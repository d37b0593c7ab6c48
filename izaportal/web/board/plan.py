"""Amounts as the plan states them: a figure, a range, or the state of not knowing it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from izaportal.core.formatting import NBSP, Unknown, euro, mln, number
from izaportal.reporting.selectors.board_rows import CONFIDENTIAL, StatedFigure
from izaportal.web.plan_figures import KNOWLEDGE

STATES = {**KNOWLEDGE, CONFIDENTIAL: Unknown.CONFIDENTIAL}
MILLION = Decimal(1_000_000)
EURO = "euro"


def amount_text(amount: Decimal, unit: str, *, until: Decimal | None = None) -> str:
    """Euros in millions from one million up; other units behind the number, a range with its dash."""
    if unit == EURO:
        return mln(amount) if amount >= MILLION else euro(amount)
    many = number(amount) if until in (None, amount) else f"{number(amount)}–{number(until)}"
    return f"{many}{NBSP}{unit}".strip()


@dataclass(frozen=True, slots=True)
class Stated:
    """`low` equals `high` for a single amount; both None when `state` says why there is none."""

    low: Decimal | None = None
    high: Decimal | None = None
    state: Unknown = Unknown.UNKNOWN
    period: str = ""
    unit: str = EURO

    @property
    def is_known(self) -> bool:
        return self.low is not None

    @property
    def text(self) -> str:
        """`€ 16,8 mln`, `€ 2.250.000`, `€ 1,0–2,0 mln`, `1.240.000 uur`, `1.500–1.700 personen`."""
        if self.low is None or self.high is None:
            return self.state.word
        if self.unit != EURO:
            return amount_text(self.low, self.unit, until=self.high)
        if self.low != self.high:
            low, high = (number(amount / MILLION, 1) for amount in (self.low, self.high))
            return f"€{NBSP}{low}–{high}{NBSP}mln"
        whole = self.low % (MILLION / 10) == 0 and self.low >= MILLION
        return mln(self.low) if whole else euro(self.low)


def stated(figures: Iterable[StatedFigure], kind: str, *, pillar: str | None) -> Stated:
    """What the plan states of this kind for the pillar, or for the programme when None."""
    found = next((row for row in figures if row.kind == kind and row.pillar == pillar), None)
    if found is None:
        return Stated()
    low = found.lower if found.lower is not None else found.upper
    high = found.upper if found.upper is not None else found.lower
    return Stated(low, high, STATES.get(found.knowledge, Unknown.UNKNOWN), found.period, found.unit or EURO)
