"""The rules of the yearly account, as properties and against slow fractions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.accountability import (
    AccountFacts,
    Clock,
    PlannedMilestone,
    Spending,
    account,
    next_year_due,
    together,
)
from funding.refund import Source, Stream
from tests.oracles import accountability as slow
from tests.oracles.strategies import euros, signed_euros

TODAY = date(2026, 10, 12)
YEARS = st.integers(2024, 2028)
KEYS = (None, "a", "b")


@st.composite
def spendings(draw) -> Spending:
    counted = draw(YEARS)
    concerned = draw(st.integers(2024, counted))
    return Spending(counted, concerned, draw(signed_euros), draw(st.sampled_from(KEYS)), draw(st.booleans()))


@st.composite
def facts(draw) -> AccountFacts:
    milestones = tuple(
        PlannedMilestone(
            key,
            draw(st.decimals(1, 1000, places=2)),
            date(draw(YEARS), 6, 30),
            draw(st.sampled_from([None, True, False])),
        )
        for key in ("a", "b")
    )
    worth = sum((one.amount for one in milestones), Decimal(0))
    return AccountFacts(
        Source.SPUK,
        Stream.TRANSFORMATION,
        worth + draw(euros),
        date(draw(YEARS), 12, 31),
        milestones,
        tuple(draw(st.lists(spendings(), max_size=8))),
        draw(st.dictionaries(YEARS, signed_euros, max_size=4)),
    )


@given(facts(), YEARS)
def test_the_closing_of_a_year_opens_the_next(one, year):
    assert account(one, year=year).balance.closing == account(one, year=year + 1).balance.opening


@given(facts(), YEARS)
def test_the_spending_of_a_year_falls_apart_in_its_figures(one, year):
    found = account(one, year=year)
    parts = found.own + found.corrections + found.partner_corrections + found.partners
    assert parts == found.balance.spending


@given(facts(), YEARS)
def test_costs_of_milestones_are_all_costs_so_far(one, year):
    found = account(one, year=year)
    spent = sum((row.amount for row in one.spending if row.counted <= year), Decimal(0))
    assert sum((row.costs for row in found.milestones), Decimal(0)) == spent


@given(facts(), YEARS)
def test_costs_of_what_is_not_achieved_are_as_slow_fractions_say(one, year):
    """To the cent for each milestone that costs were attributed to."""
    assert abs(Fraction(unachieved(one, year)) - slow.exact_unachieved(one, year)) <= Fraction(
        len(one.milestones) + 1, 100
    )


@given(facts(), YEARS)
def test_a_confirmed_milestone_never_adds_to_what_is_not_achieved(one, year):
    first, *others = one.milestones
    costs = {row.key: row.costs for row in account(one, year=year).milestones}
    before = replace(one, milestones=(replace(first, achieved=None), *others))
    after = replace(one, milestones=(replace(first, achieved=True), *others))
    assert unachieved(before, year) - unachieved(after, year) == costs[first.key]


def unachieved(one: AccountFacts, year: int) -> Decimal:
    found = account(one, year=year).unachieved
    assert found is not None
    return found


PLAIN = AccountFacts(Source.SPUK, Stream.TRANSFORMATION, Decimal(100), date(2027, 12, 31))


def plain(**given) -> AccountFacts:
    return replace(PLAIN, **given)


@pytest.mark.parametrize(
    ("verdicts", "year", "expected"),
    [
        ((True, None), 2025, True),
        ((True, None), 2026, False),
        ((True, True), 2026, True),
        ((False, True), 2026, False),
        ((None, None), 2024, None),
    ],
)
def test_achieved_asks_the_insurer_about_all_that_was_planned(verdicts, year, expected):
    milestones = tuple(
        PlannedMilestone(str(due), Decimal(50), date(due, 12, 31), verdict)
        for due, verdict in zip((2025, 2026), verdicts, strict=True)
    )
    assert account(plain(milestones=milestones), year=year).achieved is expected


def test_a_stream_without_milestones_accounts_for_spending_only():
    found = account(plain(stream=Stream.BROAD, spending=(Spending(2026, 2026, Decimal(5)),)), year=2026)
    assert (found.own, found.unachieved, found.achieved, found.milestones) == (Decimal(5), None, None, ())


@pytest.mark.parametrize(("year", "final"), [(2026, False), (2027, True), (2028, True)])
def test_the_last_account_is_that_of_the_year_in_which_a_grant_ends(year, final):
    assert account(plain(), year=year).is_final is final


def test_milestones_above_the_award_are_refused():
    with pytest.raises(ValueError, match="meer waard dan de toekenning"):
        account(plain(milestones=(PlannedMilestone("a", Decimal(101), TODAY, None),)), year=2026)


def test_under_one_number_all_must_be_achieved_and_final():
    done = account(plain(milestones=(PlannedMilestone("a", Decimal(1), TODAY, True),)), year=2027)
    open_ = account(plain(milestones=(PlannedMilestone("a", Decimal(1), TODAY, None),)), year=2026)
    without = account(plain(stream=Stream.IZA), year=2026)
    assert (together([done, open_]).achieved, together([done, open_]).is_final) == (False, False)
    assert together([done, without]).achieved is True
    assert (together([without]).achieved, together([without]).unachieved) == (None, None)


def test_the_clock_of_a_year():
    clock = Clock(2025)
    assert (clock.due, clock.decided_by) == (date(2026, 7, 15), date(2027, 3, 31))
    assert clock.judged_until(date(2026, 5, 1)) == date(2026, 5, 1)
    assert clock.judged_until(date(2026, 7, 16)) == clock.due


@pytest.mark.parametrize(
    ("today", "year"), [(date(2026, 7, 15), 2025), (date(2026, 7, 16), 2026), (date(2026, 1, 1), 2025)]
)
def test_the_year_to_hand_in_next(today, year):
    assert next_year_due(today) == year
