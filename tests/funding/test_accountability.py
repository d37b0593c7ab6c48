"""The yearly account: its rules and what is read, against a slow oracle and the golden figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.accountability import (
    Account,
    AccountFacts,
    Clock,
    PlannedMilestone,
    Spending,
    account,
    next_year_due,
    together,
)
from funding.models import Expenditure, Grant
from funding.refund import Source, Stream
from funding.selectors.accountability import (
    GrantAccount,
    Part,
    YearAccount,
    advances_behind,
    bookings_behind,
    net_of,
    received_in,
    state_grant,
    year_account,
)
from izaportal.core.viewer import Viewer
from projects.models import Project
from tests.factories.funding import (
    AdvanceFactory,
    ExpenditureFactory,
    GrantFactory,
    GrantMilestoneFactory,
    MilestoneVerdictFactory,
)
from tests.factories.regions import MunicipalityFactory
from tests.oracles import accountability as slow
from tests.oracles.strategies import euros, signed_euros

SYSTEM = Viewer.system("test")
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


# --- what is read


def made(one: GrantAccount) -> Account:
    assert one.account is not None
    return one.account


def amounts(programme, year: int, today: date = TODAY) -> dict[str, tuple]:
    found = year_account(SYSTEM, programme, year=year, today=today)
    return {
        one.grant.slug: (
            made(one).achieved,
            str(made(one).own),
            str(made(one).corrections),
            str(made(one).partner_corrections),
            str(made(one).unachieved),
            made(one).is_final,
            str(made(one).balance.opening),
            str(made(one).balance.additions),
            str(made(one).balance.closing),
        )
        for one in found.grants
    }


@pytest.mark.django_db
def test_the_golden_account_of_2025(programme):
    assert amounts(programme, 2025) == {
        "spuk-mgn": (
            None, "300000.00", "0.00", "0.00", "300000.00", False, "0.00", "750000.00", "450000.00",
        ),
        "spuk-zorgstart": (
            True, "206100.00", "0.00", "0.00", "0.00", False, "0.00", "206100.00", "0.00",
        ),
    }  # fmt: skip


@pytest.mark.django_db
def test_the_golden_account_of_2026_closes_on_the_golden_unspent(programme):
    assert amounts(programme, 2026) == {
        "spuk-mgn": (
            None, "600000.00", "0.00", "0.00", "900000.00", False, "450000.00", "750000.00", "600000.00",
        ),
        "spuk-zorgstart": (
            False, "103050.00", "0.00", "0.00", "103050.00", False, "0.00", "206100.00", "103050.00",
        ),
    }  # fmt: skip


@pytest.mark.django_db
def test_a_verdict_after_the_day_asked_about_is_not_known_yet(programme):
    """Zorgstart's first milestone was due in 2025; the insurer confirmed it on 16-02-2026."""
    before, after = date(2026, 2, 15), date(2026, 2, 16)
    assert amounts(programme, 2025, before)["spuk-zorgstart"][0] is False
    assert amounts(programme, 2025, before)["spuk-zorgstart"][4] == "206100.00"
    assert amounts(programme, 2025, after)["spuk-zorgstart"][0] is True


