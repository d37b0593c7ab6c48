"""The state's final decision: what it comes down to, who records it, and what goes back per municipality."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from funding.models import Advance, AdvanceKind, AllocationKey, DutyToReport, Grant, Settlement
from funding.selectors.settlements import outcomes, recoveries
from funding.services.bookkeeping import NewAdvance, receive_advance
from funding.services.settlements import FinalDecision, settle
from funding.settlement import Outcome
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.money import add
from izaportal.core.uuid7 import uuid7
from izaportal.reporting.services.recalculation import ask_for, carry_out
from tests.factories.funding import AdvanceFactory
from tests.oracles.strategies import euros

TODAY = date(2026, 10, 12)
DECISION = FinalDecision(TODAY, Decimal("1000000.00"), "VWS 2026-77")


@given(euros, euros, euros)
def test_what_was_received_is_what_was_settled_less_or_more(award, received, settled):
    found = Outcome(award, received, settled)
    assert received - found.recovered + found.to_come == settled
    assert min(found.recovered, found.to_come) == 0
    assert found.lowered == award - settled


@pytest.fixture
def mgn(db) -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="spuk-mgn")


def settled(viewer_of, grant: Grant, **given) -> Settlement:
    return settle(actor=viewer_of("controller"), grant=grant, decision=replace(DECISION, **given))


def test_the_controller_records_it_once(viewer_of, mgn):
    row = settled(viewer_of, mgn)
    assert settled(viewer_of, mgn) == row
    entry = AuditEntry.objects.get(object_id=str(row.pk))
    assert (entry.action, entry.programme, entry.scope) == ("vastgesteld", "nml-o", "nml-o/mgn")
    assert entry.changes["settled_amount"] == [None, "1000000.00"]


def test_a_change_asks_why_and_keeps_what_stood(viewer_of, mgn):
    row = settled(viewer_of, mgn)
    with pytest.raises(Invalid) as invalid:
        settled(viewer_of, mgn, amount=Decimal("1100000.00"))
    assert [mistake.place for mistake in invalid.value.mistakes] == ["reason"]
    settled(viewer_of, mgn, amount=Decimal("1100000.00"), reason="Na bezwaar")
    entry = AuditEntry.objects.filter(object_id=str(row.pk)).latest("id")
    assert entry.changes == {"settled_amount": ["1000000.00", "1100000.00"]}
    assert entry.reason == "Na bezwaar"


@pytest.mark.parametrize(
    "person", ["programmamanager", "projectleider-mgn", "bestuurder-venray", "lezer", "zl-manager"]
)
def test_nobody_else_records_it(viewer_of, mgn, person):
    with pytest.raises(NotAllowed):
        settle(actor=viewer_of(person), grant=mgn, decision=DECISION)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"decided_on": date(2026, 10, 13)}, "decided_on"),
        ({"decided_on": date(2024, 12, 31)}, "decided_on"),
        ({"amount": Decimal("-0.01")}, "amount"),
        ({"amount": Decimal("0.001")}, "amount"),
        ({"amount": Decimal("2250000.01")}, "amount"),
        ({"document": " "}, "document"),
        ({"document": "x" * 201}, "document"),
    ],
)
def test_a_mistake_is_told_at_its_field(viewer_of, mgn, given, field):
    with pytest.raises(Invalid) as invalid:
        settled(viewer_of, mgn, **given)
    assert [mistake.place for mistake in invalid.value.mistakes] == [field]
    assert not Settlement.objects.exists()


def found_of(mgn: Grant, row: Settlement):
    decided = outcomes({mgn: row})
    return decided[mgn.pk], recoveries(mgn.project.programme, {mgn: row}, decided)


def test_what_goes_back_adds_up_over_the_municipalities(viewer_of, mgn):
    """1.500.000 was received; of the half million that goes back Venray bears its 8 %."""
    outcome, shared = found_of(mgn, settled(viewer_of, mgn))
    assert (outcome.recovered, outcome.to_come, outcome.lowered) == (
        Decimal("500000.00"), Decimal("0.00"), Decimal("1250000.00"),
    )  # fmt: skip
    assert len(shared.municipalities) == 14
    assert add(row.total.amount for row in shared.municipalities) == shared.total == outcome.recovered
    venray = next(row for row in shared.municipalities if row.code == "GM0984")
    assert venray.total.amount == Decimal("40000.00")
    assert shared.projects[0].is_illustrative


def test_without_a_key_every_part_is_yet_to_be_determined(viewer_of, mgn, monkeypatch):
    monkeypatch.setattr("funding.selectors.settlements.key_in_force", lambda programme, quarter: None)
    assert AllocationKey.objects.exists()
    _, shared = found_of(mgn, settled(viewer_of, mgn))
    assert {row.total.amount for row in shared.municipalities} == {None}
    assert shared.total == Decimal("500000.00")


def test_advances_after_the_decision_do_not_count(viewer_of, mgn):
    row = settled(viewer_of, mgn, decided_on=date(2025, 12, 31))
    outcome, shared = found_of(mgn, row)
    assert outcome.received == Decimal("750000.00")
    assert outcome.to_come == Decimal("250000.00")
    assert (shared.projects, shared.municipalities) == ((), ())


def test_what_goes_back_is_paid_after_it_and_nothing_more_comes_in(viewer_of, mgn):
    settled(viewer_of, mgn)
    back = NewAdvance(uuid7(), AdvanceKind.REPAID, Decimal("500000.00"), TODAY)
    receive_advance(actor=viewer_of("controller"), grant=mgn, advance=back)
    assert Advance.objects.filter(grant=mgn, kind="repaid").count() == 1
    more = replace(back, id=uuid7(), kind=AdvanceKind.RECEIVED)
    with pytest.raises(Refused):
        receive_advance(actor=viewer_of("controller"), grant=mgn, advance=more)


def test_a_duty_that_waits_ends_with_the_settlement(viewer_of, programme):
    grant = Grant.objects.select_related("project__programme").get(slug="spuk-zorgstart")
    settled(viewer_of, grant, amount=Decimal("500000.00"))
    for run in ask_for(programme, asked_by="proef", asked_for="proef"):
        assert not carry_out(run.pk).failures
    assert [duty.state for duty in DutyToReport.objects.filter(milestone__grant=grant)] == ["withdrawn"]


def test_the_outcomes_take_one_query(viewer_of, mgn, django_assert_num_queries):
    row = settled(viewer_of, mgn)
    AdvanceFactory.create(grant=mgn, received_on=date(2026, 9, 1))
    with django_assert_num_queries(1):
        outcomes({mgn: row})
