from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpis.totals import MemberMeasurement, TotalMethod, total_over_members
from tests.oracles.strategies import positive, values

# Any, so that a test may compare exact figures with bare numbers.
total_of: Any = total_over_members

MEMBERS = [f"GM{number:04}" for number in range(1, 15)]
SUM, MEAN = TotalMethod.SUM, TotalMethod.WEIGHTED_MEAN


def measurements(count: int, weight: int | None = None) -> dict[str, MemberMeasurement]:
    weighs = None if weight is None else Decimal(weight)
    return {code: MemberMeasurement(Decimal(number), weighs) for number, code in enumerate(MEMBERS[:count])}


def test_eleven_of_fourteen_is_no_total():
    total = total_of(measurements(11), members=MEMBERS, method=SUM)
    assert (total.value, total.so_far, str(total.coverage)) == (None, 55, "11 van 14")
    assert total.missing == ("GM0012", "GM0013", "GM0014")


def test_all_members_in_make_a_sum():
    total = total_of(measurements(14), members=MEMBERS, method=SUM)
    assert (total.value, total.coverage.complete) == (91, True)


def test_who_is_no_member_does_not_count():
    total = total_of(measurements(14), members=MEMBERS[:3], method=SUM)
    assert (total.value, str(total.coverage)) == (3, "3 van 3")


def test_a_mean_needs_every_weight():
    total = total_of(measurements(14), members=MEMBERS, method=MEAN)
    assert (total.value, total.so_far, total.coverage.present) == (None, None, 0)


def test_a_mean_weighs_by_denominator():
    halves = {
        "a": MemberMeasurement(Decimal(50), Decimal(100)),
        "b": MemberMeasurement(Decimal(20), Decimal(200)),
    }
    assert total_of(halves, members=["a", "b"], method=MEAN).value == 30


@pytest.mark.parametrize("method", list(TotalMethod))
def test_nothing_measured_is_not_zero(method):
    assert total_of({}, members=MEMBERS, method=method).so_far is None
    assert total_of(measurements(14, 0), members=MEMBERS, method=MEAN).value is None


@given(st.lists(st.tuples(values, positive), min_size=1, max_size=6))
def test_a_mean_equals_its_written_out_form(pairs):
    members = MEMBERS[: len(pairs)]
    given_ = {c: MemberMeasurement(v, w) for c, (v, w) in zip(members, pairs, strict=True)}
    numerator, denominator = Fraction(0), Fraction(0)
    for value, weight in pairs:
        numerator += Fraction(value) * Fraction(weight)
        denominator += Fraction(weight)
    mean = total_of(given_, members=members, method=MEAN).value
    assert mean == numerator / denominator
    assert min(v for v, _ in pairs) <= mean <= max(v for v, _ in pairs)
