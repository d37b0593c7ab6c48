"""What happens to programmes that others may want to know."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    """A meeting was planned, is held on another day or about another quarter, or not, or again."""

    programme: str
    actor: str


@dataclass(frozen=True, slots=True)
class MeetingMoved:
    """A meeting ahead is held at another moment or place than people know: it `was` on that day."""

    meeting: UUID
    actor: Viewer
    was: date
    reason: str


@dataclass(frozen=True, slots=True)
class MemberSeated:
    """Somebody was recorded as a member of a body who was not before, by that record."""

    member: UUID
    actor: Viewer


@dataclass(frozen=True, slots=True)
class PeriodOpened:
    """A quarter is there to report on, and so to be judged."""

    programme: str
    quarter: Quarter
    actor: str
