"""Books costs and advances. The ledger only grows; what a booking must obey is checked here alone."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from operator import le
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from funding.booking import Dated, dated
from funding.events import MoneyChanged
from funding.models import Advance, Expenditure, ExpenditureKind, Grant
from funding.services.doubles import Booked, Doubles, NewCost
from funding.services.ledger_checks import Finding, findings
from izaportal.core import audit, clock, events
from izaportal.core.bulk import ImportBatch, copy_in
from izaportal.core.edits import type_of
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.money import ZERO
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.services.periods import DatedFact, frozen_mistakes, frozen_until

ROWS_AT_ONCE = 2_000


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


def book(batch: ImportBatch, *, programme: Programme, bookings: Sequence[Booking]) -> None:
    """Add the bookings of a file; see `add_bookings`."""
    new = add_bookings(programme, bookings)
    batch.count(Expenditure, len(new), 0)
    if new:
        facts = [(row.grant_id, row.performed_on) for row in new]
        announce(actor=batch.actor, programme=programme, facts=facts, what="boekingen")


@transaction.atomic
def book_spending(*, actor: Viewer, programme: Programme, bookings: Sequence[Booking]) -> list[Expenditure]:
    """Add what an approved report says was spent, once; those that were new. As `add_bookings`.

    Raises NotAllowed for who neither manages nor controls the programme or a pillar of the projects.
    """
    pillars = {booking.grant.project.pillar for booking in bookings}
    manages = all(actor.manages(programme.slug, pillar.slug if pillar else None) for pillar in pillars)
    if not (manages or actor.controls(programme.slug)):
        raise NotAllowed("Alleen de programmamanager en de controller boeken kosten.")
    new = add_bookings(programme, bookings)
    for row in new:
        audit.record(
            actor=actor,
            subject=audit.Subject(
                type_of(Expenditure), row.reference, str(row.grant), programme=programme.slug
            ),
            change=audit.Change("geboekt", {"bedrag": (None, row.amount)}, row.description),
        )
    if new:
        facts = [(row.grant_id, row.performed_on) for row in new]
        announce(actor=actor, programme=programme, facts=facts, what="besteding goedgekeurd")
    return new


@transaction.atomic
def add_bookings(
    programme: Programme,
    bookings: Sequence[Booking],
    *,
    told: Callable[[Finding], Mistake] | None = None,
    booked: Booked | None = None,
) -> list[Expenditure]:
    """Add bookings that are not there yet, told apart by their id or reference; those that were new.

    A hundred thousand at once is no trouble. Raises Invalid naming every booking, with its line, that cannot
    be stored, is there twice, on another grant's milestone, outside its grant's period, after a stop decision
    or the settlement, above the award, in the figures of a frozen quarter or on another grant already (see
    `Booked`, for which pieces of one file share theirs); `told` says how.
    """
    grants = lock_grants(programme, {booking.grant.pk for booking in bookings})
    new = _not_yet_booked(bookings)
    if not new:
        return []
    days = _days(programme, new)
    rows = list(map(_row, new, days))
    costs = [NewCost.of(row, one.confirmation) for row, one in zip(rows, new, strict=True)]
    booked = booked or Booked(programme, like=[one.cost for one in costs])
    alike = booked.compare(costs)
    if found := [*findings(programme, bookings=new, days=days, grants=grants), *_doubled(alike, new)]:
        raise Invalid([*map(told or _at_reference, found)])
    copy_in(Expenditure, rows)
    alike.keep()
    return rows


def _doubled(alike: Doubles, bookings: Sequence[Booking]) -> Iterator[Finding]:
    for refusal in alike.refused:
        field = "confirmation" if refusal.may_be_explained else "reference"
        yield Finding(bookings[refusal.place], field, refusal.sentence)


def _at_reference(found: Finding) -> Mistake:
    booking = found.booking
    place = booking.grant.slug if found.of_grant else booking.reference or booking.grant.slug
    return Mistake(place, found.message, booking.line)


def receive(batch: ImportBatch, *, programme: Programme, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add advances that are not there yet, told apart by grant, kind, day and amount.

    Raises Invalid naming every advance that would be in the figures of a frozen quarter.
    """
    present = Advance.objects.filter(grant__in={row["grant"].pk for row in rows})
    known = {_identity(advance) for advance in present}
    new = [advance for advance in (Advance(**row) for row in rows) if _identity(advance) not in known]
    if not new:
        return
    days = [(f"voorschot van {row.received_on:%d-%m-%Y} op {row.grant.slug}", row.received_on) for row in new]
    if mistakes := reaching_back(programme, days):
        raise Invalid(mistakes)
    Advance.objects.bulk_create(new)
    batch.count(Advance, len(new), 0)
    facts = [(row.grant_id, row.received_on) for row in new]
    announce(actor=batch.actor, programme=programme, facts=facts, what="voorschotten")


