"""The four figures in the words that every channel tells."""

from decimal import Decimal
from uuid import UUID

from funding.selectors.dashboard import SpukGrant, Standing
from izaportal.core.formatting import Unknown
from izaportal.web.board.key_facts import key_facts
from izaportal.web.board.key_figures import key_figures
from izaportal.web.board.money import money
from kpis.status import Status
from tests.web.board.samples import LINKS, Q1, Q2, risk, rows, stated, status


def figures_of(*statuses, **changed):
    found = rows(*statuses, **changed)
    return key_figures(key_facts(found, money(found, LINKS).total))


def test_what_is_on_track_is_told_with_how_it_went():
    on_track = figures_of(
        status("1-1"), status("1-1", Status.OFF_TRACK, quarter=Q1), status("1-2", Status.NO_DATA)
    )[0]
    assert (on_track.told, on_track.direction) == ("1 van 2", "up")
    assert on_track.remark == "1 meer dan in Q1, 1 zonder meting"


def test_nothing_measured_is_told_in_words_and_not_compared():
    on_track = figures_of(status(state=Status.NO_DATA, quarter=Q2), status(quarter=Q1))[0]
    assert (on_track.value, on_track.told) == ("", "nog niet gemeten")
    assert on_track.remark == "van 1 indicatoren is er nog geen goedgekeurde meting"


def test_without_anything_all_four_do_not_apply():
    assert [one.value for one in figures_of()] == [Unknown.NOT_APPLICABLE] * 4


def test_money_that_is_not_calculated_yet_says_so():
    grants = Standing(grants=(SpukGrant(UUID(int=5), "zorgstart", "Zorgstart"),))
    _, spent, expected, _ = figures_of(standing=grants)
    assert (spent.told, expected.told) == ("niet berekend", "niet berekend")
    assert spent.note == expected.note == "zodra het kwartaal is doorgerekend"


def test_the_level_stands_with_the_refund_alone():
    figures = figures_of(status(), risks=(risk(expected=Decimal(50)),))
    assert [one.level is not None for one in figures] == [False, False, True, False]
    assert (figures[1].told, figures[2].told) == ("€\u00a0400", "tot €\u00a050")


def test_what_was_measured_stands_in_the_place_of_unknown():
    plan = (stated("zvw_reduction", "78600000"),)
    measured = status(unit="euro", effect="zvw_reduction", value=Decimal(2_500_000))
    assert figures_of(status(), figures=plan)[3].value is Unknown.TO_BE_DETERMINED
    assert figures_of(measured, figures=plan)[3].value == "€\u00a02,5\u00a0mln"
