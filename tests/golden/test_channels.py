"""One frozen quarter in five channels: page, PDF, slides, workbook and API agree to the cent."""

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from izaportal.accounts.services import create_api_token
from izaportal.core.formatting import number
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.freezes import snapshot, versions
from izaportal.web.board.board import Board
from izaportal.web.documents.book import xlsx
from izaportal.web.documents.contents import board_of, board_pack
from izaportal.web.documents.paper import pdf
from izaportal.web.documents.slides.deck import pptx

pytestmark = pytest.mark.django_db
QUARTER = Quarter(2026, 2)
MGN, ZORGSTART = "Mentale gezondheidsnetwerken", "Zorgstart"
FIGURES = ("maximum", "at_stake", "unsecured", "due_gap", "expected", "unspent")
# Of the scenario at 2026-Q2, worked out by hand; in the order of FIGURES.
GOLDEN = {
    MGN: ("2250000.00", "900000.00", "900000.00", "900000.00", "0.00", "600000.00"),
    ZORGSTART: ("618300.00", "309150.00", "103050.00", "0.00", "103050.00", "103050.00"),
    "SPUK totaal": ("2868300.00", "1209150.00", "1003050.00", "900000.00", "103050.00", "703050.00"),
}
VENRAY = ("229464.00", "96732.00", "80244.00", "72000.00", "8244.00", "56244.00")
STATUSES = {"overtroffen": 1, "op koers": 6, "risico": 4, "achter": 3, "geen meting": 1}


@pytest.fixture
def version(programme):
    return versions(Viewer.system("test"), programme, QUARTER)[-1]


@pytest.fixture
def board(version) -> Board:
    return board_of(snapshot(version.pk).board)[0]


@pytest.fixture
def files(version) -> dict[str, bytes]:
    document = board_pack(version)
    return {"pdf": pdf(document), "pptx": pptx(document), "xlsx": xlsx(document)}


def amounts(told: tuple[str, ...]) -> list[Decimal]:
    return [Decimal(one) for one in told]


def pdf_lines(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages)


def slide_rows(content: bytes) -> dict[str, list[str]]:
    """The rows of all tables by their first cell; the first of a name counts."""
    rows: dict[str, list[str]] = {}
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_table:
                for row in shape.table.rows:
                    cells = [cell.text for cell in row.cells]
                    rows.setdefault(cells[0], cells[1:])
    return rows


def sheet_rows(content: bytes, name: str) -> dict[str, list[object]]:
    book = load_workbook(io.BytesIO(content), data_only=True)
    return {str(row[0]): list(row[1:]) for row in book[name].values}


def cents(cells: list[object]) -> list[Decimal]:
    return [Decimal(str(one)).quantize(Decimal("0.01")) for one in cells]


def test_refund_figures_agree_in_every_channel(board, files):
    on_page = {line.name: line.figures for line in board.money.lines} | {"SPUK totaal": board.money.total}
    text, slides = pdf_lines(files["pdf"]), slide_rows(files["pptx"])
    book = sheet_rows(files["xlsx"], "Afrekenrisico per project")
    for name, told in GOLDEN.items():
        wanted = amounts(told)
        assert [getattr(on_page[name], figure) for figure in FIGURES] == wanted
        printed = [number(amount, 0) for amount in wanted]
        cells = slides[name]
        assert [*cells[:5], cells[6]] == printed
        assert cents([*book[name][:5], book[name][6]]) == wanted
        assert " ".join(printed[:5]) in text


def test_a_municipality_gets_the_same_everywhere(board, files):
    wanted = amounts(VENRAY)
    (line,) = [one for one in board.municipalities.lines if one.code == "GM0984"]
    names = ("award", *FIGURES[1:])
    assert [getattr(line.figures, name) for name in names] == wanted
    printed = [number(amount, 2) for amount in wanted]
    assert slide_rows(files["pptx"])["Venray"][1:] == printed
    assert cents(sheet_rows(files["xlsx"], "Gemeenten")["Venray"][1:]) == wanted
    assert f"Venray 8,00 {' '.join(printed)}" in pdf_lines(files["pdf"])
    assert _asked_by_api() == wanted


def _asked_by_api() -> list[Decimal]:
    token = create_api_token(actor=Viewer.system("test"), municipality_code="GM0984", name="test")
    client = Client(headers={"authorization": f"Bearer {token}"})
    answer = client.get(f"/api/v1/municipalities/GM0984/share?programme=nml-o&quarter={QUARTER.key}").json()
    keys = ("maximum", "atStake", "unsecured", "dueGap", "expected", "unspent")
    return [Decimal(answer["total"][key]) for key in keys]


def test_every_municipality_is_in_every_file(board, files):
    text, slides = pdf_lines(files["pdf"]), slide_rows(files["pptx"])
    book = sheet_rows(files["xlsx"], "Gemeenten")
    for line in board.municipalities.lines:
        figures = line.figures
        wanted = [figures.award, figures.at_stake, figures.unsecured, figures.expected]
        printed = [number(amount, 2) for amount in wanted]
        cells = slides[line.name]
        assert [cells[1], cells[2], cells[3], cells[5]] == printed
        assert cents([book[line.name][at] for at in (1, 2, 3, 5)]) == wanted
        assert " ".join(printed[:3]) in text


def test_statuses_agree_in_every_channel(board, files):
    tally = {row.status.value: len(row.items) for row in board.verdict.tally}
    assert list(tally.values()) == list(STATUSES.values())
    book = sheet_rows(files["xlsx"], "Per kwartaal")
    assert book
    counted: dict[str, int] = dict.fromkeys(STATUSES, 0)
    rows = load_workbook(io.BytesIO(files["xlsx"]))["Indicatoren"].iter_rows(min_row=2, values_only=True)
    for row in rows:
        counted[str(row[4])] += 1
    assert counted == STATUSES
    drawn = _drawn_statuses(files["pptx"])
    assert drawn == {name.capitalize(): count for name, count in STATUSES.items()}
    assert board.verdict.line.replace("\xa0", " ") in pdf_lines(files["pdf"]).replace("\xa0", " ")


def _drawn_statuses(content: bytes) -> dict[str, int]:
    """What the chart of the slide adds up to over the pillars."""
    shapes = (shape for slide in Presentation(io.BytesIO(content)).slides for shape in slide.shapes)
    chart = next(shape.chart for shape in shapes if shape.has_chart)
    return {series.name: int(sum(value or 0 for value in series.values)) for series in chart.plots[0].series}


@pytest.fixture
def page(client_of) -> Callable[[], str]:
    return lambda: client_of("lezer").get(f"/programmas/nml-o/kwartaal/{QUARTER.key}/").content.decode()


def test_the_page_shows_those_figures(page):
    shown = page()
    for told in ("2.868.300", "1.209.150", "1.003.050", "900.000", "103.050", "703.050"):
        assert told in shown
