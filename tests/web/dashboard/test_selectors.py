"""The selectors made for this page: as of a quarter, scoped to the viewer, equal to a slow count."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from funding.models import Advance, BudgetLine, Commitment, Expenditure
from funding.selectors.dashboard import Flow, payments, spuk_flows
from izaportal.core.quarter import Quarter
from pillars.selectors.plan_figures import plan_figures
from pillars.selectors.quarters import periods_with_meetings
from projects.models import Project
from projects.selectors.decisions import decisions_as_of
from projects.selectors.figures import pillars_of_projects
from tests.factories.funding import AdvanceFactory, ExpenditureFactory

QUARTERS = [Quarter(2025, 2), Quarter(2025, 4), Quarter(2026, 2)]


def slow_flows(programme, quarter) -> dict[tuple[Flow, int, int], Decimal]:
    """Every row of the ledger, one by one."""
    found: dict[tuple[Flow, int, int], Decimal] = {}
    for flow, day, amount in dated(programme):
        at = Quarter.of(day)
        if at <= quarter:
            key = (flow, at.year, at.number)
            found[key] = found.get(key, Decimal(0)) + amount
    for line in BudgetLine.objects.filter(project__programme=programme, source="spuk"):
        key = (Flow.BUDGETED, line.year, 0)
        found[key] = found.get(key, Decimal(0)) + line.amount
    return found


def dated(programme) -> Iterator[tuple[Flow, date, Decimal]]:
    of_state = {"grant__project__programme": programme, "grant__source": "spuk"}
    for row in Expenditure.objects.filter(**of_state):
        yield Flow.BOOKED, row.performed_on, -row.amount if row.kind == "reversal" else row.amount
    for advance in Advance.objects.filter(**of_state):
        yield (
            Flow.RECEIVED,
            advance.received_on,
            -advance.amount if advance.kind == "repaid" else advance.amount,
        )
    for promise in Commitment.objects.filter(**of_state):
        yield Flow.COMMITTED, promise.committed_on, promise.amount


@pytest.mark.parametrize("quarter", QUARTERS)
def test_flows_equal_a_slow_count(viewer_of, programme, quarter):
    booking = Expenditure.objects.filter(grant__slug="spuk-mgn").first()
    assert booking is not None
    ExpenditureFactory.create(
        grant=booking.grant,
        kind="reversal",
        reverses=booking,
        amount=booking.amount,
        performed_on=booking.performed_on,
    )
    AdvanceFactory.create(
        grant=booking.grant, kind="repaid", amount=Decimal("100.10"), received_on=booking.performed_on
    )
    flows = spuk_flows(viewer_of("lezer"), programme, quarter)
    assert {(flow.flow, flow.year, flow.number): flow.amount for flow in flows} == slow_flows(
        programme, quarter
    )


def test_an_outsider_reads_nothing(viewer_of, programme):
    outsider = viewer_of("zl-manager")
    assert spuk_flows(outsider, programme, QUARTERS[-1]) == []
    assert payments(outsider, programme, QUARTERS[-1]) == []
    assert decisions_as_of(outsider, programme, QUARTERS[-1]) == ()
    assert periods_with_meetings(outsider, programme) == ()
    assert list(plan_figures(outsider, programme, kinds=["spuk"])) == []
    assert len(pillars_of_projects(outsider, programme)) == 0


def test_decisions_are_those_of_the_quarter(viewer_of, programme):
    lezer = viewer_of("lezer")
    taken = {
        quarter.key: [row.word for row in decisions_as_of(lezer, programme, quarter) if row.decided_on]
        for quarter in (Quarter(2025, 4), Quarter(2026, 1), Quarter(2026, 2))
    }
    assert taken == {"2025-Q4": [], "2026-Q1": ["bijsturen"], "2026-Q2": ["doorgaan", "bijsturen"]}


def test_each_quarter_knows_its_meeting(viewer_of, programme):
    found = {row.quarter.key: row for row in periods_with_meetings(viewer_of("lezer"), programme)}
    assert str(found["2026-Q2"].meets_on) == "2026-08-27"
    assert [row.is_frozen for row in found.values()] == [True, True, True, True, False, False]
    assert [key for key, row in found.items() if row.is_observed] == ["2026-Q4"]


def test_only_the_figures_in_use_are_read(viewer_of, programme):
    rows = plan_figures(viewer_of("lezer"), programme, kinds=["investment"]).filter(pillar__slug="p4")
    assert [row.lower for row in rows] == [Decimal(10_900_000)]


def test_doubles_are_not_counted_twice(viewer_of, programme):
    lezer = viewer_of("lezer")
    assert len(pillars_of_projects(lezer, programme)) == 24
    Project.objects.filter(programme=programme, slug="mgn").update(
        duplicate_of=Project.objects.get(programme=programme, slug="zorgstart")
    )
    assert len(pillars_of_projects(lezer, programme)) == 23
