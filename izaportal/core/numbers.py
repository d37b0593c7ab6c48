"""Exact numbers: Fraction inside a rule, Decimal at its door. No float anywhere."""

import re
from decimal import Decimal
from fractions import Fraction

Exact = Decimal | Fraction | int

WITHOUT_SIGN = "Laat het procentteken weg."  # said where a number is typed as a percentage
DOOR_PLACES = 10  # phased bounds of a plan never need more; a projection is rounded here


def exact(value: Exact) -> Fraction:
    """The number as a Fraction; a float is refused because it is already rounded."""
    if isinstance(value, float):
        raise TypeError(f"geen float in een regel: {value!r}")
    return Fraction(value)


def rounded(value: Exact, places: int) -> Decimal:
    """Half up (away from zero), with exactly this many decimals, whatever the decimal context."""
    number = exact(value)
    # ⌊x·10ᵖ + ½⌋ in whole numbers, which is many times quicker than in fractions.
    whole = (2 * abs(number.numerator) * 10**places + number.denominator) // (2 * number.denominator)
    return Decimal(f"{'-' if number < 0 < whole else ''}{whole}e-{places}")


def to_decimal(value: Exact) -> Decimal:
    """The number as it leaves a rule: at most ten decimals, no trailing zeros, no exponent."""
    return Decimal(plain(rounded(value, DOOR_PLACES)))


def plain(value: Decimal) -> str:
    """One spelling per number: 5, 5.0 and 5.000 are all "5"."""
    text = f"{value:f}" if value else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_number(text: str) -> Decimal:
    """A number as people in the Netherlands type it: `1.234,5`, `1234,5`, `12.5`, `-3`, `€ 2.500`.

    Dots before groups of three digits part thousands; a lone dot elsewhere is a decimal sign, as on a
    calculator. Raises ValueError for anything else, such as `1,234.5`, `n.v.t.` or nothing.
    """
    bare = re.sub(r"[\s€]", "", text).replace("−", "-")
    if re.fullmatch(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?", bare):
        bare = bare.replace(".", "")
    if not re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", bare):
        raise ValueError(f"geen getal: {text!r}")
    return Decimal(bare.replace(",", "."))
