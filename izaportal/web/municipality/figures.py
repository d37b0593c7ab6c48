"""A municipality's figures as page and file show them: amounts, and the word for each that lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from funding.share_figures import SHARE_FIGURES, Figures, Gap, Reason
from izaportal.core.formatting import Unknown

Amount = Decimal | Unknown
REASONS = {
    Reason.TO_BE_DETERMINED: Unknown.TO_BE_DETERMINED,
    Reason.NOT_APPLICABLE: Unknown.NOT_APPLICABLE,
    Reason.NOT_CALCULATED: Unknown.UNKNOWN,
}
LABELS = {
    "award": "Toegekend",
    "spent": "Besteed",
    "maximum": "Maximaal terug te betalen",
    "at_stake": "Op het spel",
    "unsecured": "Nog niet bevestigd",
    "unspent": "Onbesteed",
    "due_gap": "Achterstand",
    "expected": "Verwacht terug te betalen",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Euros, or the state of not having them. `missing`: of so many projects no part is agreed, though others
    are; `pending`: one of the programmes is not calculated yet."""

    award: Amount
    spent: Amount
    maximum: Amount
    at_stake: Amount
    unsecured: Amount
    unspent: Amount
    due_gap: Amount
    expected: Amount
    missing: int
    pending: bool

    @property
    def values(self) -> dict[str, Amount]:
        """By the names of SHARE_FIGURES, in their order."""
        return {name: getattr(self, name) for name in SHARE_FIGURES}

    @property
    def is_known(self) -> bool:
        return any(isinstance(value, Decimal) for value in self.values.values())


def shown(figures: Figures) -> Shown:
    return Shown(
        **{name: _amount(figures, name) for name in SHARE_FIGURES},
        missing=max(
            (gap.projects for gap in figures.gaps if _leaves_part(figures, gap)),
            default=0,
        ),
        pending=any(gap.reason is Reason.NOT_CALCULATED for gap in figures.gaps),
    )


def _amount(figures: Figures, name: str) -> Amount:
    amount = figures.amounts[name]
    return _state([gap for gap in figures.gaps if gap.figure == name]) if amount is None else amount


def _state(gaps: Sequence[Gap]) -> Unknown:
    """What is still to be determined weighs most."""
    reasons = [reason for reason in Reason if any(gap.reason is reason for gap in gaps)]
    return REASONS[reasons[0]] if reasons else Unknown.UNKNOWN


def _leaves_part(figures: Figures, gap: Gap) -> bool:
    return gap.reason is Reason.TO_BE_DETERMINED and figures.amounts[gap.figure] is not None
