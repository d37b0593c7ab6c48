"""The slides of a board: one message each, nothing empty, nothing lost."""

from datetime import date
from decimal import Decimal

import pytest

from izaportal.reporting.selectors.board_rows import PushedMilestone, StatedEffect
from izaportal.web.board.board import Board, Look, build_board
from izaportal.web.board.filters import Filters
from izaportal.web.board.indicators import SHOWN_AT_ONCE
from izaportal.web.presentation.slides import (
    MUNICIPALITIES_ON_ONE,
    ROWS_ON_ONE,
    number_of,
    numbered,
    slides,
)
from kpis.status import Status
from tests.web.board.samples import LINKS, risk, rows, share, stated, status

FULL = {"risks": (risk(expected=Decimal(50), due_gap=Decimal(10)),), "shares": (share(),)}


def board_of(*statuses, **changed) -> Board:
    look = Look(links=LINKS, filters=Filters(), periods=(), own=frozenset())
    return build_board(rows(*statuses, **changed), look)


def kinds(board: Board) -> list[str]:
    return [slide.kind for slide in slides(board)]


def test_the_verdict_comes_first_and_the_sources_last():
    found = kinds(board_of(status(headline=True), status("1-2", Status.OFF_TRACK), **FULL))
    assert found == [
        "verdict", "attention", "figures", "headlines", "pillars", "indicators", "refund", "municipalities",
        "decisions", "sources",
    ]  # fmt: skip


def test_what_is_empty_has_no_slide():
    found = slides(board_of())
    assert [slide.kind for slide in found] == ["verdict", "figures", "pillars", "decisions", "sources"]
    assert found[3].title == "Er wordt geen besluit gevraagd"


def test_key_figures_tell_what_is_not_known():
    (found,) = [one for one in slides(board_of()) if one.kind == "figures"]
    assert [figure.value for figure in found.part] == ["n.v.t."] * 4
    (found,) = [one for one in slides(board_of(status(), **FULL)) if one.kind == "figures"]
    good, spent, expected, _ = found.part
    assert (good.value, good.small) == ("1", "van 1")
    assert (spent.value, expected.value) == ("€\u00a0400", "tot €\u00a050")


def test_the_reduction_that_was_measured_is_told():
    row = status(unit="euro", effect="zvw_reduction", value=Decimal(2_500_000))
    board = board_of(row, figures=(stated("zvw_reduction", "78600000"),))
    (found,) = [one for one in slides(board) if one.kind == "figures"]
    assert found.part[-1].value == "€\u00a02,5\u00a0mln"


def test_headlines_stand_in_the_order_that_was_chosen():
    chosen = [
        status("1-1", headline=True, headline_order=2),
        status("1-2", headline=True),
        status("1-3", headline=True, headline_order=1),
        status("1-4"),
    ]
    (found,) = [slide for slide in slides(board_of(*chosen)) if slide.kind == "headlines"]
    assert [line.row.label for line in found.part] == ["1-3", "1-1", "1-2"]
    assert found.title == "Van de kernindicatoren liggen er 3 van 3 op koers of hoger"


def test_what_the_plan_promises_has_slides():
    figures = (
        stated("zvw_reduction", "100"),
        stated("fte", "40", unit="fte"),
        stated("shortage", "90", unit="fte"),
    )
    part = StatedEffect(
        "mgn", "Netwerken", "p1", "fte", Decimal(30), Decimal(30), "fte", "", "", "", is_default=True
    )
    board = board_of(status(), figures=figures, effects=(part,))
    drawn = {one.chart: one for one in slides(board) if one.kind == "chart"}
    assert list(drawn) == ["zvw_reduction", "staff"]
    assert [large.value for large in drawn["zvw_reduction"].part] == ["€\u00a0100", "n.t.b."]
    staff = drawn["staff"]
    assert staff.title == "Het plan voorkomt 40 van de 90\u00a0fte die tekortkomen"
    assert "meer dan een derde" in staff.note
    assert staff.part[1].note == "44,4 % van het tekort"


def test_pushed_milestones_have_a_slide():
    pushed = (PushedMilestone("Start", "mgn", "Netwerken", date(2026, 1, 1), date(2026, 3, 1)),)
    (found,) = [one for one in slides(board_of(status(), pushed=pushed)) if one.kind == "milestones"]
    assert found.title == "1 mijlpaal schoof dit kwartaal op"
    assert [(line.label, line.later) for line in found.part] == [("Start", "2 maanden later")]


def test_the_refund_is_told_in_the_words_of_the_verdict():
    """Also where no money can go back: that is not the same as nothing to pay back."""
    without = risk(maximum=None, expected=None, expected_low=None, due_gap=None, unsecured=None)
    found = {}
    for name, one in (("nothing", risk()), ("none", without), ("some", risk(expected=Decimal(50)))):
        board = board_of(status(), risks=(one,))
        (slide,) = [told for told in slides(board) if told.kind == "refund"]
        assert slide.title in board.verdict.line
        found[name] = slide.title.replace("\u00a0", " ")
    assert found == {
        "nothing": "Van de SPUK verwachten we niets terug te betalen",
        "none": "Er is geen SPUK die terug kan",
        "some": "Van de SPUK verwachten we € 0 tot € 50 terug te betalen",
    }


def test_a_long_list_is_spread_evenly():
    found = [one for one in slides(board_of(*_many(ROWS_ON_ONE + 2))) if one.kind == "indicators"]
    assert [len(one.part.rows) for one in found] == [5, 5]
    assert [one.title[-9:] for one in found] == ["(1 van 2)", "(2 van 2)"]


def test_of_very_many_indicators_only_the_chosen_are_shown():
    many = [*_many(SHOWN_AT_ONCE), status("1-99", headline=True)]
    found = [one for one in slides(board_of(*many)) if one.kind in {"headlines", "indicators"}]
    assert [(one.kind, len(one.part)) for one in found] == [("headlines", 1)]


def _many(count: int) -> list:
    return [status(f"1-{number}") for number in range(1, count + 1)]


def test_no_municipality_is_lost():
    shares = tuple(share(code=f"GM{number:04}", name=f"Gemeente {number}") for number in range(20))
    found = [one for one in slides(board_of(shares=shares)) if one.kind == "municipalities"]
    assert [len(one.part) for one in found] == [10, 10]
    assert MUNICIPALITIES_ON_ONE < 20


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("", 1), ("0", 1), ("-1", 1), ("99", 5), ("drie", 1), ("²", 1), ("9" * 400, 1)],
)
def test_an_address_always_shows_a_slide(text, number):
    assert number_of(text, 5) == number


def test_exactly_one_slide_is_shown():
    found = numbered(slides(board_of()), 2)
    assert [slide.is_shown for slide in found] == [False, True, False, False, False]
    assert [slide.number for slide in found] == [1, 2, 3, 4, 5]


def test_what_was_not_measured_is_not_told_as_behind():
    awaited = [status(code, Status.NO_DATA, headline=True) for code in ("1-1", "1-2")]
    titles = {one.kind: one.title for one in slides(board_of(*awaited))}
    assert titles["headlines"] == "Van de 2 kernindicatoren is er geen gemeten"
    assert titles["indicators"] == "Pijler 1: geen van de 2 indicatoren gemeten"
