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
class StatusesChanged:
    """Other results were stored in the place of earlier ones of the quarter; `results` are the new rows.

    Told within the transaction that stores them. The first result of an indicator replaces nothing.
    """

    programme: str
    quarter: Quarter
    results: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class ValuesApproved:
    """Approved values changed, from `since` on, for these indicators."""

    programme: str
    indicators: frozenset[UUID]
    since: Quarter
    actor: str
