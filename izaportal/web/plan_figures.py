"""Figures that a plan states of itself and of its projects: as text, and why one is absent."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from izaportal.core.formatting import (
    UNKNOWN_WORDS,
    Figure,
    Unknown,
    euro,
    euro_cents,
    number,
    percent,
    sentence_case,
    with_unit,
)

if TYPE_CHECKING:
    from izaportal.reporting.selectors.portfolio import ListedFigure
    from pillars.models import PlanFigure
    from projects.models import Project, ProjectFigure

KNOWLEDGE = {
    "to_be_determined": Unknown.TO_BE_DETERMINED,
    "not_quantifiable": Unknown.NOT_QUANTIFIABLE,
    "not_applicable": Unknown.NOT_APPLICABLE,
    "missing": Unknown.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class StatedFigure:
    """What a place of the plan says; `state` is set where it says no number."""

    text: str
    state: Unknown | None
    where: str
    is_default: bool
    is_illustrative: bool = False
    is_confidential: bool = False
    pk: UUID | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All places that state the same kind of figure: the one that holds first, the others beside it."""

    label: str
    used: StatedFigure | None
    others: tuple[StatedFigure, ...]


def lower_or_state(figures: Iterable["ProjectFigure | ListedFigure"], kind: str) -> Figure:
    """The amount of a kind for a column: its (lower) value, or why there is none; None is not stated."""
    row = next((row for row in figures if row.kind == kind), None)
    if row is None:
        return None
    return KNOWLEDGE.get(row.knowledge, row.upper if row.lower is None else row.lower)


def amount_text(value: Decimal, unit: str) -> str:
    """Whole euros unless there are cents, `%` spaced, other units behind the number."""
    if unit == "euro":
        return euro_cents(value) if value % 1 else euro(value)
    if unit == "%":
        return percent(value)
    return f"{number(value)} {unit}".strip() if unit.startswith("×") else with_unit(value, unit)


def stated(row: "PlanFigure | ProjectFigure") -> StatedFigure:
    state = KNOWLEDGE.get(row.knowledge)
    details = [text for text in (row.source_place, row.period, row.note) if text]
    return StatedFigure(
        text=UNKNOWN_WORDS[state] if state else _range(row),
        state=state,
        where="; ".join(details),
        is_default=row.is_default,
        is_illustrative=row.illustrative,
        is_confidential=row.confidential,
        pk=row.pk,
        label=str(row.get_kind_display()),
    )


def _range(row: "PlanFigure | ProjectFigure") -> str:
    about = "ongeveer " if row.is_rounded and row.lower and row.unit != "euro" else ""
    if row.lower is not None and row.upper is not None and row.lower != row.upper:
        return f"{amount_text(row.lower, row.unit)} tot {amount_text(row.upper, row.unit)}"
    if row.lower is None:
        return f"hoogstens {amount_text(row.upper or Decimal(0), row.unit)}"
    if row.upper is None:
        return f"minstens {amount_text(row.lower, row.unit)}"
    return f"{about}{amount_text(row.lower, row.unit)}"


def grouped(rows: "Iterable[PlanFigure | ProjectFigure]") -> tuple[FigureGroup, ...]:
    """One group per kind, in the order in which the kinds are declared."""
    by_kind: dict[str, list[PlanFigure | ProjectFigure]] = {}
    for row in rows:
        by_kind.setdefault(str(row.get_kind_display()), []).append(row)
    return tuple(_group(label, found) for label, found in by_kind.items())


def _group(label: str, rows: "list[PlanFigure | ProjectFigure]") -> FigureGroup:
    used = next((row for row in rows if row.is_default), None)
    others = [row for row in rows if row is not used]
    return FigureGroup(
        label=sentence_case(label),
        used=stated(used) if used else None,
        others=tuple(stated(row) for row in others),
    )


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over projects with how many parts are unknown; None when nothing at all is known."""

    amount: Decimal | None
    unknown: int
    parts: int


def total_of(projects: "Iterable[Project]", kind: str) -> Total:
    """Over the projects of which the plan says anything but "not applicable"."""
    values = [lower_or_state(row.listed_figures, kind) for row in projects]  # type: ignore[attr-defined]  # to_attr of the selector
    asked = [value for value in values if value is not Unknown.NOT_APPLICABLE]
    known = [value for value in asked if isinstance(value, Decimal)]
    amount = sum(known, Decimal(0)) if known else None
    return Total(amount, len(asked) - len(known), len(asked))
