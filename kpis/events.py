"""What happens in kpis that others may want to know."""

from dataclasses import dataclass
from uuid import UUID

from izaportal.core.quarter import Quarter


@dataclass(frozen=True, slots=True)
class ValuesApproved:
    """Approved values changed, from `since` on, for these indicators."""

    programme: str
    indicators: frozenset[UUID]
    since: Quarter
    actor: str
