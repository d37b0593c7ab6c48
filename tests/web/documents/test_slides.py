"""The slides, read back: sentences as titles, charts that can be edited, everything within its slide."""

import io
import re
from decimal import Decimal
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from izaportal.web.documents.blocks import Items, Place, Plot, Table
from izaportal.web.documents.slides.deck import pptx
from izaportal.web.documents.slides.fitting import (
    TABLE_SIZES,
    heights_of,
    parts_of_table,
    size_of_table,
    widths_of,
)
from izaportal.web.documents.slides.frame import BODY_HEIGHT, INNER
from tests.web.documents.samples import NASTY, PLOT, TABLE, document

pytestmark = pytest.mark.django_db
MARK = re.compile(r" \(\d+ van \d+\)$")


def read(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def shapes(content: bytes) -> list[Any]:
    return [shape for slide in read(content).slides for shape in slide.shapes]


def titles_of(content: bytes) -> list[str]:
    """As they are without the mark of a message that goes on over more slides."""
    return [MARK.sub("", slide.shapes.title.text) for slide in read(content).slides]


def test_each_message_has_a_slide(made, document):
    titles = titles_of(made("pptx"))
    wanted = [block.message.rstrip(".") for block in document.blocks if Place.SLIDES in block.places]
    assert titles[0] == document.verdict
    assert list(dict.fromkeys(titles[1:-1])) == wanted
    assert "Zeven van de vijftien indicatoren liggen op koers of hoger" in titles


def test_no_two_slides_have_one_title(made):
    titles = [slide.shapes.title.text for slide in read(made("pptx")).slides]
    assert len(set(titles)) == len(titles)


def test_every_slide_names_its_source_and_day_and_its_number(made):
    deck = read(made("pptx"))
    for number, slide in enumerate(list(deck.slides)[1:-1], start=2):
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert any("Bron: " in text and "06-08-2026" in text for text in texts)
        (field,) = slide._element.xpath('.//a:fld[@type="slidenum"]/a:t')
        assert field.text == str(number)


def test_a_chart_stresses_the_bars_of_its_message(made):
    drawn = {shape.name: shape.chart for shape in shapes(made("pptx")) if shape.has_chart}
    series = drawn["SPUK"].plots[0].series[0]
    names = list(drawn["SPUK"].plots[0].categories)
    pale = {point.get("val") for point in series._element.xpath("c:dPt/c:idx")}
    assert pale == {str(at) for at, name in enumerate(names) if name != "Verwacht terug"}


def test_amounts_are_dutch_wherever_they_are_opened(made):
    formats = {
        element.get("formatCode")
        for shape in shapes(made("pptx"))
        if shape.has_chart
        for element in shape.chart._chartSpace.xpath(".//c:numFmt")
    }
    assert formats >= {'[$-413]"€ "#,##0', '[$-413]"€ "0.0,," mln"'}
    assert all(code.startswith("[$-413]") or code == "General" for code in formats)


def test_charts_hold_the_figures_of_the_board(made, document):
    plots = [block for block in document.blocks if isinstance(block, Plot)]
    drawn = [shape for shape in shapes(made("pptx")) if shape.has_chart]
    assert len(drawn) == len(plots) >= 8
    for shape, plot in zip(drawn, plots, strict=True):
        found = shape.chart.plots[0]
        assert tuple(found.categories) == plot.native.categories
        for series, wanted in zip(found.series, plot.native.series, strict=True):
            assert series.name == wanted.name
            values = [None if value is None else Decimal(str(value)) for value in series.values]
            assert values == list(wanted.values)


def test_a_gap_in_a_chart_is_no_zero():
    (shape,) = [shape for shape in shapes(pptx(document(PLOT))) if shape.has_chart]
    booked, planned = shape.chart.plots[0].series
    assert list(booked.values) == [1.25, None]
    assert list(planned.values) == [1, 2]
    (blanks,) = shape.chart._chartSpace.xpath("c:chart/c:dispBlanksAs")
    assert blanks.get("val") == "span"


def test_pictures_and_tables_have_words(made):
    told = [shape for shape in shapes(made("pptx")) if shape.has_chart or shape.has_table]
    assert told
    for shape in told:
        properties = shape._element.xpath(".//p:cNvPr")[0]
        assert properties.get("descr")


def test_figures_stand_in_the_notes(made):
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in read(made("pptx")).slides)
    for told in ("Geboekt 1.209.150", "Verwacht terug 103.050", "Nog niet bevestigd 1.003.050"):
        assert told in notes


def test_everything_lies_within_its_slide(made):
    deck = read(made("pptx"))
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_every_slide_says_what_figures_these_are(made, version):
    deck = read(made("pptx"))
    for slide in deck.slides:
        assert any(str(version.pk) in shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert version.sha256 in deck.core_properties.keywords
    assert deck.core_properties.language == "nl-NL"


def test_tables_fit_their_slides(made):
    """By the estimate that the slides were filled with; PowerPoint makes a row as high as its text."""
    for slide in read(made("pptx")).slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.top + sum(row.height for row in shape.table.rows) <= Inches(6.8)


def test_long_words_leave_room_for_fewer_rows():
    row = (("Een heel lange naam van een project " * 8).strip(), *TABLE.rows[0][1:])
    table = Table("Lang", "Lang", TABLE.columns, (row,) * 20)
    size = size_of_table(table)
    parts = list(parts_of_table(table, size))
    assert size == TABLE_SIZES[-1]
    assert 1 < len(parts) < 20
    assert sum(len(part.rows) for part in parts) == 20
    for part in parts:
        assert sum(heights_of(part, size)) <= BODY_HEIGHT


def test_a_small_table_has_large_letters_and_a_large_one_small():
    assert size_of_table(TABLE) == TABLE_SIZES[0]
    assert size_of_table(Table("Veel", "Veel", TABLE.columns, TABLE.rows * 5)) < TABLE_SIZES[0]


def test_no_word_is_broken():
    word = ("Portefeuillehoudersoverleggen", *TABLE.rows[0][1:])
    table = Table("Woord", "Woord", TABLE.columns, (word,))
    first, *_ = widths = widths_of(table, 18)
    assert sum(widths) <= INNER
    assert first > Inches(29 * 18 * 0.5 / 72)


def test_a_long_table_goes_on_and_then_stops():
    rows = tuple((f"Rij {n}", *TABLE.rows[0][1:]) for n in range(45))
    content = pptx(document(Table("Veel regels", "Veel", TABLE.columns, rows, TABLE.total)))
    told = [slide for slide in read(content).slides if slide.shapes.title.text.startswith("Veel regels")]
    assert [slide.shapes.title.text for slide in told] == ["Veel regels (1 van 2)", "Veel regels (2 van 2)"]
    assert "Nog 25 regels staan in het werkboek." in told[-1].notes_slide.notes_text_frame.text
    tables = [next(shape.table for shape in slide.shapes if shape.has_table) for slide in told]
    assert [len(table.rows) for table in tables] == [11, 12]
    assert tables[-1].cell(11, 0).text == "Totaal"


def test_many_things_to_know_take_more_slides(made, document):
    attention = next(block for block in document.blocks if isinstance(block, Items))
    assert titles_of(made("pptx")).count(attention.message) == 2
    texts = [shape.text_frame.text for shape in shapes(made("pptx")) if shape.has_text_frame]
    assert any(attention.note in text for text in texts)


def test_words_of_people_are_kept_as_they_are():
    made = pptx(document(verdict=NASTY))
    assert read(made).slides[0].shapes.title.text == NASTY
