from decimal import Decimal
from uuid import UUID

from funding.refund import Applicability, RefundRisk, RiskLevel, RiskSettings
from funding.totals import FIGURES, latest_settings, stored_settings, total_level, total_risk
from izaportal.core.fingerprint import as_plain
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
    assert total.level == RiskLevel.MEDIUM


def test_without_refund_risk_nothing_is_zero():
    total = total_risk([NONE, NONE])
    assert [getattr(total, figure) for figure in FIGURES] == [None] * len(FIGURES)
    assert total.level is None


def test_money_without_milestones_adds_its_spending():
    spending = RefundRisk(Applicability.SPENDING_ONLY, Q2, at_stake=Decimal(5), unspent=Decimal(1))
    total = total_risk([risk(maximum=100, expected=50), spending])
    assert (total.at_stake, total.unspent, total.maximum) == (Decimal(15), Decimal(11), Decimal(100))


def test_without_thresholds_there_is_no_level():
    assert total_level(Decimal(50), award=Decimal(100), settings=None) is None
    assert total_level(None, award=Decimal(100), settings=RiskSettings()) is None


def test_stored_thresholds_are_read_back():
    settings = RiskSettings(Decimal("7.5"), Decimal(20))
    kept = as_plain(settings)
    assert isinstance(kept, dict)
    assert stored_settings(kept) == settings
    assert (stored_settings(None), stored_settings({})) == (None, None)


def test_the_last_result_lends_its_thresholds():
    early, late = RiskSettings(Decimal(1)), RiskSettings(Decimal(2))
    assert latest_settings([(UUID(int=2), late), (UUID(int=1), early)]) == late
    assert latest_settings([]) is None
