"""A quarter, or a grant, without calculated figures: never n.v.t., nothing or zero."""

from decimal import Decimal
from uuid import UUID

import pytest

from funding.models import RefundRisk
from funding.selectors.dashboard import SpukGrant, Standing, standing
from izaportal.core.quarter import Quarter
from izaportal.web.board.attention import attention
from izaportal.web.board.changes import changes
from izaportal.web.board.decisions import decisions
from izaportal.web.board.key_facts import key_facts
from izaportal.web.board.money import money
from izaportal.web.board.municipalities import municipalities
from izaportal.web.board.verdict import verdict
from pillars.models import ReportingPeriod
from tests.factories.core import RunFactory
from tests.factories.funding import GrantFactory
from tests.factories.pillars import ReportingPeriodFactory
from tests.web.board.samples import LINKS, OPEN, Q1, Q2, Q3, risk, rows, share, status
from tests.web.dashboard.pages import address, board_of, words_of

Q1_2027 = "2027-Q1"
KNOWN = SpukGrant(UUID(int=1), "mgn", "Netwerken")
FAILED = SpukGrant(UUID(int=2), "zorgstart", "Zorgstart")
WRONG = ("geen SPUK die terug kan", "heeft geen SPUK", "Geen besluit nodig", "Niets dat aandacht")


@pytest.fixture
def empty_quarter(client_of, programme):
    """The text of a quarter that was opened, and that no run has calculated."""
    ReportingPeriodFactory.create(programme=programme, quarter=Quarter.parse(Q1_2027))
    return words_of(client_of("bestuurder-venray").get(address(Q1_2027)))


def test_an_open_quarter_is_not_calculated(empty_quarter):
    for told in (
        "De status van de indicatoren is voor Q1 2027 nog niet berekend.",
        "Wat van de SPUK terug moet, is nog niet berekend.",
        "SPUK: besteed nog niet berekend",
        "SPUK: verwacht terug te betalen nog niet berekend",
        "Afrekenrisico nog niet berekend:",
        "staat hier het aandeel van elke gemeente",
    ):
        assert told in empty_quarter
    assert [wrong for wrong in WRONG if wrong in empty_quarter] == []


def test_its_projects_stand_in_the_table(client_of, programme):
    ReportingPeriodFactory.create(programme=programme, quarter=Quarter.parse(Q1_2027))
    part = board_of(client_of("lezer").get(address(Q1_2027))).money
    assert {line.url.split("/")[-2] for line in part.pending_lines} == {"mgn", "zorgstart"}
    assert (part.total, part.lines, part.without) == (None, (), 22)


def test_no_grant_does_not_apply():
    made = key_facts(rows(), None)
    assert (made.money_pending, made.spent_note) == ("", "dit programma heeft geen SPUK")


def one_failed(**changed):
    base = {"risks": (risk(),), "standing": Standing(grants=(KNOWN, FAILED), indicators=1)}
    return rows(
        status(),
        **(base | changed),
    )


def of_q3():
    return {"risks": (risk(quarter=Q3),)}


def test_a_failing_grant_stays_in_sight():
    part = money(one_failed(period=OPEN, **of_q3()), LINKS)
    assert [line.name for line in part.pending_lines] == ["Zorgstart"]
    assert (part.without, part.lacking) == (22, "1 subsidie nog niet berekend")


def test_sentences_name_the_missing_grant():
    made = one_failed(period=OPEN, **of_q3())
    total = money(made, LINKS).total
    assert verdict(made, total, LINKS).line.endswith("Daarin ontbreekt 1 subsidie nog niet berekend.")
    assert key_facts(made, total).spent_note.endswith("; 1 subsidie nog niet berekend")
    assert attention(made, LINKS).rest[-1].links[0].label == "Zorgstart"
    assert decisions(made, LINKS).pending == changes(made, LINKS).pending == "nog niet berekend"
    assert municipalities(made).lacking == "1 subsidie nog niet berekend"


def test_another_grant_of_a_project_is_noted():
    twin = SpukGrant(UUID(int=2), "mgn", "Netwerken")
    part = money(one_failed(standing=Standing(grants=(KNOWN, twin)), period=OPEN, **of_q3()), LINKS)
    assert part.pending_lines == ()
    assert part.lines[0].note.endswith("1 subsidie nog niet berekend")


def test_incomplete_money_is_not_compared():
    before = risk(quarter=Q2, at_stake=Decimal(900))
    made = one_failed(period=OPEN, risks=(before, risk(quarter=Q3)))
    assert changes(made, LINKS).money == ()


def test_a_later_grant_leaves_a_frozen_page():
    """Whatever is added after the figures were frozen was no part of them."""
    earlier = SpukGrant(UUID(int=0), "vroeg", "Vroeg")
    made = one_failed(standing=Standing(grants=(KNOWN, FAILED, earlier)))
    assert [row.project for row in made.uncalculated] == ["vroeg"]
    assert made.pending == "niet berekend"


def test_who_divides_later_is_told_so():
    made = rows(status(), standing=Standing(grants=(KNOWN,)), period=OPEN)
    assert municipalities(made).pending == "nog niet berekend"
    assert municipalities(rows(status(), shares=(share(),), standing=Standing(grants=(KNOWN,)))).pending == ""


def test_standing_knows_what_is_to_come(viewer_of, programme):
    found = standing(viewer_of("lezer"), programme, Quarter.parse("2026-Q2"), is_frozen=True)
    assert sorted(row.project for row in found.grants) == ["mgn", "zorgstart"]
    assert (found.indicators, found.failed, found.is_broken) == (15, 0, False)
    assert standing(viewer_of("zl-manager"), programme, Q1, is_frozen=False) == Standing()


def test_a_new_grant_has_no_figures_yet(client_of, programme):
    project = RefundRisk.objects.filter(grant__project__programme=programme).latest("pk").grant.project
    GrantFactory.create(project=project)
    text = words_of(client_of("lezer").get(address("2026-Q3")))
    assert "Daarin ontbreekt 1 subsidie nog niet berekend." in text
    assert "1 subsidie" not in words_of(client_of("lezer").get(address("2026-Q2")))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"failed": 3}, "Van 3 onderdelen mislukte de herberekening; hun cijfers zijn van een eerdere"),
        ({"failed": 1}, "Van 1 onderdeel mislukte de herberekening;"),
        ({"failed": 1, "state": "failed"}, "De laatste herberekening mislukte;"),
    ],
)
def test_a_failed_recalculation_is_told(client_of, programme, changed, told):
    latest = ReportingPeriod.objects.filter(programme=programme).latest("quarter").quarter
    ended = {"state": "done", "programme": programme.slug, "quarter": latest} | changed
    RunFactory.create(**ended, finished_at="2030-01-01T12:00:00Z")
    assert told in words_of(client_of("lezer").get(address(latest.key)))
    assert "mislukte" not in words_of(client_of("lezer").get(address("2026-Q2")))


def test_a_refused_run_leaves_a_frozen_page(client_of, programme):
    """A recalculation of a frozen quarter is refused: its figures are those that were frozen."""
    RunFactory.create(
        state="failed",
        failed=1,
        programme=programme.slug,
        quarter=Quarter.parse("2026-Q2"),
        finished_at="2030-01-01T12:00:00Z",
    )
    assert "mislukte" not in words_of(client_of("lezer").get(address("2026-Q2")))
