"""The comparison as a whole: its sentence, what there is to choose from, and its files."""

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from izaportal.web.comparison.asked import Asked, place_of
from izaportal.web.comparison.export import SHEETS, write
from izaportal.web.comparison.page import TABLES
from kpis.status import Status
from pillars.selectors.quarters import Period
from tests.web.board.samples import Q1, Q2, risk, share, status
from tests.web.comparison.samples import ASKED, compared, first, rows

THEN = first(status("1-1", Status.OFF_TRACK), status("1-2"), risks=(risk(quarter=Q1),), shares=(share(),))
NOW = rows(
    status("1-1", Status.AT_RISK), status("1-2"), risks=(risk(expected=Decimal(50)),), shares=(share(),)
)


def test_one_sentence_tells_results_and_money():
    page = compared(THEN, NOW)
    assert page.line == (
        "1 indicator werd beter, geen werd slechter. "
        "De verwachte terugbetaling ging van €\u00a00 naar €\u00a00 tot €\u00a050."
    )
    assert page.sub == "Verder: 1 ongewijzigd."


def test_without_change_it_says_so():
    assert compared(THEN, THEN).line.startswith("Geen indicator werd beter of slechter.")


def test_an_open_quarter_may_still_be_measured():
    unmeasured = rows(status("1-1", Status.NO_DATA), period=Period(Q2, False))
    assert "1 is nog niet gemeten." in compared(THEN, unmeasured).line
    frozen = rows(status("1-1", Status.NO_DATA))
    assert "gemeten." not in compared(THEN, frozen).line


def test_a_pillar_that_is_not_there_filters_nothing():
    page = compared(THEN, NOW, replace(ASKED, pillar="bestaat-niet"))
    assert (page.asked.pillar, page.indicators.total) == (None, 2)


def test_the_newest_quarter_is_offered_first():
    assert [choice.label for choice in compared(THEN, NOW).choices_until] == [
        "Q2 2026, vastgesteld", "Q1 2026, vastgesteld"
    ]  # fmt: skip


def test_an_address_asks_the_same_again():
    asked = Asked("2026-Q1", "2026-Q2", "p1", headline=True, everything=True, figure="expected")
    given = dict(pair.split("=") for pair in asked.query.removeprefix("?").split("&"))
    assert Asked.of(given) == asked
    assert Asked.of({"bedrag": "verzonnen"}).figure == "at_stake"


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026", "x" * 500, "0190a0b0-0000-7000-8000-00000000000"])
def test_what_is_no_place_is_none(text):
    assert place_of(text) is None


def test_the_file_holds_what_the_page_shows():
    page = compared(THEN, NOW)
    book = load_workbook(io.BytesIO(write(page, "xlsx", "indicatoren")))
    assert book.sheetnames == ["Vergelijking", *(make(page).title for make in SHEETS.values())]
    shown = [line.row.title for group in page.indicators.groups for line in group.lines]
    assert [row[1].value for row in book["Indicatoren"].iter_rows(min_row=2)] == shown
    assert shown[0].startswith("1-1 ")
    assert book["Bedragen"]["C2"].value == 1000
    assert book["Gemeenten"]["A2"].value == "Venray"


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_a_csv_too(table):
    text = write(compared(THEN, NOW), "csv", table).decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(text), delimiter=";")
    assert head
    assert all(len(line) == len(head) for line in lines)
