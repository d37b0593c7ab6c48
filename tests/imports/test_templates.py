"""The workbook that goes out: safe to open, easy to fill in."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from izaportal.imports.books import BOOKS
from projects.models import Project
from tests.imports.workbooks import edited, line_of, looked_at, put, template

pytestmark = pytest.mark.django_db


def test_a_template_guides_its_filling(programme):
    book = load_workbook(io.BytesIO(template(programme, "boekingen")))
    sheet = book["Boekingen"]
    assert sheet.protection.sheet
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden
    assert (sheet["A3"].protection.locked, sheet["D3"].protection.locked) == (True, False)
    assert (sheet["D3"].number_format, sheet["F3"].number_format) == ("#,##0.00", "dd-mm-yyyy")
    assert sheet["D3"].data_type == "n"
    assert sheet["F3"].is_date
    lists = {str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    assert lists["B3"].startswith("Keuzes!$A$2:$A$")
    assert book["_izaportal"].sheet_state == "veryHidden"
    assert book["Uitleg"]["A2"].value == "Wijzigen"


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://kwaad")', "+31", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"]
)
def test_nothing_is_a_formula(text, viewer_of, programme):
    """Goes out as text, comes back as the same text."""
    Project.objects.filter(programme=programme, slug="mgn").update(summary=text)
    content = template(programme, "projecten")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)
    checked = looked_at(viewer_of("programmamanager"), programme, content)
    assert (checked.has_changes, checked.findings.kept) == (False, [])


def test_outcomes_of_formulas_are_read(viewer_of, programme):
    """As Excel keeps them beside the formula."""
    content = edited(
        template(programme, "begroting"), lambda book: put(book["Begroting"], 3, amount="=1000+234.5")
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = (
        parts["xl/worksheets/sheet1.xml"]
        .replace(b"<v></v>", b"<v>1234.5</v>")
        .replace(b"<v/>", b"<v>1234.5</v>")
        .replace(b"<v />", b"<v>1234.5</v>")
    )
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    checked = looked_at(viewer_of("controller"), programme, kept.getvalue())
    [(_, plan, _)] = checked.plans
    assert [one.what for one in checked.findings.kept] == []
    assert str(plan.changed[0].fields["amount"].wanted) == "1234.5"


@pytest.mark.parametrize("book", [key for key, one in BOOKS.items() if one.has_template])
def test_sorting_rows_changes_nothing(book, viewer_of, programme):
    """The hidden id travels with its row."""

    def turn_around(workbook) -> None:
        for tab in BOOKS[book].book.tabs:
            sheet = workbook[tab.title]
            rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
            for line, values in enumerate(reversed(rows), start=3):
                for place, value in enumerate(values, start=1):
                    sheet.cell(line, place).value = value

    who = "controller" if book in ("boekingen", "begroting") else "programmamanager"
    checked = looked_at(viewer_of(who), programme, edited(template(programme, book), turn_around))
    assert (checked.has_changes, checked.findings.kept) == (False, [])


def test_an_emptied_cell_empties(viewer_of, programme):
    project = Project.objects.get(programme=programme, slug="mgn")

    def edit(book) -> None:
        put(book["Projecten"], line_of(book["Projecten"], name=project.name), summary=None)

    checked = looked_at(
        viewer_of("programmamanager"), programme, edited(template(programme, "projecten"), edit)
    )
    [(_, plan, _)] = checked.plans
    assert [one.fields["summary"].wanted for one in plan.changed] == [None]
