"""What is read back from a stored derivation is what the rules had, and makes the stored figures again."""

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from funding.derivation import (
    Identity,
    expected_terms,
    identity,
    read_facts,
    read_milestones,
    settling_due,
    settling_now,
)
from funding.refund import refund_risk
from funding.selectors.results import latest_risks
from izaportal.core.fingerprint import as_data, canonical_json
from izaportal.core.money import cents
from izaportal.core.viewer import Viewer
from tests.funding.test_refund import grants


def stored(facts, risk):
    """As a job writes it and the database gives it back."""
    return json.loads(json.dumps(as_data({"milestones": risk.milestones, "facts": facts})))


@given(grants())
def test_facts_come_back_as_they_were(facts):
    derivation = stored(facts, refund_risk(facts))
    found = read_facts(derivation)
    assert found == facts
    assert canonical_json(found) == canonical_json(facts)


@given(grants())
def test_milestones_come_back_as_they_were(facts):
    risk = refund_risk(facts)
    assert read_milestones(stored(facts, risk)) == risk.milestones


@given(grants())
def test_the_terms_make_each_figure(facts):
    risk = refund_risk(facts)
    now, due = settling_now(risk.milestones), settling_due(risk.milestones)
    assert (now.spent, now.outcome, due.outcome) == (risk.at_stake, risk.unsecured, risk.due_gap)
    terms = expected_terms(risk.milestones)
    for total, figure in (
        (sum(t.high for t in terms), risk.expected),
        (sum(t.low for t in terms), risk.expected_low),
    ):
        assert cents(min(total, Fraction(facts.award))) == figure


@given(grants())
def test_the_identity_holds(facts):
    found = identity(refund_risk(facts))
    assert found is not None
    assert found.holds


def test_without_facts_there_is_nothing_to_read():
    assert read_facts({}) is None
    assert read_milestones({}) == ()


@pytest.mark.django_db
def test_every_stored_row_is_read_and_made_again(programme):
    rows = list(latest_risks(Viewer.system("proef"), programme))
    assert len(rows) >= 10
    for row in rows:
        facts = read_facts(row.derivation)
        assert facts is not None
        again = refund_risk(facts)
        assert read_milestones(row.derivation) == again.milestones
        assert (row.unsecured, row.due_gap, row.expected) == (again.unsecured, again.due_gap, again.expected)
        assert settling_now(again.milestones).outcome == row.unsecured


def test_a_broken_identity_is_seen():
    whole = Identity(*map(Decimal, ("100", "50", "0", "200", "50")))
    assert whole.holds
    assert not replace(whole, settled=Decimal(51)).holds
