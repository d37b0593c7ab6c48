"""A cell is read as it is shown: a percentage as its percentage, and never as something it is not."""

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from izaportal.imports.layout import Column, Form
from izaportal.imports.report_book import write_report
from izaportal.imports.values import NotUnderstoodError, Percentage, read
from tests.imports.workbooks import edited, line_of, looked_at, place_of, template

pytestmark = pytest.mark.django_db
EIGHTH = Percentage(0.125)


def test_a_measured_percentage_is_what_is_shown():
    assert read(Column("x", "X", Form.NUMBER), EIGHTH) == Decimal("12.5")
    assert read(Column("x", "X"), EIGHTH) == "12,5%"


@pytest.mark.parametrize("form", [Form.EUROS, Form.WHOLE, Form.YEAR])
def test_money_is_no_percentage(form):
    with pytest.raises(NotUnderstoodError, match="hier staat 12,5\u00a0%"):
        read(Column("x", "X", form), EIGHTH)


def test_a_day_in_a_text_is_what_excel_made():
    with pytest.raises(NotUnderstoodError, match="de datum 05-10-2026") as wrong:
        read(Column("x", "Streefwaarde"), date(2026, 10, 5))
    assert "opmaak Tekst" in wrong.value.how
    assert read(Column("x", "X", takes_days=True), date(2026, 10, 5)) == "05-10-2026"


@pytest.mark.parametrize("shown_as", ["0%", "0.00%", '0.0" "%'])
def test_a_workbook_with_percentages(viewer_of, programme, shown_as):
    def edit(book):
        sheet = book["Metingen"]
        cell = sheet.cell(line_of(sheet, indicator="kpi-2-1"), place_of(sheet, "value"))
        cell.value, cell.number_format = 0.125, shown_as
        plain = sheet.cell(line_of(sheet, indicator="kpi-5-1"), place_of(sheet, "value"))
        plain.value = 0.5

    content = edited(template(programme, "metingen"), edit)
    checked = looked_at(viewer_of("programmamanager"), programme, content)
    assert not checked.findings.errors, checked.report()
    [(kind, plan, _)] = checked.plans
    values = [kind.tab.get(one.row.record, "value") for one in plan.changed]
    assert values == [Decimal("12.5"), Decimal("0.5")]


def test_the_report_shows_them_as_they_were(programme):
    def edit(book):
        cell = book["Metingen"].cell(3, place_of(book["Metingen"], "value"))
        cell.value, cell.number_format = 0.125, "0%"

    out = io.BytesIO()
    write_report(io.BytesIO(edited(template(programme, "metingen"), edit)), {}, out)
    sheet = load_workbook(out)["Metingen"]
    shown = sheet.cell(3, place_of(sheet, "value"))
    assert (shown.value, shown.number_format[-1]) == (0.125, "%")
