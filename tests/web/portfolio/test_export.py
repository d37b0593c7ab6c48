"""Exports: exactly the list on the page, with its figures, and nothing of others."""

import csv
import io
from typing import Any
from urllib.parse import urlencode

import pytest
from openpyxl import load_workbook

from projects.models import Project
from tests.factories.projects import ProjectFactory
from tests.web.portfolio.test_views import get, rows_of
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
ASKED: dict[str, Any] = {
    "pijler": "p4",
    "volgorde": "-investering",
    "kolom": ["code", "investering", "besteed", "mijlpaal"],
}


def export(client, form: str, **asked):
    return client.get(f"/programmas/nml-o/projecten/export/{form}/?{urlencode(asked, doseq=True)}")


def lines_of(answer) -> list[dict[str, str]]:
    text = answer.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_file_holds_exactly_the_list(client_of):
    client = client_of("lezer")
    answer = export(client, "csv", **ASKED)
    assert answer["Content-Disposition"] == 'attachment; filename="projecten-nml-o-2026-Q2-op-2026-10-12.csv"'
    lines = lines_of(answer)
    assert [line["Project"] for line in lines] == rows_of(get(client, **ASKED))
    assert list(lines[0]) == [
        "Project",
        "Code",
        "Investering (€)",
        "Besteed (€)",
        "Eerstvolgende mijlpaal",
        "Eerstvolgende mijlpaal: naam",
    ]


def test_the_name_tells_the_quarter_of_the_statuses(client_of):
    answer = export(client_of("lezer"), "csv", kwartaal="2026-Q3")
    assert "projecten-nml-o-2026-Q3-op-2026-10-12.csv" in answer["Content-Disposition"]


def test_figures_are_those_of_the_page(client_of):
    client = client_of("lezer")
    page = text_of(get(client, kolom=["besteed", "verwacht", "risico"], q="Zorgstart"))
    line = lines_of(export(client, "csv", kolom=["besteed", "verwacht", "risico"], q="Zorgstart"))[-1]
    assert (line["Besteed (€)"], line["Risiconiveau"]) == ("309150,00", "midden")
    assert "309.150 103.050 midden" in page
    assert line["Verwacht terug (€)"] == "103050,00"


def test_unknown_stays_a_word(client_of):
    line = lines_of(export(client_of("lezer"), "csv", q="Gebiedsgericht"))[0]
    assert (line["Investering (€)"], line["Geld"], line["Code"]) == ("onbekend", "n.v.t.", "")


def test_excel_says_what_it_is(client_of):
    book = load_workbook(io.BytesIO(export(client_of("lezer"), "xlsx", **ASKED).content))
    assert book.sheetnames == ["Projecten", "Toelichting"]
    first = [cell.value for cell in next(book["Projecten"].iter_rows(min_row=2))]
    assert first[1:3] == ["4.5", 2700000]
    about = {row[0].value: row[1].value for row in book["Toelichting"].iter_rows(min_row=2)}
    assert about["Kwartaal"] == "Q2 2026 (vastgesteld)"
    assert about["Aantal"] == "7 van 24 projecten"
    assert about["Pijler"] == "4 · Toekomstbestendige arbeidsmarkt"
    assert str(about["Gemaakt op"]).startswith("12-10-2026")


def test_no_id_leaves_the_portal(client_of, programme):
    text = export(client_of("lezer"), "csv").content.decode()
    ids = Project.objects.filter(programme=programme).values_list("pk", flat=True)
    assert not [pk for pk in ids if str(pk) in text]


def test_a_dangerous_name_stays_text(client_of, programme):
    Project.objects.filter(programme=programme, slug="mgn").update(name="=HYPERLINK(1)")
    assert lines_of(export(client_of("lezer"), "csv", q="MGN"))[0]["Project"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("asked", [{"fase": "onzin"}, {"kolom": "geheim"}])
def test_a_wrong_list_is_no_file(client_of, asked):
    assert export(client_of("lezer"), "xlsx", **asked).status_code == 404


def test_more_rows_ask_no_more_queries(client_of, programme, django_assert_num_queries):
    client = client_of("lezer")
    export(client, "csv")
    with django_assert_num_queries(12):
        export(client, "csv")
    ProjectFactory.create_batch(40, programme=programme)
    with django_assert_num_queries(12):
        assert len(lines_of(export(client, "csv"))) == 64
