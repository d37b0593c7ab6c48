from decimal import Decimal

from funding.refund import Applicability, RefundRisk, RiskLevel
from funding.totals import FIGURES, total_risk
from izaportal.core.quarter import Quarter

Q2 = Quarter(2026, 2)
NONE = RefundRisk(Applicability.NOT_APPLICABLE, Q2)


def risk(*, maximum: int, expected: int) -> RefundRisk:
    euros = Decimal(10)
    return RefundRisk(
        Applicability.FULL,
        Q2,
        maximum=Decimal(maximum),
        at_stake=euros,
        unsecured=euros,
        unspent=euros,
        due_gap=euros,
        expected=Decimal(expected),
        expected_low=Decimal(0),
    )


def test_totals_add_up_and_take_a_level():
    total = total_risk([risk(maximum=100, expected=50), NONE, risk(maximum=900, expected=50)])
    assert (total.maximum, total.expected, total.at_stake) == (Decimal(1000), Decimal(100), Decimal(20))
    assert (total.level, total.grants, total.without_risk) == (RiskLevel.MEDIUM, 2, 1)


def test_without_refund_risk_nothing_is_zero():
    total = total_risk([NONE, NONE])
    assert [getattr(total, figure) for figure in FIGURES] == [None] * len(FIGURES)
    assert (total.level, total.without_risk) == (None, 2)
