"""Reads what people type: numbers, amounts and days. What it cannot read it says, and how to write it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from izaportal.core.numbers import WITHOUT_SIGN, read_number

MOST_DIGITS, MOST_DECIMALS, CENTS = 14, 6, 2
NOT_A_NUMBER = frozenset({"nvt", "ntb", "onbekend", "geen", "-", "?", "x"})
DAY_NOTATIONS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date]], ...] = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII), lambda m: date(int(m[1]), int(m[2]), int(m[3]))),
    (
        re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII),
        lambda m: date(int(m[3]), int(m[2]), int(m[1])),
    ),
)


class UnreadableError(ValueError):
    """The message is Dutch and says what to type instead."""


def number(text: str) -> Decimal:
    """`1.234,5`, `1234,5` and `1234.5` are one number; `1.234` is a thousand and more, as Dutch writes it.

    Raises UnreadableError.
    """
    if "".join(text.split()).replace(".", "").lower() in NOT_A_NUMBER:
        raise UnreadableError(f"‘{_short(text)}’ is geen getal. Laat het veld leeg en schrijf waarom.")
    try:
        value = read_number(text)
    except ValueError as problem:
        how = WITHOUT_SIGN if "%" in text else "Schrijf bijvoorbeeld 1.234,5."
        raise UnreadableError(f"‘{_short(text)}’ is geen getal. {how}") from problem
    return _within(value, text)


def amount(text: str) -> Decimal:
    """Euros to the cent, zero or more, with or without the euro sign."""
    value = number(text.strip().removeprefix("€"))
    if value < 0:
        raise UnreadableError("Een bedrag is nul of meer. Een correctie boekt de controller.")
    if -int(value.as_tuple().exponent) > CENTS:
        raise UnreadableError(f"‘{_short(text)}’ heeft meer dan twee decimalen. Rond af op hele centen.")
    return value.quantize(Decimal("0.01"))


def day(text: str) -> date:
    """`31-12-2026`, `31/12/2026` or, as browsers send it, `2026-12-31`."""
    for notation, read in DAY_NOTATIONS:
        match = notation.fullmatch(text.strip())
        if match is not None:
            try:
                return read(match)
            except ValueError:
                break
    raise UnreadableError(f"‘{_short(text)}’ is geen datum. Schrijf bijvoorbeeld 31-12-2026.")


def _within(value: Decimal, text: str) -> Decimal:
    if abs(value) >= Decimal(10) ** MOST_DIGITS:
        raise UnreadableError(f"‘{_short(text)}’ is te groot. Klopt het aantal cijfers?")
    if -int(value.as_tuple().exponent) > MOST_DECIMALS:
        raise UnreadableError(f"‘{_short(text)}’ heeft te veel decimalen. Zes is het meeste.")
    return value


def _short(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= 30 else f"{bare[:30]}…"
