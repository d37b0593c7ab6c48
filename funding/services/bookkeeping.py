"""What the controller enters in the ledger of a grant: costs and advances, and what cancels them.

Ids are made with the form, so that sending it twice enters it once.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from funding.booking import Dated, dated
from funding.models import Advance, AdvanceKind, Expenditure, ExpenditureKind, Grant
from funding.selectors.facts import NET_ADVANCES
from funding.services.ledger import add_bookings, announce, lock_grants, reaching_back
from funding.services.ledger_checks import Finding, settled_on, why_no_amount
from funding.services.new_booking import Booking
from izaportal.core import clock, edits
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.formatting import date_nl, euro_cents
from izaportal.core.money import ZERO
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.services.periods import frozen_until

BOOKED, REVERSED, RECEIVED, REPAID = "geboekt", "tegengeboekt", "ontvangen", "terugbetaald"
ALREADY_SENT = (
    "Dit formulier is al verwerkt, met andere gegevens. Open het opnieuw om nog iets in te voeren; "
    "wat er staat, verbetert u met een tegenboeking."
)
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class NewAdvance:
    """Money received from the state or given back to it, in euros, positive.

    `may_count_later`: of a frozen quarter it is entered so that it counts in the open one.
    """

    id: UUID
    kind: AdvanceKind
    amount: Decimal
    received_on: date
    note: str = ""
    may_count_later: bool = False


@transaction.atomic
def book_cost(*, actor: Viewer, booking: Booking) -> Expenditure:
    """Book a cost; what the form entered before is given as it is.

    Raises NotAllowed, Invalid with what is wrong at its field, and Refused when the form was used for other
    figures before.
    """
    programme = _opened(actor, booking.grant)
    lock_grants(programme, {booking.grant.pk})
    wanted = (
        booking.amount,
        booking.vat,
        booking.performed_on,
        booking.milestone_id,
        booking.co_government_id,
    )
    if booking.id and (known := Expenditure.objects.filter(pk=booking.id).first()):
        held = (known.amount, known.vat, known.day_of_performance, known.milestone_id, known.co_government_id)
        return _same(known, held == wanted and known.grant_id == booking.grant.pk)
    added = add_bookings(programme, [booking], told=_at_field)
    if not added:
        raise Invalid([Mistake("reference", "Dit kenmerk staat al in de boekingen van deze subsidie.")])
    row = added[0]
    _record(
        actor, row, BOOKED, ("amount", "vat", "performed_on", "concerns_on", "milestone", "co_government")
    )
    _announce_row(actor, programme, row, "boeking")
    return row


@transaction.atomic
def reverse_cost(*, actor: Viewer, booking_id: UUID, reversal_id: UUID, reason: str) -> Expenditure:
    """Cancel a booking or correction with a row against it, on its own day, or in the open quarter when that
    of the booking is frozen. The same reversal again is given as it is.

    Raises NotAllowed, Invalid without a reason, and Refused for what is a reversal or has one.
    """
    booking = Expenditure.objects.select_related("grant__project__programme").get(pk=booking_id)
    programme = _opened(actor, booking.grant)
    _hold(programme, booking.grant)
    if known := Expenditure.objects.filter(reverses=booking).first():
        if known.pk == reversal_id:
            return known
        raise Refused(f"Deze boeking is al tegengeboekt, op {date_nl(timezone.localdate(known.booked_at))}.")
    if booking.kind == ExpenditureKind.REVERSAL:
        raise Refused("Een tegenboeking kan niet worden tegengeboekt. Boek de kosten opnieuw.")
    until = frozen_until(programme)
    row = against(booking, reversal_id=reversal_id, until=until, reason=_given(reason))
    row.save(force_insert=True)
    _record(actor, row, REVERSED, ("amount", "vat", "performed_on", "concerns_on", "reverses"), reason)
    _announce_row(actor, programme, row, "tegenboeking")
    return row


@transaction.atomic
def receive_advance(*, actor: Viewer, grant: Grant, advance: NewAdvance) -> Advance:
    """Enter an advance; what the form entered before is given as it is. Raises as `book_cost` does."""
    programme = _opened(actor, grant)
    if advance.kind == AdvanceKind.REPAID:  # what a settlement asks back is paid after it
        lock_grants(programme, {grant.pk})
    else:
        _hold(programme, grant)
    if known := Advance.objects.filter(pk=advance.id).first():
        wanted = (grant.pk, advance.kind, advance.amount, advance.received_on)
        return _same(known, (known.grant_id, known.kind, known.amount, known.day_of_payment) == wanted)
    until = frozen_until(programme) if advance.may_count_later else None
    day = dated(advance.received_on, frozen_until=until, today=clock.today())
    if mistakes := list(_advance_mistakes(advance, grant, programme, day)):
        raise Invalid(mistakes)
    row = Advance(
        pk=advance.id,
        grant=grant,
        kind=advance.kind,
        amount=advance.amount,
        received_on=day.counted_on,
        concerns_on=day.concerns_on,
        note=advance.note,
    )
    return _entered(actor, programme, row)


@transaction.atomic
def reverse_advance(*, actor: Viewer, advance_id: UUID, reversal_id: UUID, reason: str) -> Advance:
    """Cancel an advance entered by mistake, with one of the other kind, on its own day or in the open quarter
    when that is frozen. Raises as `reverse_cost` does."""
    advance = Advance.objects.select_related("grant__project__programme").get(pk=advance_id)
    programme = _opened(actor, advance.grant)
    _hold(programme, advance.grant)
    if known := Advance.objects.filter(reverses=advance).first():
        if known.pk == reversal_id:
            return known
        raise Refused(f"Dit voorschot is al tegengeboekt, op {date_nl(timezone.localdate(known.booked_at))}.")
    if advance.reverses_id is not None:
        raise Refused("Een tegenboeking kan niet worden tegengeboekt. Voer het voorschot opnieuw in.")
    was_received = advance.kind == AdvanceKind.RECEIVED
    day = dated(advance.received_on, frozen_until=frozen_until(programme), today=clock.today())
    row = Advance(
        pk=reversal_id,
        grant=advance.grant,
        kind=AdvanceKind.REPAID if was_received else AdvanceKind.RECEIVED,
        amount=advance.amount,
        received_on=day.counted_on,
        concerns_on=advance.concerns_on or day.concerns_on,
        note=_given(reason),
        reverses=advance,
        illustrative=advance.illustrative,
    )
    return _entered(actor, programme, row, reason)


def _opened(actor: Viewer, grant: Grant) -> Programme:
    programme = grant.project.programme
    if not actor.controls(programme.slug):
        raise NotAllowed("Alleen de controller van dit programma boekt in het grootboek.")
    return programme


def _hold(programme: Programme, grant: Grant) -> None:
    """Lock the grant; Refused once the state has settled it."""
    lock_grants(programme, {grant.pk})
    if why := settled_on({grant.pk}).get(grant.pk):
        raise Refused(_sentence(why))


def against(booking: Expenditure, *, reversal_id: UUID, until: date | None, reason: str) -> Expenditure:
    """The row that cancels the booking, not stored yet.

    A correction that is reversed still concerns the day its costs were made.
    """
    days = dated(booking.performed_on, frozen_until=until, today=clock.today())
    return Expenditure(
        pk=reversal_id,
        grant=booking.grant,
        milestone_id=booking.milestone_id,
        kind=ExpenditureKind.REVERSAL,
        amount=booking.amount,
        vat=booking.vat,
        performed_on=days.counted_on,
        concerns_on=booking.concerns_on or days.concerns_on,
        description=reason,
        co_government_id=booking.co_government_id,
        reverses=booking,
        illustrative=booking.illustrative,
    )


def _given(reason: str) -> str:
    if not reason.strip():
        raise Invalid([Mistake("reason", "Schrijf waarom dit wordt teruggedraaid.")])
    return reason.strip()


def _at_field(found: Finding) -> Mistake:
    return Mistake(found.field, _sentence(found.message))


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:].removesuffix('.')}."


def _same(known: Row, is_same: bool) -> Row:
    if not is_same:
        raise Refused(ALREADY_SENT)
    return known


def _amount_mistakes(amount: Decimal) -> list[Mistake]:
    why = why_no_amount(amount)
    return [Mistake("amount", _sentence(why))] if why else []


def _advance_mistakes(
    advance: NewAdvance, grant: Grant, programme: Programme, day: Dated
) -> Iterator[Mistake]:
    yield from _amount_mistakes(advance.amount)
    if advance.received_on > clock.today():
        yield Mistake("received_on", "Deze dag moet nog komen. Voer het voorschot in als het er is.")
    yield from reaching_back(programme, [("may_count_later", day.counted_on)])
    held = grant.advances.aggregate(total=NET_ADVANCES)["total"] or ZERO
    if advance.kind == AdvanceKind.REPAID:
        if advance.amount > held:
            yield Mistake("amount", f"Er is niet zoveel ontvangen: {euro_cents(held)}.")
    elif held + advance.amount > grant.award:
        yield Mistake("amount", _above_award(grant.award, held))


def _above_award(award: Decimal, held: Decimal) -> str:
    more = f"er kan nog {euro_cents(award - held)} bij" if held < award else "er kan niets meer bij"
    return f"Er is {euro_cents(held)} ontvangen van {euro_cents(award)} die is toegekend; {more}."


def _entered(actor: Viewer, programme: Programme, row: Advance, reason: str = "") -> Advance:
    row.save(force_insert=True)
    action = REVERSED if row.reverses_id else RECEIVED if row.kind == AdvanceKind.RECEIVED else REPAID
    _record(actor, row, action, ("kind", "amount", "received_on", "concerns_on", "note", "reverses"), reason)
    announce(actor=actor, programme=programme, facts=[(row.grant_id, row.received_on)], what="voorschot")
    return row


def _announce_row(actor: Viewer, programme: Programme, row: Expenditure, what: str) -> None:
    announce(actor=actor, programme=programme, facts=[(row.grant_id, row.performed_on)], what=what)


def _record(
    actor: Viewer, row: Expenditure | Advance, action: str, names: Iterable[str], reason: str = ""
) -> None:
    values = {name: edits.told(row, name) for name in names}
    given = {name: (None, value) for name, value in values.items() if value not in edits.EMPTY}
    _act(actor, row.grant, reason).record(row, action, given)


def _act(actor: Viewer, grant: Grant, reason: str = "") -> Act:
    project = grant.project
    return Act(actor, project.programme.slug, project.scope, reason)
