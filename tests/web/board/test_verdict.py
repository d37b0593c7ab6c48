"""The verdict: one sentence of the stored figures, and what it is compared with."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from izaportal.reporting.selectors.board_rows import Overruling
from izaportal.web.board.verdict import verdict
from izaportal.web.risk_totals import total
from kpis.status import Status
from pillars.selectors.quarters import Period
from tests.web.board.samples import FROZEN, LINKS, OPEN, Q1, Q2, Q3, obligation, risk, rows, status

GOOD, BAD, NONE = Status.ON_TRACK, Status.OFF_TRACK, Status.NO_DATA


def said(board_rows):
    return verdict(board_rows, total(board_rows.current_risks), LINKS)


def test_the_line_counts_and_names_money():
    made = said(
        rows(
            status("1-1", GOOD),
            status("1-2", BAD),
            risks=(risk(expected=Decimal(50), expected_low=Decimal(50)),),
        )
    )
    assert made.line == (
        "1 van de 2 indicatoren ligt op koers of hoger; 1\u00a0ligt achter. "
        "Van de SPUK verwachten we €\u00a050 terug te betalen."
    )


def test_nothing_on_track_is_said_plainly():
    assert said(rows(status("1-1", BAD))).line.startswith("Geen van de 1 indicatoren ligt op koers")


def test_without_refund_risk_there_is_no_zero():
    line = said(rows(status("1-1", GOOD))).line
    assert "Er is geen SPUK die terug kan." in line
    assert "€" not in line


def test_no_expected_refund_is_called_nothing():
    assert "niets terug te betalen" in said(rows(status(), risks=(risk(),))).line


def test_grey_money_is_told_as_range():
    made = said(rows(status(), risks=(risk(expected=Decimal(50), expected_low=Decimal(20)),)))
    assert "€\u00a020\u00a0tot\u00a0€\u00a050" in made.line


def test_an_open_quarter_is_called_provisional():
    made = said(
        rows(
            status("1-1", GOOD, quarter=Q3),
            status("1-2", NONE, quarter=Q3),
            status("1-1", BAD, quarter=Q2),
            period=OPEN,
        )
    )
    assert made.line.startswith("Voorlopig is er nog 1 niet gemeten: 1 van de 2")
    assert made.sub == "Q2 sloot met geen op koers of hoger en 1 achter."


def test_an_open_quarter_is_not_held_against_what_is_open_or_unmeasured():
    measured = (status("1-1", NONE, quarter=Q3.next), status("1-1", BAD, quarter=Q3))
    periods = (OPEN, Period(Q3.next, False))
    told = said(rows(*measured, period=periods[-1], periods=periods))
    assert told.sub == "Q3 staat voorlopig op geen op koers of hoger en 1 achter."
    nothing = (status("1-1", NONE, quarter=Q3.next), status("1-1", NONE, quarter=Q3))
    assert said(rows(*nothing, period=periods[-1], periods=periods)).sub == ""


def test_an_unmeasured_quarter_makes_no_judgement():
    assert said(rows(status("1-1", NONE))).line.startswith(
        "Voor Q2 2026 is nog geen van de 1 indicatoren gemeten."
    )


def test_a_mostly_unmeasured_quarter_says_so():
    made = said(rows(status("1-1", GOOD), status("1-2", NONE), status("1-3", NONE)))
    assert "; 2 zijn niet gemeten." in made.line


def test_indicators_that_do_not_count_stay_out():
    made = said(rows(status("1-1", GOOD), status("1-2", BAD, counts=False)))
    assert made.line.startswith("1 van de 1 indicatoren")
    assert [len(row.items) for row in made.tally] == [0, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ((GOOD, BAD), (GOOD, GOOD), "Beter dan in Q1"),
        ((GOOD, GOOD), (GOOD, BAD), "Minder goed dan in Q1"),
        ((GOOD, BAD), (BAD, GOOD), "Gelijk aan Q1"),
        ((Status.AT_RISK, NONE), (GOOD, BAD), "Wisselend vergeleken met Q1"),
    ],
)
def test_the_quarter_before_gives_the_direction(before, after, word):
    then = [status(f"1-{n}", state, quarter=Q1) for n, state in enumerate(before, 1)]
    now = [status(f"1-{n}", state) for n, state in enumerate(after, 1)]
    assert said(rows(*then, *now)).sub.startswith(word)


def test_the_first_quarter_compares_with_nothing():
    assert said(rows(status(), periods=(FROZEN,))).sub == ""


def test_the_result_money_leans_on_is_named():
    made = said(rows(status(), risks=(risk(obligations=(obligation(),)),)))
    assert made.sub == (
        "Let op: €\u00a0400 leunt op één resultaat, dat eind 2027 telt: 1.200 inwoners (1-1). "
        "De lijn wijst nu naar 1.380."
    )


def test_a_passed_day_gets_no_projection():
    past = obligation(due=date(2026, 3, 31))
    assert said(rows(status(), risks=(risk(obligations=(past,)),))).sub.endswith(
        "dat op 31 maart 2026 telde: 1.200 inwoners (1-1)."
    )


def test_confirmed_money_leans_on_nothing():
    confirmed = obligation(achieved=True, unconfirmed=Decimal(0))
    assert said(rows(status(), risks=(risk(obligations=(confirmed,)),))).sub == ""


def overruled(line: str, **changed) -> Overruling:
    at = datetime(2026, 8, 1, 9, tzinfo=UTC)
    return replace(Overruling(line, "De meting was te vroeg.", "Geen.", "Manager", at), **changed)


def test_a_person_opens_the_page_and_the_figures_stay():
    made = said(rows(status("1-1", GOOD), overrulings=(overruled("Wij liggen op schema."),)))
    assert made.line == "Wij liggen op schema."
    assert made.computed.startswith("1 van de 1 indicatoren ligt op koers")
    assert made.spoken is not None
    assert (made.spoken.by, made.spoken.on, made.spoken.reason) == (
        "Manager",
        date(2026, 8, 1),
        "De meting was te vroeg.",
    )
    assert made.source == ""


def test_what_was_taken_back_stays_in_the_history():
    earlier = overruled("Wij liggen op schema.")
    made = said(rows(status("1-1", GOOD), overrulings=(overruled("", reason="Cijfers binnen."), earlier)))
    assert made.line == made.computed
    assert made.spoken is None
    assert [one.line for one in made.history] == ["", "Wij liggen op schema."]


def test_very_many_indicators_are_counted_without_marks():
    made = said(rows(*(status(f"1-{n}", GOOD) for n in range(61))))
    row = next(row for row in made.tally if row.status is GOOD)
    assert (row.count, row.items) == (61, ())
