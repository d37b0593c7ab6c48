"""What happens in funding that others may want to know."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MoneyChanged:
    """Bookings, advances, verdicts or forecasts changed; `since` is the earliest day that counts."""

    programme: str
    grants: frozenset[UUID]
    since: date
    actor: str
    what: str


@dataclass(frozen=True, slots=True)
class DutySent:
    """The state was told of a milestone that is not fulfilled in time or in full."""

    programme: str
    duty: UUID
