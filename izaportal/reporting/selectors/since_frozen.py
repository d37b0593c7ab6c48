"""What is told of a frozen quarter since it was frozen, beside what was frozen.

Its results never change: they are not calculated again, and late costs count in a later quarter. What can
differ is what somebody put on record afterwards, and what things are called and judged by today.
"""

from dataclasses import dataclass, replace

from funding.selectors.afterwards import (
    LaterCost,
    LaterKey,
    LaterVerdict,
    later_costs,
    later_keys,
    later_verdicts,
)
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.basis import MemberRow, read_targets
from izaportal.reporting.selectors.freezes import Version, snapshot, versions
from izaportal.reporting.selectors.sides import Side, Sides, Terms
from izaportal.reporting.selectors.snapshot import Snapshot
from pillars.models import Programme
from pillars.selectors.programmes import members_on
from pillars.selectors.quarters import Period
from projects.selectors.decisions import DecisionRow, decisions_after
from projects.selectors.projects import visible_projects


@dataclass(frozen=True, slots=True)
class Since:
    """`kept` was frozen last, `stored` is what the tables tell now of the same quarter.

    `terms` hold for the last quarter there is; `names` are today's, of projects by slug; `members` who takes
    part in that quarter.
    """

    versions: tuple[Version, ...]
    kept: Snapshot
    stored: Side
    terms: Terms
    costs: tuple[LaterCost, ...]
    verdicts: tuple[LaterVerdict, ...]
    keys: tuple[LaterKey, ...]
    decisions: tuple[DecisionRow, ...]
    names: dict[str, str]
    members: tuple[MemberRow, ...]


def since_frozen(
    viewer: Viewer, programme: Programme, *, periods: tuple[Period, ...], period: Period
) -> Since | None:
    """None for a quarter of which no version is kept; a fixed number of queries."""
    found = versions(viewer, programme, period.quarter)
    if not found:
        return None
    quarter, last, kept = period.quarter, periods[-1].quarter, snapshot(found[-1].pk)
    stored = Sides(viewer, programme, periods=periods, versions=found).as_stored(period)
    return Since(
        versions=found,
        kept=kept,
        stored=stored,
        terms=replace(stored.terms, targets=read_targets(programme, last)),
        costs=later_costs(viewer, programme, quarter),
        verdicts=later_verdicts(viewer, programme, quarter),
        keys=later_keys(viewer, programme, quarter),
        decisions=decisions_after(viewer, programme, quarter),
        names=dict(visible_projects(viewer).filter(programme=programme).values_list("slug", "name")),
        members=tuple(MemberRow(row.code, row.name) for row in members_on(programme, last.last_day)),
    )
