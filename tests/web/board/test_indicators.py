"""Cards and heat map, and how the filters narrow them."""

from decimal import Decimal

from izaportal.web.board.filters import Filters
from izaportal.web.board.indicators import indicators
from kpis.status import Status
from tests.web.board.samples import FROZEN, LINKS, Q1, Q2, rows, stated, status


def test_a_measured_cell_leads_to_proof():
    part = indicators(rows(status(), status(state=Status.NO_DATA, quarter=Q1)), Filters(), LINKS)
    before, now = part.groups[0].rows[0].cells
    assert (now.text, now.is_now) == ("5", True)
    assert now.label == "1-1 in Q2 2026"
    assert (before.text, before.url, before.status) == ("", "", Status.NO_DATA)


def test_a_quarter_without_result_stays_empty():
    part = indicators(rows(status()), Filters(), LINKS)
    assert part.groups[0].rows[0].cells[0].status is None


def test_the_pillar_filter_keeps_its_own():
    part = indicators(rows(status("1-1"), status("2-1")), Filters(pillar="p2"), LINKS)
    assert [card.number for card in part.cards] == ["Pijler 2"]
    assert [row.row.code for group in part.groups for row in group.rows] == ["2-1"]
    assert (part.shown, part.total) == (1, 2)


def test_the_filter_keeps_headline_indicators():
    part = indicators(rows(status("1-1", headline=True), status("1-2")), Filters(headline=True), LINKS)
    assert [row.row.code for group in part.groups for row in group.rows] == ["1-1"]
    assert part.cards[0].counts == {Status.ON_TRACK: 1}


def test_headline_indicators_stand_in_the_order_that_was_chosen():
    chosen = [
        status("1-1", headline=True, headline_order=2),
        status("1-2"),
        status("2-1", headline=True, headline_order=1),
    ]
    (group,) = indicators(rows(*chosen), Filters(headline=True), LINKS).groups
    assert (group.title, [line.row.label for line in group.rows]) == ("Kernindicatoren", ["2-1", "1-1"])


def test_filters_tell_their_own_query():
    assert Filters().query == ""
    assert Filters("p1", headline=True).query == "?pijler=p1&kern=1"


def test_a_pillar_without_grant_is_not_zero():
    figures = (stated("spuk", "0", "p1"), stated("investment", "16800000", "p1"))
    card = indicators(rows(status(), figures=figures), Filters(), LINKS).cards[0]
    assert card.no_spuk
    assert card.investment.text == "€\u00a016,8\u00a0mln"


def test_an_unstated_investment_stays_unknown():
    card = indicators(rows(status()), Filters(), LINKS).cards[0]
    assert not card.investment.is_known
    assert not card.no_spuk


def test_projections_stand_beside_their_row():
    part = indicators(rows(status(projected=Decimal("4.8333"), early_warning=True)), Filters(), LINKS)
    assert part.groups[0].rows[0].projected == "4,8"


def test_only_a_year_of_quarters_shows():
    part = indicators(rows(status()), Filters(), LINKS)
    assert [head.quarter for head in part.heads] == [Q1, Q2]
    assert part.columns == 5


def test_a_plan_without_amounts_says_so_once():
    part = indicators(rows(status()), Filters(), LINKS)
    assert (part.names_money, part.cards_lead) == (False, "Het plan noemt geen investering per pijler.")


def test_without_a_quarter_before_nothing_is_called_unchanged():
    assert indicators(rows(status(), periods=(FROZEN,)), Filters(), LINKS).cards[0].still == ""
    assert (
        indicators(rows(status(), status(quarter=Q1)), Filters(), LINKS).cards[0].still == "geen verandering"
    )


def test_what_awaits_its_measurement_is_told_by_its_marks_alone():
    awaited = status(state=Status.NO_DATA)
    assert indicators(rows(awaited, status(quarter=Q1)), Filters(), LINKS).cards[0].still == ""
