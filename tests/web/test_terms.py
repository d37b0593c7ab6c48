"""What is judged otherwise, in words: nothing when nothing is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from izaportal.reporting.selectors.basis import IndicatorRow, TargetRow
from izaportal.web.terms import terms
from tests.web.board.samples import share, status
from tests.web.comparison.samples import LINKS, SETTINGS, first, rows, side

DEFINED = IndicatorRow(
    "kpi-1-1", "1-1", "Bereik", "outcome", "inwoners", "up", "cumulative", "kwartaal", False, None,
    (Decimal(25), Decimal(50), Decimal(75), Decimal(100)), True, False, False, False,
)  # fmt: skip
TARGET = TargetRow(
    UUID(int=1), "kpi-1-1", 2026, None, None, 1, date(2025, 1, 1), "given", "600", Decimal(480),
    Decimal(720), "",
)  # fmt: skip


def told(then, now):
    return [(term.about, term.was, term.is_now) for term in terms(then, now, LINKS)]


def test_the_same_rules_tell_nothing():
    same = side(rows(status(), shares=(share(),)), definitions=(DEFINED,), targets=(TARGET,))
    assert told(same, same) == []


def test_a_threshold_is_told_as_a_setting_of_the_portal():
    then = side(first(status(margin_pct=Decimal(10))))
    now = side(rows(status(margin_pct=Decimal(15))))
    (term,) = terms(then, now, LINKS)
    assert (term.about, term.was, term.is_now) == ("Marge voor oranje", "10\u00a0%", "15\u00a0%")
    assert "instelling van het portaal" in term.meaning


def test_a_credit_is_told_in_percent():
    now = side(rows(), settings=replace(SETTINGS, credit_at_risk=Decimal("0.25")))
    assert told(side(first()), now) == [("Verwachting bij de status risico", "50\u00a0%", "25\u00a0%")]


def test_another_key_and_another_rule_are_told():
    then = side(first(status(rule_version="1"), shares=(share(),)))
    now = side(rows(status(rule_version="2"), shares=(share(key_label="Nieuwe sleutel"),)))
    assert told(then, now) == [
        ("Rekenregel voor de status", "versie 1", "versie 2"),
        ("Verdeelsleutel", "Sleutel", "Nieuwe sleutel"),
    ]


def test_a_definition_is_told_in_words():
    turned = replace(DEFINED, direction="down", phasing=(*DEFINED.phasing[:3], Decimal(100)), counts=False)
    assert told(side(first(), definitions=(DEFINED,)), side(rows(), definitions=(turned,))) == [
        ("1-1, wat beter is", "hoger is beter", "lager is beter"),
        ("1-1, telt mee", "ja", "nee"),
    ]


def test_a_new_version_of_a_target_gives_its_reason():
    second = replace(
        TARGET, pk=UUID(int=2), version=2, valid_from=date(2026, 7, 1), upper=None, reason="SROI herijkt."
    )
    then = side(first(), definitions=(DEFINED,), targets=(TARGET,))
    (term,) = terms(then, side(rows(), definitions=(DEFINED,), targets=(second,)), LINKS)
    assert (term.about, term.was, term.is_now) == ("1-1, streefwaarde 2026", "480 tot 720", "480 of meer")
    assert term.meaning == "Geldt vanaf 01-07-2026. SROI herijkt."
