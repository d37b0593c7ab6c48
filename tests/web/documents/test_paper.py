"""The PDF as a screen reader meets it (PDF/UA), and what it does with people's own words."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, IndirectObject

from izaportal.web.charts.store import stored_svgs
from izaportal.web.documents.blocks import Prose, Table
from izaportal.web.documents.contents import board_of
from izaportal.web.documents.paper import pdf, pictures
from izaportal.web.documents.sections import SECTIONS
from izaportal.web.documents.sections.opening import opening
from izaportal.web.tokens import printed
from tests.web.board.samples import rows
from tests.web.documents.samples import IMPRINT, NASTY, PLOT, TABLE, document

pytestmark = pytest.mark.django_db


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def root_of(content: bytes) -> Any:
    """The catalogue of the file."""
    return read(content).trailer["/Root"]


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(content).pages).split())


def elements(node: Any) -> Iterator[Any]:
    """Every element of the structure tree."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, ArrayObject):
        for child in node:
            yield from elements(child)
    elif hasattr(node, "get"):
        if node.get("/S"):
            yield node
        if node.get("/K") is not None:
            yield from elements(node["/K"])


def titles_in(outline: list[Any]) -> Iterator[str]:
    """All bookmarks, also those within another."""
    for one in outline:
        if isinstance(one, list):
            yield from titles_in(one)
        else:
            yield str(one.title)


def tags(content: bytes) -> list[Any]:
    return list(elements(root_of(content)["/StructTreeRoot"]["/K"]))


def kids(node: Any) -> list[Any]:
    return [child.get_object() for child in node.get_object()["/K"]]


def of_table(cell: Any) -> Any:
    """What a cell says of its place in the table."""
    listed = cell["/A"] if isinstance(cell["/A"], ArrayObject) else [cell["/A"]]
    return next(one.get_object() for one in listed if one.get_object()["/O"] == "/Table")


def pairs(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Names and values of a name tree."""
    for branch in tree.get("/Kids", []):
        yield from pairs(branch.get_object())
    names = tree.get("/Names", [])
    yield from zip(names[::2], names[1::2], strict=True)


def test_the_pack_is_tagged_dutch_and_has_a_title(made, document):
    reader = read(made("pdf"))
    root = root_of(made("pdf"))
    assert root["/MarkInfo"]["/Marked"]
    assert str(root["/Lang"]).startswith("nl")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == document.title == "NML-O: 2e kwartaal 2026"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_tables_have_heads_and_figures_have_words(made):
    found = tags(made("pdf"))
    counted = Counter(str(one["/S"]) for one in found)
    assert counted["/Table"] >= 12
    assert counted["/TH"] > counted["/Table"]
    assert counted["/TFoot"] >= 2
    assert counted["/H1"] >= 8
    drawn = [one for one in found if one["/S"] == "/Figure"]
    assert len(drawn) == len({str(one["/Alt"]) for one in drawn}) >= 8
    assert all(len(str(one["/Alt"])) > 40 for one in drawn)


def test_every_row_has_a_head_that_its_cells_name(made):
    """Of each table, also of its sum; the head stands in the index of ids by which a reader finds it."""
    root = root_of(made("pdf"))["/StructTreeRoot"]
    index = {str(name): one.get_object() for name, one in pairs(root["/IDTree"].get_object())}
    rows = [row for part in elements(root["/K"]) if part["/S"] in ("/TBody", "/TFoot") for row in part["/K"]]
    assert len(rows) > 100
    for first, *others in (kids(row) for row in rows):
        assert (first["/S"], of_table(first)["/Scope"]) == ("/TH", "/Row")
        assert index[str(first["/ID"])] == first
        for cell in others:
            assert cell["/S"] == "/TD"
            above, beside = (index[str(name)] for name in of_table(cell)["/Headers"])
            assert (of_table(above)["/Scope"], beside) == ("/Column", first)


def test_sections_are_bookmarks_and_in_the_contents(made):
    reader = read(made("pdf"))
    titles = list(titles_in(reader.outline))
    contents = reader.pages[1].extract_text()
    for title in ("Vraagt aandacht", "Pijler 1 · Gezond vooruit", "Geld", "Per gemeente", "Projecten"):
        assert title in titles
        assert title in contents


def test_the_first_page_tells_what_a_board_needs(made, document):
    page = " ".join(read(made("pdf")).pages[0].extract_text().split())
    for told in (document.verdict, "Vraagt aandacht", "Gevraagde besluiten", "€ 1.209.150", "€ 103.050"):
        assert " ".join(told.split()) in page


def test_every_page_says_what_figures_these_are(made, version):
    for page in read(made("pdf")).pages:
        text = page.extract_text()
        assert str(version.pk) in text
        assert version.sha256[:16] in text
    assert version.sha256 in text_of(made("pdf")).replace(" ", "")


def test_words_of_people_are_never_markup():
    made = pdf(document(Prose((NASTY,)), verdict=NASTY))
    assert text_of(made).count(" ".join(NASTY.split())) == 2


def test_unknown_stays_apart_from_zero():
    text = text_of(pdf(document(TABLE)))
    assert "n.t.b." in text
    assert "1,00 tot 3,00" in text
    assert "1.234,50" in text


def test_a_table_goes_on_under_its_head():
    row = TABLE.rows[0]
    long = Table("Veel regels", "Veel", TABLE.columns, (row,) * 120)
    pages = [page.extract_text() for page in read(pdf(document(long))).pages[2:]]
    assert len(pages) > 1
    assert all("Meting" in page for page in pages)


def test_a_chart_that_cannot_be_drawn_leaves_its_table():
    text = text_of(pdf(document(PLOT)))
    assert "Het gaat omhoog" in text
    assert "1,25" in text


def test_charts_are_those_of_the_page_in_the_light_colours(document):
    plots = [block for block in document.blocks if getattr(block, "chart", None)]
    drawn = stored_svgs(plot.chart.wide for plot in plots)
    assert len(drawn) == len(plots) >= 8
    for svg in drawn.values():
        assert "var(" in svg
        assert "var(" not in printed(svg)


def test_a_programme_without_anything_still_is_a_document():
    board, _ = board_of(rows())
    parts = tuple(section for make in SECTIONS for section in make(board))
    made = pdf(replace(document(), opening=opening(board), sections=parts))
    text = text_of(made)
    for told in (
        "Er zijn geen indicatoren met een status.",
        "het afrekenrisico is n.v.t.",
        "geen besluiten genomen",
    ):
        assert told in text


def test_the_same_figures_give_the_same_file():
    assert pdf(document()) == pdf(document())


def test_pages_can_be_looked_at():
    found = pictures(document(), ppi=20)
    assert len(found) == 3
    assert all(picture.startswith(b"\x89PNG") for picture in found)
    assert IMPRINT.line == "NML-O · Q2 2026 · versie 1"
