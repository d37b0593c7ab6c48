from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core.numbers import read_number
from kpis.targets import Direction, TargetForm, due_day, parse_target
from tests.oracles.strategies import bands

# Any, so that a test may compare exact figures with bare numbers.
read: Any = parse_target

BOUNDS = [
    ("600 (±20%)", "480", "720"),
    ("600 (+-20%)", "480", "720"),
    ("600 (+/- 20 %) inwoners", "480", "720"),
    ("600 ± 50", "550", "650"),
    ("-10 (±20%)", "-12", "-8"),
    ("25–100", "25", "100"),
    ("25-100", "25", "100"),
    ("5 tot 7", "5", "7"),
    ("500-4.000", "500", "4000"),
    ("-2-3", "-2", "3"),
    ("1–5 %", "1", "5"),
    ("5% - 10%", "5", "10"),
    ("2-5%*", "2", "5"),
    ("€30.000 - €60.000", "30000", "60000"),
    ("5", "5", None),
    ("40%", "40", None),
    ("18.000", "18000", None),
    ("minimaal 3", "3", None),
    ("≥ 5 casussen", "5", None),
    ("3 of meer", "3", None),
    ("hoogstens 5", None, "5"),
    ("maximaal 2,5 %", None, "2.5"),
    ("9000 (+/- 10% van 89.485)", "9000", None),
    ("ca. 80 personen", "80", None),
]


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@pytest.mark.parametrize(("text", "lower", "upper"), BOUNDS)
def test_notations_of_the_plan_read(text, lower, upper):
    target = read(text, direction=Direction.UP)
    assert (target.lower, target.upper) == (number(lower), number(upper))
    assert target.source == text


@pytest.mark.parametrize(
    ("direction", "lower", "upper"),
    [(Direction.UP, "5", None), (Direction.DOWN, None, "5"), (Direction.BAND, "5", "5")],
)
def test_direction_decides_a_bare_figure(direction, lower, upper):
    target = read("5", direction=direction)
    assert (target.form, target.lower, target.upper) == (TargetForm.POINT, number(lower), number(upper))


@pytest.mark.parametrize(
    "text",
    [
        "9000 (+/- 10% van 89.485)",
        "9000\n\n+/- 10% vh aantal 65+ \nmet een aandoening in onze regio (obv inschatting 2025 89.485)",
    ],
)
def test_about_a_base_is_no_tolerance(text):
    target = read(text, direction=Direction.UP)
    assert target.form is TargetForm.ABOUT
    assert (target.lower, target.upper, target.tolerance_pct) == (9000, None, None)
    assert (target.base_pct, target.base) == (10, 89485)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("-", TargetForm.NONE),
        ("–", TargetForm.NONE),
        ("", TargetForm.MISSING),
        ("n.t.b.", TargetForm.TO_BE_DETERMINED),
        ("NTB", TargetForm.TO_BE_DETERMINED),
        ("niet kwantificeerbaar", TargetForm.NOT_QUANTIFIABLE),
        ("n.v.t.", TargetForm.NOT_APPLICABLE),
    ],
)
def test_words_for_unknown_stay_apart(text, form):
    target = read(text, direction=Direction.UP)
    assert (target.form, target.has_bounds) == (form, False)


def test_a_measured_zero_is_a_bound():
    target = read("0-5", direction=Direction.UP)
    assert (target.lower, target.upper, target.has_bounds) == (0, 5, True)


@pytest.mark.parametrize(
    ("text", "due", "product"),
    [
        ("monitoringsplan, 01-09-2025", date(2025, 9, 1), "monitoringsplan"),
        ("2025-12-31", date(2025, 12, 31), ""),
        ("Effectmeting gereed 1 september 2025", date(2025, 9, 1), "Effectmeting gereed"),
        ("Plan klaar september 2025", date(2025, 9, 30), "Plan klaar"),
    ],
)
def test_a_dated_product_is_a_milestone(text, due, product):
    target = read(text, direction=Direction.UP)
    assert (target.form, target.due, target.remark) == (TargetForm.MILESTONE, due, product)
    assert not target.has_bounds


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("100-25", "de ondergrens ligt boven de bovengrens"),
        ("31-02-2025", "31-02-2025 is geen bestaande datum"),
        ("zo veel mogelijk", "geen getal, bereik of datum herkend"),
    ],
)
def test_what_cannot_be_read_is_said(text, problem):
    target = read(text, direction=Direction.UP)
    assert (target.form, target.problem, target.unread) == (TargetForm.UNREADABLE, problem, text)


def test_a_condition_is_kept_as_remark():
    target = read("2-4 (minimaal 50-100 patiënten per zorgpad)", direction=Direction.UP)
    assert (target.lower, target.upper) == (2, 4)
    assert (target.remark, target.unread) == ("minimaal 50-100 patiënten per zorgpad", "")


def test_text_behind_the_bounds_is_left_over():
    target = read("5% - 10% \nSROI: \n350 – 700 u", direction=Direction.UP)
    assert (target.read, target.unread, target.unit) == ("5% - 10%", "SROI: 350 - 700 u", "%")


@pytest.mark.parametrize(
    ("text", "value"), [("18.000", 18000), ("1.234.567,5", "1234567.5"), ("12,5", "12.5"), ("12.5", "12.5")]
)
def test_dutch_numbers_read_as_meant(text, value):
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025", date(2025, 12, 31)),
        ("2024-09", date(2024, 9, 30)),
        ("2024-02", date(2024, 2, 29)),
        ("2025-Q3", date(2025, 9, 30)),
        ("2025-H1", date(2025, 6, 30)),
        ("2025-01-01", date(2025, 1, 1)),
    ],
)
def test_a_period_is_due_at_its_end(text, day):
    assert due_day(text) == day


@pytest.mark.parametrize("text", ["", "ooit", "2025-13", "2025-02-30", "2025-Q5"])
def test_no_period_is_no_due_day(text):
    with pytest.raises(ValueError, match=r"geen datum|month|day"):
        due_day(text)


@given(bands)
def test_any_printed_range_reads_back(band):
    lower, upper = band
    text = f"{lower}–{upper}".replace(".", ",")
    target = read(text, direction=Direction.UP)
    assert (target.lower, target.upper) == band


@given(st.text(max_size=40) | st.text("0123456789-–±+/%€(). ,vanhtot", max_size=20))
def test_any_text_gets_an_answer(text):
    target = read(text, direction=Direction.UP)
    assert target.source == text
    assert target.has_bounds or target.form not in {TargetForm.RANGE, TargetForm.POINT, TargetForm.TOLERANCE}


@pytest.mark.parametrize(
    "text", ["1.234.5", "5 ± 1.234.5%", "1.234.5 - 3", "1.23.456", "1,234,5", "minimaal 1.2.3"]
)
def test_a_number_that_is_none_is_not_half_read(text):
    parsed = parse_target(text, direction=Direction.UP)
    assert parsed.form is TargetForm.UNREADABLE or parsed.unread


@given(st.text(alphabet="0123456789.,-±% ()minal", max_size=14))
def test_nothing_typed_breaks_the_reader(text: str):
    parse_target(text, direction=Direction.UP)
