"""The workbook, read back: figures to calculate on, and words where there is no figure."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import load_workbook

from izaportal.web.documents.blocks import Column, Shape, Table
from izaportal.web.documents.book import tables, xlsx
from tests.web.documents.samples import TABLE, document

pytestmark = pytest.mark.django_db


def sheet(content: bytes, name: str) -> list[tuple[object, ...]]:
    return list(load_workbook(io.BytesIO(content), data_only=True)[name].values)


def test_each_table_has_a_sheet_of_its_own(made, document):
    names = load_workbook(io.BytesIO(made("xlsx"))).sheetnames
    assert names == ["Over dit werkboek", *(table.name for table in tables(document))]
    assert len(set(names)) == len(names)


def test_it_says_what_figures_these_are(made, version):
    told = {row[0]: row[1] for row in sheet(made("xlsx"), "Over dit werkboek")}
    assert told["Kenmerk"] == str(version.pk)
    assert told["SHA-256 van de vastgestelde cijfers"] == version.sha256
    assert told["Kwartaal"] == "Q2 2026"


def test_figures_are_figures_and_unknown_is_a_word():
    head, first, second, third, total = sheet(xlsx(document(TABLE)), "Bedragen")
    assert head == ("Project", "Bedrag (laagst)", "Bedrag (hoogst)", "Meting", "Status", "Doel")
    assert first == ("Eerste", 1234.5, 1234.5, 0, "achter", "4 of meer")
    assert second == ("Tweede", "n.t.b.", "n.t.b.", None, "12 %", "–")
    assert third[:4] == ("Derde", 1, 3, -2.5)
    assert total[1] == 1234.5


def test_days_are_days_and_formulas_stay_words():
    table = Table("", "Dagen", (Column("Wat"), Column("Dag", Shape.DAY)), (("=1+1", date(2026, 8, 6)),))
    book = load_workbook(io.BytesIO(xlsx(document(table))))
    assert book["Dagen"]["A2"].data_type == "s"
    assert book["Dagen"]["B2"].value.date() == date(2026, 8, 6)


def test_measured_values_can_be_calculated_on(made):
    rows = sheet(made("xlsx"), "Per kwartaal")
    values = {(row[0], row[2]): row[4] for row in rows[1:]}
    assert values["1-1", "Q2 2026"] == 540
    assert values["2-2", "Q2 2026"] == "niet gemeten"
    assert len(rows) == 1 + 15 * 4


def test_parts_of_projects_add_up_to_the_municipality(made):
    whole = {row[0]: Decimal(str(row[3])) for row in sheet(made("xlsx"), "Gemeenten")[1:]}
    parts: dict[object, Decimal] = {}
    for row in sheet(made("xlsx"), "Aandelen per project")[1:]:
        parts[row[2]] = parts.get(row[2], Decimal(0)) + Decimal(str(row[5]))
    assert parts == {name: amount for name, amount in whole.items() if name != "Totaal"}
    assert sum(parts.values()) == whole["Totaal"] == Decimal("1209150.00")


def test_whole_figures_stand_by_thousands_and_days_as_days(made):
    book = load_workbook(io.BytesIO(made("xlsx")))
    assert book["Opbrengst"]["D2"].number_format == "#,##0"
    assert book["Gemeenten"]["C2"].number_format == "#,##0.00"
    assert book["Gemeenten"]["B2"].number_format == "General"
    for sheet_name, cell in (("Mijlpalen", "B2"), ("Besluiten", "A2")):
        assert isinstance(book[sheet_name][cell].value, date)
        assert book[sheet_name][cell].number_format == "dd-mm-yyyy"


def test_each_sheet_prints_on_the_width_of_a_page_with_its_head(made, version):
    pages: list[Any] = load_workbook(io.BytesIO(made("xlsx"))).worksheets
    for page in pages:
        assert page.freeze_panes == "A2"
        assert page.print_title_rows == "$1:$1"
        assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        if page.title != "Over dit werkboek":
            assert str(version.pk) in page.oddFooter.left.text
