from decimal import Decimal

import pytest

from funding.explanation import sentence
from funding.refund import Applicability, RefundRisk
from izaportal.core.quarter import Quarter

Q2 = Quarter(2026, 2)


def risk(low: str, high: str) -> RefundRisk:
    return RefundRisk(
        Applicability.FULL,
        Q2,
        at_stake=Decimal(900000),
        unsecured=Decimal("495000.50"),
        expected_low=Decimal(low),
        expected=Decimal(high),
    )


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [("0", "0", "€\u00a00"), ("0", "400", "van €\u00a00 tot €\u00a0400")],
)
def test_a_range_shows_where_grey(low, high, expected):
    assert sentence(risk(low, high)) == (
        "Besteed is €\u00a0900.000, waarvan €\u00a0495.000,50 nog niet bevestigd; "
        f"verwacht terug te betalen is {expected}."
    )


def test_no_state_grant_reads_as_nvt():
    assert sentence(RefundRisk(Applicability.NOT_APPLICABLE, Q2)) == "Hier is geen SPUK die terug kan: n.v.t."


def test_other_streams_speak_of_spending():
    spending = RefundRisk(
        Applicability.SPENDING_ONLY, Q2, at_stake=Decimal(80), unspent=Decimal(20), prefinanced=Decimal(0)
    )
    assert sentence(spending) == "Besteed is €\u00a080; €\u00a020 van het voorschot is onbesteed."
