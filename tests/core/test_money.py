from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.money import add, attribute, cents, largest_remainder
from tests.oracles.money import split_cent_by_cent
from tests.oracles.refund import half_up
from tests.oracles.strategies import positive

amounts = st.decimals(Decimal(-(10**9)), Decimal(10**9), places=2)
small_amounts = st.decimals(Decimal(-50), Decimal(50), places=2)
weights = st.dictionaries(
    st.sampled_from(["GM0889", "GM0893", "GM0907", "GM0946", "GM0957", "GM0983", "GM0984"]),
    st.fractions(0, 1000, max_denominator=1000),
    min_size=1,
).filter(lambda given_: sum(given_.values()) > 0)


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.005", "0.01"), ("-0.005", "-0.01"), ("1.0049", "1.00"), ("2.675", "2.68"), ("-0.001", "0.00")],
)
def test_half_a_cent_goes_away_from_zero(value, rounded):
    assert str(cents(Decimal(value))) == rounded


def test_rounding_ignores_the_decimal_context():
    with localcontext() as context:
        context.prec = 3
        assert cents(Decimal("2868300.005")) == Decimal("2868300.01")


def test_floats_are_refused_as_money():
    with pytest.raises(TypeError, match="geen float"):
        cents(0.1)  # type: ignore[arg-type]  # the mistake under test


def test_ties_go_to_the_lower_key():
    assert largest_remainder(Decimal("0.02"), {"c": 1, "a": 1, "b": 1}) == {
        "c": Decimal("0.00"),
        "a": Decimal("0.01"),
        "b": Decimal("0.01"),
    }


@pytest.mark.parametrize("unusable", [{}, {"a": 0}, {"a": 2, "b": -1}])
def test_unusable_weights_are_refused(unusable):
    with pytest.raises(ValueError, match="gewichten"):
        largest_remainder(Decimal(1), unusable)


def test_parts_of_a_cent_cannot_be_split():
    with pytest.raises(ValueError, match="hele centen"):
        largest_remainder(Decimal("0.001"), {"a": 1})


def test_booked_costs_stay_where_booked():
    costs = attribute({"a": Decimal(70)}, unassigned=Decimal(30), weights={"a": 1, "b": 2})
    assert costs == {"a": Decimal(80), "b": Decimal(20)}


@given(amounts, weights)
def test_parts_add_up_to_the_amount(amount, shares):
    assert add(largest_remainder(amount, shares).values()) == amount


@given(amounts, weights)
def test_a_negative_amount_mirrors_the_positive(amount, shares):
    mirrored = {key: -part for key, part in largest_remainder(-amount, shares).items()}
    assert largest_remainder(amount, shares) == mirrored


@given(amounts, weights)
def test_no_part_is_a_cent_off(amount, shares):
    total = sum(shares.values())
    for key, part in largest_remainder(amount, shares).items():
        assert abs(Fraction(part) - Fraction(amount) * shares[key] / total) < Fraction(1, 100)


@given(amounts, weights, positive)
def test_scaling_all_weights_changes_nothing(amount, shares, factor):
    scaled = {key: weight * Fraction(factor) for key, weight in shares.items()}
    assert largest_remainder(amount, scaled) == largest_remainder(amount, shares)


@given(small_amounts, weights)
def test_split_equals_handing_out_cents(amount, shares):
    assert largest_remainder(amount, shares) == split_cent_by_cent(amount, shares)


@given(st.fractions(-1000, 1000, max_denominator=2000))
def test_cents_equal_the_slow_rounding(value):
    assert cents(value) == half_up(value)
