"""Presenters of the indicator page on the loaded demo, changed in memory where a case needs it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from izaportal.core.formatting import Unknown
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web.indicator import chart, explained, rows
from izaportal.web.indicator.facts import PageFacts
from izaportal.web.indicator.page import build
from izaportal.web.indicator.read import read
from kpis.models import Target

pytestmark = pytest.mark.django_db
SYSTEM = Viewer.system("proef")


def facts_of(slug: str, quarter: str = "2026-Q2", programme: str = "nml-o") -> PageFacts:
    return read(SYSTEM, programme, slug, quarter=quarter)


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("kpi-1-1", "Nog onder de band, wel op weg erin"),
        ("kpi-1-2", "Binnen de streefband"),
        ("kpi-1-3", "Verder dan de streefband vraagt"),
        ("kpi-2-1", "De waarde ligt onder de band"),
        ("kpi-2-2", "Nog geen oordeel over Q2 2026"),
        ("kpi-3-3", "Nu in de band, maar op weg eruit"),
    ],
)
def test_the_title_is_the_finding(slug, words):
    assert chart.finding(facts_of(slug)) == words


def test_the_chart_ends_with_the_plan():
    drawn = chart.draw(facts_of("kpi-1-1"))
    assert drawn is not None
    first, last = drawn.table.rows[0], drawn.table.rows[-1]
    assert (first[0], last[0]) == ("Q1 2025", "Q4 2027")
    assert "1.380" in last
    assert [item.label for item in drawn.legend][-1] == "Drempel SPUK"


def test_later_values_are_not_known_yet():
    drawn = chart.draw(facts_of("kpi-1-1", "2026-Q1"))
    assert drawn is not None
    measured = [row[4] for row in drawn.table.rows]
    assert measured[5:] == ["–"] * 7


def test_nothing_to_draw_is_no_chart():
    facts = facts_of("kpi-1-1")
    empty = replace(facts.as_of, values={}, targets=())
    assert chart.draw(replace(facts, as_of=empty, targets=(), history=())) is None


def test_too_few_values_give_no_outlook():
    assert explained.outlook(facts_of("kpi-1-1", "2025-Q3")) == ""


def test_the_outlook_names_an_open_band():
    assert "boven de ondergrens" in explained.outlook(facts_of("kpi-3-2"))


def test_grey_says_what_is_missing():
    steps = {step.label: step.value for step in explained.steps(facts_of("kpi-2-2"))}
    assert steps["Goedgekeurde waarde"] == "geen"
    assert "Marge voor risico" not in steps


def test_a_measured_zero_is_shown():
    steps = {step.label: step.value for step in explained.steps(facts_of("kpi-5-1"))}
    assert steps["Goedgekeurde waarde"] == "0\u00a0%"


def test_an_open_side_is_told_from_none():
    facts = facts_of("kpi-3-1")
    (row,) = [row for row in rows.quarter_rows(facts) if row.is_current]
    assert (row.lower, row.upper) == (Decimal(13500), Unknown.OPEN)


def test_targets_keep_what_is_unknown():
    facts = facts_of("kpi-1-1")
    unknown = Target(year=2028, state="to_be_determined", valid_from=date(2025, 1, 1))
    absent = Target(year=2029, state="none", valid_from=date(2025, 1, 1))
    shown = rows.target_rows(replace(facts, targets=(unknown, absent), history=()))
    assert [row.lower for row in shown] == [Unknown.TO_BE_DETERMINED, Unknown.NOT_APPLICABLE]


def test_a_verdict_counts_from_its_day():
    facts = facts_of("kpi-1-1")
    link = facts.milestones[0]
    link.milestone.verdicts.create(achieved=True, given_on=date(2026, 8, 1))
    before = rows.money_rows(facts_of("kpi-1-1", "2026-Q2"))[0]
    after = rows.money_rows(facts_of("kpi-1-1", "2026-Q3"))[0]
    assert (before.state, after.state) == ("nog niet gegeven", "behaald")


def test_no_value_after_the_day_is_late():
    facts = facts_of("kpi-1-1", "2026-Q3")
    assert not facts.is_overdue
    assert replace(facts, today=date(2026, 10, 29)).is_overdue
    assert not replace(facts_of("kpi-1-1"), today=date(2026, 10, 29)).is_overdue


def test_quarters_of_the_plan_are_bounded():
    facts = facts_of("kpi-1-1")
    facts.programme.start_year = 2001
    drawn = chart.draw(facts)
    assert drawn is not None
    assert len(drawn.table.rows) == chart.MOST_QUARTERS
    assert facts.plan_end == Quarter(2027, 4)


@pytest.mark.parametrize("quarter", ["2026-Q1", "2026-Q3"])
def test_the_dashboard_opens_at_the_quarter(quarter):
    assert build(facts_of("kpi-1-1", quarter)).dashboard_url == f"/programmas/nml-o/kwartaal/{quarter}/"


def test_without_period_the_latest_dashboard_opens():
    facts = replace(facts_of("kpi-1-1"), periods=())
    assert build(facts).dashboard_url == "/programmas/nml-o/kwartaal/"
