"""Files that open in Excel: real numbers and days, no formulas, words where a figure is unknown."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from izaportal.core.workbook import Shape, Sheet, SheetColumn, Value, write_csv, write_xlsx

COLUMNS = (
    SheetColumn("Naam", width=40),
    SheetColumn("Bedrag (€)", Shape.EUROS),
    SheetColumn("Aantal", Shape.WHOLE),
    SheetColumn("Dag", Shape.DAY),
)
ROWS: list[tuple[Value, ...]] = [
    ("Zorg; start", Decimal("1234.50"), 3, date(2026, 10, 12)),
    ("Café", "n.t.b.", None, None),
]
DANGEROUS = ["=1+1", "+31 77", "-2", "@SUM(A1)", "\t=1", "\r=1"]


def opened(*sheets: Sheet):
    return load_workbook(io.BytesIO(write_xlsx(sheets)))


def test_excel_gets_numbers_and_days():
    page = opened(Sheet("Projecten", COLUMNS, ROWS))["Projecten"]
    [head, first, second] = page.iter_rows()
    assert [cell.value for cell in head] == ["Naam", "Bedrag (€)", "Aantal", "Dag"]
    assert [cell.data_type for cell in first] == ["s", "n", "n", "d"]
    assert (first[1].value, first[1].number_format) == (1234.5, "#,##0.00")
    assert (first[3].value.date(), first[3].number_format) == (date(2026, 10, 12), "dd-mm-yyyy")
    assert [cell.value for cell in second] == ["Café", "n.t.b.", None, None]
    assert (page.freeze_panes, page.column_dimensions["A"].width) == ("A2", 40)


def test_a_head_is_as_high_as_its_words_need():
    low, high = SheetColumn("Dag"), SheetColumn("Nog niet bevestigd door de verzekeraar", width=12)
    heights = [opened(Sheet("x", (column,)))["x"].row_dimensions[1].height for column in (low, high)]
    assert heights == [15, 60]


def test_text_of_a_short_list_is_read_whole():
    text = "Versneld werven van verkenners; voortgang elk kwartaal tonen"
    sheet = Sheet("x", (SheetColumn("Tekst", width=30),), [(text,), ("Kort",), (None,)], wraps=True)
    page = opened(sheet)["x"]
    assert [page.row_dimensions[row].height for row in (2, 3, 4)] == [45, 15, 15]
    assert page["A2"].alignment.wrap_text
    assert not opened(Sheet("x", COLUMNS, ROWS))["x"]["A2"].alignment.wrap_text


def test_no_row_is_higher_than_excel_takes():
    page = opened(Sheet("x", (SheetColumn("Tekst", width=30),), [("woord " * 500,)], wraps=True))["x"]
    assert page.row_dimensions[2].height == 405


def test_offices_read_the_csv():
    text = write_csv(Sheet("Projecten", COLUMNS, ROWS)).decode("utf-8-sig")
    assert text.split("\r\n") == [
        "Naam;Bedrag (€);Aantal;Dag",
        '"Zorg; start";1234,50;3;12-10-2026',
        "Café;n.t.b.;;",
        "",
    ]
    assert write_csv(Sheet("x", COLUMNS)).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", DANGEROUS)
def test_nothing_becomes_a_formula(text):
    sheet = Sheet("x", (SheetColumn(text),), [(text,)])
    for row in opened(sheet)["x"].iter_rows():
        assert row[0].data_type == "s"
        assert str(row[0].value).strip() == text.strip()
    for line in write_csv(sheet).decode("utf-8-sig").split("\r\n")[:-1]:
        assert line.strip('"').startswith("'")


def test_a_negative_amount_stays_a_number():
    sheet = Sheet("x", (SheetColumn("a", Shape.EUROS),), [(Decimal("-2.00"),)])
    assert opened(sheet)["x"]["A2"].value == -2
    assert write_csv(sheet).decode("utf-8-sig").split("\r\n")[1] == "-2,00"


def test_several_sheets_keep_their_titles():
    book = opened(Sheet("Projecten", COLUMNS), Sheet("a/b:c[d]" + "x" * 40, COLUMNS), Sheet("?", COLUMNS))
    assert book.sheetnames == ["Projecten", "a b c d " + "x" * 23, "Blad"]


def test_characters_no_file_can_hold_are_left_out():
    sheet = Sheet("x", (SheetColumn("a"),), [("a\x00b\x0bc",)])
    assert opened(sheet)["x"]["A2"].value == "abc"
    assert write_csv(sheet).decode("utf-8-sig").split("\r\n")[1] == "abc"


def test_a_moment_keeps_its_hour():
    moment = datetime(2026, 10, 12, 8, 30)  # noqa: DTZ001 - a spreadsheet knows no zones
    sheet = Sheet("x", (SheetColumn("a", Shape.MOMENT),), [(moment,)])
    assert opened(sheet)["x"]["A2"].value == moment
    assert write_csv(sheet).decode("utf-8-sig").split("\r\n")[1] == "12-10-2026 08:30"


@pytest.mark.parametrize(
    ("stored", "money", "measure"),
    [("3400000.000000", "3400000,00", "3400000"), ("12.500000", "12,50", "12,5"), ("0E-6", "0,00", "0")],
)
def test_decimals_that_only_a_database_keeps_are_left_out(stored, money, measure):
    columns = (SheetColumn("a", Shape.EUROS), SheetColumn("b"))
    sheet = Sheet("x", columns, [(Decimal(stored), Decimal(stored))])
    assert write_csv(sheet).decode("utf-8-sig").split("\r\n")[1] == f"{money};{measure}"