def reaching_back(programme: Programme, days: Iterable[tuple[str, date]]) -> list[Mistake]:
    """Figures are cumulative: what is dated early counts in every quarter after it."""
    return frozen_mistakes(DatedFact(programme.pk, place, partial(le, day)) for place, day in days)


def _identity(advance: Advance) -> tuple[Any, ...]:
    return (advance.grant_id, advance.kind, advance.received_on, advance.amount)


def lock_grants(programme: Programme, ids: Iterable[UUID]) -> dict[UUID, Grant]:
    """The grants, held until the transaction ends: two bookings at once cannot both take the last euro.
    What is calculated of them may be stored meanwhile.

    Raises Refused for a grant that is not one of the programme.
    """
    rows = Grant.objects.select_for_update(no_key=True).filter(pk__in=ids, project__programme=programme)
    found = {grant.pk: grant for grant in rows.order_by("pk")}
    if found.keys() != set(ids):
        raise Refused("Deze subsidie hoort niet bij dit programma.")
    return found


def _not_yet_booked(bookings: Sequence[Booking]) -> list[Booking]:
    references = {booking.reference for booking in bookings} - {""}
    ids = {booking.id for booking in bookings} - {None}
    rows = Expenditure.objects.filter(grant__in={booking.grant.pk for booking in bookings}).order_by()
    named = _among(rows.exclude(reference=""), "reference", references).values_list("grant_id", "reference")
    known = set(named) if references else set()
    stored = set(_among(rows, "pk", ids).values_list("pk", flat=True)) if ids else set()
    return [
        booking
        for booking in bookings
        if (booking.grant.pk, booking.reference) not in known and booking.id not in stored
    ]


def _among(rows: QuerySet[Expenditure], column: str, wanted: Collection[Any]) -> QuerySet[Expenditure]:
    """The rows with one of these values; of very many values all rows, which is quicker than to name them."""
    return rows.filter(**{f"{column}__in": wanted}) if len(wanted) <= ROWS_AT_ONCE else rows


def _days(programme: Programme, bookings: Sequence[Booking]) -> list[Dated]:
    """The day on which each counts: its own, unless it may count later and its quarter is frozen."""
    if not any(booking.may_count_later for booking in bookings):
        return [Dated(booking.performed_on) for booking in bookings]
    until, today = frozen_until(programme), clock.today()
    return [
        dated(booking.performed_on, frozen_until=until if booking.may_count_later else None, today=today)
        for booking in bookings
    ]


def _row(booking: Booking, days: Dated) -> Expenditure:
    return Expenditure(
        pk=booking.id or uuid7(),
        grant=booking.grant,
        milestone_id=booking.milestone_id,
        kind=ExpenditureKind.CORRECTION if days.is_late else ExpenditureKind.BOOKING,
        amount=booking.amount,
        vat=booking.vat,
        performed_on=days.counted_on,
        concerns_on=days.concerns_on,
        description=booking.description,
        reference=booking.reference,
        co_government_id=booking.co_government_id,
        **(booking.source or {}),
    )


def announce(*, actor: Viewer, programme: Programme, facts: Sequence[tuple[UUID, date]], what: str) -> None:
    events.announce(
        MoneyChanged(
            programme=programme.slug,
            grants=frozenset(grant for grant, _ in facts),
            since=min(day for _, day in facts),
            actor=actor.name,
            what=what,
        )
    )
