"""What was booked on the grants of one project until a day: for who found the project."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from funding.models import Advance, AdvanceKind, Expenditure, ExpenditureKind


@dataclass(frozen=True, slots=True)
class BookedRow:
    """`amount` is positive; a reversal counts against. `reverses` is the id of what it cancels."""

    id: UUID
    grant: str
    kind: str
    day: date
    concerns_on: date | None
    amount: Decimal
    vat: Decimal
    milestone: str
    description: str
    reference: str
    reverses: UUID | None
    illustrative: bool


@dataclass(frozen=True, slots=True)
class AdvancedRow:
    """Money received ahead from the state, or given back."""

    id: UUID
    grant: str
    kind: str
    day: date
    amount: Decimal
    note: str
    reverses: UUID | None
    illustrative: bool


AS_STORED = ("concerns_on", "amount", "vat", "description", "reference", "reverses", "illustrative")
COSTS = (
    "id",
    "grant__slug",
    "grant__decision_number",
    "kind",
    "performed_on",
    "milestone__label",
    *AS_STORED,
)
ADVANCE_AS_STORED = ("amount", "note", "reverses", "illustrative")
ADVANCES = ("id", "grant__slug", "grant__decision_number", "kind", "received_on", *ADVANCE_AS_STORED)


def booked_until(project: UUID, day: date) -> tuple[BookedRow, ...]:
    """In the order in which they count; one query."""
    rows = Expenditure.objects.filter(grant__project=project, performed_on__lte=day)
    found = rows.order_by("performed_on", "id").values(*COSTS)
    return tuple(
        BookedRow(
            id=row["id"],
            grant=row["grant__decision_number"] or row["grant__slug"],
            kind=str(ExpenditureKind(row["kind"]).label),
            day=row["performed_on"],
            milestone=row["milestone__label"] or "",
            **{name: row[name] for name in AS_STORED},
        )
        for row in found
    )


def advanced_until(project: UUID, day: date) -> tuple[AdvancedRow, ...]:
    """Likewise."""
    rows = Advance.objects.filter(grant__project=project, received_on__lte=day)
    found = rows.order_by("received_on", "id").values(*ADVANCES)
    return tuple(
        AdvancedRow(
            id=row["id"],
            grant=row["grant__decision_number"] or row["grant__slug"],
            kind=str(AdvanceKind(row["kind"]).label),
            day=row["received_on"],
            **{name: row[name] for name in ADVANCE_AS_STORED},
        )
        for row in found
    )
