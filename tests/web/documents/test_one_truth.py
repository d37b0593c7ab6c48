"""Page, document, slides, workbook and API tell the same figures, to the cent."""

import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags
from openpyxl import load_workbook
from pptx import Presentation

from izaportal.accounts.services import create_api_token
from izaportal.core.formatting import number
from izaportal.core.viewer import Viewer
from regions.models import Municipality
from tests.web.documents.reading import words_of

pytestmark = pytest.mark.django_db
PAGE = "/programmas/nml-o/kwartaal/2026-Q2/"
SHARE = "/api/v1/municipalities/{code}/share?programme=nml-o&quarter=2026-Q2"
NAMES = ("award", "atStake", "unsecured", "dueGap", "expected", "unspent")
Amounts = tuple[Decimal, ...]


def plain(text: str) -> str:
    """Words with one space between them, wherever lines were broken."""
    return " ".join(text.split())


@pytest.fixture
def page(client_of) -> str:
    return plain(unescape(strip_tags(client_of("lezer").get(PAGE).content.decode())))


@pytest.fixture
def shares(programme) -> Mapping[str, Amounts]:
    """Of each municipality, as its own system asks for them."""
    found = {}
    for one in Municipality.objects.filter(programme_memberships__programme=programme).distinct():
        token = create_api_token(actor=Viewer.system("test"), municipality_code=one.code, name="test")
        client = Client(headers={"Authorization": f"Bearer {token}"})
        total = client.get(SHARE.format(code=one.code)).json()["total"]
        found[one.name] = tuple(Decimal(total[name]) for name in NAMES)
    return found


@pytest.fixture
def sheet(made) -> Callable[[str], list[Any]]:
    """The rows of a sheet, without its head."""
    book = load_workbook(io.BytesIO(made("xlsx")))
    return lambda name: list(book[name].values)[1:]


@pytest.fixture
def slides(made) -> list[Any]:
    """The tables and charts of the slides."""
    return [shape for slide in Presentation(io.BytesIO(made("pptx"))).slides for shape in slide.shapes]


def table_of(slides: list[Any], name: str) -> list[list[str]]:
    (shape,) = [one for one in slides if one.has_table and one.name == name]
    return [[cell.text for cell in row.cells] for row in shape.table.rows]


def test_the_share_of_each_municipality(shares, page, made, sheet, slides):
    assert len(shares) == 14
    told = {row[0]: row[2:8] for row in sheet("Gemeenten")}
    document, on_slide = plain(words_of(made("pdf"))), table_of(slides, "Gemeenten")
    for name, amounts in shares.items():
        assert tuple(Decimal(str(figure)) for figure in told[name]) == amounts
        line = [number(amount, 2) for amount in amounts]
        assert " ".join(line) in document
        assert [name, *line] in [[row[0], *row[2:]] for row in on_slide]
        assert all(number(amount, 0) in page for amount in amounts)


def test_the_page_of_one_municipality_tells_it_to_the_cent(shares, client_of):
    answer = client_of("lezer").get(PAGE, {"gemeente": "GM0984"})
    page = plain(unescape(strip_tags(answer.content.decode())))
    assert " ".join(number(amount, 2) for amount in shares["Venray"]) in page


def test_the_shares_add_up_to_the_total(shares, page, made, sheet, slides):
    total = tuple(map(sum, zip(*shares.values(), strict=True)))
    (last,) = [row for row in sheet("Gemeenten") if row[0] == "Totaal"]
    assert tuple(Decimal(str(figure)) for figure in last[2:8]) == total
    (spuk,) = [row for row in sheet("Afrekenrisico per project") if row[0] == "SPUK totaal"]
    assert [Decimal(spuk[at]) for at in (2, 3, 4, 5, 7)] == list(total[1:])
    document, on_slide = plain(words_of(made("pdf"))), table_of(slides, "Afrekenrisico per project")
    for amount in total[1:]:
        assert number(amount, 0) in page
        assert number(amount, 0) in document
        assert number(amount, 0) in on_slide[-1]


def test_a_chart_draws_what_the_page_tells(shares, slides):
    (shape,) = [one for one in slides if one.has_chart and one.name == "Op het spel per gemeente"]
    plot = shape.chart.plots[0]
    drawn = dict(zip(plot.categories, plot.series[0].values, strict=True))
    assert {name: Decimal(str(amount)) for name, amount in drawn.items()} == {
        name: amounts[1] for name, amounts in shares.items()
    }


def test_what_was_measured(page, made, sheet, slides):
    measured = {f"{row[1]} {row[2]}": row[5] for row in sheet("Indicatoren") if row[5] != "niet gemeten"}
    assert len(measured) == 14
    document = plain(words_of(made("pdf")))
    cells = {row[0].split(" (")[0]: row for one in slides if _is_of_pillar(one) for row in _rows(one)}
    for title, value in measured.items():
        shown = number(Decimal(str(value)))
        assert any(shown in cell for cell in cells[title][2:-1])
        assert shown in page
        assert shown in document


def _is_of_pillar(shape: Any) -> bool:
    return bool(shape.has_table and shape.name.startswith("Pijler "))


def _rows(shape: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in shape.table.rows]
