from decimal import Decimal
from fractions import Fraction

import pytest

from izaportal.core.numbers import exact, plain, rounded, to_decimal


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Fraction(1, 3), 2, "0.33"),
        (Decimal("-2.5"), 0, "-3"),
        (5, 2, "5.00"),
        (Fraction(-1, 1000), 2, "0.00"),
    ],
)
def test_rounding_is_half_up(value, places, text):
    assert str(rounded(value, places)) == text


@pytest.mark.parametrize(
    ("text", "spelling"), [("5.000", "5"), ("1E+3", "1000"), ("-0.0", "0"), ("0.10", "0.1")]
)
def test_a_number_has_one_spelling(text, spelling):
    assert plain(Decimal(text)) == spelling


def test_ten_decimals_leave_a_rule():
    assert str(to_decimal(Fraction(2, 3))) == "0.6666666667"
    assert str(to_decimal(Decimal("62.500"))) == "62.5"


def test_a_float_never_becomes_exact():
    with pytest.raises(TypeError, match="geen float"):
        exact(0.5)  # type: ignore[arg-type]  # the mistake under test
