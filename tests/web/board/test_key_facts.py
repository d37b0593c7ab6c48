"""The four figures at the top, and the small print at the bottom."""

from decimal import Decimal

import pytest

from funding.selectors.dashboard import Flow, FlowAmount
from izaportal.core.formatting import Unknown
from izaportal.web.board.key_facts import key_facts, of_municipality
from izaportal.web.board.municipalities import one_municipality
from izaportal.web.board.plan import stated as stated_of
from izaportal.web.board.sources import sources
from izaportal.web.risk_totals import total
from kpis.status import Status
from tests.web.board.samples import LINKS, OPEN, Q1, Q2, Q3, risk, rows, share, stated, status


def figures(board_rows):
    return key_facts(board_rows, total(board_rows.current_risks))


def test_spending_is_held_against_budget():
    budget = FlowAmount(Flow.BUDGETED, 2026, 0, Decimal(1000))
    made = figures(rows(status(), risks=(risk(),), flows=(budget,)))
    assert made.spent_note == "40\u00a0% van €\u00a01.000; begroot tot en met Q2: 50\u00a0%"
    assert made.expected_note == "0\u00a0% van de toekenning; maximaal €\u00a01.000"


def test_only_a_frozen_quarter_names_todays_budget():
    budget = FlowAmount(Flow.BUDGETED, 2026, 0, Decimal(1000))
    made = figures(rows(status(quarter=Q3), risks=(risk(quarter=Q3),), flows=(budget,), period=OPEN))
    assert made.spent_note == "40\u00a0% van €\u00a01.000; begroot tot en met Q3: 75\u00a0%"


def test_more_on_track_points_up():
    made = figures(rows(status("1-1"), status("1-1", Status.OFF_TRACK, quarter=Q1)))
    assert (made.direction, made.change_text) == ("up", "1 meer dan in Q1")


def test_an_unfinished_quarter_is_not_compared():
    made = figures(rows(status("1-1", Status.NO_DATA, quarter=Q3), status("1-1", quarter=Q2), period=OPEN))
    assert (made.change, made.change_text) == (None, "")


def test_without_grant_figures_do_not_apply():
    made = figures(rows(status()))
    assert (made.spent, made.expected_text, made.maximum, made.level) == (None, "", None, None)


def test_the_range_shows_its_high_end():
    made = figures(rows(status(), risks=(risk(expected=Decimal(50), expected_low=Decimal(20)),)))
    assert made.expected_text == "tot €\u00a050"
    assert made.expected_note.startswith("van €\u00a020 af")


def test_stated_total_stands_beside_its_parts():
    plan = (
        stated("zvw_reduction", "78600000", period="2025-2027"),
        stated("zvw_reduction", "71900000", "p1"),
    )
    made = figures(rows(status(), figures=plan))
    assert made.reduction_note == (
        "Gepland €\u00a078,6\u00a0mln in 2025–2027; de delen tellen op tot €\u00a071,9\u00a0mln. "
        "Nog niet gemeten."
    )
    assert made.reduction_realised is Unknown.TO_BE_DETERMINED


def test_what_was_measured_stands_in_its_place():
    row = status(unit="euro", effect="zvw_reduction", value=Decimal(2_500_000))
    made = figures(rows(row, figures=(stated("zvw_reduction", "78600000"),)))
    assert made.reduction_measured == "€\u00a02,5\u00a0mln"
    assert made.reduction_note == "Gepland €\u00a078,6\u00a0mln."


def test_a_plan_without_reduction_has_none():
    assert figures(rows(status())).reduction_realised is Unknown.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (stated("spuk", "618300"), "€\u00a0618.300"),
        (stated("spuk", "2250000"), "€\u00a02.250.000"),
        (stated("spuk", "16800000"), "€\u00a016,8\u00a0mln"),
        (stated("spuk", None), "n.t.b."),
        (stated("spuk", "1000000", upper=Decimal(2_500_000)), "€\u00a01,0–2,5\u00a0mln"),
    ],
)
def test_stated_amounts_keep_their_precision(figure, text):
    assert stated_of([figure], "spuk", pillar=None).text == text


def test_the_small_print_tells_invented_shares():
    made = sources(rows(status("1-1", illustrative=True), status("1-2"), risks=(risk(illustrative=True),)))
    assert made.illustrative == "1 van de 2 statussen en 1 van de 1 SPUK-subsidies"
    assert made.rules == "status versie 1, afrekenrisico versie 1"
    assert made.frozen.startswith("Vastgesteld op 06-08-2026.")


def test_an_open_quarter_says_figures_change():
    made = sources(rows(status(quarter=Q3), period=OPEN))
    assert made.frozen.startswith("Voorlopig")
    assert not made.is_illustrative


def test_nothing_measured_is_not_none_on_track():
    assert key_facts(rows(status(state=Status.NO_DATA)), None).is_unmeasured
    assert key_facts(rows(status(state=Status.NO_TARGET)), None).is_unmeasured
    assert not key_facts(rows(), None).is_unmeasured
    assert not key_facts(rows(status(), status("1-2", Status.NO_DATA)), None).is_unmeasured


def test_a_municipality_has_its_part_of_the_money_and_no_level():
    board_rows = rows(status(), risks=(risk(),), shares=(share(), share(code="GM0983", name="Venlo")))
    whole = key_facts(board_rows, total(board_rows.current_risks))
    one = one_municipality(board_rows, "GM0984", LINKS)
    assert one is not None
    part = of_municipality(whole, one)
    assert (part.share, part.beyond, part.level) == (", aandeel Venray", ", alle gemeenten", None)
    assert part.spent_figure == one.total.at_stake
    assert part.spent_note == "van €\u00a0400 samen"
    assert (part.good, part.reduction_note) == (whole.good, whole.reduction_note)


def test_a_part_that_was_never_agreed_is_to_be_determined():
    nothing = dict.fromkeys(("percent", "key_label", "award", "maximum", "at_stake", "unsecured", "expected"))
    board_rows = rows(status(), risks=(risk(),), shares=(share(**nothing, unspent=None, due_gap=None),))
    one = one_municipality(board_rows, "GM0984", LINKS)
    assert one is not None
    part = of_municipality(key_facts(board_rows, total(board_rows.current_risks)), one)
    assert (part.spent, part.spent_figure, part.expected_text) == (None, Unknown.TO_BE_DETERMINED, "n.t.b.")
