"""An award against its parts, and instalments against what came in."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.award import Instalment, InstalmentState, division, instalment_standings
from izaportal.core.money import add

TODAY = date(2026, 10, 12)
AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 9, places=2)


@pytest.mark.parametrize(
    ("award", "parts", "unassigned", "excess"),
    [
        ("618300", ["206100", "206100", "206100"], "0", "0"),
        ("2250000", ["2000000"], "250000", "0"),
        ("100", [], "100", "0"),
        ("100", ["60", "60"], "0", "20"),
    ],
)
def test_what_is_left_of_an_award(award, parts, unassigned, excess):
    found = division(Decimal(award), map(Decimal, parts))
    assert (found.unassigned, found.excess) == (Decimal(unassigned), Decimal(excess))


@given(AMOUNTS, st.lists(AMOUNTS, max_size=6))
def test_parts_and_rest_make_the_award(award, parts):
    found = division(award, parts)
    assert found.assigned + found.unassigned - found.excess == award
    assert found.unassigned == 0 or found.excess == 0


def instalment(year: int, amount: str = "750000", day: date | None = None) -> Instalment:
    return Instalment(year, Decimal(amount), day)


def test_advances_make_up_for_years_in_order():
    years = [instalment(2027), instalment(2025), instalment(2026)]
    standings = instalment_standings(years, received=Decimal(1_500_000), as_of=TODAY)
    assert [(one.instalment.year, one.received, one.state) for one in standings] == [
        (2025, Decimal(750_000), InstalmentState.RECEIVED),
        (2026, Decimal(750_000), InstalmentState.RECEIVED),
        (2027, Decimal(0), InstalmentState.EXPECTED),
    ]


@pytest.mark.parametrize(
    ("day", "received", "state"),
    [
        (date(2026, 10, 11), "0", InstalmentState.LATE),
        (date(2026, 10, 11), "1", InstalmentState.LATE),
        (TODAY, "0", InstalmentState.EXPECTED),
        (TODAY, "1", InstalmentState.PARTLY),
        (None, "0", InstalmentState.EXPECTED),
        (date(2026, 10, 11), "750000", InstalmentState.RECEIVED),
        (date(2027, 1, 15), "-5", InstalmentState.EXPECTED),
    ],
)
def test_an_instalment_is_late_after_its_day(day, received, state):
    [one] = instalment_standings([instalment(2026, day=day)], received=Decimal(received), as_of=TODAY)
    assert one.state == state


@given(st.lists(AMOUNTS, min_size=1, max_size=6), AMOUNTS)
def test_received_is_shared_out_wholly(amounts, received):
    years = [Instalment(2020 + n, amount) for n, amount in enumerate(amounts)]
    standings = instalment_standings(years, received=received, as_of=TODAY)
    assert add(one.received for one in standings) == min(received, add(amounts))
    assert all(0 <= one.received <= one.instalment.amount for one in standings)
    assert [one.received + one.open for one in standings] == amounts
