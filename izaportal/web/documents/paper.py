"""A document as PDF: tagged (PDF/UA), made by typst from `paper.typ` and the document as JSON.

Nothing is fetched: fonts stand beside this module, and the template asks for no package.
"""

import json
from collections.abc import Iterable, Mapping
from functools import singledispatch
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import typst

from funding.refund import RiskLevel
from izaportal.web.charts.legend import swatch
from izaportal.web.charts.model import Chart, Variant
from izaportal.web.charts.render import chart_key
from izaportal.web.charts.store import stored_svgs
from izaportal.web.documents.blocks import (
    Block,
    Cell,
    Document,
    Facts,
    Item,
    Items,
    Place,
    Plot,
    Prose,
    Stats,
    Table,
)
from izaportal.web.documents.row_heads import with_row_heads
from izaportal.web.documents.words import LEVEL_WORDS, ink, mark_of, places_of, text_of, word
from izaportal.web.templatetags.bands import WIDTH as BAND_WIDTH
from izaportal.web.templatetags.bands import Band
from izaportal.web.tokens import colours, printed
from kpis.status import Status

HERE = Path(__file__).parent
TEMPLATE, FONTS = HERE / "paper.typ", HERE / "fonts"
STANDARD = "ua-1"
FONT = "Source Sans 3"
WIDEST_MM, MM_PER_PIXEL = 174, 0.262  # text of 13 pixels is 9.7 points on paper

Json = dict[str, Any]


def pdf(document: Document, *, contents: bool = True) -> bytes:
    """Raises typst.TypstError when the document would not be accessible."""
    made: bytes = _compiled(document, contents=contents, format="pdf", pdf_standards=[STANDARD])
    return with_row_heads(made)


def pictures(document: Document, *, contents: bool = True, ppi: int = 72) -> list[bytes]:
    """Its pages as PNG, to look at."""
    made: bytes | list[bytes] = _compiled(document, contents=contents, format="png", ppi=ppi)
    return made if isinstance(made, list) else [made]


def _compiled(document: Document, *, contents: bool, **how: Any) -> Any:
    return typst.compile(
        str(TEMPLATE),
        root=str(HERE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(told(document, contents=contents), ensure_ascii=False)},
        **how,
    )


def told(document: Document, *, contents: bool) -> Json:
    """The document as the template reads it."""
    drawings = _drawings(document)
    imprint = document.imprint
    return {
        "title": document.title,
        "kind": document.kind,
        "lead": document.lead,
        "verdict": document.verdict,
        "sub": document.sub,
        "contents": contents,
        "colours": colours(),
        "imprint": {
            "line": imprint.line,
            "programme": imprint.programme,
            "version": imprint.version,
            "freeze": imprint.freeze,
            "sha256": imprint.sha256,
            "frozen": imprint.frozen,
            "marks": list(imprint.marks),
        },
        "opening": _blocks(document.opening, drawings),
        "sections": [
            {
                "title": section.title,
                "lead": section.lead,
                "depth": section.depth,
                "new_page": section.new_page and not section.is_bare,
                "blocks": _blocks(section.blocks, drawings),
            }
            for section in document.sections
            if any(Place.PDF in block.places for block in section.blocks)
        ],
    }


def _drawings(document: Document) -> Mapping[str, str]:
    """All charts by one look-up; one that cannot be drawn is left out, for its table tells the same."""
    charts = [one.chart for one in document.blocks if isinstance(one, Plot) and one.chart]
    return stored_svgs(chart.wide for chart in charts)


def _blocks(blocks: Iterable[Block], drawings: Mapping[str, str]) -> list[Json]:
    return [
        _plot(one, drawings) if isinstance(one, Plot) else _told(one)
        for one in blocks
        if Place.PDF in one.places
    ]


@singledispatch
def _told(block: Block) -> Json:
    raise TypeError(f"{type(block).__name__} heeft geen vorm op papier")


@_told.register
def _stats(block: Stats) -> Json:
    items = [{"label": one.label, "value": one.value, "note": one.note} for one in block.items]
    return {"kind": "stats", "items": items}


@_told.register
def _items(block: Items) -> Json:
    return {
        "kind": "items",
        "heading": block.heading,
        "empty": block.empty,
        "note": block.note,
        "abreast": block.is_abreast,
        "items": [_item(one) for one in block.items],
    }


def _item(one: Item) -> Json:
    return {"title": one.title, "text": one.text, "place": one.place, "mark": _mark(one.mark)}


@_told.register
def _prose(block: Prose) -> Json:
    return {"kind": "prose", "heading": block.heading, "lines": list(block.lines)}


@_told.register
def _facts(block: Facts) -> Json:
    pairs = [{"label": label, "text": text} for label, text in block.pairs]
    return {"kind": "facts", "heading": block.heading, "pairs": pairs}


@_told.register
def _table(block: Table) -> Json:
    places = places_of(block)
    return {
        "kind": "table",
        "message": block.message,
        "note": block.note,
        "columns": [
            {"label": one.label, "width": one.width, "figure": one.shape.is_figure} for one in block.columns
        ],
        "rows": [_cells(row, places) for row in block.rows],
        "total": _cells(block.total, places),
    }


def _cells(row: tuple[Cell, ...], places: tuple[int | None, ...]) -> list[Json]:
    return [
        {"text": text_of(cell, decimals), "mark": _mark(mark_of(cell)), "band": _band(cell)}
        for cell, decimals in zip(row, places, strict=False)
    ]


def _band(cell: Cell) -> Json | None:
    """Where the band and the value lie, in parts of its width; None where it is open or not measured."""
    if not isinstance(cell, Band):
        return None
    places = {"low": cell.lower, "high": cell.upper, "value": cell.value}
    return {name: None if at is None else str(cell.x(at) / BAND_WIDTH) for name, at in places.items()}


def _mark(mark: Status | RiskLevel | None) -> Json | None:
    if mark is None:
        return None
    bars = list(LEVEL_WORDS).index(mark) + 1 if isinstance(mark, RiskLevel) else 0
    return {"key": mark.value, "word": word(mark), "ink": ink(mark), "bars": bars}


def _plot(block: Plot, drawings: Mapping[str, str]) -> Json:
    chart = block.chart
    drawn = drawings.get(chart_key(chart.wide)) if chart else None
    return {
        "kind": "plot",
        "message": block.message,
        "description": block.description,
        "note": block.note,
        "subtitle": " · ".join(filter(None, [chart.subtitle, chart.source])) if chart else "",
        "svg": printed(_lettered(drawn)) if drawn else None,
        "width": _width(chart),
        "legend": _legend(chart),
        "table": None if block.is_told else _table(block.native.table),
    }


def _width(chart: Chart | None) -> float:
    """Text in a chart is as large as the text around it, so a small drawing stays small."""
    pixels = Variant(chart.wide["usermeta"]["variant"]).width if chart else 0
    return min(WIDEST_MM, pixels * MM_PER_PIXEL)


def _legend(chart: Chart | None) -> list[Json]:
    items = chart.legend if chart else ()
    return [{"label": one.label, "svg": printed(swatch(one.swatch))} for one in items]


def _lettered(svg: str) -> str:
    """On a page the drawing takes the page's font; on its own it has to name one."""
    drawing = ET.fromstring(svg)  # noqa: S314 - written by our own renderer
    drawing.set("font-family", FONT)
    return ET.tostring(drawing, encoding="unicode")
