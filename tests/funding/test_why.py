"""Each credit says why in a sentence that names its facts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from funding.credit import Credit, CreditBasis, CreditMode, IndicatorReading, MilestoneFacts
from funding.refund import refund_risk
from funding.why import IndicatorWords, Told, why_due, why_forecast, why_now
from izaportal.core.quarter import Quarter
from tests.funding.test_refund import grants
from tests.golden.nml_o import mgn_grant

Q2 = Quarter(2026, 2)
WORDS = {"1-1": IndicatorWords("1-1", "inwoners", 0)}


def told(facts):
    return Told(facts.milestones[0], Q2, facts.mode, WORDS)


def mgn(mode=CreditMode.ALL_OR_NOTHING):
    facts = replace(mgn_grant(Q2), mode=mode)
    return told(facts), refund_risk(facts).milestones[0]


def test_pending_waits_for_the_insurer():
    story, risk = mgn()
    assert why_now(story, risk.now).startswith("De zorgverzekeraar heeft nog geen oordeel gegeven")


def test_what_was_due_names_value_and_bound():
    story, risk = mgn()
    assert why_due(story, risk.due) == "1-1: 540\u00a0inwoners gemeten, 600 gevraagd: niet gehaald."


def test_pro_rata_names_start_and_part():
    story, risk = mgn(CreditMode.PRO_RATA)
    assert why_now(story, risk.now) == (
        "1-1: 540\u00a0inwoners gemeten, 1.200 gevraagd, geteld vanaf 0: 45\u00a0% naar rato."
    )


def test_a_projection_names_where_the_line_points():
    story, risk = mgn()
    assert why_forecast(story, risk.forecast) == (
        "De lijn van 1-1 wijst op 31-12-2027 naar 1.380; gevraagd is 1.200: 100\u00a0%."
    )


def credit(basis: CreditBasis, value: int = 0) -> Credit:
    return Credit(Decimal(value), basis, Decimal(value))  # type: ignore[arg-type]  # a number is enough here


@pytest.mark.parametrize(
    ("basis", "words"),
    [
        (CreditBasis.CONFIRMED, "bevestigd"),
        (CreditBasis.REFUSED, "afgewezen"),
        (CreditBasis.BEFORE_DUE, "uiterlijk 31-12-2027"),
        (CreditBasis.AFTER_DUE, "er is geen oordeel"),
        (CreditBasis.GREY, "van niets tot alles"),
        (CreditBasis.UNASSIGNED, "aan geen mijlpaal"),
        (CreditBasis.WITHOUT_EVIDENCE, "er hangt geen indicator aan"),
    ],
)
def test_a_basis_has_its_sentence(basis, words):
    bare = MilestoneFacts("a", Decimal(1), date(2027, 12, 31))
    assert words in why_due(Told(bare, Q2, CreditMode.ALL_OR_NOTHING, {}), credit(basis))


def test_no_measurement_says_what_lacks():
    reading = IndicatorReading("1-1", threshold=Decimal(1200), start=Decimal(0))
    facts = MilestoneFacts("a", Decimal(1), date(2027, 12, 31), indicators=(reading,))
    story = Told(facts, Q2, CreditMode.PRO_RATA, WORDS)
    assert why_now(story, replace(credit(CreditBasis.WITHOUT_EVIDENCE), indicator="1-1")) == (
        "Zonder bewijs: van 1-1 is niets gemeten en goedgekeurd; gevraagd is 1.200."
    )


@given(grants())
def test_every_credit_of_every_grant_is_told(facts):
    known = {milestone.key: milestone for milestone in facts.milestones}
    for row in refund_risk(facts).milestones:
        if row.key in known:
            story = Told(known[row.key], facts.quarter, facts.mode, {})
            told_all = (why_now(story, row.now), why_due(story, row.due), why_forecast(story, row.forecast))
            assert all(sentence.endswith(".") for sentence in told_all)
