"""A page per pillar: its indicators against their bands through the quarters, and why one is not on track."""

from collections.abc import Iterator
from decimal import Decimal

from izaportal.core.formatting import listed, sentence_case
from izaportal.core.numbers import rounded
from izaportal.web.board.board import Board
from izaportal.web.board.charts import charts_of
from izaportal.web.board.findings import of_pillar
from izaportal.web.board.indicators import HeatGroup, HeatRow, Indicators, PillarCard
from izaportal.web.board.words import are, unit_of
from izaportal.web.charts.model import Chart
from izaportal.web.documents.blocks import (
    ON_PAPER,
    TO_READ,
    Block,
    Cell,
    Column,
    Drawn,
    Ink,
    Item,
    Items,
    Mark,
    Native,
    Plot,
    Prose,
    Section,
    Series,
    Shape,
    Table,
)
from izaportal.web.documents.figures import count_of
from izaportal.web.templatetags.bands import Band
from kpis.choices import STATUS_WORDS
from kpis.selectors.status_rows import StatusRow
from kpis.status import Status

INKS = {
    Status.EXCEEDED: Ink.EXCEEDED,
    Status.ON_TRACK: Ink.ON_TRACK,
    Status.AT_RISK: Ink.AT_RISK,
    Status.OFF_TRACK: Ink.OFF_TRACK,
}
FEW = 12
"""As many indicators are all explained; of more only those that are not on track."""
EXPLAINED = (Status.OFF_TRACK, Status.AT_RISK, Status.NO_DATA)
NO_STATUS = "–"


def pillars(board: Board) -> Iterator[Section]:
    """First all of them side by side, then a page for each; last the indicators of no pillar."""
    part = board.indicators
    chart = charts_of(board)["statuses"]
    first = side_by_side(part, chart) if chart else Prose((_none(part),))
    yield Section(part.cards_title, (first,), lead=part.cards_lead)
    groups = {group.title: group for group in part.groups}
    for card in part.cards:
        title = f"{card.number} · {card.plain_name}"
        blocks = tuple(_blocks(part, card, groups.pop(title, None)))
        yield Section(title, blocks, lead=_lead(card), depth=2)
    for title, group in groups.items():
        count = len(group.rows)
        message = f"{count} {are(count, 'indicator', 'indicatoren')} {title.lower()}"
        yield Section(title, (heat_table(part, group, message),), depth=2)


def side_by_side(part: Indicators, chart: Chart) -> Plot:
    cards = [card for card in part.cards if card.counts]
    series = (
        Series(
            sentence_case(STATUS_WORDS[status]),
            tuple(count_of(card.counts, status) for card in cards),
            INKS.get(status, Ink.NO_DATA),
        )
        for status in (*INKS, Status.NO_DATA)
        if any(card.counts[status] for card in cards)
    )
    native = Native(
        Drawn.STACKED,
        f"Status per {part.word}",
        sentence_case(part.word),
        tuple(card.number for card in cards),
        tuple(series),
        Shape.FIGURE,
    )
    return Plot(chart.title, f"{chart.subtitle}. {chart.description}", native, chart)


def _lead(card: PillarCard) -> str:
    spuk = "zonder SPUK" if card.no_spuk else f"waarvan SPUK {card.spuk.text}" if card.spuk.is_known else ""
    told = f"Investering volgens het plan: {card.investment.text}" if card.investment.is_known else ""
    return f"{', '.join(filter(None, [told, spuk]))}." if told else ""


def _blocks(part: Indicators, card: PillarCard, group: HeatGroup | None) -> Iterator[Block]:
    if group is None:
        yield Prose((_none(part),))
        return
    yield heat_table(part, group, of_pillar(card))
    changed = listed([change.told for change in card.changes])
    if not group.rows:
        return
    why = [row for row in group.rows if row.row.status in EXPLAINED or len(group.rows) <= FEW]
    if why:
        yield Items(
            "Toelichting" if len(why) == len(group.rows) else "Waarom niet op koers",
            "",
            tuple(Item(row.row.title, row.row.sentence, mark=row.row.status) for row in why),
            note=f"Gewijzigd sinds het vorige kwartaal: {changed}." if changed else "",
            places=ON_PAPER,
        )


def _none(part: Indicators) -> str:
    pending = f"De status van de indicatoren is {part.pending}." if part.pending else ""
    return pending or "Er zijn geen indicatoren met een status."


def heat_table(part: Indicators, group: HeatGroup, message: str) -> Table:
    """As the heat map of the page; slides show what is in trouble when there are more than fit."""
    columns = (
        Column("Indicator", width=6),
        Column("Doel nu", width=5),
        *(Column(head.quarter.label, width=2) for head in part.heads),
        Column(f"Eind {part.year}", width=2),
    )
    rows = tuple(_heat_row(row) for row in group.rows)
    more = "De andere indicatoren staan in het werkboek." if group.more else ""
    return Table(message, group.title, columns, rows, note=more, places=TO_READ)


def _heat_row(heat: HeatRow) -> tuple[Cell, ...]:
    marks = [
        NO_STATUS if cell.status is None else Mark(cell.status, cell.text or STATUS_WORDS[cell.status])
        for cell in heat.cells
    ]
    return (_title(heat.row), band_of(heat.row), *marks, heat.projected or NO_STATUS)


def _title(row: StatusRow) -> str:
    return f"{row.title} ({row.unit})" if row.unit and not unit_of(row) else row.title


def band_of(row: StatusRow) -> Band | str:
    """The measured value against the band that is due now; a dash without a band."""
    if row.lower is None and row.upper is None:
        return NO_STATUS
    return Band(_shown(row.value), _shown(row.lower), _shown(row.upper), unit_of(row))


def _shown(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value, 2).normalize() + 0
