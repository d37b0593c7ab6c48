"""What stands below the title of a slide: figures, things to know, or a table that fits."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from izaportal.web.documents.blocks import Cell, Items, Stats, Table
from izaportal.web.documents.slides.fitting import ROW_HEIGHT, letters_of
from izaportal.web.documents.slides.frame import (
    BODY,
    BODY_HEIGHT,
    Area,
    add_run,
    colour,
    described,
)
from izaportal.web.documents.words import glyph, ink, mark_of, text_of, word

GAP = Inches(0.25)


def add_stats(slide: Slide, block: Stats) -> None:
    count = len(block.items)
    width = Emu((BODY.width - GAP * (count - 1)) // count)
    for at, one in enumerate(block.items):
        area = Area(Emu(BODY.left + at * (width + GAP)), BODY.top, width, Inches(3))
        box = slide.shapes.add_textbox(*area.place)
        box.fill.solid()
        box.fill.fore_color.rgb = colour("--c-canvas")
        frame = box.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = Inches(0.2)
        add_run(frame.paragraphs[0], one.label, size=16, paint="--c-ink-2")
        add_run(frame.add_paragraph(), one.value, size=30, paint="--c-ink", bold=True)
        add_run(frame.add_paragraph(), one.note, size=14, paint="--c-ink-2")


def add_items(slide: Slide, block: Items) -> None:
    box = slide.shapes.add_textbox(*BODY.place)
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    paragraph = frame.paragraphs[0]
    if not block.items:
        add_run(paragraph, block.empty, size=18, paint="--c-ink-2")
    for at, one in enumerate(block.items):
        paragraph = frame.add_paragraph() if at else paragraph
        paragraph.space_before = Pt(10 if at else 0)
        if one.mark is not None:
            sign = f"{glyph(one.mark)} {word(one.mark)}  "
            add_run(paragraph, sign, size=14, paint=ink(one.mark), bold=True)
        add_run(paragraph, one.title, size=16, paint="--c-ink", bold=True)
        if one.place:
            add_run(paragraph, f"  {one.place}", size=13, paint="--c-ink-3")
        if one.text:
            add_run(frame.add_paragraph(), one.text, size=14, paint="--c-ink-2")


def add_table(slide: Slide, table: Table, places: tuple[int | None, ...]) -> None:
    """`places`: the decimals of each column of the whole table."""
    rows = [*table.rows, table.total] if table.total else [*table.rows]
    height = min(BODY_HEIGHT, ROW_HEIGHT * (len(rows) + 1))
    area = Area(BODY.left, BODY.top, BODY.width, Emu(height))
    frame = slide.shapes.add_table(len(rows) + 1, len(table.columns), *area.place)
    described(frame, table.name, table.message)
    drawn = frame.table
    drawn.first_row, drawn.horz_banding, drawn.last_row = True, False, bool(table.total)
    _widths(drawn, table)
    size = letters_of(table)
    for at, column in enumerate(table.columns):
        _fill(drawn.cell(0, at), column.label, figure=column.shape.is_figure, size=size)
        _ground(drawn.cell(0, at), "--c-sunken", bold=True)
    for line, row in enumerate(rows, start=1):
        is_total = bool(table.total) and line == len(rows)
        for at, cell in enumerate(row):
            _show(drawn.cell(line, at), cell, places[at], table.columns[at].shape.is_figure, size)
            _ground(drawn.cell(line, at), "--c-surface", bold=is_total or at == 0)


def _widths(drawn: Any, table: Table) -> None:
    whole = sum(column.width for column in table.columns)
    for at, column in enumerate(table.columns):
        drawn.columns[at].width = Emu(int(BODY.width) * column.width // whole)


def _show(place: Any, cell: Cell, decimals: int | None, figure: bool, size: int) -> None:
    mark = mark_of(cell)
    _fill(place, text_of(cell, decimals), figure=figure, size=size, mark=mark)


def _fill(place: Any, text: str, *, figure: bool, size: int, mark: Any = None) -> None:
    place.margin_left = place.margin_right = Inches(0.06)
    place.margin_top = place.margin_bottom = Inches(0.03)
    place.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = place.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if figure else PP_ALIGN.LEFT
    paint = "--c-ink"
    if mark is not None:
        paint = ink(mark)
        add_run(paragraph, f"{glyph(mark)} ", size=size, paint=paint)
    add_run(paragraph, text, size=size, paint=paint)


def _ground(place: Any, paint: str, *, bold: bool) -> None:
    place.fill.solid()
    place.fill.fore_color.rgb = colour(paint)
    for run in place.text_frame.paragraphs[0].runs:
        run.font.bold = bold
