from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from izaportal.core import formatting
from izaportal.core.formatting import Unknown

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (formatting.euro(Decimal(2868300)), "€\u00a02.868.300"),
        (formatting.euro(Decimal("0.50")), "€\u00a01"),
        (formatting.euro(Decimal("-0.40")), "€\u00a00"),
        (formatting.euro(-1250), "\u2212\u00a0€\u00a01.250"),
        (formatting.euro_cents(Decimal("96732")), "€\u00a096.732,00"),
        (formatting.mln(Decimal(78_600_000)), "€\u00a078,6\u00a0mln"),
        (formatting.percent(Decimal("12.50")), "12,5\u00a0%"),
        (formatting.percent(Decimal(8), 2), "8,00\u00a0%"),
        (formatting.number(Decimal("1E+3")), "1.000"),
        (formatting.number(0), "0"),
        (formatting.with_unit(Decimal(540), "inwoners"), "540\u00a0inwoners"),
        (formatting.date_nl(date(2025, 3, 18)), "18-03-2025"),
        (formatting.date_long(date(2026, 8, 27)), "27 augustus 2026"),
        (formatting.quarter("2026-Q2"), "Q2 2026"),
        (formatting.quarter_long("2026-Q2"), "2e kwartaal 2026"),
    ],
)
def test_figures_read_as_dutch_figures(shown, expected):
    assert shown == expected


@pytest.mark.parametrize("state", Unknown)
@pytest.mark.parametrize(
    "show", [formatting.euro, formatting.euro_cents, formatting.number, formatting.percent]
)
def test_an_unknown_figure_is_its_word(state, show):
    assert show(state) == show(None, when_none=state) == state.word
    assert not any(letter.isdigit() for letter in show(state))


def test_unknown_states_differ_from_each_other():
    assert len({state.word for state in Unknown}) == len(Unknown)
    assert formatting.with_unit(Unknown.TO_BE_DETERMINED, "inwoners") == "n.t.b."


@pytest.mark.parametrize("wrong", [1.5, True, "12"])
def test_a_float_is_no_figure(wrong):
    with pytest.raises(TypeError):
        formatting.number(wrong)


@pytest.mark.parametrize("wrong", ["2026-Q5", "Q2 2026", "", None])
def test_what_is_no_quarter_is_refused(wrong):
    with pytest.raises(ValueError, match="geen kwartaal"):
        formatting.quarter(wrong)


@given(amounts)
def test_an_amount_reads_back_exactly(amount):
    text = formatting.euro_cents(amount).replace("€\u00a0", "").replace("\u2212\u00a0", "\u2212")
    assert Decimal(text.replace(".", "").replace(",", ".").replace("\u2212", "-")) == amount


@pytest.mark.parametrize(
    ("parts", "text"), [((), ""), (("a",), "a"), (("a", "b"), "a en b"), (("a", "b", "c"), "a, b en c")]
)
def test_lists_end_with_a_conjunction(parts, text):
    assert formatting.listed(parts) == text


@pytest.mark.parametrize(
    ("day", "words"),
    [(12, "vandaag"), (13, "nog 1 dag"), (26, "nog 14 dagen"), (11, "1 dag te laat"), (9, "3 dagen te laat")],
)
def test_days_are_told_in_words(day, words):
    assert formatting.days_until(date(2026, 10, day), date(2026, 10, 12)) == words


def test_of_a_day_gone_by_one_says_what_fits():
    assert formatting.days_until(date(2026, 10, 9), date(2026, 10, 12), past="geleden") == "3 dagen geleden"
