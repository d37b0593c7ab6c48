"""The part of each municipality, to the cent."""

from collections.abc import Iterator

from izaportal.core.formatting import sentence_case
from izaportal.web.board.board import Board
from izaportal.web.board.charts import charts_of
from izaportal.web.board.findings import of_municipalities
from izaportal.web.board.municipalities import Municipalities
from izaportal.web.documents.blocks import (
    Block,
    Cell,
    Column,
    Drawn,
    Native,
    Plot,
    Prose,
    Section,
    Series,
    Shape,
    Table,
)
from izaportal.web.share_lines import ShareFigures, known

NOTE = "Bedragen in euro. Per project verdeeld tot op de cent en daarna opgeteld."
COLUMNS = (
    Column("Gemeente", width=3),
    Column("Sleutel (%)", Shape.FIGURE, width=2, places=2),
    Column("Toegekend", Shape.EUROS, width=3),
    Column("Op het spel", Shape.EUROS, width=3),
    Column("Nog niet bevestigd", Shape.EUROS, width=3),
    Column("Achterstand", Shape.EUROS, width=3),
    Column("Verwacht terug", Shape.EUROS, width=3),
    Column("Onbesteed", Shape.EUROS, width=3),
)


def municipalities(board: Board) -> Iterator[Section]:
    part = board.municipalities
    if not part.lines:
        told = "Er is geen SPUK om over gemeenten te verdelen: n.v.t."
        yield Section("Per gemeente", (Prose((sentence_case(part.pending) or told,)),))
        return
    yield Section("Per gemeente", tuple(_blocks(board)), lead=_lead(part))


def _lead(part: Municipalities) -> str:
    invented = "De sleutel is illustratief: voor deze demo verzonnen." if part.key_illustrative else ""
    return " ".join(filter(None, [part.lead, invented]))


def _blocks(board: Board) -> Iterator[Block]:
    part = board.municipalities
    lacking = f"{sentence_case(part.lacking)}. " if part.lacking else ""
    yield Table(
        message=of_municipalities(part),
        name="Gemeenten",
        columns=COLUMNS,
        rows=tuple(_row(line.name, line.figures) for line in part.lines),
        total=_row("Totaal", part.total) if part.total else (),
        note=lacking + NOTE,
    )
    chart = charts_of(board)["map"]
    if chart is not None:
        description = f"{chart.subtitle}. {chart.description}"
        yield Plot(chart.title, description, _figures(part), chart, is_told=True)


def _row(name: str, figures: ShareFigures) -> tuple[Cell, ...]:
    lacks = f" ({figures.missing} van de {figures.parts} delen n.t.b.)" if figures.is_incomplete else ""
    return (
        f"{name}{lacks}",
        figures.percent,
        figures.award,
        figures.at_stake,
        figures.unsecured,
        figures.due_gap,
        figures.expected,
        figures.unspent,
    )


def _figures(part: Municipalities) -> Native:
    return Native(
        Drawn.BARS,
        "Op het spel per gemeente",
        "Gemeente",
        tuple(line.name for line in part.lines),
        (Series("Op het spel", tuple(known(line.figures.at_stake) for line in part.lines)),),
        sub="Op het spel in euro",
    )
