"""What became of each indicator between two moments, from rows alone."""

from dataclasses import replace
from decimal import Decimal

import pytest

from izaportal.web.comparison.asked import Asked
from izaportal.web.comparison.indicators import Movement, indicators
from kpis.status import Status
from tests.web.board.samples import status
from tests.web.comparison.samples import ASKED, LINKS, first, rows

ALL = replace(ASKED, everything=True)


def moved(then, now, asked: Asked = ALL):
    found = indicators(first(*then), rows(*now), asked, LINKS)
    return {line.label: group.movement for group in found.groups for line in group.lines}


@pytest.mark.parametrize(
    ("then", "now", "movement"),
    [
        (Status.AT_RISK, Status.OFF_TRACK, Movement.WORSE),
        (Status.OFF_TRACK, Status.ON_TRACK, Movement.BETTER),
        (Status.NO_DATA, Status.OFF_TRACK, Movement.MEASURED),
        (Status.ON_TRACK, Status.NO_DATA, Movement.LOST),
        (Status.NO_DATA, Status.NOT_DUE, Movement.OTHER),
        (Status.ON_TRACK, Status.ON_TRACK, Movement.SAME),
    ],
)
def test_a_grey_is_neither_better_nor_worse(then, now, movement):
    assert moved([status(state=then)], [status(state=now)]) == {"1-1": movement}


def test_another_value_of_the_same_status_is_told():
    assert moved([status(value=Decimal(4))], [status(value=Decimal(5))]) == {"1-1": Movement.VALUE}


def test_what_came_and_went_is_told():
    assert moved([status("1-1")], [status("1-2")]) == {"1-2": Movement.NEW, "1-1": Movement.GONE}


def test_the_worse_stand_first_in_the_plan_s_order():
    then = [status(code, Status.ON_TRACK) for code in ("1-1", "1-2", "2-1")]
    now = [status("1-1", Status.EXCEEDED), status("1-2", Status.OFF_TRACK), status("2-1", Status.AT_RISK)]
    assert list(moved(then, now)) == ["1-2", "2-1", "1-1"]


def test_what_stayed_the_same_is_counted_and_not_shown():
    found = indicators(first(status()), rows(status()), ASKED, LINKS)
    assert (found.groups, found.unchanged, found.total) == ((), 1, 1)


def test_filters_keep_pillar_and_headline():
    then = [status("1-1", headline=True), status("2-1")]
    assert moved(then, then, replace(ALL, pillar="p2")) == {"2-1": Movement.SAME}
    assert moved(then, then, replace(ALL, headline=True)) == {"1-1": Movement.SAME}


@pytest.mark.parametrize(
    ("then", "now", "unit", "told"),
    [
        ("420", "540", "inwoners", "+ 120"),
        ("21", "18.5", "%", "− 2,5\u00a0procentpunt"),
        ("5", "5", "", "gelijk"),
    ],
)
def test_the_difference_is_in_the_right_unit(then, now, unit, told):
    before = status(state=Status.AT_RISK, value=Decimal(then), unit=unit)
    found = indicators(first(before), rows(replace(status(), value=Decimal(now), unit=unit)), ALL, LINKS)
    assert found.groups[0].lines[0].difference_text == told


def test_values_in_another_unit_are_not_subtracted():
    found = indicators(first(status(unit="uur")), rows(status(unit="fte")), ALL, LINKS)
    assert found.groups[0].lines[0].difference is None


def test_each_side_says_what_was_asked_of_it():
    found = indicators(first(status(upper=None)), rows(status(lower=None)), ALL, LINKS)
    (line,) = found.groups[0].lines
    assert line.then is not None
    assert line.now is not None
    assert (line.then.band, line.now.band) == ("4 of meer", "hoogstens 6")
    assert line.then.url.endswith("?kwartaal=2026-Q1")
