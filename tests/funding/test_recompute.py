"""Calculating refund risk and shares: what is stored, when nothing is, and that parts make the whole."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from funding.models import AllocationKey, AllocationPart, Grant, MunicipalShare, RefundRisk
from funding.refund import Stream
from funding.selectors.results import latest_risks, latest_shares
from funding.services.recompute import REFUND_VERSION, recompute_refunds, recompute_shares
from izaportal.core.errors import Refused
from izaportal.core.models import Run
from izaportal.core.money import add
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.selectors.statuses import latest_statuses
from pillars.models import Programme
from projects.models import Project
from regions.models import Municipality
from tests.factories import funding as make
from tests.factories.core import RunFactory
from tests.factories.pillars import ProgrammeMunicipalityFactory
from tests.factories.refusals import execute
from tests.factories.regions import from_day
from tests.oracles import programme_totals, shares_sql

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
DEMO_QUARTERS = list(Quarter.span(Quarter(2025, 3), Q3))
SYSTEM = Viewer.system("proef")


@pytest.fixture
def run() -> Run:
    return RunFactory.create(programme="nml-o")


def refunds(run: Run, programme: Programme, **only):
    return recompute_refunds(run=run, programme=programme, quarter=Q3, **only)


def shares(run: Run, programme: Programme):
    return recompute_shares(run=run, programme=programme, quarter=Q3)


def latest(grant: Grant) -> RefundRisk:
    return RefundRisk.objects.filter(grant=grant, quarter=Q3).latest("id")


@pytest.mark.parametrize("quarter", DEMO_QUARTERS, ids=str)
def test_stored_totals_match_slow_ones(programme, quarter):
    rows = latest_risks(SYSTEM, programme, quarters=[quarter])
    for figure, amount in programme_totals.refund_totals("nml-o", quarter).items():
        assert Fraction(sum(getattr(row, figure) for row in rows)) == amount, figure


@pytest.mark.parametrize("quarter", DEMO_QUARTERS, ids=str)
def test_stored_statuses_match_slow_ones(programme, quarter):
    rows = latest_statuses(SYSTEM, programme, quarters=[quarter])
    assert Counter(row.status for row in rows) == programme_totals.status_counts("nml-o", quarter)


@pytest.mark.parametrize("quarter", DEMO_QUARTERS, ids=str)
def test_stored_shares_match_sql(programme, quarter):
    stored = {
        (row.project.slug, row.municipality.code, figure): getattr(row, figure)
        for row in latest_shares(SYSTEM, programme, quarter)
        for figure in shares_sql.FIGURES
    }
    assert stored == shares_sql.shares("nml-o", quarter)
    assert len(stored) == 2 * 14 * 6


@pytest.mark.parametrize("quarter", DEMO_QUARTERS, ids=str)
def test_municipalities_make_the_whole(programme, quarter):
    risks = latest_risks(SYSTEM, programme, quarters=[quarter])
    whole: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    parts: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for risk in risks:
        whole[risk.grant.project.slug, "award"] += risk.grant.award
        for figure in shares_sql.FIGURES:
            whole[risk.grant.project.slug, figure] += getattr(risk, figure)
    for share in latest_shares(SYSTEM, programme, quarter):
        for figure in ("award", *shares_sql.FIGURES):
            parts[share.project.slug, figure] += getattr(share, figure)
    assert parts == whole


@pytest.mark.parametrize("quarter", DEMO_QUARTERS, ids=str)
def test_stored_figures_keep_their_identity(programme, quarter):
    for row in latest_risks(SYSTEM, programme, quarters=[quarter]):
        assert row.unsecured is not None
        assert row.settled is not None
        assert row.unsecured + row.unspent - row.prefinanced == row.advances - row.settled


def test_the_same_input_writes_nothing(run, programme):
    before = RefundRisk.objects.count(), MunicipalShare.objects.count()
    first, second = refunds(run, programme), shares(run, programme)
    assert (first.looked_at, first.changed, first.failures) == (3, 0, [])
    assert (second.looked_at, second.changed, second.failures) == (2, 0, [])
    assert (RefundRisk.objects.count(), MunicipalShare.objects.count()) == before


def test_a_frozen_quarter_is_not_calculated(run, programme):
    for recompute in (recompute_refunds, recompute_shares):
        with pytest.raises(Refused, match="Q2 2026 is vastgesteld op 06-08-2026"):
            recompute(run=run, programme=programme, quarter=Q2)


def test_a_booking_changes_one_grant(run, programme):
    grant = Grant.objects.get(slug="spuk-zorgstart")
    make.ExpenditureFactory.create(grant=grant, amount=Decimal("1000.00"))
    assert refunds(run, programme).changed == 1
    assert latest(grant).at_stake == Decimal("310150.00")
    assert shares(run, programme).changed == 14
    changed = MunicipalShare.objects.filter(run=run)
    assert set(changed.values_list("project__slug", flat=True)) == {"zorgstart"}


def test_only_the_named_are_calculated(run, programme):
    for slug in ("spuk-zorgstart", "spuk-mgn"):
        make.ExpenditureFactory.create(grant=Grant.objects.get(slug=slug))
    outcome = refunds(run, programme, only=[Grant.objects.get(slug="spuk-mgn").pk])
    assert (outcome.looked_at, outcome.changed) == (1, 1)
    assert refunds(run, programme).changed == 1


def test_going_back_is_a_new_row(run, programme):
    grant = Grant.objects.get(slug="spuk-zorgstart")
    first = latest(grant)
    levels = []
    for percent in (Decimal(20), Decimal(10)):
        programme.risk_medium_pct = percent
        programme.save()
        assert refunds(run, programme).changed == 2
        levels.append(latest(grant).level)
    assert (first.level, levels) == ("midden", ["laag", "midden"])
    assert latest(grant).fingerprint == first.fingerprint
    assert latest(grant).pk != first.pk


def test_a_broken_grant_leaves_others(run, programme, caplog):
    """Milestones worth more than the award, put there in plain SQL: one failure, not the end."""
    broken, good = Grant.objects.get(slug="spuk-mgn"), Grant.objects.get(slug="spuk-zorgstart")
    execute("UPDATE funding_grant SET award = 1 WHERE id = %s", broken.pk)
    make.ExpenditureFactory.create(grant=good)
    outcome = refunds(run, programme)
    assert (outcome.looked_at, outcome.changed) == (3, 1)
    [failure] = outcome.failures
    assert (failure["kind"], failure["id"], failure["what"]) == ("grant", str(broken.pk), "spuk-mgn")


def test_a_source_nobody_knows_fails_alone(run, programme, caplog):
    broken = make.GrantFactory.create(project=Project.objects.get(slug="mgn", programme=programme))
    execute("UPDATE funding_grant SET source = 'loterij', stream = '' WHERE id = %s", broken.pk)
    outcome = refunds(run, programme)
    assert (outcome.looked_at, len(outcome.failures)) == (4, 1)
    assert outcome.failures[0]["why"].startswith("ValueError: 'loterij'")


def test_insurers_money_has_no_refund_risk(programme):
    assert not RefundRisk.objects.filter(grant__source="zvw").exists()
    assert Grant.objects.filter(source="zvw", project__programme=programme).exists()


def test_other_streams_have_spending_only(run):
    grant = make.GrantFactory.create(stream=Stream.AZWA)
    make.ExpenditureFactory.create(grant=grant, amount=Decimal("40.00"))
    make.AdvanceFactory.create(grant=grant, amount=Decimal("100.00"))
    refunds(run, grant.project.programme)
    row = latest(grant)
    assert (row.at_stake, row.unspent) == (Decimal("40.00"), Decimal("60.00"))
    assert {row.maximum, row.unsecured, row.due_gap, row.expected, row.settled} == {None}
    assert row.level == ""


def test_a_row_tells_how_it_came(run, programme):
    grant = Grant.objects.get(slug="spuk-zorgstart")
    make.ExpenditureFactory.create(grant=grant)
    refunds(run, programme)
    row = latest(grant)
    assert (row.rule_version, row.run, row.illustrative) == (REFUND_VERSION, run, True)
    assert [m["key"] for m in row.derivation["milestones"]] == ["zs-1", "zs-2", "zs-3"]
    assert row.derivation["milestones"][0]["now"]["basis"] == "confirmed"
    assert row.derivation["sentence"]


def test_grants_of_a_project_are_added(run, programme):
    """Each figure of a grant is rounded once; a project's share splits their sum."""
    project = Project.objects.get(programme=programme, slug="mgn")
    extra = make.GrantFactory.create(project=project, award=Decimal("100.01"))
    make.GrantMilestoneFactory.create(grant=extra, amount=Decimal("100.01"))
    make.ExpenditureFactory.create(grant=extra, amount=Decimal("0.03"))
    refunds(run, programme)
    shares(run, programme)
    rows = MunicipalShare.objects.filter(project=project, quarter=Q3, run=run)
    assert sum(row.maximum or 0 for row in rows) == Decimal("2250100.01")
    assert sum(row.at_stake or 0 for row in rows) == Decimal("900000.03")


