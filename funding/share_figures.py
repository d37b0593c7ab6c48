"""A municipality's figures over several projects: sums of stored parts, and what is lacking in them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from funding.shares import add_shares
from funding.totals import FIGURES

SHARE_FIGURES = ("award", "spent", *FIGURES)
Amounts = Mapping[str, Decimal | None]


class Reason(StrEnum):
    """Why a figure is absent or incomplete: unknown is not zero."""

    TO_BE_DETERMINED = "to_be_determined"
    NOT_APPLICABLE = "not_applicable"
    NOT_CALCULATED = "not_calculated"


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure that lacks the part of so many projects."""

    figure: str
    reason: Reason
    projects: int


@dataclass(frozen=True, slots=True)
class Part:
    """One project's figures in euros. Without an agreed part (`has_part`) all of them are *n.t.b.*"""

    amounts: Amounts
    has_part: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """Euros per figure of SHARE_FIGURES, None where it is absent; `gaps` says why."""

    amounts: Amounts
    gaps: tuple[Gap, ...]


def figures_of(part: Part) -> Figures:
    """A project's own figures with the reason of every absent one."""
    reason = Reason.NOT_APPLICABLE if part.has_part else Reason.TO_BE_DETERMINED
    gaps = [Gap(name, reason, 1) for name in SHARE_FIGURES if part.amounts[name] is None]
    return Figures({name: part.amounts[name] for name in SHARE_FIGURES}, tuple(gaps))


def total_of(parts: Sequence[Part], *, when_empty: Reason) -> Figures:
    """Sums of the known parts. A part that is still to be determined leaves the sum incomplete; a figure that
    does not apply to a project leaves it whole. `when_empty` is the reason when there are no projects."""
    amounts: dict[str, Decimal | None] = {}
    gaps = []
    for name in SHARE_FIGURES:
        applies = [part for part in parts if part.amounts[name] is not None or not part.has_part]
        found = add_shares(part.amounts[name] for part in applies)
        amounts[name] = found.amount
        if found.unknown:
            gaps.append(Gap(name, Reason.TO_BE_DETERMINED, found.unknown))
        elif not applies:
            gaps.append(Gap(name, Reason.NOT_APPLICABLE if parts else when_empty, len(parts)))
    return Figures(amounts, tuple(gaps))


def add_figures(listed: Sequence[Figures]) -> Figures:
    """Totals of several programmes together: sums of the known amounts.

    What is to be determined or not calculated in one of them leaves the sum incomplete; what does not apply
    to one leaves it whole.
    """
    amounts: dict[str, Decimal | None] = {}
    gaps: list[Gap] = []
    for name in SHARE_FIGURES:
        amounts[name] = add_shares(figures.amounts[name] for figures in listed).amount
        found = [gap for figures in listed for gap in figures.gaps if gap.figure == name]
        lacking = [gap for gap in found if gap.reason is not Reason.NOT_APPLICABLE]
        if lacking or amounts[name] is None:
            gaps += _together(name, lacking or found)
    return Figures(amounts, tuple(gaps))


def _together(name: str, gaps: Sequence[Gap]) -> list[Gap]:
    """One gap per reason, in the order of the reasons."""
    counts = {reason: [gap.projects for gap in gaps if gap.reason is reason] for reason in Reason}
    return [Gap(name, reason, sum(projects)) for reason, projects in counts.items() if projects]
