from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.shares import (
    AllocationKey,
    IncompleteKeyError,
    KeyKind,
    add_shares,
    percentages,
    require_complete,
    split,
)
from izaportal.core.money import add
from tests.oracles.strategies import signed_euros

# Any, so that a test may compare exact figures with bare numbers.
shared: Any = split

AGREED, POPULATION, EQUAL, AMOUNTS = (
    KeyKind.AGREED_PERCENTAGES,
    KeyKind.POPULATION,
    KeyKind.EQUAL,
    KeyKind.EXPLICIT_AMOUNTS,
)
CODES = [f"GM{number:04}" for number in range(880, 894)]
members = st.lists(st.sampled_from(CODES), min_size=1, unique=True)


def agreed(**percent: str) -> AllocationKey:
    return AllocationKey(AGREED, {code: Decimal(text) for code, text in percent.items()})


@st.composite
def keys(draw: st.DrawFn) -> AllocationKey:
    kind = draw(st.sampled_from(KeyKind))
    codes = draw(members)
    if kind is AGREED:
        cuts = sorted(draw(st.lists(st.integers(0, 10**8), min_size=len(codes) - 1, max_size=len(codes) - 1)))
        steps = [b - a for a, b in zip([0, *cuts], [*cuts, 10**8], strict=True)]
        return AllocationKey(
            kind, {c: Decimal(step).scaleb(-6) for c, step in zip(codes, steps, strict=True)}
        )
    parts = draw(st.lists(st.none() | st.integers(0, 10**6), min_size=len(codes), max_size=len(codes)))
    return AllocationKey(kind, dict(zip(codes, parts, strict=True)))


@pytest.mark.parametrize(
    ("percent", "message"),
    [
        ({"a": "8"}, "samen 8, niet 100"),
        ({"a": "50", "b": "50.000001"}, "samen 100.000001, niet 100"),
        ({"a": "50.0000001", "b": "49.9999999"}, "meer dan 6 decimalen: a, b"),
        ({"a": "-1", "b": "101"}, "niet negatief"),
    ],
)
def test_agreed_percentages_are_exactly_a_hundred(percent, message):
    with pytest.raises(ValueError, match=message):
        agreed(**percent)


def test_a_member_without_part_stays_unknown():
    found = shared(Decimal(1000), key=agreed(a="40", b="60"), members=["a", "b", "c"])
    assert (found.parts, found.missing) == ({"a": 400, "b": 600, "c": None}, ("c",))
    assert (found.amount, found.undivided) == (1000, 0)


def test_the_part_of_no_member_is_undivided():
    found = shared(Decimal(1000), key=agreed(a="40", b="60"), members=["a"])
    assert (found.parts, found.undivided, found.missing) == ({"a": 400}, 600, ())


def test_without_a_key_the_total_still_shows():
    found = shared(Decimal(1000), key=None, members=["a", "b"])
    assert (found.parts, found.amount, found.undivided) == ({"a": None, "b": None}, 1000, 1000)


def test_one_missing_population_makes_all_unknown():
    key = AllocationKey(POPULATION, {"a": 10, "b": None})
    found = shared(Decimal(1000), key=key, members=["a", "b"])
    assert (found.parts, found.missing) == ({"a": None, "b": None}, ("a", "b"))
    with pytest.raises(IncompleteKeyError) as refused:
        require_complete(key, members=["a", "b"])
    assert refused.value.missing == ("b",)


def test_population_of_others_does_not_weigh():
    key = AllocationKey(POPULATION, {"a": 10, "b": 30, "z": 9999})
    assert shared(Decimal(40), key=key, members=["a", "b"]).parts == {"a": 10, "b": 30}


def test_explicit_amounts_come_back_as_given():
    key = AllocationKey(AMOUNTS, {"a": Decimal("10.01"), "b": Decimal("20.02")})
    assert shared(Decimal("30.03"), key=key, members=["a", "b"]).parts == key.parts


def test_a_complete_key_is_accepted():
    require_complete(agreed(a="40", b="60"), members=["a", "b"])
    require_complete(AllocationKey(EQUAL, {}), members=["a", "b"])
    with pytest.raises(IncompleteKeyError, match="geen deel voor c, d"):
        require_complete(agreed(a="40", b="60"), members=["d", "a", "c"])


def test_ties_go_to_the_lower_code():
    found = shared(Decimal("0.03"), key=AllocationKey(EQUAL, {}), members=["GM0984", "GM0889"])
    assert found.parts == {"GM0889": Decimal("0.02"), "GM0984": Decimal("0.01")}


def test_percentages_are_shown_as_stored():
    assert percentages(agreed(a="8", b="92"), members=["a", "b", "c"]) == {"a": 8, "b": 92, "c": None}
    thirds = percentages(AllocationKey(EQUAL, {}), members=["a", "b", "c"])
    assert set(thirds.values()) == {Decimal("33.333333")}


def test_a_sum_says_how_many_are_unknown():
    assert add_shares([Decimal(1), None, Decimal(2)]) == add_shares([None, Decimal(3)])
    assert (add_shares([None]).amount, add_shares([None]).unknown) == (None, 1)


@given(signed_euros, keys(), members)
def test_parts_and_undivided_always_add_up(amount, key, at_the_time):
    found = shared(amount, key=key, members=at_the_time)
    assert add(part for part in found.parts.values() if part is not None) + found.undivided == amount
    assert set(found.parts) == set(at_the_time)
    assert set(found.missing) == {code for code, part in found.parts.items() if part is None}


@given(signed_euros, keys(), members)
def test_a_negative_amount_mirrors_for_any_key(amount, key, at_the_time):
    one, other = (shared(x, key=key, members=at_the_time).parts for x in (amount, -amount))
    assert one == {code: None if part is None else -part for code, part in other.items()}


@given(signed_euros, members)
def test_equal_parts_differ_by_a_cent_at_most(amount, at_the_time):
    parts = shared(amount, key=AllocationKey(EQUAL, {}), members=at_the_time).parts.values()
    assert max(parts) - min(parts) <= Decimal("0.01")
    assert add(parts) == amount
