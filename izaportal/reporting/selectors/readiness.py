"""Whether a quarter can be frozen, and what would be in the snapshot."""

from dataclasses import dataclass

from izaportal.core import runs
from izaportal.core.formatting import number_of
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.board import read_rows
from izaportal.reporting.selectors.board_rows import Rows
from kpis.selectors.statuses import waiting_everywhere
from kpis.status import Status
from pillars.models import Programme
from pillars.selectors.quarters import Period


@dataclass(frozen=True, slots=True)
class Readiness:
    """`obstacles` stop a freeze, each a sentence; the counts tell what would be frozen.

    `waiting`: measurements that nobody approved yet, which would not be in it.
    """

    obstacles: tuple[str, ...]
    indicators: int
    unmeasured: int
    grants: int
    municipalities: int
    decisions: int
    waiting: int


def readiness(
    viewer: Viewer, programme: Programme, *, periods: tuple[Period, ...], period: Period
) -> Readiness:
    """Of a quarter that is not frozen; a fixed number of queries."""
    rows = read_rows(viewer, programme, periods=periods, period=period)
    waiting = waiting_everywhere(viewer).filter(indicator__programme=programme, quarter=period.quarter)
    return Readiness(
        obstacles=obstacles(programme, rows),
        indicators=len(rows.now),
        unmeasured=sum(row.status is Status.NO_DATA for row in rows.now),
        grants=len(rows.current_risks),
        municipalities=len({row.code for row in rows.shares}),
        decisions=sum(row.decided_on is not None for row in rows.decisions),
        waiting=waiting.count(),
    )


def obstacles(programme: Programme, rows: Rows) -> tuple[str, ...]:
    """What was approved but not calculated would be missing from the figures for good."""
    found = []
    if runs.is_unsettled(programme.slug, rows.quarter):
        found.append(f"{rows.quarter.label} {UNSETTLED}")
    if rows.standing.failed:
        parts = number_of(rows.standing.failed, "onderdeel", "onderdelen")
        found.append(f"Van {parts} mislukte de laatste herberekening. {ASK}")
    if rows.lacks_statuses:
        found.append(f"De status van de indicatoren is nog niet berekend. {ASK}")
    if rows.uncalculated:
        names = ", ".join(grant.project_name for grant in rows.uncalculated)
        found.append(f"Het afrekenrisico is nog niet berekend van: {names}. {ASK}")
    return tuple(found)


UNSETTLED = (
    "is nog niet helemaal doorgerekend; probeer het over een minuut opnieuw. "
    "Blijft dit zo, laat de beheerder dan naar de herberekeningen kijken."
)
ASK = "Laat de beheerder naar de herberekeningen kijken."
