"""Milestones pushed out, as people say it."""

from datetime import date

import pytest

from izaportal.reporting.selectors.board_rows import PushedMilestone
from izaportal.web.board.milestones import later, milestones
from tests.web.board.samples import LINKS, rows


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "1 dag later"),
        (13, "13 dagen later"),
        (14, "2 weken later"),
        (49, "7 weken later"),
        (57, "2 maanden later"),
    ],
)
def test_how_much_later_is_said_in_round_words(days, said):
    assert later(days) == said


def test_each_leads_to_what_was_reported():
    pushed = PushedMilestone("Evaluatie", "mgn", "Netwerken", date(2026, 9, 30), date(2026, 11, 26))
    part = milestones(rows(pushed=(pushed,)), LINKS)
    assert part.title == "1 mijlpaal schoof dit kwartaal op"
    assert part.lines[0].later == "2 maanden later"
    assert part.lines[0].url.endswith("/projecten/mgn/")


def test_none_is_said_too():
    assert milestones(rows(), LINKS).title == "Geen mijlpaal schoof dit kwartaal op"
