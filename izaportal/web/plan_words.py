"""Words for what a plan says, and for its pillars and contradictions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from izaportal.core.formatting import number, sentence_case

if TYPE_CHECKING:
    from pillars.models import Contradiction, Pillar, Programme

NOT_STATED = "niet vermeld"


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Two places of the plan that do not agree; an empty `used` is no choice made yet."""

    label: str
    used: str
    is_confidential: bool


def mismatches(rows: Iterable[Contradiction]) -> tuple[Mismatch, ...]:
    return tuple(Mismatch(row.label, used_value(row), row.confidential) for row in rows)


def used_value(row: Contradiction) -> str:
    return "" if row.used is None else plan_value(row.used)


def plan_value(value: Any) -> str:
    """A value of the plan as it is read: a number in Dutch notation, a text as it is."""
    try:
        exact = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    return number(exact) if exact.is_finite() else str(value)


def pillar_term(programme: Programme) -> str:
    """The programme's word for a pillar, with a capital."""
    return sentence_case(str(programme.get_pillar_term_display()))


def pillar_words(programme: Programme, pillar: Pillar | None) -> str:
    """`Pijler 2`; the coordination around them has no number and goes by its name."""
    if pillar is None:
        return ""
    return f"{pillar_term(programme)} {pillar.number}" if pillar.number else pillar.name
