"""The report as a workbook: wrong cells coloured, and to be mended right there."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from izaportal.imports.report_book import write_report
from tests.imports.workbooks import add, edited, looked_at, place_of, put, template

pytestmark = pytest.mark.django_db


def reported(content: bytes, report: dict) -> bytes:
    kept = io.BytesIO()
    write_report(io.BytesIO(content), report, kept)
    return kept.getvalue()


def broken(book) -> None:
    add(
        book["Boekingen"],
        grant="mgn / spuk-mgn",
        amount="veel",
        performed_on=date(2026, 7, 15),
        reference="F-1",
        description="+31 77",
    )


def test_wrong_cells_are_coloured(viewer_of, programme):
    content = edited(template(programme, "boekingen"), broken)
    checked = looked_at(viewer_of("controller"), programme, content)
    book = load_workbook(io.BytesIO(reported(content, checked.report())))
    sheet = book["Boekingen"]
    cell = sheet.cell(sheet.max_row, place_of(sheet, "amount"))
    assert cell.fill.fgColor.rgb == "00FFC7CE"
    assert "is geen getal" in str(cell.comment)
    assert [row[1].value for row in book["Meldingen"].iter_rows(min_row=2)] == [cell.coordinate]
    assert sheet.cell(sheet.max_row, place_of(sheet, "description")).data_type == "s"


def test_it_can_be_mended_and_handed_in(viewer_of, programme):
    controller = viewer_of("controller")
    content = edited(template(programme, "boekingen"), broken)
    report = looked_at(controller, programme, content).report()

    def mend(book) -> None:
        put(book["Boekingen"], book["Boekingen"].max_row, amount="12,50")

    checked = looked_at(controller, programme, edited(reported(content, report), mend))
    [(_, plan, _)] = checked.plans
    assert checked.findings.kept == []
    assert (len(plan.added), plan.left > 0) == (1, True)


def test_no_workbook_gives_only_the_list(viewer_of, programme):
    checked = looked_at(viewer_of("controller"), programme, b"geen werkmap")
    book = load_workbook(io.BytesIO(reported(b"geen werkmap", checked.report())))
    assert book.sheetnames == ["Meldingen"]
    assert "geen Excel-werkmap" in book["Meldingen"]["D2"].value
