"""What stands in the board pack of a frozen quarter: the dashboard's own board, section by section."""

from itertools import chain
from typing import TYPE_CHECKING

from django.utils import timezone

from izaportal.core.formatting import date_nl, percent
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.freezes import Version
from izaportal.reporting.selectors.frozen_projects import frozen_projects
from izaportal.reporting.selectors.shareable import shareable_rows
from izaportal.web.board.board import Board, Look, build_board
from izaportal.web.board.completeness import FOOTING_WORDS, Completeness
from izaportal.web.board.filters import Filters
from izaportal.web.board.links import Links
from izaportal.web.board.verdict import Verdict
from izaportal.web.documents.blocks import Column, Document, Imprint, Prose, Section, Shape, Table
from izaportal.web.documents.sections import SECTIONS
from izaportal.web.documents.sections.opening import opening
from izaportal.web.documents.sections.projects import projects
from izaportal.web.documents.sections.workbook import for_the_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

BUILDER = "7"
"""Raise when the same frozen rows would give other files: those that were made before are made again."""


def board_of(rows: Rows) -> tuple[Board, Look]:
    """As a reader of the programme without a municipality of their own sees it."""
    look = Look(
        links=Links(rows.frame.slug, rows.quarter),
        filters=Filters(),
        periods=rows.periods,
        own=frozenset(),
    )
    return build_board(rows, look), look


def imprint(version: Version, board: Board) -> Imprint:
    frame = board.frame
    restated = f", herzien: {version.reason.rstrip('.')}" if version.is_restated else ""
    return Imprint(
        programme=frame.short_name,
        programme_name=frame.name,
        quarter=version.quarter,
        version=version.number,
        freeze=str(version.pk),
        sha256=version.sha256,
        frozen=f"Vastgesteld op {date_nl(timezone.localdate(version.at))} door {version.by}{restated}",
        marks=("Illustratief",) if board.sources.is_illustrative else (),
    )


def board_pack(version: Version) -> Document:
    """For who found the version: what it holds is not asked again."""
    rows = shareable_rows(version)
    board, look = board_of(rows)
    return Document(
        title=f"{board.frame.short_name}: {board.quarter.long}",
        kind="Bestuursstuk",
        lead=board.lead,
        verdict=board.verdict.line,
        sub=sub_of(board.verdict),
        imprint=imprint(version, board),
        opening=opening(board),
        sections=tuple(
            chain(
                *(section(board) for section in SECTIONS),
                projects(rows, look, frozen_projects(version)),
                (Section("", tuple(for_the_workbook(rows)), new_page=False),),
                about(board, version),
            )
        ),
    )


def sub_of(verdict: Verdict) -> str:
    """Of a verdict that a person put otherwise: who, why, and what the figures say."""
    spoken = verdict.spoken
    if spoken is None:
        return verdict.sub
    said = f"In de woorden van {spoken.by} ({date_nl(spoken.on)}): {spoken.reason.rstrip('.')}."
    return f"{said} Berekend: {verdict.computed} {verdict.sub}".rstrip()


def about(board: Board, version: Version) -> "Iterator[Section]":
    """How to read it, and by what anybody can check that these are the frozen figures."""
    part = board.sources
    rules = f"Rekenregels: {part.rules}." if part.rules else ""
    borders = f"{percent(part.medium_pct)} en {percent(part.high_pct)}"
    limits = (
        f"De marge van {percent(part.margin_pct)} en de risicogrenzen van {borders} zijn instellingen van "
        "dit portaal, niet van het plan."
    )
    invented = (
        f"{part.illustrative} rusten op gegevens die voor deze demo zijn verzonnen bij het echte plan."
        if part.is_illustrative
        else ""
    )
    check = (
        f"Kenmerk van de vastgestelde cijfers: {version.pk}. SHA-256: {version.sha256}. Dashboard, document, "
        "presentatie, werkboek en API lezen dezelfde vastgestelde rijen."
    )
    lines = tuple(filter(None, [part.frozen, board.failures, rules, limits, invented, check]))
    yield Section("Verantwoording", (*footing(board.completeness), Prose(lines)))


def footing(part: Completeness) -> "Iterator[Table]":
    """On what the figures rest."""
    if part.total:
        columns = (
            Column("Cijfers", width=5),
            *(Column(word, Shape.FIGURE) for word in FOOTING_WORDS.values()),
        )
        rows = tuple((kind.label, *kind.counts) for kind in part.kinds)
        line = part.line.replace("op deze pagina", "in dit stuk")
        yield Table(line, "Volledigheid", columns, rows)
