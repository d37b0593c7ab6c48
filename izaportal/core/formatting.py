"""Figures, dates and quarters as nl-NL text. Pure: no Django, no clock, no float.

Every function takes None or an unknown state where a figure may be missing and then answers the word
for it, never "0" (DOMAIN §1: unknown is not zero).
"""

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from izaportal.core.quarter import Quarter


class Unknown(StrEnum):
    """The ways in which a figure can be absent."""

    TO_BE_DETERMINED = "to_be_determined"
    NOT_QUANTIFIABLE = "not_quantifiable"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    NOT_MEASURED = "not_measured"
    OPEN = "open"
    CONFIDENTIAL = "confidential"

    @property
    def word(self) -> str:
        return UNKNOWN_WORDS[self]

    @property
    def meaning(self) -> str:
        """What stands behind the word, for a tooltip and a screen reader."""
        return UNKNOWN_MEANINGS[self]


UNKNOWN_WORDS = {
    Unknown.TO_BE_DETERMINED: "n.t.b.",
    Unknown.NOT_QUANTIFIABLE: "niet kwantificeerbaar",
    Unknown.NOT_APPLICABLE: "n.v.t.",
    Unknown.UNKNOWN: "onbekend",
    Unknown.NOT_MEASURED: "niet gemeten",
    Unknown.OPEN: "open",
    Unknown.CONFIDENTIAL: "vertrouwelijk",
}
UNKNOWN_MEANINGS = {
    Unknown.TO_BE_DETERMINED: "nog te bepalen",
    Unknown.NOT_QUANTIFIABLE: "niet in een getal uit te drukken",
    Unknown.NOT_APPLICABLE: "niet van toepassing",
    Unknown.UNKNOWN: "de bron noemt geen getal",
    Unknown.NOT_MEASURED: "er is geen goedgekeurde meting",
    Unknown.OPEN: "geen grens aan deze kant",
    Unknown.CONFIDENTIAL: "de bron noemt dit vertrouwelijk",
}

Figure = Decimal | int | Unknown | None

NBSP = "\u00a0"
MINUS = "\u2212"
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
MONTHS_SHORT = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MILLION = Decimal(1_000_000)


def missing(value: Figure, when_none: Unknown = Unknown.UNKNOWN) -> Unknown | None:
    """The unknown state that a value stands for; None when it is a figure."""
    if value is None:
        return when_none
    return value if isinstance(value, Unknown) else None


def or_not_applicable(amount: Decimal | None) -> Decimal | Unknown:
    """The amount; None stands for one that does not apply."""
    return Unknown.NOT_APPLICABLE if amount is None else amount


def number(value: Figure, decimals: int | None = None, *, when_none: Unknown = Unknown.UNKNOWN) -> str:
    """`1.209.150`, `12,5`; without `decimals` as precise as the value, trailing zeros dropped."""
    state = missing(value, when_none)
    return state.word if state is not None else _digits(value, decimals)


def euro(value: Figure, *, when_none: Unknown = Unknown.UNKNOWN) -> str:
    """Whole euros, half up: `€ 2.868.300`."""
    return _money(value, 0, when_none)


def euro_cents(value: Figure, *, when_none: Unknown = Unknown.UNKNOWN) -> str:
    """To the cent: `€ 96.732,00`."""
    return _money(value, 2, when_none)


def mln(value: Figure, decimals: int = 1, *, when_none: Unknown = Unknown.UNKNOWN) -> str:
    """An amount in euros shown in millions: `€ 78,6 mln`."""
    state = missing(value, when_none)
    if state is not None:
        return state.word
    return f"{_in_euros(_digits(_decimal(value) / _MILLION, decimals))}{NBSP}mln"


def percent(value: Figure, decimals: int | None = None, *, when_none: Unknown = Unknown.UNKNOWN) -> str:
    """A percentage that is already one (12.5 means 12,5 %): `12,5 %`."""
    state = missing(value, when_none)
    return state.word if state is not None else f"{_digits(value, decimals)}{NBSP}%"


def with_unit(value: Figure, unit: str = "", decimals: int | None = None) -> str:
    """A figure with its unit, a percent sign spaced: `540 inwoners`, `15 %`; an unknown gets no unit."""
    text = number(value, decimals)
    return text if not unit or missing(value) is not None else f"{text}{NBSP}{unit}"


def date_nl(value: date | None) -> str:
    """`18-03-2025`."""
    return UNKNOWN_WORDS[Unknown.UNKNOWN] if value is None else value.strftime("%d-%m-%Y")


def date_long(value: date | None) -> str:
    """`27 augustus 2026`."""
    if value is None:
        return UNKNOWN_WORDS[Unknown.UNKNOWN]
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days_until(day: date, today: date, *, past: str = "te laat") -> str:
    """`nog 14 dagen`, `vandaag`, `1 dag te laat`; `past` is what one says of a day that has gone by."""
    days = (day - today).days
    if days == 0:
        return "vandaag"
    word = "dag" if abs(days) == 1 else "dagen"
    return f"nog {days} {word}" if days > 0 else f"{-days} {word} {past}"


def quarter(key: object) -> str:
    """`Q2 2026` from a quarter or its key `2026-Q2`; ValueError for anything else."""
    return Quarter.parse(str(key)).label


def quarter_long(key: object) -> str:
    """`2e kwartaal 2026`."""
    return Quarter.parse(str(key)).long


def listed(parts: Sequence[str]) -> str:
    """`3-1, 4-1 en 4-3`."""
    return " en ".join((", ".join(parts[:-1]), parts[-1])) if len(parts) > 1 else "".join(parts)


def _money(value: Figure, decimals: int, when_none: Unknown) -> str:
    state = missing(value, when_none)
    return state.word if state is not None else _in_euros(_digits(value, decimals))


def _in_euros(digits: str) -> str:
    """`€ 12`, `− € 12`: the sign of an amount stands before its unit."""
    amount = digits.removeprefix(MINUS)
    return f"€{NBSP}{amount}" if amount == digits else f"{MINUS}{NBSP}€{NBSP}{amount}"


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise TypeError(f"{value!r} is geen Decimal of int; geld en percentages zijn nooit een float")
    return Decimal(value)


def _digits(value: object, decimals: int | None) -> str:
    exact = _decimal(value)
    if decimals is None:
        shown = exact.normalize()
        decimals = max(0, -int(shown.as_tuple().exponent))
    rounded = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if rounded < 0 else text