def test_shares_split_the_award_that_was_calculated_with(run, programme):
    grants = Grant.objects.filter(slug="spuk-mgn")
    grants.update(award=Decimal("2400000.00"))
    assert shares(run, programme).changed == 0
    refunds(run, programme)
    shares(run, programme)
    rows = MunicipalShare.objects.filter(run=run, project__slug="mgn")
    assert sum(row.award or 0 for row in rows) == latest(grants.get()).maximum == Decimal("2400000.00")


def small_programme(key: bool) -> Grant:
    """Two members; the key, if there is one, gives everything to the first."""
    grant = make.GrantFactory.create()
    make.GrantMilestoneFactory.create(grant=grant)
    programme = grant.project.programme
    members = ProgrammeMunicipalityFactory.create_batch(2, programme=programme)
    if key:
        agreed = make.AllocationKeyFactory.create(programme=programme, kind="agreed_percentages")
        make.AllocationPartFactory.create(key=agreed, municipality=members[0].municipality)
    return grant


def test_without_a_key_all_is_unknown(run):
    grant = small_programme(key=False)
    refunds(run, grant.project.programme)
    shares(run, grant.project.programme)
    rows = MunicipalShare.objects.filter(project=grant.project)
    assert [(row.key, row.percent, row.maximum) for row in rows] == [(None, None, None)] * 2


