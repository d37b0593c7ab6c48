from decimal import Decimal

import pytest

from izaportal.core.formatting import Unknown
from izaportal.web.plan_figures import amount_text, grouped, lower_or_state, stated, total_of
from pillars.models import PlanFigureKind
from projects.models import Project, ProjectFigure

INVESTMENT = PlanFigureKind.INVESTMENT
NBSP = "\u00a0"


def figure(**fields) -> ProjectFigure:
    return ProjectFigure(**{"kind": INVESTMENT, "unit": "euro", **fields})


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("1374000", "euro", f"€{NBSP}1.374.000"),
        ("96732.5", "euro", f"€{NBSP}96.732,50"),
        ("12.5", "%", f"12,5{NBSP}%"),
        ("2.7", "× de investering", "2,7 × de investering"),
        ("15000", "uur", f"15.000{NBSP}uur"),
    ],
)
def test_amounts_follow_their_unit(value, unit, text):
    assert amount_text(Decimal(value), unit) == text


@pytest.mark.parametrize(
    ("lower", "upper", "text"),
    [(16, 18, "16 tot 18"), (16, None, "minstens 16"), (None, 18, "hoogstens 18"), (16, 16, "16")],
)
def test_a_range_names_its_open_side(lower, upper, text):
    bounds = {
        name: None if value is None else Decimal(value)
        for name, value in (("lower", lower), ("upper", upper))
    }
    assert stated(figure(unit="", **bounds)).text == text


def test_what_is_not_known_keeps_its_state():
    row = figure(knowledge="to_be_determined")
    assert (stated(row).text, stated(row).state) == ("n.t.b.", Unknown.TO_BE_DETERMINED)
    assert lower_or_state([row], INVESTMENT) is Unknown.TO_BE_DETERMINED


def test_a_stated_zero_stays_zero():
    assert lower_or_state([figure(lower=Decimal(0), upper=Decimal(5))], INVESTMENT) == 0
    assert lower_or_state([], INVESTMENT) is None


def test_other_places_stand_beside_the_default():
    rows = [figure(lower=Decimal(1), is_default=False), figure(lower=Decimal(2))]
    (group,) = grouped(rows)
    assert group.label == "Investering"
    assert group.used is not None
    assert group.used.text == f"minstens €{NBSP}2"
    assert [other.text for other in group.others] == [f"minstens €{NBSP}1"]


def test_a_total_counts_its_unknown_parts():
    projects = [Project(), Project(), Project()]
    figures: list[list[ProjectFigure]] = [
        [figure(lower=Decimal(5))],
        [],
        [figure(knowledge="not_applicable")],
    ]
    for project, found in zip(projects, figures, strict=True):
        project.listed_figures = found  # type: ignore[attr-defined]  # as the selector does
    total = total_of(projects, INVESTMENT)
    assert (total.amount, total.unknown, total.parts) == (Decimal(5), 1, 2)
