"""How a result went on since it was put on an agenda. Pure."""

from decimal import Decimal
from typing import Protocol

from kpis.status import Status

ZERO = Decimal(0)


class Judged(Protocol):
    """A status that was stored, with what it was judged on."""

    @property
    def status(self) -> str: ...

    @property
    def value(self) -> Decimal | None: ...

    @property
    def lower(self) -> Decimal | None: ...

    @property
    def upper(self) -> Decimal | None: ...


def turned(then: Judged, now: Judged) -> str:
    """In words, for a sentence; empty when it says nothing new of whether the result is behind."""
    was_behind, is_behind = then.status == Status.OFF_TRACK, now.status == Status.OFF_TRACK
    if was_behind is not is_behind:
        return "ook achter" if is_behind else "niet meer achter"
    before, after = _short(then), _short(now)
    if not is_behind or before == after:
        return ""
    return "verder achter" if after > before else "minder ver achter"


def _short(row: Judged) -> Decimal:
    """How far the value is outside its bounds."""
    if row.value is None:
        return ZERO
    below = row.lower - row.value if row.lower is not None else ZERO
    above = row.value - row.upper if row.upper is not None else ZERO
    return max(below, above, ZERO)
