"""A target that a regional plan states as a figure; read by the same rule as the notation of a table."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from izaportal.demo.plans.sources import day_of
from kpis.models import TargetState
from kpis.targets import Direction, parse_target

WORDS = {">=": "minimaal", ">": "minimaal", "<=": "hoogstens", "<": "hoogstens", "": ""}
NO_DIRECTION = "De bron noemt geen richting; 'hoger is beter' is een aanname van het portaal."


@dataclass(frozen=True, slots=True)
class Stated:
    """`operator` is one of `>=`, `<=` or nothing."""

    value: Decimal | int
    unit: str
    operator: str = ""
    approx: bool = False

    @property
    def notation(self) -> str:
        number = str(self.value).replace(".", ",")
        word = "circa" if self.approx else WORDS[self.operator]
        return f"{word} {number}".strip()


def target_row(
    stated: Stated, *, direction: Direction, year: int | None, due: str | None, note: str = ""
) -> dict[str, Any]:
    """A year or a due date when the plan gives one; else a target without date, which judges nothing."""
    parsed = parse_target(stated.notation, direction=direction)
    return {
        "year": year,
        "quarter": None,
        "due": day_of(due) if year is None else None,
        "version": 1,
        "state": TargetState.GIVEN,
        "source_text": f"{stated.notation} {stated.unit}".strip(),
        "lower": parsed.lower,
        "upper": parsed.upper,
        "note": note,
    }


def has_fraction(value: Decimal | int | None) -> bool:
    return value is not None and value != int(value)
