"""A page per pillar: its indicators against their bands through the quarters, and why one is not on track."""

from collections.abc import Iterator
from decimal import Decimal

from izaportal.core.formatting import Unknown, listed
from izaportal.core.numbers import rounded
from izaportal.web.board.board import Board
from izaportal.web.board.indicators import HeatGroup, HeatRow, Indicators, PillarCard
from izaportal.web.board.words import are, good, how_many, unit_of
from izaportal.web.documents.blocks import (
    IN_BOOK,
    ON_PAPER,
    Block,
    Cell,
    Column,
    Item,
    Items,
    Mark,
    Place,
    Section,
    Shape,
    Table,
)
from izaportal.web.hyphens import SOFT_HYPHEN
from izaportal.web.templatetags.bands import Band
from kpis.choices import STATUS_WORDS
from kpis.selectors.status_rows import StatusRow
from kpis.status import Status

FEW = 12
"""As many indicators are all explained; of more only those that are not on track."""
EXPLAINED = (Status.OFF_TRACK, Status.AT_RISK, Status.NO_DATA)
NO_STATUS = "–"


def pillars(board: Board) -> Iterator[Section]:
    """The first one also brings what the workbook tells of all indicators."""
    part = board.indicators
    groups = {group.title: group for group in part.groups}
    lists: tuple[Block, ...] = (all_indicators(part),)
    for card in part.cards:
        title = f"{card.number} · {plain(card.name)}"
        blocks = tuple(_blocks(part, card, groups.pop(title, None)))
        yield Section(title, (*blocks, *lists), lead=_lead(card))
        lists = ()
    for title, group in groups.items():  # indicators of no pillar
        yield Section(title, (heat_table(part, group, title), *lists))
        lists = ()


def plain(name: str) -> str:
    """Without the places where a screen may break it: paper finds its own."""
    return name.replace(SOFT_HYPHEN, "")


def _lead(card: PillarCard) -> str:
    spuk = "zonder SPUK" if card.no_spuk else f"waarvan SPUK {card.spuk.text}" if card.spuk.is_known else ""
    told = f"Investering volgens het plan: {card.investment.text}" if card.investment.is_known else ""
    return f"{', '.join(filter(None, [told, spuk]))}." if told else ""


def _blocks(part: Indicators, card: PillarCard, group: HeatGroup | None) -> Iterator[Block]:
    if group is None:
        yield Items("", f"{card.number} heeft geen indicatoren met een status", (), _no_indicators(part))
        return
    yield heat_table(part, group, summary(card))
    changed = listed([change.told for change in card.changes])
    why = [row for row in group.rows if row.row.status in EXPLAINED or len(group.rows) <= FEW]
    if why:
        yield Items(
            "Toelichting" if len(why) == len(group.rows) else "Waarom niet op koers",
            "",
            tuple(Item(row.row.title, row.row.sentence, mark=row.row.status) for row in why),
            note=f"Gewijzigd sinds het vorige kwartaal: {changed}." if changed else "",
            places=ON_PAPER,
        )


def _no_indicators(part: Indicators) -> str:
    return f"Van deze {part.word} is {part.pending}." if part.pending else "Geen indicatoren met een status."


def summary(card: PillarCard) -> str:
    """`Pijler 1: 3 van de 5 indicatoren op koers of hoger, 1 achter`."""
    total, best = card.counts.total(), good(card.counts)
    told = [
        f"{card.counts[status]} {STATUS_WORDS[status]}"
        for status in (Status.OFF_TRACK, Status.AT_RISK, Status.NO_DATA)
        if card.counts[status]
    ]
    of_all = f"van de {total} {are(total, 'indicator', 'indicatoren')}"
    line = f"{card.number}: {how_many(best)} {of_all} op koers of hoger"
    return ", ".join([line, *told])


def heat_table(part: Indicators, group: HeatGroup, message: str) -> Table:
    """As the heat map of the page; slides show what is in trouble when there are more than fit."""
    columns = (
        Column("Indicator", width=6),
        Column("Doel nu", width=5),
        *(Column(head.quarter.label, width=2) for head in part.heads),
        Column(f"Eind {part.year}", width=2),
    )
    rows = tuple(_heat_row(row) for row in group.rows)
    return Table(message, group.title, columns, rows, places=frozenset({Place.PDF, Place.SLIDES}))


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


LIST_COLUMNS = (
    Column("Pijler"),
    Column("Code", width=1),
    Column("Indicator", width=5),
    Column("Eenheid"),
    Column("Status"),
    Column("Waarde", Shape.FIGURE),
    Column("Ondergrens", Shape.FIGURE),
    Column("Bovengrens", Shape.FIGURE),
    Column("Verwacht eind jaar", Shape.FIGURE),
    Column("Telt mee", width=1),
    Column("Uitleg", width=8),
)


def all_indicators(part: Indicators) -> Table:
    """One row per indicator, with figures to calculate on."""
    rows = tuple(_list_row(group, heat.row) for group in part.groups for heat in group.rows)
    return Table("Alle indicatoren", "Indicatoren", LIST_COLUMNS, rows, places=IN_BOOK)


def _list_row(group: HeatGroup, row: StatusRow) -> tuple[Cell, ...]:
    return (
        group.title,
        row.code,
        row.name,
        row.unit,
        row.status,
        Unknown.NOT_MEASURED if row.value is None else row.value,
        _open(row.lower),
        _open(row.upper),
        row.projected,
        "ja" if row.counts else "nee",
        row.sentence,
    )


def _open(bound: Decimal | None) -> Cell:
    return Unknown.OPEN if bound is None else bound
