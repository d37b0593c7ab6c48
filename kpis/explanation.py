"""Answers "why is this red?" in one Dutch sentence; the data behind it is the assessment itself."""

from dataclasses import dataclass
from decimal import Decimal

from izaportal.core.formatting import with_unit
from izaportal.core.numbers import Exact, exact, to_decimal
from kpis.bounds import BoundsDue
from kpis.status import Assessment, Comparison, Missing, Side, Status

MOST_DECIMALS = 2
LAST_KNOWN = "; laatst bekend is "
BELOW = {Side.LOWER: "onder de ondergrens", Side.UPPER: "boven de bovengrens"}
BEYOND = {Side.LOWER: "boven de bovengrens", Side.UPPER: "onder de ondergrens"}


@dataclass(frozen=True, slots=True)
class Say:
    """Figures of one indicator as text; percentages differ by percentage points."""

    unit: str
    decimals: int | None

    def __call__(self, value: Exact) -> str:
        return self._with(value, "%" if is_percentage(self.unit) else "")

    def measured(self, value: Exact) -> str:
        return self._with(value, self.unit)

    def distance(self, value: Exact) -> str:
        return self._with(value, distance_unit(self.unit))

    def _with(self, value: Exact, shown: str) -> str:
        places = _needed(value) if self.decimals is None else self.decimals
        return with_unit(to_decimal(value), shown, places)


def is_percentage(unit: str) -> bool:
    return unit.startswith("%")


def distance_unit(unit: str) -> str:
    """What a difference between two values is in: 4 % is not 4 procentpunt."""
    return "procentpunt" if is_percentage(unit) else ""


def sentence(assessment: Assessment, *, unit: str = "", decimals: int | None = None) -> str:
    """Value, bound and distance in one B1 sentence: "540 gemeten, 60 onder de ondergrens van 600 …".

    Without `decimals` as many as needed, two at most.
    """
    say = Say(unit, decimals)
    value, comparison = assessment.facts.value, assessment.comparison
    if value is None or comparison is None:
        return f"{_grey(assessment, say)}."
    return f"{say.measured(value)} gemeten, {_judged(value, assessment, comparison, say)}."


def of_its_quarter_alone(told: str) -> str:
    """The sentence without the value of an earlier quarter, which stands at its end."""
    before, found, _ = told.partition(LAST_KNOWN)
    return f"{before}." if found else told


def _needed(value: Exact) -> int:
    number = exact(value)
    return next((places for places in range(MOST_DECIMALS) if number * 10**places % 1 == 0), MOST_DECIMALS)


def _judged(value: Exact, assessment: Assessment, comparison: Comparison, say: Say) -> str:
    if comparison.shortfall > 0:
        return _short(assessment.status, comparison, say)
    if assessment.status is Status.EXCEEDED:
        return _exceeded(value, assessment.bounds, comparison.side, say)
    return f"en dat is op koers: {_band(assessment.bounds, say)}"


def _short(status: Status, comparison: Comparison, say: Say) -> str:
    distance = f"{say.distance(comparison.shortfall)} {BELOW[comparison.side]} van {say(comparison.bound)}"
    if not comparison.margin:
        return distance
    verdict = "binnen" if status is Status.AT_RISK else "buiten"
    return f"{distance}; dat valt {verdict} de marge van {say.distance(comparison.margin)}"


def _exceeded(value: Exact, bounds: BoundsDue, side: Side, say: Say) -> str:
    far = exact((bounds.upper if side is Side.LOWER else bounds.lower) or Decimal(0))
    return f"{say.distance(abs(exact(value) - far))} {BEYOND[side]} van {say(far)}"


def _band(bounds: BoundsDue, say: Say) -> str:
    if bounds.lower is None:
        return "er is geen grens" if bounds.upper is None else f"gevraagd is hoogstens {say(bounds.upper)}"
    if bounds.upper is None:
        return f"gevraagd is minstens {say(bounds.lower)}"
    return f"de streefband loopt van {say(bounds.lower)} tot {say(bounds.upper)}"


def _grey(assessment: Assessment, say: Say) -> str:
    facts = assessment.facts
    quarter = facts.quarter.label
    texts = {
        Missing.TARGET_VALUE: "De streefwaarde is nog te bepalen (n.t.b.)",
        Missing.TARGET: "Het plan noemt geen streefwaarde",
        Missing.DUE_TARGET: f"Voor {quarter} is er geen streefwaarde",
        Missing.DUE_MEASUREMENT: f"Voor {quarter} wordt geen meting gevraagd",
        Missing.OPEN_BOUND: f"Voor {quarter} is er nog geen grens om aan te toetsen",
        Missing.MEMBER_MEASUREMENTS: f"Voor {quarter} is er een meting van {facts.coverage} gemeenten",
        Missing.START: f"De waarde bij de start ontbreekt, dus de streefband van {quarter} is onbekend",
    }
    if assessment.missing is None or assessment.missing is Missing.MEASUREMENT:
        return _unmeasured(assessment, say)
    return texts[assessment.missing]


def _unmeasured(assessment: Assessment, say: Say) -> str:
    facts, bounds = assessment.facts, assessment.bounds
    parts = [f"Voor {facts.quarter.label} is er geen goedgekeurde meting"]
    if bounds.lower is not None or bounds.upper is not None:
        parts.append(_band(bounds, say))
    told = "; ".join(parts)
    if facts.last_known is None:
        return told
    quarter, value = facts.last_known
    return f"{told}{LAST_KNOWN}{say(value)} ({quarter.label})"
