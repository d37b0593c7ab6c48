"""A document as PPTX: the title slide, a slide for each message, and by what the figures can be checked."""

import io
from collections.abc import Iterator
from dataclasses import replace

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide
from pptx.util import Inches

from izaportal.web.documents.blocks import Block, Document, Items, Place, Plot, Stats, Table
from izaportal.web.documents.slides.bodies import add_items, add_stats, add_table
from izaportal.web.documents.slides.charts import add_chart
from izaportal.web.documents.slides.fitting import parts_of_items, parts_of_table, size_of_table
from izaportal.web.documents.slides.frame import (
    BELOW_SUB,
    BODY,
    DARK,
    LIGHT,
    Area,
    new_deck,
    new_slide,
    title_slide,
    write,
)
from izaportal.web.documents.words import places_of, texts_of

MOST_ROWS = 20
"""Of a longer table slides show the beginning; the rest stands in the workbook."""


def pptx(document: Document) -> bytes:
    deck = new_deck(document)
    _opening(deck, document)
    for block in document.blocks:
        if Place.SLIDES in block.places:
            _add(deck, document, block)
    _close(deck, document)
    kept = io.BytesIO()
    deck.save(kept)
    return kept.getvalue()


def _opening(deck: Deck, document: Document) -> None:
    slide = title_slide(deck, document)
    above = Area(BODY.left, Inches(1.1), BODY.width, Inches(0.6))
    write(slide, f"{document.kind} · {document.title}", above, size=24, paint=DARK.title)
    last = Area(BODY.left, Inches(4.1), BODY.width, Inches(1.3))
    write(slide, document.sub, last, size=20, paint=DARK.text)
    below = Area(BODY.left, Inches(5.7), BODY.width, Inches(0.8))
    write(slide, f"{document.lead}. {document.imprint.frozen}.", below, size=16, paint=DARK.text)
    _note(slide, [document.imprint.frozen])


def _close(deck: Deck, document: Document) -> None:
    imprint = document.imprint
    slide = new_slide(deck, document, "Deze cijfers zijn vastgesteld en veranderen niet meer")
    lines = (f"{imprint.frozen}.", f"Kenmerk: {imprint.freeze}", f"SHA-256: {imprint.sha256}")
    for at, line in enumerate(lines):
        area = Area(BODY.left, Inches(1.8 + at * 0.6), BODY.width, Inches(0.5))
        write(slide, line, area, size=18, paint=LIGHT.text)
    _note(slide, list(lines))


def _add(deck: Deck, document: Document, block: Block) -> None:
    source = document.imprint.source
    match block:
        case Stats():
            slide = new_slide(deck, document, block.message, source=source)
            add_stats(slide, block)
            _note(slide, [f"{one.label}: {one.value}. {one.note}" for one in block.items])
        case Items():
            parts = list(parts_of_items(block))
            for title, part in zip(_titles(block.message, len(parts)), parts, strict=True):
                slide = new_slide(deck, document, title, source=source)
                add_items(slide, part)
                _note(slide, [*(f"{one.title} {one.text}" for one in part.items), part.note])
        case Plot():
            _add_chart(deck, document, block)
        case Table():
            _add_table(deck, document, block)


def _titles(message: str, count: int) -> Iterator[str]:
    """Each slide has a title of its own, by which it can be found."""
    for at in range(1, count + 1):
        yield f"{message} ({at} van {count})" if count > 1 else message


def _add_chart(deck: Deck, document: Document, plot: Plot) -> None:
    chart = plot.chart
    sub = plot.native.sub or (chart.subtitle if chart else "")
    source = (chart.source if chart else "") or document.imprint.source
    slide = new_slide(deck, document, plot.message, sub=sub, source=_joined(plot.note, source))
    add_chart(slide, plot, BELOW_SUB if sub else BODY)
    _note(slide, [*_lines(plot.native.table), plot.note])


def _add_table(deck: Deck, document: Document, table: Table) -> None:
    shown = replace(table, rows=table.rows[:MOST_ROWS])
    left = len(table.rows) - len(shown.rows)
    more = f"Nog {left} regels staan in het werkboek." if left else ""
    size = size_of_table(shown)
    parts = list(parts_of_table(shown, size))
    for title, part in zip(_titles(table.message.rstrip("."), len(parts)), parts, strict=True):
        rest = more if part is parts[-1] else ""
        source = _joined(rest, table.note, document.imprint.source)
        slide = new_slide(deck, document, title, source=source)
        add_table(slide, part, places_of(table), size)
        _note(slide, [*_lines(part), table.note, rest])


def _joined(*told: str) -> str:
    return " ".join(filter(None, told))


def _lines(table: Table) -> Iterator[str]:
    """The table as text, for the notes."""
    heads = [column.label for column in table.columns]
    for told in texts_of(table):
        pairs = (f"{head} {text}" for head, text in zip(heads[1:], told[1:], strict=True) if text)
        yield f"{told[0]}: {'; '.join(pairs)}"


def _note(slide: Slide, lines: list[str]) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(filter(None, lines))