def test_a_member_without_part_is_unknown(run):
    grant = small_programme(key=True)
    refunds(run, grant.project.programme)
    shares(run, grant.project.programme)
    rows = MunicipalShare.objects.filter(project=grant.project).order_by("municipality__code")
    assert [(row.percent, row.maximum) for row in rows] == [(100, grant.award), (None, None)]


def test_a_new_key_splits_anew(run, programme):
    """The key of the quarter's last day splits the whole amount so far; frozen quarters keep theirs."""
    frozen = list(latest_shares(SYSTEM, programme, Q2).values_list("pk", flat=True))
    AllocationKey.objects.filter(programme=programme).update(
        validity=from_day(date(2025, 1, 1), date(2026, 9, 30))
    )
    key = make.AllocationKeyFactory.create(programme=programme, validity=from_day(date(2026, 9, 30)))
    assert shares(run, programme).changed == 28
    rows = latest_shares(SYSTEM, programme, Q3)
    assert {row.key for row in rows} == {key}
    assert {row.percent for row in rows} == {Decimal("7.142857")}
    assert sum(row.maximum or 0 for row in rows) == Decimal("2868300.00")
    assert list(latest_shares(SYSTEM, programme, Q2).values_list("pk", flat=True)) == frozen


def test_a_changed_part_changes_all(run, programme):
    """Every share says on which key it rests, so that also an unchanged percentage is stored again."""
    venray, venlo = (
        AllocationPart.objects.filter(key__programme=programme, municipality__code=code)
        for code in ("GM0984", "GM0983")
    )
    venray.update(percent=Decimal(9))
    venlo.update(percent=Decimal("18.886677"))
    assert shares(run, programme).changed == 28
    row = latest_shares(SYSTEM, programme, Q3).get(municipality__code="GM0984", project__slug="mgn")
    assert row.maximum == Decimal("202500.00")


def test_outsiders_get_no_share(run):
    grant = small_programme(key=True)
    refunds(run, grant.project.programme)
    shares(run, grant.project.programme)
    assert MunicipalShare.objects.filter(project=grant.project).count() == 2
    assert Municipality.objects.count() > 2


def test_who_left_after_all_gets_nothing(run, programme):
    """A membership that is ended afterwards leaves no part behind beside the parts of the others."""
    membership = programme.municipality_memberships.get(municipality__code="GM0984")
    membership.validity = DateRange(membership.validity.lower, Q3.first_day)
    membership.save()
    shares(run, programme)
    rows = latest_shares(SYSTEM, programme, Q3)
    assert {row.expected for row in rows if row.municipality.code == "GM0984"} == {Decimal(0)}
    assert add(row.maximum for row in rows if row.maximum is not None) <= Decimal("2868300.00")
    before = MunicipalShare.objects.count()
    shares(run, programme)
    assert MunicipalShare.objects.count() == before


def test_calculating_takes_few_queries(run, programme, django_assert_max_num_queries):
    for slug in ("spuk-zorgstart", "spuk-mgn"):
        make.ExpenditureFactory.create(grant=Grant.objects.get(slug=slug))
    with django_assert_max_num_queries(16):
        assert refunds(run, programme).changed == 2
    with django_assert_max_num_queries(11):
        assert shares(run, programme).changed == 28
