"""Refund figures per project and in total: sums of what each grant was rounded to, nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from funding.refund import RiskLevel, RiskSettings, risk_level
from izaportal.core.money import add
from izaportal.web.dashboard.rows import FIGURES, Frame, RiskRow


@dataclass(frozen=True, slots=True)
class RiskFigures:
    """The six figures, kept apart. None is *n.v.t.*; `level` None likewise."""

    award: Decimal
    maximum: Decimal | None
    at_stake: Decimal
    unsecured: Decimal | None
    due_gap: Decimal | None
    expected: Decimal | None
    expected_low: Decimal | None
    unspent: Decimal
    level: RiskLevel | None

    @property
    def is_range(self) -> bool:
        """Something of the expected refund is still grey."""
        return self.expected is not None and self.expected_low != self.expected


def total(rows: Iterable[RiskRow], frame: Frame) -> RiskFigures | None:
    """None when there is no such grant: *n.v.t.*, never € 0."""
    listed = list(rows)
    if not listed:
        return None
    sums = {figure: _sum(getattr(row, figure) for row in listed) for figure in FIGURES}
    expected, maximum = sums["expected"], sums["maximum"]
    level = None
    if expected is not None and maximum is not None:
        settings = RiskSettings(frame.risk_medium_pct, frame.risk_high_pct)
        level = risk_level(expected, award=maximum, settings=settings)
    return RiskFigures(
        award=add(row.award for row in listed),
        maximum=maximum,
        at_stake=add(row.at_stake for row in listed),
        unsecured=sums["unsecured"],
        due_gap=sums["due_gap"],
        expected=expected,
        expected_low=_sum(row.expected_low for row in listed),
        unspent=add(row.unspent for row in listed),
        level=level,
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Over the grants that have the figure; None when none has."""
    known = [amount for amount in amounts if amount is not None]
    return add(known) if known else None
