"""A key as it is typed: the rest by inhabitants, exactly 100, and everything that is missing at once."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.proposed_keys import Proposal, ProposedKind, WorkedOut, fill_in, work_out
from funding.shares import AllocationKey, KeyKind, split
from tests.golden.nml_o import MEMBERS, POPULATION, VENRAY, demo_key
from tests.oracles.money import split_cent_by_cent

NAMES = {code: f"Gemeente {code}" for code in MEMBERS}
A, B, C = "GM0001", "GM0002", "GM0003"
THREE = {A: "Aa", B: "Bee", C: "Cee"}
COUNTS = st.dictionaries(
    st.integers(1, 9999).map("GM{:04}".format), st.integers(1, 10**7), min_size=1, max_size=20
)
PERCENT = st.decimals(0, 100, places=6)


def proposal(kind: ProposedKind, *parts: str | None, counts: tuple[int, ...] = (1, 1, 1)) -> Proposal:
    typed = [None if part is None else Decimal(part) for part in (*parts, None, None, None)]
    return Proposal(
        kind, THREE, dict(zip(THREE, typed, strict=False)), dict(zip(THREE, counts, strict=False))
    )


def told(found: WorkedOut) -> dict[str, str]:
    assert found.key is None
    return {mistake.place: mistake.message.replace("\u00a0", " ") for mistake in found.mistakes}


def key(found: WorkedOut) -> AllocationKey:
    assert found.mistakes == ()
    assert found.key is not None
    return found.key


def test_venray_fixed_and_the_rest_by_people():
    """The demo's key, as the helper fills it in: Venray 8 %, the others by CBS 1-1-2024."""
    filled = key(work_out(Proposal(ProposedKind.FIXED_AND_REST, NAMES, {VENRAY: Decimal(8)}, POPULATION)))
    assert filled.kind is KeyKind.AGREED_PERCENTAGES
    assert sum(filled.known.values()) == 100
    assert filled.parts[VENRAY] == 8
    assert filled.parts == demo_key().parts
    assert split(Decimal("2868300.00"), key=filled, members=MEMBERS).parts[VENRAY] == Decimal("229464.00")


@given(COUNTS, st.data())
def test_filled_in_is_exactly_a_hundred(counts, data):
    fixed_codes = data.draw(st.lists(st.sampled_from(sorted(counts)), unique=True, max_size=len(counts) - 1))
    left, fixed = Decimal(100), {}
    for code in fixed_codes:
        fixed[code] = data.draw(st.decimals(0, left, places=6))
        left -= fixed[code]
    others = sorted(set(counts) - set(fixed))
    filled = fill_in(fixed, inhabitants=counts, others=others)
    assert sum(filled.values()) == 100
    assert set(filled) == set(counts)
    assert all(0 <= part <= 100 and part == round(part, 6) for part in filled.values())
    assert fixed.items() <= filled.items()
    AllocationKey(KeyKind.AGREED_PERCENTAGES, filled)


@given(COUNTS, st.decimals(0, "0.0001", places=6))
def test_the_rest_is_split_like_money(counts, rest):
    """Against the slow way: one millionth of a percent at a time, to whoever is furthest behind."""
    fixed = {"GM0000": 100 - rest}
    slow = split_cent_by_cent(rest * 10_000, {code: Decimal(count) for code, count in counts.items()})  # type: ignore[misc]  # any exact number will do
    filled = fill_in(fixed, inhabitants=counts, others=sorted(counts))
    assert {code: filled[code] * 10_000 for code in counts} == slow


def test_ties_go_to_the_lower_code():
    filled = fill_in({}, inhabitants={B: 1, A: 1, C: 1}, others=[A, B, C])
    assert filled == {A: Decimal("33.333334"), B: Decimal("33.333333"), C: Decimal("33.333333")}


def test_all_fixed_leaves_nothing_to_fill():
    found = work_out(proposal(ProposedKind.FIXED_AND_REST, "50", "25", "25", counts=()))
    assert key(found).parts == {A: 50, B: 25, C: 25}


