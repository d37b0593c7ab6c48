"""Dutch for the dashboard: lists, counts and figures as a sentence says them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol

from izaportal.core.formatting import date_long, euro, number, with_unit
from izaportal.core.numbers import rounded
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import AnyStatus, Rows
from kpis.projection import as_told
from kpis.selectors.status_rows import StatusRow
from kpis.status import Status

NONE_OF = "geen"
IN_FULL_AT_MOST = 5
ORDINALS = ("", "Eerste", "Tweede", "Derde", "Vierde")
SPELLED = (
    "geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf",
    "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig",
)  # fmt: skip


def spelled(count: int) -> str:
    """`zeven`: as a title begins; figures above twenty."""
    return SPELLED[count] if count < len(SPELLED) else str(count)


class Named(Protocol):
    @property
    def label(self) -> str: ...

    @property
    def title(self) -> str: ...


def names(listed: Sequence[Named]) -> tuple[str, ...]:
    """A few in full, for a code says nothing to who reads it on paper; many by their code."""
    is_few = len(listed) <= IN_FULL_AT_MOST
    return tuple(one.title if is_few else one.label for one in listed)


def how_many(count: int) -> str:
    """`3`, or `geen`: a board member does not say nul."""
    return str(count) if count else NONE_OF


def are(count: int, singular: str, plural: str) -> str:
    """The verb that fits the count; `geen` takes the singular."""
    return plural if count > 1 else singular


def plural(word: str) -> str:
    """`pijlers`, `thema’s`: what a programme calls its pillars."""
    return f"{word}’s" if word.endswith(("a", "i", "o", "u", "y")) else f"{word}s"


def short(quarter: Quarter, beside: Quarter) -> str:
    """`Q1`, or `Q4 2025` when it lies in another year than the quarter it is compared with."""
    return f"Q{quarter.number}" if quarter.year == beside.year else quarter.label


def sentence_case(text: str) -> str:
    """With a capital, which in Dutch has no accent where the next letter keeps one: `Eén`."""
    return f"E{text[1:]}" if text.startswith("één") else text[:1].upper() + text[1:]


def unit_of(row: AnyStatus) -> str:
    """Only the sign of a percentage: the rest of the unit stands on the indicator's own page."""
    return "%" if row.unit.startswith("%") else ""


def value_text(row: AnyStatus) -> str:
    """The measured value as a dense cell shows it, empty when nothing was measured."""
    return "" if row.value is None else with_unit(row.value, unit_of(row))


def projected_text(row: StatusRow, value: Decimal) -> str:
    """A projection, no more precise than a projection is."""
    return with_unit(as_told(value, decimals=row.decimals), unit_of(row))


def change_text(before: AnyStatus, now: StatusRow) -> str:
    """`420 naar 540 inwoners`."""
    first, last = value_text(before) or "niet gemeten", value_text(now) or "niet gemeten"
    unit = "" if unit_of(now) else f" {now.unit}"
    return f"{first} naar {last}{unit}".rstrip()


def due_text(day: date) -> str:
    """`eind 2027` for the last day of a year, else the day itself."""
    return f"eind {day.year}" if (day.month, day.day) == (12, 31) else f"op {date_long(day)}"


def range_text(low: Decimal | None, high: Decimal) -> str:
    """`€ 103.050`, or `€ 50.000 tot € 103.050` while something is still grey."""
    return euro(high) if low is None or low == high else f"{euro(low)} tot {euro(high)}"


def percent_text(part: Decimal, whole: Decimal) -> str:
    """`42,2 %` of a whole above zero."""
    return f"{number(rounded(part * 100 / whole, 1))}\u00a0%"


def grants_pending(rows: Rows) -> str:
    """`1 subsidie nog niet berekend`, empty when all have their figures."""
    count = len(rows.uncalculated)
    return f"{count} {are(count, 'subsidie', 'subsidies')} {rows.pending}" if count else ""


def counted(rows: Iterable[AnyStatus]) -> Counter[Status]:
    return Counter(row.status for row in rows)


def good(counts: Counter[Status]) -> int:
    """On track or better."""
    return counts[Status.EXCEEDED] + counts[Status.ON_TRACK]


def measured(counts: Counter[Status]) -> int:
    return sum(count for status, count in counts.items() if status.judged)
