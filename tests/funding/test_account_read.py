"""What the yearly account reads, against a slow oracle and the golden figures."""

from datetime import date
from decimal import Decimal

import pytest

from funding.accountability import Account
from funding.models import Expenditure, Grant
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

SYSTEM = Viewer.system("test")
TODAY = date(2026, 10, 12)
pytestmark = pytest.mark.django_db


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


def test_the_golden_account_of_2025(programme):
    assert amounts(programme, 2025) == {
        "spuk-mgn": (
            None, "300000.00", "0.00", "0.00", "300000.00", False, "0.00", "750000.00", "450000.00",
        ),
        "spuk-zorgstart": (
            True, "206100.00", "0.00", "0.00", "0.00", False, "0.00", "206100.00", "0.00",
        ),
    }  # fmt: skip


def test_the_golden_account_of_2026_closes_on_the_golden_unspent(programme):
    assert amounts(programme, 2026) == {
        "spuk-mgn": (
            None, "600000.00", "0.00", "0.00", "900000.00", False, "450000.00", "750000.00", "600000.00",
        ),
        "spuk-zorgstart": (
            False, "103050.00", "0.00", "0.00", "103050.00", False, "0.00", "206100.00", "103050.00",
        ),
    }  # fmt: skip


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


def test_grants_under_one_number_are_one_decision(programme, busy):
    GrantFactory.create(
        project=Project.objects.get(slug="zorgstart", programme=programme), decision_number="VWS-1"
    )
    found = year_account(SYSTEM, programme, year=2026, today=TODAY)
    decision = next(one for one in found.decisions if one.number == "VWS-1")
    assert len(decision.grants) == 2
    assert decision.sum is not None
    assert decision.sum.own == slow.account_of(busy, 2026).own


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


def test_only_years_with_money_or_in_the_period_show_a_grant(programme, busy):
    def shown(year: int) -> bool:
        found = year_account(SYSTEM, programme, year=year, today=date(2029, 1, 1))
        return busy in [one.grant for one in found.grants]

    assert [shown(year) for year in (2024, 2025, 2027, 2028)] == [False, True, True, True]


def test_it_takes_as_many_queries_for_many_bookings(programme, busy, django_assert_num_queries, viewer_of):
    viewer = viewer_of("lezer")
    year_account(viewer, programme, year=2026, today=TODAY)
    for _ in range(3):
        ExpenditureFactory.create(grant=busy, amount=Decimal(1), performed_on=date(2026, 3, 3))
        GrantMilestoneFactory.create(grant=busy, amount=Decimal(1))
        with django_assert_num_queries(6):
            year_account(viewer, programme, year=2026, today=TODAY)


def test_other_money_and_other_regions_have_no_account(programme, viewer_of):
    with pytest.raises(Grant.DoesNotExist):
        state_grant(SYSTEM, programme, project="rdg", grant="zvw-rdg")
    with pytest.raises(Grant.DoesNotExist):
        state_grant(viewer_of("zl-manager"), programme, project="mgn", grant="spuk-mgn")
    assert year_account(viewer_of("zl-manager"), programme, year=2026, today=TODAY).decisions == ()


def test_a_reversal_is_of_the_municipality_that_made_the_costs(busy):
    row = Expenditure.objects.get(grant=busy, kind="reversal")
    assert row.net == -row.amount
    assert row.day_of_performance == date(2026, 2, 2)
