"""The next version of a snapshot: new results in the place of old ones, and everything else as it was.

What was renamed, budgeted or set otherwise since the quarter was frozen stays out of a restatement.
"""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import TypeVar
from uuid import UUID

from funding.selectors.risk_rows import RiskRow
from funding.selectors.share_facts import ShareFacts
from funding.selectors.share_rows import ShareRow
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.basis import Basis, ResultRow
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.snapshot import Snapshot
from kpis.selectors.status_rows import StatusRow

Row = TypeVar("Row", StatusRow, RiskRow, ShareRow)

# What a row tells of the thing it is about, and not of the result.
NAMING: dict[type, frozenset[str]] = {
    StatusRow: frozenset(
        {"quarter", "slug", "code", "short_name", "full_name", "unit", "decimals", "counts", "headline"}
        | {"headline_order", "pillar", "pillar_number", "effect"}
    ),
    RiskRow: frozenset({"quarter", "grant", "project", "project_name"}),
    ShareRow: frozenset({"code", "name", "project", "key_label", "key_illustrative"}),
}


# What the snapshots of before do not tell; None of it there is not told, and nothing to compare.
LATER: dict[type, frozenset[str]] = {RiskRow: frozenset({"path"})}


def result_fields(kind: type) -> tuple[str, ...]:
    """Names of the fields of a row that are the result's own."""
    return tuple(field.name for field in fields(kind) if field.name not in NAMING[kind])


def restated(old: Snapshot, fresh: Snapshot) -> Snapshot:
    """`fresh` is what the tables tell now, with the version and the predecessor it is to have."""
    board = _board(old.board, fresh.board)
    return replace(
        fresh,
        board=board,
        shares=_shares(old.shares, fresh.shares),
        basis=_basis(old.basis, fresh.basis, board),
    )


def is_same(old: Snapshot, new: Snapshot) -> bool:
    """Whether the new version would tell nothing else."""
    return replace(new, version=old.version, previous=old.previous) == old


def _board(old: Rows, fresh: Rows) -> Rows:
    risks = {(row.grant, row.quarter): row for row in fresh.risks}
    shares = {(row.project, row.code): row for row in fresh.shares}
    return replace(
        old,
        statuses={quarter: _statuses(rows, fresh, quarter) for quarter, rows in old.statuses.items()},
        risks=tuple(_taken_over(row, risks.get((row.grant, row.quarter))) for row in old.risks),
        shares=tuple(_taken_over(row, shares.get((row.project, row.code))) for row in old.shares),
    )


def _statuses(rows: Mapping[str, StatusRow], fresh: Rows, quarter: Quarter) -> Mapping[str, StatusRow]:
    now = fresh.statuses.get(quarter, {})
    return {slug: _taken_over(row, now.get(slug)) for slug, row in rows.items()}


def _taken_over(old: Row, new: Row | None) -> Row:
    """The new result under the old names; the old row when there is no other."""
    if new is None or new.pk == old.pk:
        return old
    return replace(old, **{name: getattr(new, name) for name in result_fields(type(old))})


def _shares(old: ShareFacts, fresh: ShareFacts) -> ShareFacts:
    """Only the level of a project's risk is a result here."""
    levels = {project.slug: project.level for project in fresh.projects}
    return replace(
        old,
        projects=tuple(
            replace(project, level=levels.get(project.slug, project.level)) for project in old.projects
        ),
    )


def _basis(old: Basis, fresh: Basis, board: Rows) -> Basis:
    statuses = {row.pk for rows in board.statuses.values() for row in rows.values()}
    return replace(
        old,
        measurements=fresh.measurements,
        statuses=_named(statuses, old.statuses, fresh.statuses),
        risks=_named({row.pk for row in board.risks}, old.risks, fresh.risks),
        shares=_named({row.pk for row in board.shares if row.pk}, old.shares, fresh.shares),
        standings=fresh.standings,
    )


def _named(pks: set[UUID], old: Sequence[ResultRow], fresh: Sequence[ResultRow]) -> tuple[ResultRow, ...]:
    """The results that the board shows, in order of their ids."""
    known = {row.pk: row for row in (*fresh, *old)}
    return tuple(known[pk] for pk in sorted(pks))
