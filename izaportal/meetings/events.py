"""What happens around meetings that others may want to know."""

from dataclasses import dataclass
from uuid import UUID

from izaportal.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class AgendaFixed:
    """The agenda of this meeting stands; what comes up now is for the next one."""

    programme: str
    meeting: UUID
    actor: Viewer


@dataclass(frozen=True, slots=True)
class DecisionRecorded:
    programme: str
    decision: UUID
    actor: Viewer


@dataclass(frozen=True, slots=True)
class MeetingCancelled:
    """A meeting ahead is not held; when it `is_revived` it is held after all."""

    meeting: UUID
    actor: Viewer
    is_revived: bool = False
