"""A page per project: how it stands, its money, what it is settled on, what it reported, what was decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from izaportal.core.formatting import Unknown
from izaportal.reporting.aspects import AspectStatus
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.frozen_projects import FrozenProject
from izaportal.reporting.words import ASPECT_WORDS
from izaportal.web.board.board import Board, Look, build_board
from izaportal.web.board.words import are, how_many, sentence_case
from izaportal.web.documents.blocks import (
    NOT_ON_SLIDES,
    ON_PAPER,
    ON_SLIDES,
    Block,
    Cell,
    Column,
    Facts,
    Item,
    Items,
    Prose,
    Section,
    Table,
)
from izaportal.web.documents.figures import RISK_COLUMNS, risk_cells
from izaportal.web.documents.sections.decisions import COLUMNS, decided
from izaportal.web.documents.sections.money import payments
from izaportal.web.documents.sections.workbook import MILESTONES, milestones
from kpis.status import Status

TROUBLE = (AspectStatus.AT_RISK, AspectStatus.OFF_TRACK)
STANDINGS = (
    Column("Project", width=5),
    *(Column(ASPECT_WORDS[aspect].capitalize()) for aspect in ASPECT_WORDS),
    Column("Rapportage"),
)
SAYS_NOTHING = {AspectStatus.NOT_APPLICABLE: Unknown.NOT_APPLICABLE}


def projects(rows: Rows, look: Look, found: Sequence[FrozenProject]) -> Iterator[Section]:
    """First an overview, which the workbook has too, then a page for each."""
    if not found:
        return
    told = [project for project in found if _has_something_to_say(rows, project)]
    yield Section("Projecten", (overview(found), *on_a_slide(told, found)), lead=_lead(found))
    for project in told:
        yield Section(project.name, tuple(project_blocks(rows, look, project)), depth=2)


def _has_something_to_say(rows: Rows, project: FrozenProject) -> bool:
    """A project without standing, report, money or decision has no page of its own."""
    stands = any(one.status is not AspectStatus.NOT_APPLICABLE for one in project.aspects)
    own = of_project(rows, project.slug)
    return stands or bool(project.report or own.risks or own.payments or own.decisions)


def _lead(found: Sequence[FrozenProject]) -> str:
    reported = sum(project.report is not None for project in found)
    have = are(reported, "heeft", "hebben")
    told = f"{reported} van de {len(found)} projecten {have} een goedgekeurde rapportage over dit kwartaal."
    return f"{told} Over wie niets te melden is, volgt geen eigen bladzijde."


def overview(found: Sequence[FrozenProject]) -> Table:
    return Table(
        message=_in_trouble(found),
        name="Projecten",
        columns=STANDINGS,
        rows=tuple(_standing(project) for project in found),
        places=NOT_ON_SLIDES,
    )


def on_a_slide(told: Sequence[FrozenProject], found: Sequence[FrozenProject]) -> Iterator[Table]:
    """Only projects of which there is something to say."""
    rest = len(found) - len(told)
    if told:
        yield Table(
            message=_in_trouble(found),
            name="Projecten",
            columns=STANDINGS,
            rows=tuple(_standing(project) for project in told),
            note=f"Over {rest} {are(rest, 'ander project', 'andere projecten')} is niets te melden."
            if rest
            else "",
            places=ON_SLIDES,
        )


def _standing(project: FrozenProject) -> tuple[Cell, ...]:
    reported = "goedgekeurd" if project.report else "geen"
    return (project.name, *(status_cell(one.status) for one in project.aspects), reported)


def _in_trouble(found: Sequence[FrozenProject]) -> str:
    """`2 van de 24 projecten liggen achter of lopen risico`."""
    count = sum(any(one.status in TROUBLE for one in project.aspects) for project in found)
    verbs = are(count, "ligt achter of loopt risico", "liggen achter of lopen risico")
    return sentence_case(f"{how_many(count)} van de {len(found)} projecten {verbs}")


def status_cell(status: AspectStatus) -> Status | Unknown:
    return SAYS_NOTHING.get(status) or Status(status.value)


def of_project(rows: Rows, project: str) -> Rows:
    """What the board saw of one project, so that its page is built by the same rules as the dashboard."""
    risks = tuple(row for row in rows.risks if row.project == project)
    hung_on = dict.fromkeys(one.indicator for row in risks for one in row.obligations)
    grants = tuple(one for one in rows.standing.grants if one.project == project)
    return replace(
        rows,
        risks=risks,
        statuses={
            quarter: {slug: found[slug] for slug in hung_on if slug in found}
            for quarter, found in rows.statuses.items()
        },
        shares=tuple(row for row in rows.shares if row.project == project),
        decisions=tuple(row for row in rows.decisions if project in (slug for slug, _ in row.projects)),
        flows=(),
        payments=tuple(row for row in rows.payments if row.project_slug == project),
        figures=(),
        projects=1,
        standing=replace(rows.standing, grants=grants),
    )


def project_blocks(rows: Rows, look: Look, project: FrozenProject) -> Iterator[Block]:
    own = of_project(rows, project.slug)
    board = build_board(own, look)
    aspects = tuple(_aspects(project))
    yield Items("Hoe staat het project ervoor?", "", aspects, is_abreast=True, places=ON_PAPER)
    yield from _money(own, board)
    if board.money.payments:
        yield Prose(payments(board.money), heading="ZVW")
    rows_decided = decided(board.decisions)
    if rows_decided:
        yield Table(
            "Besluiten over dit project", "", COLUMNS[:3], _without_projects(rows_decided), places=ON_PAPER
        )
    if board.decisions.asked:
        asked = tuple(Item(one.question, one.why) for one in board.decisions.asked)
        yield Items("Gevraagd besluit", "", asked, places=ON_PAPER)
    yield from _report(project)


def _aspects(project: FrozenProject) -> Iterator[Item]:
    for one in project.aspects:
        cell = status_cell(one.status)
        word = ASPECT_WORDS[one.aspect].capitalize()
        mark = cell if isinstance(cell, Status) else None
        yield Item(word if mark else f"{word}: {Unknown.NOT_APPLICABLE.word}", one.sentence, mark=mark)


def _money(rows: Rows, board: Board) -> Iterator[Block]:
    part = board.money
    if part.total is None:
        told = (
            f"Afrekenrisico: {part.pending}."
            if part.pending_lines
            else "Dit project krijgt geen SPUK: n.v.t."
        )
        yield Prose((told,), heading="SPUK")
        return
    columns = (Column("SPUK", width=3), *RISK_COLUMNS)
    lines = tuple((line.note or line.name, *risk_cells(line.figures)) for line in part.lines)
    yield Table(
        "Wat er van de SPUK terug kan moeten", "", columns, lines, note="Bedragen in euro.", places=ON_PAPER
    )
    yield Table("Waarop wordt afgerekend", "", MILESTONES, tuple(milestones(rows)), places=ON_PAPER)


def _without_projects(rows: Iterable[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(row[:-1] for row in rows)


def _report(project: FrozenProject) -> Iterator[Block]:
    """What the project itself said, in its own words."""
    if project.report is None:
        yield Prose(("Er is over dit kwartaal geen rapportage goedgekeurd.",), heading="Rapportage")
        return
    for section, fields in groupby(project.report.fields, key=lambda told: told.section):
        pairs = tuple((told.label, told.text) for told in fields if told.text)
        if pairs:
            yield Facts(section, pairs)
    yield Prose((project.report.by,))
