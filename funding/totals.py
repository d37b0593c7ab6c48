"""Refund figures of several grants together: sums of what each grant was rounded to, with what is lacking."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from funding.refund import DEFAULT_SETTINGS, Applicability, RefundRisk, RiskLevel, RiskSettings, risk_level
from izaportal.core.money import add

FIGURES = ("maximum", "at_stake", "unsecured", "unspent", "due_gap", "expected")


@dataclass(frozen=True, slots=True)
class RefundTotal:
    """The six figures over the grants that carry refund risk, all None when there is none (*n.v.t.*)."""

    maximum: Decimal | None = None
    at_stake: Decimal | None = None
    unsecured: Decimal | None = None
    unspent: Decimal | None = None
    due_gap: Decimal | None = None
    expected: Decimal | None = None
    expected_low: Decimal | None = None
    level: RiskLevel | None = None
    grants: int = 0
    without_risk: int = 0


def total_risk(risks: Iterable[RefundRisk], *, settings: RiskSettings = DEFAULT_SETTINGS) -> RefundTotal:
    """Totals are sums of the rounded figures; grants without refund risk are counted, not added as zero."""
    listed = list(risks)
    full = [risk for risk in listed if risk.applicability is Applicability.FULL]
    if not full:
        return RefundTotal(without_risk=len(listed))
    maximum, expected = _sum(full, "maximum"), _sum(full, "expected")
    return RefundTotal(
        maximum=maximum,
        at_stake=_sum(full, "at_stake"),
        unsecured=_sum(full, "unsecured"),
        unspent=_sum(full, "unspent"),
        due_gap=_sum(full, "due_gap"),
        expected=expected,
        expected_low=_sum(full, "expected_low"),
        level=risk_level(expected, award=maximum, settings=settings),
        grants=len(full),
        without_risk=len(listed) - len(full),
    )


def _sum(risks: list[RefundRisk], figure: str) -> Decimal:
    return add(getattr(risk, figure) for risk in risks)
