"""What stands below the title of a slide: figures, things to know, or a table that fits."""

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from izaportal.web.documents.blocks import Cell, Item, Items, Stat, Stats, Table
from izaportal.web.documents.slides.fitting import heights_of, size_of_items, widths_of
from izaportal.web.documents.slides.frame import BODY, Area, add_run, colour, described, plain
from izaportal.web.documents.words import glyph, ink, mark_of, text_of, word

GAP = Inches(0.25)
STAT_HEIGHT = Inches(3.2)
LARGEST, SMALLEST, LETTERS_AT_LARGEST = 36, 20, 9
"""Of a figure of nine letters, and of one that is a sentence."""


def add_stats(slide: Slide, block: Stats) -> None:
    """Beside each other, all as high and with figures as large."""
    count = len(block.items)
    width = Emu((BODY.width - GAP * (count - 1)) // count)
    longest = max(len(one.value) for one in block.items)
    size = max(SMALLEST, min(LARGEST, LARGEST * LETTERS_AT_LARGEST // longest))
    for at, one in enumerate(block.items):
        _add_stat(slide, one, Area(Emu(BODY.left + at * (width + GAP)), BODY.top, width, STAT_HEIGHT), size)


def _add_stat(slide: Slide, stat: Stat, area: Area, size: int) -> None:
    box = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *area.place)
    plain(box, "--c-canvas")
    box.line.color.rgb = colour("--c-line")
    described(box, stat.label, "")
    frame = box.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = Inches(0.2)
    # The figure first: labels of one and of two lines leave the figures in one line.
    lines = ((stat.value, size, "--c-ink"), (stat.label, 18, "--c-ink-2"), (stat.note, 16, "--c-ink-2"))
    for at, (text, points, paint) in enumerate(lines):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.space_before = Pt(6 if at else 0)
        add_run(paragraph, text, size=points, paint=paint, bold=at == 0)


def add_items(slide: Slide, block: Items) -> None:
    box = slide.shapes.add_textbox(*BODY.place)
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = 0
    size = size_of_items(block)
    if not block.items and block.empty != f"{block.message}.":
        add_run(frame.paragraphs[0], block.empty, size=size, paint="--c-ink-2")
    for at, one in enumerate(block.items):
        paragraph = frame.add_paragraph() if at else frame.paragraphs[0]
        paragraph.space_before = Pt(size * 0.6 if at else 0)
        _head(paragraph, one, size)
        if one.text:
            add_run(frame.add_paragraph(), one.text, size=size - 2, paint="--c-ink-2")
    if block.note:
        paragraph = frame.add_paragraph()
        paragraph.space_before = Pt(size * 0.6)
        add_run(paragraph, block.note, size=size - 2, paint="--c-ink-2")


def _head(paragraph: Any, one: Item, size: int) -> None:
    if one.mark is not None:
        sign = f"{glyph(one.mark)} {word(one.mark)}  "
        add_run(paragraph, sign, size=size - 2, paint=ink(one.mark), bold=True)
    add_run(paragraph, one.title, size=size, paint="--c-ink", bold=True)
    if one.place:
        add_run(paragraph, f"  {one.place}", size=size - 4, paint="--c-ink-3")


def add_table(slide: Slide, table: Table, places: tuple[int | None, ...], size: int) -> None:
    """`places`: the decimals of each column of the whole table; `size`: of its letters."""
    heights = heights_of(table, size)
    area = Area(BODY.left, BODY.top, BODY.width, Emu(sum(heights)))
    frame = slide.shapes.add_table(len(heights), len(table.columns), *area.place)
    described(frame, table.name, table.message)
    drawn = frame.table
    drawn.first_row, drawn.first_col = True, True
    drawn.horz_banding, drawn.last_row = False, bool(table.total)
    for at, width in enumerate(widths_of(table, size)):
        drawn.columns[at].width = Emu(width)
    for at, height in enumerate(heights):
        drawn.rows[at].height = Emu(height)
    for at, column in enumerate(table.columns):
        _fill(drawn.cell(0, at), column.label, figure=column.shape.is_figure, size=size)
        _ground(drawn.cell(0, at), "--c-sunken", bold=True)
    for line, row in enumerate(table.lines, start=1):
        is_total = line > len(table.rows)
        for at, cell in enumerate(row):
            _show(drawn.cell(line, at), cell, places[at], table.columns[at].shape.is_figure, size)
            paint = "--c-canvas" if is_total or line % 2 == 0 else "--c-surface"
            _ground(drawn.cell(line, at), paint, bold=is_total or at == 0)


def _show(place: Any, cell: Cell, decimals: int | None, figure: bool, size: int) -> None:
    mark = mark_of(cell)
    _fill(place, text_of(cell, decimals), figure=figure, size=size, mark=mark)


def _fill(place: Any, text: str, *, figure: bool, size: int, mark: Any = None) -> None:
    place.margin_left = place.margin_right = Inches(0.08)
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
