"""What the parts of a board pack say, from rows with only what a test is about."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest

from funding.payment import PaymentState
from funding.refund import RiskLevel
from funding.selectors.dashboard import Payment, SpukGrant, Standing
from izaportal.core.formatting import Unknown
from izaportal.core.uuid7 import uuid7
from izaportal.reporting.aspects import Aspect, AspectStatus
from izaportal.reporting.selectors.board_rows import Overruling, Rows
from izaportal.reporting.selectors.frozen_projects import AspectStanding, FrozenProject
from izaportal.web.documents.blocks import Block, Items, Mark, Plot, Prose, Span, Stats, Table
from izaportal.web.documents.contents import board_of, sub_of
from izaportal.web.documents.sections import SECTIONS
from izaportal.web.documents.sections.opening import MOST, opening, stats
from izaportal.web.documents.sections.projects import of_project, projects
from izaportal.web.documents.sections.workbook import for_the_workbook
from izaportal.web.documents.words import text_of
from kpis.status import Status
from tests.web.board.samples import Q2, obligation, risk, rows, share, stated, status


def blocks(found: Rows) -> list[Block]:
    board, _ = board_of(found)
    parts = [block for section in SECTIONS for one in section(board) for block in one.blocks]
    return [*opening(board), *parts]


def told(found: Rows) -> str:
    """All words of the blocks."""
    return " ".join(str(block) for block in blocks(found))


def table(found: Rows, name: str) -> Table:
    return next(block for block in blocks(found) if isinstance(block, Table) and block.name == name)


def test_a_programme_without_anything_makes_a_document():
    said = told(rows())
    assert "n.v.t." in said
    assert "Er zijn nog geen besluiten genomen." in said
    assert not [block for block in blocks(rows()) if isinstance(block, Stats) and not block.items]


def test_a_grant_without_figures_shows_no_zero():
    pending = SpukGrant(UUID(int=5), "zorgstart", "Zorgstart")
    found = rows(risks=(risk(pk=uuid7()),), standing=Standing(grants=(pending,)))
    lines = {row[0]: row[1:] for row in table(found, "Afrekenrisico per project").rows}
    assert lines["Netwerken"][0] == Decimal("1000.00")
    assert lines["Zorgstart"][0] == "niet berekend"
    assert not any(isinstance(cell, Decimal) for cell in lines["Zorgstart"])


def test_the_reduction_that_was_measured_is_told_as_on_the_page():
    row = status(unit="euro", effect="zvw_reduction", value=Decimal(2_500_000))
    found = rows(row, figures=(stated("zvw_reduction", "78600000"),))
    (stats,) = [block for block in blocks(found) if isinstance(block, Stats)]
    assert stats.items[-1].value == "€\u00a02,5\u00a0mln"
    assert table(found, "Kerncijfers").rows[-1][1] == Decimal(2_500_000)


def test_a_range_stays_a_range():
    found = rows(risks=(risk(expected=Decimal(300), expected_low=Decimal(100)),))
    cells = table(found, "Afrekenrisico per project").total
    assert Span(Decimal(100), Decimal(300)) in cells
    assert "100 tot 300" in [text_of(cell, 0) for cell in cells]


def test_figures_that_do_not_apply_are_no_zero():
    none = risk(maximum=None, unsecured=None, due_gap=None, expected=None, expected_low=None, level=None)
    cells = table(rows(risks=(none,)), "Afrekenrisico per project").rows[0]
    assert cells.count(Unknown.NOT_APPLICABLE) == 5


def test_a_part_that_was_not_agreed_is_said():
    parts = (share(project="a"), share(project="b", percent=None, award=None, at_stake=None, unsecured=None))
    (name, *_), *_ = table(rows(shares=parts), "Gemeenten").rows
    assert name == "Venray (1 van de 2 delen n.t.b.)"


def test_each_quarter_shows_its_status_and_value():
    found = rows(status("1-1", Status.AT_RISK, value=Decimal(540)), status("1-2", Status.NO_DATA))
    first, second = table(found, "Pijler 1 · Gezond vooruit").rows
    assert first[-2] == Mark(Status.AT_RISK, "540")
    assert second[-2] == Mark(Status.NO_DATA, "geen meting")
    assert first[2] == "–"


def test_a_pillar_without_measurements_is_not_said_to_be_behind():
    found = rows(status(state=Status.NO_TARGET))
    assert table(found, "Pijler 1 · Gezond vooruit").message == "Pijler 1: geen van de 1 indicator gemeten"
    assert stats(board_of(found)[0]).message == "Er zijn nog geen kerncijfers"


def test_what_is_not_there_has_no_page_of_its_own():
    board, _ = board_of(rows())
    assert all(one.is_bare for section in SECTIONS[:2] for one in section(board))
    measured, _ = board_of(rows(status()))
    assert not next(one for one in SECTIONS[0](measured) if one.title == "Pijler 1 · Gezond vooruit").is_bare


def test_the_first_page_keeps_room_and_the_rest_follows():
    many = tuple(
        risk(
            grant=uuid7(),
            project=f"p{n}",
            project_name=f"Project {n}",
            due_gap=Decimal(n + 1),
            level=RiskLevel.HIGH,
        )
        for n in range(12)
    )
    found = rows(risks=many)
    first = [block for block in opening(board_of(found)[0]) if isinstance(block, Items)]
    assert [len(block.items) for block in first] == [MOST, MOST]
    assert all("En nog 5; zie" in block.note for block in first)
    (asked,) = [
        block
        for block in blocks(found)[3:]
        if isinstance(block, Items) and block.heading == "Gevraagde besluiten"
    ]
    assert len(asked.items) == 12


def test_a_verdict_in_other_words_says_whose_they_are():
    at = datetime(2026, 8, 10, 12, tzinfo=UTC)
    said = Overruling(
        "Het gaat beter dan het lijkt.", "Er komt meer.", "Berekend was.", "Programmamanager", at
    )
    board, _ = board_of(rows(status(), overrulings=(said,)))
    sub = sub_of(board.verdict)
    assert board.verdict.line == "Het gaat beter dan het lijkt."
    assert "Programmamanager (10-08-2026): Er komt meer." in sub
    assert f"Berekend: {board.verdict.computed}" in sub


@pytest.fixture
def two() -> Rows:
    """Two projects, each with a grant; an indicator hangs on the first one."""
    return rows(
        status("1-1", Status.OFF_TRACK),
        status("2-1", Status.ON_TRACK),
        risks=(
            risk(obligations=(obligation(),)),
            risk(grant=uuid7(), project="zorgstart", project_name="Zorgstart", maximum=Decimal(600)),
        ),
        shares=(share(project="mgn"), share(project="zorgstart")),
    )


def test_a_project_is_told_by_its_own_rows(two):
    own = of_project(two, "mgn")
    board, _ = board_of(own)
    assert [line.name for line in board.money.lines] == ["Netwerken"]
    assert [row.slug for row in own.now] == ["kpi-1-1"]
    assert [row.project for row in own.shares] == ["mgn"]


def test_who_has_nothing_to_say_has_no_page(two):
    def stands(slug: str, status: AspectStatus) -> FrozenProject:
        aspects = tuple(AspectStanding(aspect, status, "") for aspect in Aspect)
        return FrozenProject(uuid7(), slug, slug.upper(), aspects, None)

    _, look = board_of(two)
    found = [
        stands("mgn", AspectStatus.NOT_APPLICABLE),  # it has a grant
        stands("stil", AspectStatus.NOT_APPLICABLE),
        stands("loopt", AspectStatus.ON_TRACK),
    ]
    overview, *pages = projects(two, look, found)
    assert [page.title for page in pages] == ["MGN", "LOOPT"]
    listed, on_slide = (block for block in overview.blocks if isinstance(block, Table))
    assert [row[0] for row in listed.rows] == ["MGN", "STIL", "LOOPT"]
    assert [row[0] for row in on_slide.rows] == ["MGN", "LOOPT"]
    assert on_slide.note == "Over 1 ander project is niets te melden."
    assert not listed.places & on_slide.places
    (spuk,) = [block for block in pages[1].blocks if isinstance(block, Prose) and block.heading == "SPUK"]
    assert spuk.lines == ("Dit project krijgt geen SPUK: n.v.t.",)


def test_a_project_that_insurers_pay_has_a_page_that_says_so(two):
    paid = Payment("Digitaal", "a", Decimal(2_000_000), Q2.last_day, PaymentState.PAID, True, "digitaal")
    aspects = tuple(AspectStanding(aspect, AspectStatus.NOT_APPLICABLE, "") for aspect in Aspect)
    found = [FrozenProject(uuid7(), "digitaal", "Digitaal", aspects, None)]
    told = replace(two, payments=(paid,))
    _, page = projects(told, board_of(told)[1], found)
    (zvw,) = [block for block in page.blocks if isinstance(block, Prose) and block.heading == "ZVW"]
    assert zvw.lines[0].startswith("ZVW, Digitaal: €\xa02,0\xa0mln betaald. Stand bij de vaststelling")


def test_money_comes_first_only_where_there_is_money():
    off = status("1-1", Status.OFF_TRACK)
    held = risk(level=RiskLevel.MEDIUM, expected=Decimal(200))
    for found, message in (
        (rows(off), "1 onderwerp vraagt aandacht"),
        (rows(off, risks=(held,)), "2 onderwerpen vragen aandacht, geld eerst"),
    ):
        told = next(block for block in blocks(found) if isinstance(block, Items))
        assert told.message == message


def test_the_workbook_holds_every_row(two):
    found = {one.name: one for one in for_the_workbook(two)}
    assert set(found) == {"Indicatoren", "Per kwartaal", "Aandelen per project", "Mijlpalen"}
    assert len(found["Indicatoren"].rows) == 2
    assert [row[0] for row in found["Aandelen per project"].rows] == ["Netwerken", "Zorgstart"]
    assert not any(one.places >= {"pdf"} for one in found.values())


def test_sheets_have_names_that_fit(two):
    names = [block.name for block in blocks(two) if isinstance(block, Table) and "book" in block.places]
    assert all(0 < len(name) <= 31 for name in names)
    assert len(set(names)) == len(names)


def test_the_ladder_tells_the_refund_in_the_words_of_the_verdict():
    found = rows(status(), risks=(risk(expected=Decimal(50)),))
    board, _ = board_of(found)
    (plot,) = [one for one in blocks(found) if isinstance(one, Plot) and one.native.name == "SPUK"]
    assert "tot" in plot.message
    refund, _, at_stake = plot.message.partition("; ")
    assert refund in board.verdict.line
    assert at_stake == "€\xa0400 staat op het spel"
