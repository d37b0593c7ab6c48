"""What a file that is handed out may tell of a frozen quarter. For who found the version."""

from dataclasses import replace

from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.freezes import Version, snapshot
from pillars.selectors.plan_figures import confidential_figures as of_the_plan
from projects.selectors.figures import confidential_figures as of_projects


def shareable_rows(version: Version) -> Rows:
    """As they were frozen, without figures that a source has come to call confidential since; two queries."""
    rows = snapshot(version.pk).board
    stated, effects = of_the_plan(version.programme), of_projects(version.programme)
    return replace(
        rows,
        figures=tuple(
            figure.withheld if (figure.pillar, figure.kind) in stated else figure for figure in rows.figures
        ),
        effects=tuple(row for row in rows.effects if (row.project, row.kind, row.place) not in effects),
    )
