"""Which projects owe a report for a quarter: the one place that decides it. Pure."""

from dataclasses import dataclass
from datetime import date

from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter

# Nothing happens in these stages that could be reported. Of an unknown stage a report is owed.
NOT_RUNNING = {
    "candidate": "is nog kandidaat",
    "done": "is afgerond",
    "stopped": "is gestopt",
    "parked": "is geparkeerd",
}


@dataclass(frozen=True, slots=True)
class Running:
    """What decides it: the stage as stored (empty: unknown), whether the project is a double of another, and
    the day of a decision to stop it."""

    stage: str
    is_double: bool = False
    stopped_on: date | None = None


def why_nothing_owed(project: Running, quarter: Quarter) -> str:
    """Why the project owes no report for the quarter (Dutch, after its name); empty when it owes one.

    Whoever was stopped in the middle of a quarter still answers for it.
    """
    if project.is_double:
        return "staat dubbel in het plan en rapporteert bij het andere project"
    if project.stopped_on is not None:
        has_stopped = project.stopped_on < quarter.first_day
        return f"is gestopt op {date_nl(project.stopped_on)}" if has_stopped else ""
    return NOT_RUNNING.get(project.stage, "")
