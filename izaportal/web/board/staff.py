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
MEASURES = ("shortage", "ambition")
"""What the plan is held against: the whole gap, and the part of it that is to be avoided."""
THIRD = Decimal(1) / 3


@dataclass(frozen=True, slots=True)
class Bar:
    """An amount that is held against the others; `is_plan`: what the plan counts on."""

    label: str
    amount: Decimal
    is_plan: bool = False


@dataclass(frozen=True, slots=True)
class Staff:
    """`gap` is the shortage, `avoided` what the plan counts on; `rest` of it is of no initiative in the plan.

    `ambition` is how much of the gap the plan wants to avoid, and `ambition_share` the part of that it counts
    on. `warning` names the initiative that carries more than a third.
    """

    unit: str
    gap: Stated
    ambition: Stated
    avoided: Stated
    share: str
    ambition_share: str
    parts: tuple[Part, ...]
    rest: Decimal | None
    warning: str
    measured: Measured
    stated_url: str

    @property
    def lead(self) -> str:
        return "Het deel van het tekort dat het plan zegt te voorkomen, en van welke initiatieven dat komt."

    @property
    def is_empty(self) -> bool:
        return not self.avoided.is_known

    @property
    def bars(self) -> tuple[Bar, ...]:
        """The gap, the ambition and the plan, as far as they are known, and then what the plan is made of."""
        known = (
            ("Tekort", self.gap.high, False),
            ("Ambitie", self.ambition.high, False),
            ("Het plan voorkomt", self.avoided.high, True),
            *((f"waarvan {one.link.label}", one.amount, False) for one in self.parts),
            ("waarvan niet toegewezen", self.rest, False),
        )
        return tuple(Bar(label, amount, is_plan) for label, amount, is_plan in known if amount is not None)

    @property
    def rest_text(self) -> str:
        return f"{number(self.rest)} {self.unit}" if self.rest else ""


def staff(rows: Rows, links: Links) -> Staff:
    """In full-time jobs where the plan counts so, else in persons; shares of different units are not made."""
    kind = next((one for one in KINDS if stated(rows.figures, one, pillar=None).is_known), KINDS[0])
    effect = effect_of(rows, kind, links)
    avoided = effect.planned
    gap, ambition = (_in_unit(stated(rows.figures, one, pillar=None), avoided.unit) for one in MEASURES)
    return Staff(
        unit=avoided.unit,
        gap=gap,
        ambition=ambition,
        avoided=avoided,
        share=_share(avoided, gap),
        ambition_share=_share(avoided, ambition),
        parts=effect.parts,
        rest=_rest(avoided, effect.parts),
        warning=_warning(avoided, effect.parts),
        measured=effect.measured,
        stated_url=effect.stated_url,
    )


def _in_unit(found: Stated, unit: str) -> Stated:
    """Nothing is known of what was counted otherwise."""
    return found if found.unit == unit else Stated()


def _share(avoided: Stated, whole: Stated) -> str:
    """`33,8 %`, or `33,3 tot 37,8 %` of a range."""
    if avoided.low is None or avoided.high is None or not whole.high:
        return ""
    low, high = (number(rounded(value * 100 / whole.high, 1)) for value in (avoided.low, avoided.high))
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
