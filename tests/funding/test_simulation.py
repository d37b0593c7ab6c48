"""Another key moves amounts between municipalities; the sum stays what it is, to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.shares import AllocationKey, KeyKind, split
from funding.simulation import MOVED, Effect, ProjectAmounts, effect
from izaportal.core.money import add
from tests.golden.nml_o import MEMBERS, MGN_AWARD, POPULATION, VENRAY, ZORGSTART_AWARD, demo_key

POPULATION_KEY = AllocationKey(KeyKind.POPULATION, POPULATION)
EQUAL_KEY = AllocationKey(KeyKind.EQUAL, {})
BOTH = MGN_AWARD + ZORGSTART_AWARD
CODES = st.lists(st.integers(1, 9999).map("GM{:04}".format), min_size=1, max_size=15, unique=True)
EUROS = st.decimals(-(10**9), 10**9, places=2)
PROJECTS = st.lists(
    st.builds(
        ProjectAmounts,
        name=st.just("Project"),
        amounts=st.fixed_dictionaries({name: st.none() | EUROS for name in MOVED}),
    ),
    max_size=4,
)


def awards() -> list[ProjectAmounts]:
    return [
        ProjectAmounts(name, dict.fromkeys(MOVED, amount))
        for name, amount in (("MGN", MGN_AWARD), ("Zorgstart", ZORGSTART_AWARD))
    ]


def by_code(found: Effect, figure: str = "award") -> dict[str, Decimal | None]:
    return {one.code: one.figures[figure].then for one in found.members}


def test_from_the_demo_key_to_inhabitants():
    found = effect(awards(), now=demo_key(), then=POPULATION_KEY, members=MEMBERS)
    venray = next(one for one in found.members if one.code == VENRAY)
    assert (venray.figures["award"].now, venray.figures["award"].then) == (
        Decimal("229464.00"),
        Decimal("244095.06"),
    )
    assert venray.figures["award"].change == Decimal("14631.06")
    assert (venray.percent.now, venray.percent.then) == (Decimal(8), Decimal("8.510095"))
    assert (found.whole["award"], found.totals["award"].now, found.totals["award"].then) == (BOTH, BOTH, BOTH)


def test_inhabitants_are_split_per_project():
    """The golden amounts of per project and added, not those of one split."""
    parts = by_code(effect(awards(), now=None, then=POPULATION_KEY, members=MEMBERS))
    assert (parts["GM1507"], parts["GM0957"]) == (Decimal("240023.35"), Decimal("331983.93"))
    assert (parts["GM0907"], parts["GM0983"]) == (Decimal("97223.74"), Decimal("567246.91"))


def test_equal_parts_per_project():
    parts = list(by_code(effect(awards(), now=None, then=EQUAL_KEY, members=MEMBERS)).values())
    assert {parts.count(Decimal("204878.58")), parts.count(Decimal("204878.56"))} == {8, 6}


def test_without_a_present_key_nothing_moved():
    found = effect(awards(), now=None, then=EQUAL_KEY, members=MEMBERS)
    assert all(one.figures["award"].change is None for one in found.members)
    assert found.totals["award"].now is None


@st.composite
def keys(draw, codes) -> AllocationKey:
    kind = draw(st.sampled_from([KeyKind.EQUAL, KeyKind.POPULATION, KeyKind.EXPLICIT_AMOUNTS]))
    parts = {code: draw(st.integers(1, 10**6)) for code in codes}
    return AllocationKey(kind, {} if kind is KeyKind.EQUAL else parts)


@given(CODES, PROJECTS, st.data())
def test_the_sum_stays_whatever_the_key(codes, projects, data):
    now, then = data.draw(keys(codes)), data.draw(keys(codes))
    found = effect(projects, now=now, then=then, members=codes)
    for name in MOVED:
        amounts = [amount for one in projects if (amount := one.amounts[name]) is not None]
        assert found.whole[name] == (sum(amounts, Decimal(0)) if amounts else None)
        assert found.totals[name].now == found.totals[name].then == found.whole[name]
        moved = [one.figures[name].change for one in found.members]
        assert sum(change for change in moved if change is not None) == 0


@given(CODES, PROJECTS, st.data())
def test_each_part_is_that_of_the_split(codes, projects, data):
    then = data.draw(keys(codes))
    found = effect(projects, now=None, then=then, members=codes)
    for one in found.members:
        for name in MOVED:
            parts = [
                split(project.amounts[name], key=then, members=codes).parts[one.code]
                for project in projects
                if project.amounts[name] is not None
            ]
            assert one.figures[name].then == (
                add(part for part in parts if part is not None) if parts else None
            )


@given(CODES, PROJECTS, st.data())
def test_negative_amounts_mirror(codes, projects, data):
    then = data.draw(keys(codes))
    mirrored = [
        ProjectAmounts(one.name, {name: None if a is None else -a for name, a in one.amounts.items()})
        for one in projects
    ]
    plus = effect(projects, now=None, then=then, members=codes)
    minus = effect(mirrored, now=None, then=then, members=codes)
    for name in MOVED:
        for code, amount in by_code(plus, name).items():
            assert by_code(minus, name)[code] == (None if amount is None else -amount)


@pytest.mark.parametrize("amount", ["0.01", "0.05", "-0.01"])
def test_cents_left_over_go_to_the_lower_code(amount):
    one = [ProjectAmounts("P", dict.fromkeys(MOVED, Decimal(amount)))]
    found = by_code(effect(one, now=None, then=EQUAL_KEY, members=["GM0003", "GM0001", "GM0002"]))
    parts = [part for _, part in sorted(found.items()) if part is not None]
    assert sum(parts) == Decimal(amount)
    assert [abs(part) for part in parts] == sorted(map(abs, parts), reverse=True)
