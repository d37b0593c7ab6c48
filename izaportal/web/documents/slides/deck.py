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
from izaportal.web.documents.slides.fitting import parts_of_items, parts_of_table
from izaportal.web.documents.slides.frame import BODY, Area, new_deck, new_slide, write
from izaportal.web.documents.words import places_of, text_of

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
    slide = new_slide(deck, document, document.verdict)
    area = Area(BODY.left, BODY.top, BODY.width, Inches(1.2))
    write(slide, document.title, area, size=24, paint="--c-brand", bold=True)
    below = Area(BODY.left, Inches(2.4), BODY.width, Inches(1))
    write(slide, document.lead, below, size=18, paint="--c-ink-2")
    last = Area(BODY.left, Inches(3.4), BODY.width, Inches(1.6))
    write(slide, document.sub, last, size=18, paint="--c-ink")
    _note(slide, [document.imprint.frozen])


def _close(deck: Deck, document: Document) -> None:
    imprint = document.imprint
    slide = new_slide(deck, document, "Deze cijfers zijn vastgesteld en veranderen niet meer")
    lines = (f"{imprint.frozen}.", f"Kenmerk: {imprint.freeze}", f"SHA-256: {imprint.sha256}")
    for at, line in enumerate(lines):
        area = Area(BODY.left, Inches(1.8 + at * 0.6), BODY.width, Inches(0.5))
        write(slide, line, area, size=18, paint="--c-ink-2")
    _note(slide, list(lines))


def _add(deck: Deck, document: Document, block: Block) -> None:
    match block:
        case Stats():
            slide = new_slide(deck, document, block.message)
            add_stats(slide, block)
            _note(slide, [f"{one.label}: {one.value}. {one.note}" for one in block.items])
        case Items():
            for part in parts_of_items(block):
                slide = new_slide(deck, document, block.message)
                add_items(slide, part)
                _note(slide, [*(f"{one.title} {one.text}" for one in part.items), block.note])
        case Plot():
            slide = new_slide(deck, document, block.message)
            add_chart(slide, block, BODY)
            _note(slide, [*_lines(block.native.table), block.note])
        case Table():
            _add_table(deck, document, block)


def _add_table(deck: Deck, document: Document, table: Table) -> None:
    shown = replace(table, rows=table.rows[:MOST_ROWS])
    left = len(table.rows) - len(shown.rows)
    more = f"Nog {left} regels staan in het werkboek." if left else ""
    for part in parts_of_table(shown):
        slide = new_slide(deck, document, table.message)
        add_table(slide, part, places_of(table))
        _note(slide, [*_lines(part), table.note, more])


def _lines(table: Table) -> Iterator[str]:
    """The table as text, for the notes."""
    places = places_of(table)
    heads = [column.label for column in table.columns]
    for row in [*table.rows, table.total] if table.total else table.rows:
        told = [text_of(cell, decimals) for cell, decimals in zip(row, places, strict=True)]
        pairs = (f"{head} {text}" for head, text in zip(heads[1:], told[1:], strict=True) if text)
        yield f"{told[0]}: {'; '.join(pairs)}"


def _note(slide: Slide, lines: list[str]) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = "\n".join(filter(None, lines))
