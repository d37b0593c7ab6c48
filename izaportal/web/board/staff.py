"""The staff need that is avoided against the gap, and whether it hangs on one initiative."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from izaportal.core.formatting import number
from izaportal.core.numbers import rounded
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board import words
from izaportal.web.board.effects import Measured, Part, effect_of
from izaportal.web.board.links import Links
from izaportal.web.board.plan import Stated, stated

KINDS = ("fte", "staff_saved")
THIRD = Decimal(1) / 3


@dataclass(frozen=True, slots=True)
class Staff:
    """`gap` is the shortage, `avoided` what the plan counts on; `rest` of it is of no initiative in the plan.

    `warning` names the initiative that carries more than a third.
    """

    unit: str
    gap: Stated
    avoided: Stated
    share: str
    parts: tuple[Part, ...]
    rest: Decimal | None
    warning: str
    measured: Measured

    @property
    def lead(self) -> str:
        return "Het deel van het tekort dat het plan zegt te voorkomen, en van welke initiatieven dat komt."

    @property
    def is_empty(self) -> bool:
        return not self.avoided.is_known

    @property
    def rest_text(self) -> str:
        return f"{number(self.rest)} {self.unit}" if self.rest else ""


def staff(rows: Rows, links: Links) -> Staff:
    """In full-time jobs where the plan counts so, else in persons; shares of different units are not made."""
    kind = next((one for one in KINDS if stated(rows.figures, one, pillar=None).is_known), KINDS[0])
    effect = effect_of(rows, kind, links)
    gap = stated(rows.figures, "shortage", pillar=None)
    avoided = effect.planned
    comparable = gap if gap.unit == avoided.unit else Stated()
    return Staff(
        unit=avoided.unit,
        gap=comparable,
        avoided=avoided,
        share=_share(avoided, comparable),
        parts=effect.parts,
        rest=_rest(avoided, effect.parts),
        warning=_warning(avoided, effect.parts),
        measured=effect.measured,
    )


def _share(avoided: Stated, gap: Stated) -> str:
    """`33,8 %`, or `33,3 tot 37,8 %` of a range."""
    if avoided.low is None or avoided.high is None or not gap.high:
        return ""
    low, high = (number(rounded(value * 100 / gap.high, 1)) for value in (avoided.low, avoided.high))
    return f"{low} %" if low == high else f"{low} tot {high} %"


def _rest(avoided: Stated, parts: Sequence[Part]) -> Decimal | None:
    """None where the parts tell nothing, or more than the total."""
    if avoided.high is None or not parts:
        return None
    left = avoided.high - sum((part.amount for part in parts), Decimal(0))
    return left if left > 0 else None


def _warning(avoided: Stated, parts: Sequence[Part]) -> str:
    """Against the stated total, or the sum of the parts where that is more."""
    if not parts or avoided.high is None:
        return ""
    whole = max(avoided.high, sum((part.amount for part in parts), Decimal(0)))
    first = parts[0]
    if not whole or first.amount <= whole * THIRD:
        return ""
    return (
        f"{first.link.label} draagt {words.percent_text(first.amount, whole)} van wat het plan verwacht: "
        "meer dan een derde. Valt dit ene initiatief tegen, dan valt het geheel tegen."
    )
