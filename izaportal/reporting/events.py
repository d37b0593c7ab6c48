"""What happens in reporting that pages may want to know."""

from dataclasses import dataclass

from izaportal.core.quarter import Quarter


@dataclass(frozen=True, slots=True)
class ResultsStored:
    """A recalculation stored something new for this programme and quarter."""

    programme: str
    quarter: Quarter


@dataclass(frozen=True, slots=True)
class QuarterFrozen:
    """A version of a frozen quarter was added: the first one, or a restatement."""

    programme: str
    quarter: Quarter
    version: int
    actor: str
