from datetime import date
from decimal import Decimal
from typing import Any

from funding.payment import ConditionFacts, PaymentState, lapse_figures, payment_figures, per_state
from izaportal.core.quarter import Quarter

# Any, so that a test may compare exact figures with bare numbers.
payments: Any = payment_figures
lapses: Any = lapse_figures

CONDITIONS = (
    ConditionFacts("rdg-1", Decimal(2_000_000), date(2025, 12, 31), PaymentState.PAID),
    ConditionFacts("rdg-2", Decimal(3_000_000), date(2026, 9, 30), PaymentState.CLAIMED),
    ConditionFacts("rdg-3", Decimal(4_000_000), date(2027, 12, 31), PaymentState.PLANNED),
)
BUDGET = {2025: Decimal(100), 2026: Decimal(200), 2027: Decimal(300)}
SPENT = {2025: Decimal(70), 2026: Decimal(250)}


def test_amounts_stand_by_their_state():
    found = payments(CONDITIONS, quarter=Quarter(2026, 2))
    assert (found.total, found.missed) == (9_000_000, 0)
    states = per_state(CONDITIONS)
    assert states[PaymentState.PAID] == 2_000_000
    assert states[PaymentState.APPROVED] == 0


def test_unclaimed_on_its_day_is_missed():
    before, after = (payments(CONDITIONS, quarter=Quarter(2027, n)) for n in (3, 4))
    assert (before.missed, after.missed) == (0, 4_000_000)


def test_a_refused_condition_is_missed():
    refused = ConditionFacts("x", Decimal(5), date(2030, 1, 1), PaymentState.REFUSED)
    assert payments([refused], quarter=Quarter(2026, 2)).missed == 5


def test_unused_money_lapses_at_the_year_end():
    third = lapses(budget=BUDGET, spent=SPENT, quarter=Quarter(2025, 3))
    fourth = lapses(budget=BUDGET, spent=SPENT, quarter=Quarter(2025, 4))
    assert (third.lapsed, third.open) == (0, 30)
    assert (fourth.lapsed, fourth.open) == (30, 0)


def test_overspending_does_not_bring_money_back():
    found = lapses(budget=BUDGET, spent=SPENT, quarter=Quarter(2027, 2))
    assert (found.lapsed, found.open) == (30, 300)
