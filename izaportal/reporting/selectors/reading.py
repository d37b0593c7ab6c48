"""Reads what a quarter's snapshot is to hold from the tables as they are now. For jobs, so without viewer."""

from funding.selectors import share_sources as sources
from funding.selectors.share_facts import SharedProject, ShareFacts
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.basis import READER, read_basis
from izaportal.reporting.selectors.board import read_rows
from izaportal.reporting.selectors.snapshot import Snapshot
from pillars.models import Programme
from pillars.selectors.programmes import members_on
from pillars.selectors.quarters import periods_with_meetings


def read_snapshot(programme: Programme, quarter: Quarter, *, version: int, previous: str) -> Snapshot:
    """A fixed number of queries, whatever the size of the programme."""
    periods = periods_with_meetings(READER, programme)
    period = next(one for one in periods if one.quarter == quarter)
    rows = read_rows(READER, programme, periods=periods, period=period, in_full=True)
    return Snapshot(version, previous, rows, _share_facts(programme, quarter), read_basis(programme, rows))


def _share_facts(programme: Programme, quarter: Quarter) -> ShareFacts:
    shares = sources.shares(READER, [(programme.pk, quarter)])
    statuses = sources.statuses({share.at for share in shares}, shares)
    members = frozenset(row.code for row in members_on(programme, quarter.last_day))
    return share_facts(shares, statuses, members=members, has_spuk=sources.has_spuk(programme.pk))


def share_facts(
    shares: list[sources.StoredShare],
    statuses: list[sources.ConcernedStatus],
    *,
    members: frozenset[str],
    has_spuk: bool,
) -> ShareFacts:
    """Of the stored shares of one programme at one quarter; two queries."""
    budgets = sources.budgets({share.project for share in shares})
    projects = {
        share.row.project: SharedProject(
            share.row.project, share.name, share.level, budgets.get(share.project, ())
        )
        for share in shares
    }
    keys = sources.key_rows({share.row.key for share in shares if share.row.key is not None})
    return ShareFacts(
        has_spuk=has_spuk,
        members=members,
        projects=tuple(projects.values()),
        keys=tuple(keys),
        concerns=tuple(status.concern for status in statuses),
    )
