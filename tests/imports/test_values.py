"""What people put in cells, and what it means."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from izaportal.core.formatting import date_nl, number
from izaportal.imports.layout import Column, Form
from izaportal.imports.values import NotUnderstoodError, read

EUROS, DAY, TEXT = Column("a", "A", Form.EUROS), Column("d", "D", Form.DAY), Column("t", "T")
CHOICE = Column("c", "C", choices="c")


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1234,50", "1234.50"),
        ("€ 2.500", "2500"),
        ("2 500,00", "2500"),
        ("EUR 12,5", "12.5"),
        ("12.5", "12.5"),
        ("-3", "-3"),
        (12, "12"),
        (0.1 + 0.2, "0.3"),
        (1234567.89, "1234567.89"),
    ],
)
def test_amounts_are_understood(raw, value):
    assert read(EUROS, raw) == Decimal(value)


@pytest.mark.parametrize(
    "raw",
    [
        "18-03-2026", "18/3/2026", "18.03.2026", "2026-03-18", "18 maart 2026", "18 mrt 2026", " 18-03-2026 ",
        datetime(2026, 3, 18), date(2026, 3, 18),  # noqa: DTZ001 - a spreadsheet knows no zone
    ],
)  # fmt: skip
def test_days_are_understood(raw):
    assert read(DAY, raw) == date(2026, 3, 18)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("  Advies\u00a0A ", "Advies A"), (2026001, "2026001"), (5.1, "5.1"), (True, "ja"), ("=1+1", "=1+1")],
)
def test_text_stays_text(raw, value):
    assert read(TEXT, raw) == value


@pytest.mark.parametrize("raw", [None, "", "   ", "\u00a0"])
@pytest.mark.parametrize("column", [EUROS, DAY, TEXT, CHOICE])
def test_empty_is_nothing(raw, column):
    assert read(column, raw, ["x"]) is None


def test_a_near_choice_is_suggested():
    with pytest.raises(NotUnderstoodError) as wrong:
        read(CHOICE, "uitvoeren", ["ontwerp", "uitvoering"])
    assert "“uitvoering”" in wrong.value.how
    assert read(CHOICE, " UITVOERING ", ["ontwerp", "uitvoering"]) == "uitvoering"


@given(some.decimals(min_value="-999999999", max_value="999999999", places=2))
def test_any_amount_as_we_write_it_is_read_back(amount):
    assert read(EUROS, number(amount).replace("−", "-")) == amount
    assert read(EUROS, float(amount)) == amount


@given(some.dates(min_value=date(1901, 1, 1), max_value=date(2199, 12, 31)))
def test_any_day_as_we_write_it_is_read_back(day):
    assert read(DAY, date_nl(day)) == read(DAY, day.isoformat()) == day


@given(some.text(max_size=60), some.sampled_from([EUROS, DAY, TEXT, CHOICE]))
def test_any_text_is_read_or_told(text, column):
    assert how_to_mend(column, text).endswith((".", "?"))


def how_to_mend(column: Column, text: str) -> str:
    try:
        read(column, text, ["ja"])
    except NotUnderstoodError as wrong:
        return wrong.how if str(wrong) else ""
    return "Goed."
