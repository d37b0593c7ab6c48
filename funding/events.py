"""What happens in funding that others may want to know."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class MoneyChanged:
    """Facts of grants changed: bookings, advances, verdicts, forecasts. `since` is the earliest day they count."""

    programme: str
    grants: frozenset[UUID]
    since: date
    actor: str
    what: str
