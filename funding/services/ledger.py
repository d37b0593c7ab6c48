"""Books costs and advances. The ledger only grows; what a booking must obey is checked here alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from operator import le
from typing import Any
from uuid import UUID

from django.db import transaction

from funding.events import MoneyChanged
from funding.models import Advance, Expenditure, Grant, GrantMilestone
from funding.selectors.facts import NET_COSTS
from funding.services.doubles import NewCost, find_doubles
from izaportal.core import audit, events
from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.services.periods import DatedFact, frozen_mistakes
from projects.selectors.decisions import stop_days


@dataclass(frozen=True, slots=True)
class Booking:
    """Costs to book: `amount` in euros, positive, net of compensable VAT.

    `confirmation`: why it is another cost than the one on another grant that it looks like.
    """

    grant: Grant
    amount: Decimal
    performed_on: date
    milestone_id: UUID | None = None
    description: str = ""
    reference: str = ""
    source: Mapping[str, Any] | None = None
    confirmation: str = ""


def book(batch: ImportBatch, *, programme: Programme, bookings: Sequence[Booking]) -> None:
    """Add the bookings of a file; see `add_bookings`."""
    new = add_bookings(programme, bookings)
    batch.count(Expenditure, len(new), 0)
    if new:
        _announce(batch.actor, programme, [(b.grant.pk, b.performed_on) for b in new], "boekingen")


@transaction.atomic
def book_spending(*, actor: Viewer, programme: Programme, bookings: Sequence[Booking]) -> list[Booking]:
    """Add what an approved report says was spent, once; those that were new. As `add_bookings`.

    Raises NotAllowed for who neither manages nor controls the programme or a pillar of the projects.
    """
    pillars = {booking.grant.project.pillar for booking in bookings}
    manages = all(actor.manages(programme.slug, pillar.slug if pillar else None) for pillar in pillars)
    if not (manages or actor.controls(programme.slug)):
        raise NotAllowed("Alleen de programmamanager en de controller boeken kosten.")
    new = add_bookings(programme, bookings)
    for booking in new:
        audit.record(
            actor=actor,
            subject=audit.Subject("boeking", booking.reference, str(booking.grant), programme=programme.slug),
            change=audit.Change("geboekt", {"bedrag": (None, booking.amount)}, booking.description),
        )
    if new:
        _announce(actor, programme, [(b.grant.pk, b.performed_on) for b in new], "besteding goedgekeurd")
    return new


def add_bookings(programme: Programme, bookings: Sequence[Booking]) -> list[Booking]:
    """Add bookings that are not there yet, told apart by their reference; those that were new.

    Raises Invalid naming every booking that is there twice, on another grant's milestone, outside its grant's
    period, after a stop decision, above the award, in the figures of a frozen quarter, or on another grant
    already (see `find_doubles`).
    """
    new = _not_yet_booked(bookings)
    if not new:
        return []
    grants = _lock({booking.grant.pk for booking in new})
    rows = [_row(booking) for booking in new]
    found = find_doubles(
        programme, [NewCost(row, one.confirmation) for row, one in zip(rows, new, strict=True)]
    )
    mistakes = [*_doubled(new), *_strange(new), *_outside(new, grants), *_above_award(new, grants)]
    days = [(booking.reference or booking.grant.slug, booking.performed_on) for booking in new]
    mistakes += [*_reaching_back(programme, days), *found.mistakes]
    if mistakes:
        raise Invalid(mistakes)
    Expenditure.objects.bulk_create(rows)
    found.keep()
    return new


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
    if mistakes := _reaching_back(programme, days):
        raise Invalid(mistakes)
    Advance.objects.bulk_create(new)
    batch.count(Advance, len(new), 0)
    _announce(batch.actor, programme, [(row.grant_id, row.received_on) for row in new], "voorschotten")


def _reaching_back(programme: Programme, days: Iterable[tuple[str, date]]) -> list[Mistake]:
    """Figures are cumulative: what is dated early counts in every quarter after it."""
    return frozen_mistakes(DatedFact(programme.pk, place, partial(le, day)) for place, day in days)


def _identity(advance: Advance) -> tuple[Any, ...]:
    return (advance.grant_id, advance.kind, advance.received_on, advance.amount)


def _not_yet_booked(bookings: Sequence[Booking]) -> list[Booking]:
    references = {booking.reference for booking in bookings if booking.reference}
    known = set(Expenditure.objects.filter(reference__in=references).values_list("grant_id", "reference"))
    return [booking for booking in bookings if (booking.grant.pk, booking.reference) not in known]


def _lock(ids: Iterable[UUID]) -> dict[UUID, Grant]:
    """The grants, held until the transaction ends: two bookings at once cannot both take the last euro."""
    rows = Grant.objects.select_for_update().filter(pk__in=ids)
    return {grant.pk: grant for grant in rows.order_by("pk")}


def _doubled(bookings: Iterable[Booking]) -> Iterable[Mistake]:
    counted = Counter((b.grant.pk, b.reference) for b in bookings if b.reference)
    for (_, reference), times in counted.items():
        if times > 1:
            yield Mistake(reference, f"staat {times} keer in de boekingen")


def _strange(bookings: Sequence[Booking]) -> Iterable[Mistake]:
    """Money on a milestone of another grant would be in the figures of neither."""
    named = {booking.milestone_id for booking in bookings if booking.milestone_id}
    owners = dict(GrantMilestone.objects.filter(pk__in=named).values_list("pk", "grant")) if named else {}
    for booking in bookings:
        if booking.milestone_id and owners.get(booking.milestone_id) != booking.grant.pk:
            yield Mistake(
                booking.reference or booking.grant.slug,
                f"de mijlpaal hoort niet bij subsidie {booking.grant.slug}",
            )


def _outside(bookings: Iterable[Booking], grants: Mapping[UUID, Grant]) -> Iterable[Mistake]:
    stops = stop_days({grant.project_id for grant in grants.values()})
    for booking in bookings:
        grant = grants[booking.grant.pk]
        if not grant.starts_on <= booking.performed_on <= grant.ends_on:
            yield Mistake(
                booking.reference or grant.slug,
                f"{booking.performed_on:%d-%m-%Y} valt buiten de looptijd van de subsidie "
                f"({grant.starts_on:%d-%m-%Y} tot en met {grant.ends_on:%d-%m-%Y})",
            )
        stopped = stops.get(grant.project_id)
        if stopped is not None and booking.performed_on > stopped:
            yield Mistake(
                booking.reference or grant.slug,
                f"na het stopbesluit van {stopped:%d-%m-%Y} kan op dit project niet meer worden geboekt",
            )


def _above_award(bookings: Iterable[Booking], grants: Mapping[UUID, Grant]) -> Iterable[Mistake]:
    added: dict[UUID, Decimal] = defaultdict(Decimal)
    for booking in bookings:
        added[booking.grant.pk] += booking.amount
    spent = dict(Expenditure.objects.filter(grant__in=grants).values_list("grant").annotate(total=NET_COSTS))
    for grant_id, amount in added.items():
        grant, before = grants[grant_id], spent.get(grant_id, Decimal(0))
        if before + amount > grant.award:
            yield Mistake(
                grant.slug,
                f"€ {before + amount} zou meer zijn dan de toekenning van € {grant.award}; "
                f"er is nog € {grant.award - before} over",
            )


def _row(booking: Booking) -> Expenditure:
    return Expenditure(
        grant=booking.grant,
        milestone_id=booking.milestone_id,
        amount=booking.amount,
        performed_on=booking.performed_on,
        description=booking.description,
        reference=booking.reference,
        **(booking.source or {}),
    )


def _announce(actor: Viewer, programme: Programme, facts: Sequence[tuple[UUID, date]], what: str) -> None:
    events.announce(
        MoneyChanged(
            programme=programme.slug,
            grants=frozenset(grant for grant, _ in facts),
            since=min(day for _, day in facts),
            actor=actor.name,
            what=what,
        )
    )
