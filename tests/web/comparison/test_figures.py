"""Amounts then and now: unknown is never zero, and what came or went is said."""

from decimal import Decimal
from uuid import UUID

from izaportal.core.formatting import Unknown
from izaportal.web.comparison.figures import (
    lines_as_rows,
    programme_lines,
    project_lines,
    share_lines_of,
)
from tests.web.board.samples import Q1, risk, share
from tests.web.comparison.samples import LINKS, first, rows

OTHER = risk(grant=UUID(int=2), project="zorgstart", project_name="Zorgstart")


def shares_of(then, now, figure="at_stake"):
    found = share_lines_of(first(shares=then), rows(shares=now), figure, own=frozenset(), opened={})
    return {line.amount.name: line for line in found}


def test_all_six_figures_stand_apart():
    lines = programme_lines(first(risks=(risk(quarter=Q1, at_stake=Decimal(300)),)), rows(risks=(risk(),)))
    assert [line.name for line in lines] == [
        "Toegekend", "Op het spel (besteed)", "Nog niet bevestigd", "Achterstand",
        "Verwacht terug te betalen", "Onbesteed",
    ]  # fmt: skip
    assert lines[1].change_text == "+ €\u00a0100"


def test_no_state_money_has_no_amounts():
    assert programme_lines(first(), rows()) == ()


def test_a_new_project_has_no_difference():
    lines = project_lines(first(), rows(risks=(risk(),)), "at_stake", LINKS)
    (line,) = lines
    assert (line.then, line.change, line.note) == (Unknown.NOT_APPLICABLE, Unknown.NOT_APPLICABLE, "nieuw")
    assert list(lines_as_rows(lines)) == [["Netwerken", "n.v.t.", Decimal("400.00"), "n.v.t.", "nieuw"]]


def test_the_largest_change_stands_first():
    then = first(risks=(risk(quarter=Q1), risk(quarter=Q1, **_of(OTHER))))
    now = rows(risks=(risk(at_stake=Decimal(410)), risk(at_stake=Decimal(100), **_of(OTHER))))
    assert [line.name for line in project_lines(then, now, "at_stake", LINKS)] == ["Zorgstart", "Netwerken"]


def _of(row):
    return {"grant": row.grant, "project": row.project, "project_name": row.project_name}


def test_a_range_is_shown_as_a_range():
    grey = risk(expected=Decimal(500), expected_low=Decimal(0))
    (line,) = [
        one for one in programme_lines(first(), rows(risks=(grey,))) if one.name.startswith("Verwacht")
    ]
    assert line.text_now == "€\u00a00 tot €\u00a0500"


def test_a_municipality_that_joined_is_said_so():
    found = shares_of((), (share(),))
    assert (found["Venray"].amount.note, found["Venray"].amount.then) == (
        "doet nu mee", Unknown.NOT_APPLICABLE
    )  # fmt: skip


def test_another_key_is_shown_on_both_sides():
    found = shares_of((share(percent=Decimal(8)),), (share(percent=Decimal(9)),))
    assert found["Venray"].is_other_key
    assert (found["Venray"].percent_then, found["Venray"].percent_now) == (8, 9)


def test_the_total_closes_the_list():
    both = (share(), share(code="GM0983", name="Venlo", at_stake=Decimal("10.01")))
    found = shares_of(both, both)
    assert list(found)[-1] == "Totaal"
    assert found["Totaal"].amount.now == Decimal("42.01")


def test_a_file_says_that_an_amount_is_a_range():
    then = first(risks=(risk(quarter=Q1, expected=Decimal(50), expected_low=Decimal(50)),))
    now = rows(risks=(risk(expected=Decimal(500), expected_low=Decimal(0)),))
    (row,) = lines_as_rows(project_lines(then, now, "expected", LINKS))
    assert row == ["Netwerken", Decimal(50), Decimal(500), Decimal(450), "nu €\u00a00 tot €\u00a0500"]
