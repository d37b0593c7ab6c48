"""What changed since the quarter before."""

from decimal import Decimal

from izaportal.web.board.changes import changes
from kpis.status import Status
from tests.web.board.samples import FROZEN, LINKS, OPEN, Q1, Q2, Q3, Q4_2025, obligation, risk, rows, status


def test_moves_first_measurements_and_losses_differ():
    part = changes(
        rows(
            status("1-1", Status.AT_RISK),
            status("1-2", Status.OFF_TRACK),
            status("1-3", Status.NO_DATA),
            status("1-4"),
            status("1-5", Status.NO_DATA),
            status("1-5", Status.NOT_DUE, quarter=Q1),
            status("1-1", Status.OFF_TRACK, quarter=Q1),
            status("1-2", Status.NO_DATA, quarter=Q1),
            status("1-3", quarter=Q1),
            status("1-4", quarter=Q1),
        ),
        LINKS,
    )
    assert [(change.label, change.direction) for change in part.moved] == [("1-1", "up")]
    assert [change.told for change in part.measured] == ["1-2 voor het eerst gemeten: achter"]
    assert [link.label for link in part.lost] == ["1-3 Bereik"]


def test_an_open_quarter_awaits_what_is_not_measured():
    """What is still to be measured has not changed, and is counted."""
    part = changes(
        rows(
            status("1-1", Status.NO_DATA, quarter=Q3),
            status("1-2", Status.AT_RISK, quarter=Q3),
            status("1-1", quarter=Q2),
            status("1-2", quarter=Q2),
            period=OPEN,
        ),
        LINKS,
    )
    assert (part.lost, [change.label for change in part.moved]) == ((), ["1-2"])
    assert part.awaited_words == "1 indicator is nog niet gemeten."


def test_a_gap_is_measured_again():
    rows_ = rows(
        status("1-1", Status.AT_RISK),
        status("1-1", Status.NO_DATA, quarter=Q1),
        status("1-1", quarter=Q4_2025),
        periods=(*(replaced(quarter) for quarter in (Q4_2025, Q1)), FROZEN),
    )
    assert changes(rows_, LINKS).measured[0].told == "1-1 weer gemeten: risico"


def replaced(quarter):
    return type(FROZEN)(quarter, True)


def test_the_first_quarter_has_no_changes():
    part = changes(rows(status(), periods=(FROZEN,)), LINKS)
    assert (part.since, part.is_empty) == ("", True)


def test_money_tells_what_was_spent_and_confirmed():
    before = risk(quarter=Q1, at_stake=Decimal(300), expected=Decimal(50), expected_low=Decimal(0))
    now = risk(obligations=(obligation(achieved=True, amount=Decimal(200)),))
    assert changes(rows(status(), risks=(before, now)), LINKS).money == (
        "Besteed: €\u00a0100 in dit kwartaal.",
        "Verwacht terug: was €\u00a00 tot €\u00a050, nu €\u00a00.",
        "Bevestigd door de verzekeraar: Netwerken, €\u00a0200.",
    )
