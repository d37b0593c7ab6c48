"""Avoided staff need against the gap (530/1.570 = 33,8 %)."""

from decimal import Decimal

import pytest

from izaportal.web.board.staff import staff
from tests.web.board.effect_samples import effect
from tests.web.board.samples import LINKS, rows, stated

GAP = stated("shortage", "1570", unit="fte", period="2028")
AMBITION = stated("ambition", "940", unit="fte", period="2028")
PLAN = stated("fte", "530", unit="fte")
FTE = {"kind": "fte", "unit": "fte"}


def board(*parts, figures=(GAP, PLAN)):
    return staff(rows(figures=figures, effects=parts), LINKS)


def test_the_golden_shares_of_the_gap_and_of_the_ambition():
    parts = (effect("zorgstart", "277", **FTE), effect("mobiliteit", "145", **FTE))
    part = board(*parts, figures=(GAP, AMBITION, PLAN))
    assert (part.share, part.ambition_share, part.rest_text) == ("33,8 %", "56,4 %", "108 fte")
    assert [(bar.label, bar.amount) for bar in part.bars] == [
        ("Tekort", Decimal(1570)),
        ("Ambitie", Decimal(940)),
        ("Het plan voorkomt", Decimal(530)),
        ("waarvan ZORGSTART", Decimal(277)),
        ("waarvan MOBILITEIT", Decimal(145)),
        ("waarvan niet toegewezen", Decimal(108)),
    ]


def test_a_plan_without_an_ambition_has_no_share_of_it():
    part = board(effect("zorgstart", "277", **FTE))
    assert part.ambition_share == ""
    assert [bar.label for bar in part.bars][:2] == ["Tekort", "Het plan voorkomt"]


@pytest.mark.parametrize(("amount", "warned"), [("176", False), ("177", True)])
def test_more_than_a_third_on_one_is_warned_of(amount, warned):
    assert bool(board(effect("zorgstart", amount, **FTE)).warning) is warned


def test_parts_beyond_the_total_are_the_whole():
    part = board(effect("a", "300", **FTE), effect("b", "320", **FTE), effect("c", "400", **FTE))
    assert (part.rest, part.rest_text) == (None, "")
    assert part.warning.startswith("C draagt 39,2\u00a0%")


def test_persons_and_jobs_are_not_compared():
    part = board(figures=(stated("shortage", "4500", unit="personen"), PLAN))
    assert (part.share, part.gap.is_known) == ("", False)


def test_a_plan_in_persons_keeps_its_range():
    saved = stated("staff_saved", "1500", unit="personen", upper=Decimal(1700))
    part = board(figures=(stated("shortage", "4500", unit="personen"), saved))
    assert (part.avoided.text, part.share) == ("1.500–1.700\u00a0personen", "33,3 tot 37,8 %")


def test_without_a_promise_there_is_no_block():
    assert board(figures=(GAP,)).is_empty
