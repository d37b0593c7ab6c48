"""What projects and indicators were called when a quarter was frozen: the names of dashboard and API."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.freezes import snapshot, versions
from kpis.models import Indicator
from kpis.selectors.status_rows import StatusRow
from pillars.models import Programme
from projects.models import Project


@dataclass(frozen=True, slots=True)
class FrozenNames:
    """By slug; what the freeze does not tell of, or of a quarter that is not frozen, is called as today."""

    projects: Mapping[str, str] = field(default_factory=dict)
    indicators: Mapping[str, StatusRow] = field(default_factory=dict)

    def project(self, project: Project) -> str:
        return self.projects.get(project.slug, project.name)

    def indicator(self, indicator: Indicator) -> Indicator:
        """As it was called; the one given stays as it is."""
        row = self.indicators.get(indicator.slug)
        if row is None:
            return indicator
        then = copy(indicator)
        then.code, then.short_name, then.name = row.code, row.short_name, row.full_name
        return then


def frozen_names(viewer: Viewer, programme: Programme, quarter: Quarter) -> FrozenNames:
    """Of the last version; two queries, or one when its snapshot was read before."""
    found = versions(viewer, programme, quarter)
    if not found:
        return FrozenNames()
    board = snapshot(found[-1].pk).board
    return FrozenNames(dict(_projects(board)), board.statuses.get(quarter, {}))


def _projects(board: Rows) -> Iterator[tuple[str, str]]:
    yield from (pair for row in board.decisions for pair in row.projects)
    yield from ((row.project, row.project_name) for row in board.risks)
    yield from ((row.project, row.project_name) for row in board.standing.grants)
