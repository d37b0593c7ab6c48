"""Milestones and decisions between two moments."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from izaportal.reporting.selectors.outlooks import ReportedMilestone
from izaportal.web.board.changes import changes
from izaportal.web.comparison.events import decisions, milestones, verdicts
from projects.selectors.decisions import DecisionRow
from tests.web.board.samples import Q1, obligation, risk
from tests.web.comparison.samples import LINKS, first, rows

PLANNED = ReportedMilestone(
    UUID(int=1), "Evaluatie", "mgn", "Netwerken", date(2026, 9, 30), "gepland", date(2026, 9, 30), None
)
TAKEN = DecisionRow("doorgaan", "Tweede groep", date(2026, 5, 28), Q1, (("mgn", "Netwerken"),), False)


def told(then, now):
    return [line.told for line in milestones(then, now, LINKS)]


def test_a_milestone_that_moved_tells_by_how_much():
    assert told([PLANNED], [replace(PLANNED, expected_on=date(2026, 11, 26))]) == ["57 dagen later"]
    assert told([PLANNED], [replace(PLANNED, expected_on=date(2026, 9, 29))]) == ["1 dag eerder"]


def test_before_its_first_report_the_plan_holds():
    (line,) = milestones([], [replace(PLANNED, expected_on=date(2026, 10, 1))], LINKS)
    assert (line.was, line.told) == ("plan: 30-09-2026", "1 dag later")


def test_a_milestone_is_reached_once():
    reached = replace(PLANNED, word="gehaald", reached_on=date(2026, 6, 1))
    assert told([PLANNED], [reached]) == ["gehaald"]
    assert told([reached], [reached]) == []


def test_what_stayed_as_it_was_is_left_out():
    assert told([PLANNED], [PLANNED]) == []
    assert told([], [PLANNED]) == []


def test_only_decisions_taken_since_are_told():
    still_open = replace(TAKEN, label="Nog te beslissen", decided_on=None)
    found = decisions(first(decisions=()), rows(decisions=(TAKEN, still_open)), LINKS)
    assert [line.label for line in found] == ["Tweede groep"]
    assert decisions(first(decisions=(TAKEN,)), rows(decisions=(TAKEN,)), LINKS) == ()


def test_a_verdict_since_is_told_with_its_amount():
    then = first(risks=(risk(quarter=Q1, obligations=(obligation(),)),))
    now = rows(risks=(risk(obligations=(obligation(achieved=False),)),))
    assert verdicts(then, now) == ("Netwerken: €\u00a01.000 aan mijlpalen afgewezen door de verzekeraar.",)
    assert verdicts(then, then) == ()


def test_verdicts_on_two_grants_of_a_project_are_told_together():
    """In a comparison as on the dashboard; what was confirmed before is no news."""
    confirmed = risk(obligations=(obligation(achieved=True, amount=Decimal(700)),))
    other = risk(grant=UUID(int=2), obligations=(obligation(amount=Decimal(300)),))
    judged = replace(other, obligations=(obligation(achieved=True, amount=Decimal(300)),))
    then = first(risks=tuple(replace(row, quarter=Q1) for row in (confirmed, other)))
    now = rows(risks=(*then.risks, confirmed, judged))
    told = [line.replace("\u00a0", " ") for line in verdicts(then, now)]
    assert told == ["Netwerken: € 300 aan mijlpalen bevestigd door de verzekeraar."]
    money = [line.replace("\u00a0", " ") for line in changes(now, LINKS).money]
    assert money == ["Bevestigd door de verzekeraar: Netwerken, € 300."]
