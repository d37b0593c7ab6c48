"""What happens to programmes that others may want to know."""

from dataclasses import dataclass

from izaportal.core.quarter import Quarter


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    """A meeting was planned, or is held on another day or about another quarter."""

    programme: str
    actor: str


@dataclass(frozen=True, slots=True)
class PeriodOpened:
    """A quarter is there to report on, and so to be judged."""

    programme: str
    quarter: Quarter
    actor: str
