"""Sentences are read aloud by a board member: they must be Dutch, and exact."""

from datetime import date
from decimal import Decimal

import pytest

from izaportal.web.board import words
from kpis.status import Status
from tests.web.board.samples import Q1, Q2, Q4_2025, status


@pytest.mark.parametrize(("word", "many"), [("pijler", "pijlers"), ("thema", "thema’s")])
def test_what_pillars_are_called_has_its_plural(word, many):
    assert words.plural(word) == many


def test_a_count_of_nothing_is_said():
    assert [words.how_many(0), words.how_many(3)] == ["geen", "3"]


def test_another_year_names_its_year():
    assert [words.short(Q1, Q2), words.short(Q4_2025, Q2)] == ["Q1", "Q4 2025"]


def test_the_year_end_is_called_so():
    assert words.due_text(date(2027, 12, 31)) == "eind 2027"
    assert words.due_text(date(2026, 9, 30)) == "op 30 september 2026"


def test_a_range_shows_both_ends():
    assert words.range_text(Decimal(0), Decimal(5)) == "€\u00a00 tot €\u00a05"
    assert words.range_text(Decimal(5), Decimal(5)) == "€\u00a05"


@pytest.mark.parametrize(
    ("value", "text"),
    [("42066.6666666667", "42.067"), ("109.3333", "109"), ("4.8333", "4,8"), ("12", "12")],
)
def test_projections_are_not_overly_precise(value, text):
    assert words.projected_text(status(), Decimal(value)) == text


def test_percentages_keep_their_sign():
    row = status(unit="% van potentie", value=Decimal("11.000000"))
    assert words.value_text(row) == "11\u00a0%"
    assert (
        words.change_text(status(unit="% van potentie", value=Decimal(8)), row) == "8\u00a0% naar 11\u00a0%"
    )


def test_a_missing_value_is_no_zero():
    assert words.value_text(status(state=Status.NO_DATA)) == ""
    assert words.value_text(status(value=Decimal(0))) == "0"
    assert words.change_text(status(state=Status.NO_DATA), status()) == "niet gemeten naar 5 inwoners"
