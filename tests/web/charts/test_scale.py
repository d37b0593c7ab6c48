from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.web.charts.scale import axis_for, spread


@given(st.lists(st.decimals("-1e9", "1e9", places=2), max_size=6), st.integers(2, 8))
def test_an_axis_holds_zero_and_values(values, count):
    axis = axis_for(values, count)
    assert axis.bottom <= min([Decimal(0), *values])
    assert axis.top >= max([Decimal(0), *values])
    assert Decimal(0) in axis.ticks
    assert len(axis.ticks) <= count + 2


def test_ticks_are_round_numbers():
    assert axis_for([Decimal(1800)], 6).ticks == tuple(map(Decimal, range(0, 2100, 300)))
    assert axis_for([Decimal(2868300)], 4).ticks == tuple(map(Decimal, range(0, 4000000, 1000000)))


def test_without_values_an_axis_still_stands():
    assert axis_for([]).top == 1


def test_large_amounts_are_labelled_in_millions():
    assert axis_for([Decimal(2868300)]).in_millions
    assert not axis_for([Decimal(618300)]).in_millions


@given(st.lists(st.floats(0, 300), max_size=8))
def test_spread_labels_never_overlap(places):
    moved = sorted(spread(places, low=0, high=300, gap=16))
    assert all(right - left >= 15.8 for left, right in pairwise(moved))


def test_labels_with_room_stay_put():
    assert spread([10, 100, 50], low=0, high=300) == [10, 100, 50]


@pytest.mark.parametrize(("value", "share"), [("0", "0"), ("900", "0.5"), ("1800", "1")])
def test_values_stand_at_their_share(value, share):
    assert axis_for([Decimal(1800)], 6).share(Decimal(value)) == Decimal(share)