@pytest.fixture
def busy(programme) -> Grant:
    """A grant with bookings, corrections, reversals and costs of another municipality in three years."""
    mgn = Project.objects.get(slug="mgn", programme=programme)
    grant = GrantFactory.create(project=mgn, decision_number="VWS-1")
    one, other = (
        GrantMilestoneFactory.create(grant=grant, amount=Decimal("40000"), due=date(year, 12, 31))
        for year in (2025, 2026)
    )
    MilestoneVerdictFactory.create(milestone=one, achieved=False, given_on=date(2026, 2, 1))
    MilestoneVerdictFactory.create(milestone=one, achieved=True, given_on=date(2026, 9, 1))
    partner = MunicipalityFactory.create()
    for milestone, co_government, amount in (
        (one, None, "100.10"), (other, None, "33.33"), (None, None, "77.77"),
        (one, partner, "12.34"), (None, partner, "0.01"),
    ):  # fmt: skip
        for day, concerns in (
            (date(2025, 5, 1), None), (date(2026, 5, 1), None),
            (date(2026, 7, 2), date(2025, 9, 9)), (date(2026, 8, 2), date(2026, 2, 2)),
        ):  # fmt: skip
            row = ExpenditureFactory.create(
                grant=grant,
                milestone=milestone,
                co_government=co_government,
                amount=Decimal(amount),
                performed_on=day,
                concerns_on=concerns,
                kind="correction" if concerns else "booking",
            )
    ExpenditureFactory.create(
        grant=grant,
        kind="reversal",
        reverses=row,
        amount=row.amount,
        co_government=row.co_government,
        performed_on=date(2027, 1, 2),
        concerns_on=date(2026, 2, 2),
    )
    AdvanceFactory.create(grant=grant, amount=Decimal("500"), received_on=date(2025, 3, 1))
    AdvanceFactory.create(grant=grant, amount=Decimal("200"), received_on=date(2026, 3, 1))
    AdvanceFactory.create(grant=grant, amount=Decimal("50"), received_on=date(2026, 4, 1), kind="repaid")
    return grant


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_what_is_read_is_what_the_slow_oracle_says(programme, busy, year):
    found = year_account(SYSTEM, programme, year=year, today=date(2028, 1, 1))
    one = next(one for one in found.grants if one.grant == busy)
    wanted = slow.account_of(busy, year)
    read, balance = made(one), made(one).balance
    assert (read.own, read.corrections, read.partner_corrections, read.partners) == (
        wanted.own, wanted.corrections, wanted.partner_corrections, wanted.partners,
    )  # fmt: skip
    assert (balance.opening, balance.additions, balance.spending) == (
        wanted.opening, wanted.additions, wanted.spending,
    )  # fmt: skip
    assert read.achieved is slow.achieved(busy, year, found.judged_until)


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_bookings_behind_a_figure_add_up_to_it(programme, busy, year):
    found = year_account(SYSTEM, programme, year=year, today=date(2028, 1, 1))
    one = made(next(one for one in found.grants if one.grant == busy))

    def listed(part: Part, milestone: str = "") -> Decimal:
        rows = bookings_behind(busy, part, year=year, milestone=milestone)
        assert sum((row.net for row in rows), Decimal(0)) == net_of(rows)
        return net_of(rows)

    assert listed(Part.OWN) == one.own
    assert listed(Part.CORRECTIONS) == one.corrections
    assert listed(Part.PARTNER_CORRECTIONS) == one.partner_corrections
    assert listed(Part.YEAR) == one.balance.spending
    assert received_in(busy, year=year) == one.balance.additions
    assert advances_behind(busy, year=year).count() == {2025: 1, 2026: 2, 2027: 0}[year]
    known = [row.slug for row in busy.milestones.all()]
    assert [listed(Part.UNACHIEVED, row.key) for row in one.milestones if row.key in known] == [
        row.booked for row in one.milestones if row.key in known
    ]
    assert listed(Part.UNACHIEVED) == sum((row.attributed for row in one.milestones), Decimal(0))


@pytest.mark.django_db
def test_grants_under_one_number_are_one_decision(programme, busy):
    GrantFactory.create(
        project=Project.objects.get(slug="zorgstart", programme=programme), decision_number="VWS-1"
    )
    found = year_account(SYSTEM, programme, year=2026, today=TODAY)
    decision = next(one for one in found.decisions if one.number == "VWS-1")
    assert len(decision.grants) == 2
    assert decision.sum is not None
    assert decision.sum.own == slow.account_of(busy, 2026).own


@pytest.mark.django_db
def test_a_grant_no_rule_can_account_for_hides_nothing_but_itself(programme, busy):
    GrantMilestoneFactory.create(grant=busy, amount=Decimal("90000"))
    found = year_account(SYSTEM, programme, year=2026, today=TODAY)
    one = next(one for one in found.grants if one.grant == busy)
    assert one.account is None
    assert "meer waard dan de toekenning" in one.broken
    assert next(each for each in found.decisions if each.number == "VWS-1").sum is None
    assert amounts_of(found, "spuk-mgn") == Decimal("600000.00")


def amounts_of(found: YearAccount, slug: str) -> Decimal:
    return next(made(one).own for one in found.grants if one.grant.slug == slug)


@pytest.mark.django_db
def test_only_years_with_money_or_in_the_period_show_a_grant(programme, busy):
    def shown(year: int) -> bool:
        found = year_account(SYSTEM, programme, year=year, today=date(2029, 1, 1))
        return busy in [one.grant for one in found.grants]

    assert [shown(year) for year in (2024, 2025, 2027, 2028)] == [False, True, True, True]


@pytest.mark.django_db
def test_it_takes_as_many_queries_for_many_bookings(programme, busy, django_assert_num_queries, viewer_of):
    viewer = viewer_of("lezer")
    year_account(viewer, programme, year=2026, today=TODAY)
    for _ in range(3):
        ExpenditureFactory.create(grant=busy, amount=Decimal(1), performed_on=date(2026, 3, 3))
        GrantMilestoneFactory.create(grant=busy, amount=Decimal(1))
        with django_assert_num_queries(6):
            year_account(viewer, programme, year=2026, today=TODAY)


@pytest.mark.django_db
def test_other_money_and_other_regions_have_no_account(programme, viewer_of):
    with pytest.raises(Grant.DoesNotExist):
        state_grant(SYSTEM, programme, project="rdg", grant="zvw-rdg")
    with pytest.raises(Grant.DoesNotExist):
        state_grant(viewer_of("zl-manager"), programme, project="mgn", grant="spuk-mgn")
    assert year_account(viewer_of("zl-manager"), programme, year=2026, today=TODAY).decisions == ()


@pytest.mark.django_db
def test_a_reversal_is_of_the_municipality_that_made_the_costs(busy):
    row = Expenditure.objects.get(grant=busy, kind="reversal")
    assert row.net == -row.amount
    assert row.day_of_performance == date(2026, 2, 2)
