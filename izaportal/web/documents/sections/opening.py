"""The first page: what a board member must know and decide, and the figures to take home."""

from izaportal.core.formatting import Unknown, or_not_applicable
from izaportal.web.board.attention import Attention
from izaportal.web.board.board import Board
from izaportal.web.board.decisions import Decisions
from izaportal.web.board.findings import of_attention, of_headline
from izaportal.web.board.headline import Headline
from izaportal.web.board.words import are
from izaportal.web.documents.blocks import (
    IN_BOOK,
    Block,
    Column,
    Item,
    Items,
    Shape,
    Stat,
    Stats,
    Table,
)

MOST = 7
"""Things to know and to decide that fit on the first page."""
NOTHING = "Geen indicator of subsidie vraagt nu aandacht"


def opening(board: Board) -> tuple[Block, ...]:
    return (stats(board), attention(board.attention), asked(board.decisions), as_numbers(board.headline))


def stats(board: Board) -> Stats:
    figures = tuple(Stat(one.label, one.told, one.remark) for one in board.key_figures)
    return Stats(of_headline(board.headline), figures)


def attention(part: Attention) -> Items:
    """Money first; what is only named on the page is named here too."""
    money = tuple(Item(one.title, one.why, one.place, one.level) for one in part.money)
    others = tuple(Item(one.row.title, one.why, one.place, one.row.status) for one in part.indicators)
    rest = " ".join(one.told for one in part.rest)
    order = ", geld eerst" if part.money else ""
    return Items(
        heading="Vraagt aandacht",
        message=of_attention(part) + order if part.total else NOTHING,
        items=(*money, *others)[:MOST],
        empty=f"{NOTHING}.",
        note=" ".join(filter(None, [_more(len(money) + len(others), "Geld en de pijlers"), rest])),
    )


def _more(count: int, where: str) -> str:
    """What the first page has no room for."""
    return f"En nog {count - MOST}; zie {where}." if count > MOST else ""


def asked(part: Decisions) -> Items:
    count = len(part.asked)
    if count:
        message = f"Over {count} {are(count, 'project', 'projecten')} wordt u een besluit gevraagd"
    else:
        message = "Er wordt u geen besluit gevraagd"
    return Items(
        heading="Gevraagde besluiten",
        message=message,
        items=tuple(Item(one.question, one.why) for one in part.asked[:MOST]),
        empty="De cijfers vragen nu geen besluit.",
        note=_more(count, "Besluiten"),
    )


def as_numbers(headline: Headline) -> Table:
    """The same figures to calculate with."""
    planned, measured = headline.reduction_planned, headline.reduction.amount
    realised = headline.reduction_realised if measured is None else measured
    rows = (
        ("Indicatoren op koers of hoger", headline.good if headline.total else Unknown.NOT_APPLICABLE),
        ("Indicatoren die meetellen", headline.total),
        ("Indicatoren zonder meting", headline.unmeasured),
        ("SPUK besteed (€)", or_not_applicable(headline.spent)),
        ("SPUK maximaal terug (€)", or_not_applicable(headline.maximum)),
        ("Lagere zorgkosten gepland, laagste (€)", planned.low if planned.is_known else planned.state),
        ("Lagere zorgkosten gepland, hoogste (€)", planned.high if planned.is_known else planned.state),
        ("Lagere zorgkosten bereikt (€)", realised),
    )
    columns = (Column("Kerncijfer", width=4), Column("Waarde", Shape.FIGURE))
    return Table("De kerncijfers", "Kerncijfers", columns, rows, places=IN_BOOK)
