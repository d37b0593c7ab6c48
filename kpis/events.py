"""What happens in kpis that others may want to know."""

from dataclasses import dataclass
from uuid import UUID

from izaportal.core.quarter import Quarter


@dataclass(frozen=True, slots=True)
class DefinitionChanged:
    """What indicators are judged by changed, from `since` on, or for every quarter still open (None).

    `what` says in a few words (Dutch) what was changed.
    """

    programme: str
    indicators: frozenset[UUID]
    since: Quarter | None
    what: str
    actor: str


@dataclass(frozen=True, slots=True)
class ValuesApproved:
    """Approved values changed, from `since` on, for these indicators."""

    programme: str
    indicators: frozenset[UUID]
    since: Quarter
    actor: str
