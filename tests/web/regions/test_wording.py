"""Figures of the map in words: with their sign, their range, and nothing where there is none."""

from decimal import Decimal

import pytest

from izaportal.web.regions.wording import change, level, remarks, said, target, years
from tests.factories.regions import DevelopmentFactory, ImpactTargetFactory, RegionFactory


@pytest.mark.parametrize(
    ("lower", "upper", "unit", "shown"),
    [
        ("24.5", "24.5", "%", "24,5\u00a0%"),
        ("40", "57", "dagen", "40 tot 57\u00a0dagen"),
        (None, None, "%", ""),
        ("0", "0", "plaatsen", "0\u00a0plaatsen"),
        ("12", "12", "", "12"),
    ],
)
def test_a_level(lower, upper, unit, shown):
    least, most = (None if text is None else Decimal(text) for text in (lower, upper))
    assert level(least, most, unit) == shown


@pytest.mark.parametrize(
    ("lower", "upper", "shown"),
    [
        ("27", "27", "+27\u00a0%"),
        ("-9", "-9", "−9\u00a0%"),
        ("20", "30", "+20 tot +30\u00a0%"),
        ("0", "0", "0\u00a0%"),
    ],
)
def test_a_change_has_its_sign(lower, upper, shown):
    assert change(Decimal(lower), Decimal(upper), "%") == shown


def number(**fields):
    bounds = {name: None for name in ("from_lower", "from_upper", "to_lower", "to_upper")}
    given = {
        **bounds,
        "change_lower": None,
        "change_upper": None,
        "from_year": None,
        "to_year": None,
        **fields,
    }
    return DevelopmentFactory.build(
        kind="number", direction="", label="", region=RegionFactory.build(), **given
    )


def test_a_development_without_a_figure_has_no_zero():
    assert said(number()) == "geen getal"


def test_both_levels_read_as_one_sentence():
    row = number(from_lower=1, from_upper=1, to_lower=2, to_upper=2, unit="%", qualifier="circa")
    assert said(row) == "circa van 1\u00a0% naar 2\u00a0%"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [(2023, 2040, "2023–2040"), (None, 2030, "2030"), (2023, None, "2023"), (None, None, "niet genoemd")],
)
def test_years(first, last, shown):
    assert years(number(from_year=first, to_year=last)) == shown


def test_remarks_say_of_whom_and_beside_what():
    row = number(population="75 jaar en ouder", benchmark="landelijk", benchmark_value=4, benchmark_unit="%")
    row.note = "sneller dan landelijk"
    assert remarks(row) == "75 jaar en ouder; landelijk 4\u00a0%; sneller dan landelijk"


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({"kind": "level", "value": 84, "unit": "%", "by_year": 2028}, "maat: 84\u00a0%, uiterlijk 2028"),
        ({"kind": "change", "value": -25, "unit": "%", "by_year": None}, "maat: −25\u00a0%"),
        ({"kind": "milestone", "value": None, "unit": "", "by_year": 2025}, "maat: gereed, uiterlijk 2025"),
        ({"kind": "milestone", "value": None, "unit": "", "by_year": None}, "maat: gereed"),
        (
            {"kind": "context", "value": 40, "unit": "", "by_year": None},
            "maat: 40, omvang van de groep, geen doel",
        ),
    ],
)
def test_a_target(fields, shown):
    assert target(ImpactTargetFactory.build(measure="maat", activity=None, **fields)) == shown
