"""Whether a new value is believable beside the last one. A doubt is no mistake: who enters it confirms it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from izaportal.core.formatting import number
from izaportal.core.quarter import Quarter
from kpis.explanation import is_percentage
from kpis.targets import Accumulation

TIMES = 10
WHOLE = Decimal(100)


class Doubt(StrEnum):
    """Why a value asks for a confirmation."""

    TEN_TIMES = "ten_times"
    A_TENTH = "a_tenth"
    FALLS = "falls"
    NO_SHARE = "no_share"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Entry:
    """A value beside what is known: `previous` is the last value of an earlier quarter.

    `may_be_negative`: a change against a baseline, or something whose targets themselves
    lie below 0.
    """

    quarter: Quarter
    value: Decimal
    accumulation: Accumulation
    unit: str = ""
    is_change: bool = False
    may_be_negative: bool = False
    previous: tuple[Quarter, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Doubted:
    """A doubt with the sentence (Dutch) that says what is odd."""

    doubt: Doubt
    sentence: str


def doubts(entry: Entry) -> tuple[Doubted, ...]:
    """Everything odd about the value, in one order; empty when it is believable."""
    found = (*_beside_the_last(entry), *_by_itself(entry))
    return tuple(Doubted(doubt, sentence) for doubt, sentence, applies in found if applies)


def _by_itself(entry: Entry) -> tuple[tuple[Doubt, str, bool], ...]:
    value, said = entry.value, number(entry.value)
    is_share = is_percentage(entry.unit) and not entry.is_change
    outside = is_share and not 0 <= value <= WHOLE
    negative = value < 0 and not entry.is_change and not entry.may_be_negative
    return (
        (Doubt.NO_SHARE, f"{said} % ligt buiten 0 tot 100 %.", outside),
        (Doubt.NEGATIVE, f"{said} is minder dan 0.", negative and not outside),
    )


def _beside_the_last(entry: Entry) -> tuple[tuple[Doubt, str, bool], ...]:
    """A count that starts anew each year says nothing about the year after it."""
    if entry.previous is None:
        return ()
    at, last = entry.previous
    if entry.accumulation is Accumulation.PER_YEAR and at.year != entry.quarter.year:
        return ()
    value, said, before = abs(entry.value), number(entry.value), f"{number(last)} in {at.label}"
    falls = entry.accumulation is not Accumulation.LEVEL and entry.value < last
    return (
        (
            Doubt.TEN_TIMES,
            f"{said} is minstens tien keer {before}.",
            bool(last) and value >= TIMES * abs(last),
        ),
        (Doubt.A_TENTH, f"{said} is hoogstens een tiende van {before}.", value * TIMES <= abs(last) != 0),
        (Doubt.FALLS, f"{said} is minder dan {before}, terwijl de telling alleen kan stijgen.", falls),
    )
