import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from izaportal.web import sheets

HEAD = ("wat", "hoeveel")


def csv_rows(rows) -> list[list[str]]:
    text = "".join(sheets.csv_lines(HEAD, rows))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def xlsx_rows(rows) -> list[tuple]:
    book = load_workbook(io.BytesIO(sheets.xlsx_bytes("Proef", HEAD, rows)))
    return [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")', "＝1"])
def test_no_text_becomes_a_formula(text):
    assert csv_rows([(text, None)])[1][0] == f"'{text}"
    book = load_workbook(io.BytesIO(sheets.xlsx_bytes("Proef", HEAD, [(text, None)])))
    cell = book.worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


@given(st.text(max_size=30))
def test_every_text_survives_a_csv(text):
    [_, [cell]] = csv_rows([(text,)])
    assert cell.removeprefix("'") == text.translate(sheets.UNPRINTABLE).removeprefix("'")
    assert not cell.startswith(sheets.FORMULA_STARTS)


def test_figures_and_days_keep_their_kind():
    moment = datetime(2026, 10, 12, 8, 30, tzinfo=UTC)
    row = ("tekst; met scheiding", 12, Decimal("-2.50"), date(2026, 1, 2), moment, None)
    assert csv_rows([row])[1] == [
        "tekst; met scheiding", "12", "-2,50", "02-01-2026", "12-10-2026 08:30:00", "",
    ]  # fmt: skip
    assert xlsx_rows([row])[1][1:5] == (
        12, Decimal("-2.5"), datetime(2026, 1, 2), moment.replace(tzinfo=None),  # noqa: DTZ001 - a workbook has no zones
    )  # fmt: skip


def test_control_characters_do_no_harm():
    assert xlsx_rows([("a\x00b\x0bc", None)])[1][0] == "abc"


def test_a_workbook_keeps_long_texts_within_a_cell():
    assert len(xlsx_rows([("x" * 40_000, None)])[1][0]) == sheets.LONGEST_CELL
