"""How people type numbers, amounts and days."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.formatting import number as shown
from izaportal.reporting.report import typed
from izaportal.reporting.report.typed import UnreadableError

NUMBERS = {
    "700": "700",
    " 700 ": "700",
    "1.234,5": "1234.5",
    "1234,5": "1234.5",
    "1234.5": "1234.5",
    "12.5": "12.5",
    "0.125": "0.125",
    "1.234": "1234",
    "1.234.567": "1234567",
    "1 234,5": "1234.5",
    "-3": "-3",
    "−3": "-3",
    "0": "0",
}
NOT_NUMBERS = [
    "zes",
    "12,5,3",
    "1,234.5",
    "12..5",
    "1.23.4",
    "--3",
    "<script>",
    "1e5",
    "٣",
    "½",
    "NaN",
    "0x10",
]
STATES = ["n.v.t.", "N.T.B.", "onbekend", "geen", "-", "?"]
DAYS = {
    "31-12-2026": date(2026, 12, 31),
    "1-2-2026": date(2026, 2, 1),
    "31/12/2026": date(2026, 12, 31),
    "2026-12-31": date(2026, 12, 31),
}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items())
def test_numbers_are_read_as_meant(text, value):
    assert typed.number(text) == Decimal(value)


@pytest.mark.parametrize("text", NOT_NUMBERS)
def test_what_is_no_number_says_how(text):
    with pytest.raises(UnreadableError, match=r"Schrijf bijvoorbeeld 1\.234,5"):
        typed.number(text)


@pytest.mark.parametrize("text", STATES)
def test_a_state_is_no_number_but_has_a_place(text):
    with pytest.raises(UnreadableError, match="Laat het veld leeg en schrijf waarom"):
        typed.number(text)


def test_too_large_and_too_precise_are_refused():
    with pytest.raises(UnreadableError, match="te groot"):
        typed.number("1" * 15)
    with pytest.raises(UnreadableError, match="te veel decimalen"):
        typed.number("0,1234567")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False, allow_infinity=False))
def test_what_the_portal_shows_it_can_read(value):
    assert typed.number(shown(value)) == value


@pytest.mark.parametrize(
    ("text", "value"), {"€ 1.234,50": "1234.50", "300.000": "300000.00", "0": "0.00"}.items()
)
def test_amounts_are_euros_and_cents(text, value):
    assert str(typed.amount(text)) == value


@pytest.mark.parametrize(
    ("text", "why"),
    {"-5": "nul of meer", "1,234": "twee decimalen", "vijf": "geen getal", "50 %": "procentteken"}.items(),
)
def test_strange_amounts_say_what_is_wrong(text, why):
    with pytest.raises(UnreadableError, match=why):
        typed.amount(text)


@pytest.mark.parametrize(("text", "day"), DAYS.items())
def test_days_are_read_in_their_notations(text, day):
    assert typed.day(text) == day


@pytest.mark.parametrize("text", ["31-02-2026", "12-31-2026", "morgen", "2026", "31-12-26", ""])
def test_what_is_no_day_says_how(text):
    with pytest.raises(UnreadableError, match="Schrijf bijvoorbeeld 31-12-2026"):
        typed.day(text)
