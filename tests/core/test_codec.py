"""What is kept is read back as an equal value, whatever it is made of; what cannot be is refused at once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, make_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.codec import canonical, decode, encode
from izaportal.core.quarter import Quarter


class Colour(StrEnum):
    RED = "rood"
    GREEN = "groen"


@dataclass(frozen=True, slots=True)
class Leaf:
    name: str
    amount: Decimal | None
    colour: Colour = Colour.RED
    share: Fraction = Fraction(1, 3)


@dataclass(frozen=True, slots=True)
class Tree:
    """Every kind of field that rows have."""

    pk: UUID
    quarter: Quarter
    day: date | None
    moment: datetime
    counted: int
    known: bool
    leaves: tuple[Leaf, ...]
    pair: tuple[str, int]
    codes: frozenset[str]
    by_quarter: Mapping[Quarter, Mapping[str, Leaf]]
    derivation: Any


DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)
LEAVES = st.builds(
    Leaf, st.text(), st.none() | DECIMALS, st.sampled_from(Colour), st.fractions(max_denominator=99)
)
QUARTERS = st.builds(Quarter, st.integers(1000, 2999), st.integers(1, 4))
TREES = st.builds(
    Tree,
    st.uuids(),
    QUARTERS,
    st.none() | st.dates(),
    st.datetimes(timezones=st.just(UTC)),
    st.integers(),
    st.booleans(),
    st.lists(LEAVES, max_size=3).map(tuple),
    st.tuples(st.text(), st.integers()),
    st.frozensets(st.text(), max_size=3),
    st.dictionaries(QUARTERS, st.dictionaries(st.text(), LEAVES, max_size=2), max_size=2),
    st.dictionaries(st.text(), st.lists(st.integers() | st.text() | st.none(), max_size=3), max_size=2),
)


def through_text(tree: Tree) -> Tree:
    return decode(Tree, json.loads(canonical(encode(Tree, tree))))


@given(TREES)
def test_what_is_kept_comes_back_equal(tree):
    assert through_text(tree) == tree


@given(TREES)
def test_the_same_value_has_one_spelling(tree):
    text = canonical(encode(Tree, tree))
    assert canonical(encode(Tree, through_text(tree))) == text


@given(st.lists(QUARTERS, unique=True))
def test_a_mapping_keeps_its_order(quarters):
    kept = encode(Mapping[Quarter, int], {quarter: place for place, quarter in enumerate(quarters)})
    through = json.loads(canonical(kept))
    kind: Any = Mapping[Quarter, int]
    assert list(decode(kind, through)) == quarters


@given(DECIMALS)
def test_no_digit_of_a_decimal_is_lost(amount):
    back = decode(Decimal, json.loads(canonical(encode(Decimal, amount))))
    assert back.as_tuple() == amount.as_tuple()


def test_a_later_field_takes_its_default():
    assert decode(Leaf, {"name": "a", "amount": None}) == Leaf("a", None)
    with pytest.raises(KeyError, match="amount"):
        decode(Leaf, {"name": "a"})


def test_a_default_may_be_made():
    grown = make_dataclass("grown", [("codes", tuple[str, ...], field(default_factory=lambda: ("GM0984",)))])
    assert decode(grown, {}) == grown()


@pytest.mark.parametrize("kind", [str | int, list[int], float, object, Decimal | Fraction | None])
def test_what_cannot_be_read_back_is_refused(kind):
    with pytest.raises(TypeError):
        encode(kind, None)


@pytest.mark.parametrize(("kind", "value"), [(str, 1), (int, "1"), (Leaf, "a"), (tuple[str, int], ("a",))])
def test_a_value_of_another_kind_is_refused(kind, value):
    with pytest.raises((TypeError, ValueError)):
        encode(kind, value)


@pytest.mark.parametrize("data", [float("nan"), float("inf"), {"day": datetime(2026, 1, 1, tzinfo=UTC)}])
def test_canonical_text_holds_only_json(data):
    with pytest.raises((TypeError, ValueError)):
        canonical(data)


def test_canonical_text_is_sorted_and_tight():
    assert canonical({"b": 1, "a": ["é", None]}) == '{"a":["é",null],"b":1}'