def test_a_hundred_taken_leaves_zero():
    found = work_out(proposal(ProposedKind.FIXED_AND_REST, "100"))
    assert key(found).parts == {A: 100, B: 0, C: 0}


def test_too_much_fixed_is_refused():
    found = told(work_out(proposal(ProposedKind.FIXED_AND_REST, "60", "50")))
    assert found == {"": "De vaste percentages zijn samen 110 %: meer dan 100 %."}


def test_whoever_is_not_counted_is_named():
    found = told(work_out(proposal(ProposedKind.FIXED_AND_REST, "60", counts=(1, 2))))
    assert set(found) == {C}
    assert "Van Cee is in dat jaar geen inwonertal bekend" in found[C]
    assert set(told(work_out(proposal(ProposedKind.POPULATION, counts=(1,))))) == {B, C}


def test_every_missing_part_is_named():
    found = told(work_out(proposal(ProposedKind.AGREED_PERCENTAGES, "60")))
    assert found == {
        B: "Bee heeft nog geen deel. Vul een percentage in, ook als het 0 is.",
        C: "Cee heeft nog geen deel. Vul een percentage in, ook als het 0 is.",
    }


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("60", "20", "19.5"), "samen 99,5 %, niet 100 %: er ontbreekt 0,5 %"),
        (("60", "20", "20.5"), "samen 100,5 %, niet 100 %: dat is 0,5 % te veel"),
    ],
)
def test_what_lacks_of_a_hundred_is_told(parts, words):
    assert words in told(work_out(proposal(ProposedKind.AGREED_PERCENTAGES, *parts)))[""]


def test_odd_percentages_are_refused_at_their_place():
    found = told(work_out(proposal(ProposedKind.AGREED_PERCENTAGES, "-1", "0.1234567", "101")))
    assert found[A] == found[C] == "Een percentage ligt van 0 tot en met 100."
    assert found[B] == "Schrijf hoogstens 6 decimalen."


def test_odd_amounts_are_refused_at_their_place():
    found = told(work_out(proposal(ProposedKind.EXPLICIT_AMOUNTS, "-1", "0.123", "1000000000000")))
    assert set(found) == {A, B, C}
    assert "€ 0" in told(work_out(proposal(ProposedKind.EXPLICIT_AMOUNTS, "0", "0", "0")))[""]
    assert key(work_out(proposal(ProposedKind.EXPLICIT_AMOUNTS, "1", "0", "2.50"))).parts == {
        A: 1,
        B: 0,
        C: Decimal("2.50"),
    }


def test_a_part_for_who_is_no_member_is_refused():
    strange = Proposal(ProposedKind.FIXED_AND_REST, {A: "Aa"}, {B: Decimal(8)}, {A: 1})
    assert told(work_out(strange)) == {B: "Deze gemeente doet dan niet mee: laat het leeg."}


def test_nobody_to_divide_over_is_told():
    assert told(work_out(Proposal(ProposedKind.EQUAL, {}))) == {
        "": "Er doen op die datum geen gemeenten mee."
    }


def test_equal_and_population_need_no_parts():
    assert key(work_out(proposal(ProposedKind.EQUAL))).kind is KeyKind.EQUAL
    assert key(work_out(proposal(ProposedKind.POPULATION, counts=(5, 3, 2)))).parts == {A: 5, B: 3, C: 2}


@given(st.fixed_dictionaries({A: st.none() | PERCENT, B: st.none() | PERCENT, C: st.none() | PERCENT}))
def test_whatever_is_typed_it_splits_or_says_why(parts):
    for kind in ProposedKind:
        found = work_out(Proposal(kind, THREE, parts, {A: 3, B: 2, C: 1}))
        assert (found.key is None) == bool(found.mistakes)
        if found.key is not None:
            divided = split(Decimal("100.01"), key=found.key, members=THREE)
            assert divided.missing == ()
            assert divided.undivided == 0
