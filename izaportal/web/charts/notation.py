"""Numbers and quarters as a chart shows and stores them, on top of the portal's one nl-NL formatting.

Every label in a picture and every cell of the table beside it comes from here, so the two cannot differ.
"""

from collections.abc import Iterable
from decimal import Decimal

from izaportal.core import formatting, numbers
from izaportal.core.quarter import Quarter

DRAWN_PLACES = 2
MISSING = "–"
OPEN = formatting.Unknown.OPEN.word


def drawn(value: Decimal) -> Decimal:
    """The value as it is drawn and written: at most two decimals, half up."""
    return numbers.rounded(value, DRAWN_PLACES)


def plain(value: Decimal) -> str:
    """The drawn value as a JSON string without needless zeros, so that equal values hash equally."""
    return numbers.plain(drawn(value))


def decimals(values: Iterable[Decimal | None]) -> int:
    """The decimals that all these values need: one precision per column."""
    texts = [plain(value) for value in values if value is not None]
    return max((len(text.partition(".")[2]) for text in texts), default=0)


def number(value: Decimal | None, places: int | None = None, missing: str = MISSING) -> str:
    """``1.200`` or ``81,25``; without ``places`` as many decimals as the drawn value has."""
    return missing if value is None else formatting.number(drawn(value), places)


def euro(value: Decimal | None, missing: str = MISSING) -> str:
    """``€ 2.868.300``, whole euros."""
    return missing if value is None else formatting.euro(value)


def money_places(values: Iterable[Decimal | None]) -> int:
    """Whole euros when all are whole, otherwise cents."""
    return DRAWN_PLACES if decimals(values) else 0


def quarter_index(key: str) -> int:
    """Quarters since the year 0, so that neighbours differ by one; ValueError on another key."""
    return Quarter.parse(key).ordinal


def quarter_label(key: str) -> str:
    """``Q2 2026`` for ``2026-Q2``."""
    return Quarter.parse(key).label
