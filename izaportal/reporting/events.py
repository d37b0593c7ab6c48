"""What happens in reporting that others may want to know."""

from dataclasses import dataclass
from uuid import UUID

from izaportal.core.models import Run
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class ResultsStored:
    """A recalculation stored something new for this programme and quarter."""

    programme: str
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class ReportMoved:
    """Somebody submitted, withdrew, approved, returned or reopened the report of a project.

    `moved` is what happened, in the words of izaportal.reporting.choices.Move; `submission` None: nothing was
    submitted.
    """

    report: UUID
    submission: UUID | None
    moved: str
    actor: Viewer


@dataclass(frozen=True, slots=True)
class QuarterFrozen:
    """A version of a frozen quarter was added: the first one, or a restatement."""

    programme: str
    quarter: Quarter
    version: int
    actor: Viewer


@dataclass(frozen=True, slots=True)
class PackAsked:
    """Files of a frozen quarter wait for a worker that makes them."""

    run: Run
