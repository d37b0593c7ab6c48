"""Decisions: those the figures ask for, and what came of earlier ones."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from izaportal.web.board.decisions import decisions
from pillars.selectors.quarters import Period
from projects.selectors.decisions import DecisionRow
from tests.web.board.samples import LINKS, Q1, Q2, obligation, risk, rows, status

TAKEN = DecisionRow(
    word="bijsturen",
    label="Versneld werven",
    decided_on=date(2026, 5, 28),
    about=Q1,
    projects=(("mgn", "Netwerken"),),
    illustrative=True,
)


def taken(**changed):
    return replace(TAKEN, **changed)


def test_a_due_gap_asks_a_decision():
    part = decisions(rows(status(), risks=(risk(due_gap=Decimal(400)),)), LINKS)
    assert part.asked[0].question == "Netwerken: doorgaan, bijsturen of stoppen?"
    assert part.asked[0].why.startswith("Achterstand €\u00a0400")
    assert "dat nu bereikt had moeten zijn." in part.asked[0].why


def test_a_quarter_that_still_runs_is_not_told_as_over():
    running = Period(Q2, False, observed_until=date(2026, 6, 30))
    part = decisions(rows(status(), risks=(risk(due_gap=Decimal(400)),), period=running), LINKS)
    assert "dat eind Q2 bereikt moet zijn." in part.asked[0].why


def test_the_largest_amount_is_asked_first():
    small = risk(project="b", project_name="Klein", expected=Decimal(10), expected_low=Decimal(10))
    part = decisions(rows(status(), risks=(small, risk(due_gap=Decimal(400)))), LINKS)
    assert [item.question.split(":")[0] for item in part.asked] == ["Netwerken", "Klein"]
    assert part.asked[1].why == "Hierop rust een verwachte terugbetaling van €\u00a010."


def test_a_grant_without_trouble_asks_nothing():
    assert decisions(rows(status(), risks=(risk(),)), LINKS).asked == ()


def test_the_last_decision_shows_its_effect():
    held = risk(due_gap=Decimal(400), obligations=(obligation(),))
    then = status("1-1", quarter=Q1, value=Decimal(300))
    part = decisions(
        rows(status("1-1", value=Decimal(540)), then, risks=(held,), decisions=(taken(),)), LINKS
    )
    assert part.asked[0].why.endswith("Sinds het besluit van 28 mei ging 1-1 van 300 naar 540 inwoners.")


def test_open_points_of_projects_are_listed():
    open_point = taken(decided_on=None, about=None, label="Go/no-go locatie")
    general = taken(decided_on=None, about=None, projects=())
    part = decisions(rows(status(), decisions=(taken(), open_point, general)), LINKS)
    assert [item.label for item in part.to_come] == ["Go/no-go locatie"]
    assert [item.when for item in part.taken] == ["28 mei 2026"]


def test_all_that_was_taken_is_there_and_the_latest_on_the_dashboard():
    """A board pack and a dossier tell every decision; a dashboard the last four."""
    many = tuple(taken(label=f"Besluit {number}") for number in range(6))
    part = decisions(rows(status(), decisions=many), LINKS)
    assert len(part.taken) == 6
    assert [item.label for item in part.latest] == [f"Besluit {number}" for number in range(4)]
