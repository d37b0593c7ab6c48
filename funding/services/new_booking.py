"""A cost as it is handed to the ledger, before it is one of its rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from funding.models import Grant
from izaportal.core.money import ZERO


@dataclass(frozen=True, slots=True)
class Booking:
    """Costs to book: `amount` in euros, positive, net of the compensable VAT, which `vat` tells.

    `id` was made with the form. `may_count_later`: in a frozen quarter it is entered as a correction that
    counts in the open one. `confirmation`: why it is another cost than the one on another grant that it looks
    like. `co_government_id`: the municipality that made the costs, when it was not the one that received the
    grant. `line` is where it stands in a file.
    """

    grant: Grant
    amount: Decimal
    performed_on: date
    milestone_id: UUID | None = None
    description: str = ""
    reference: str = ""
    source: Mapping[str, Any] | None = None
    vat: Decimal = ZERO
    id: UUID | None = None
    may_count_later: bool = False
    confirmation: str = ""
    co_government_id: UUID | None = None
    line: int | None = None
