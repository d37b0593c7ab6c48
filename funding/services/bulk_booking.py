"""Bookings by the thousands, from a file: all of them or none, and all of them reversed."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from funding.models import Expenditure, ExpenditureKind, Grant
from funding.services.bookkeeping import against
from funding.services.doubles import Booked
from funding.services.ledger import Booking, add_bookings, announce, lock_grants
from funding.services.ledger_checks import Finding
from izaportal.core import audit
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.formatting import number
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.services.periods import frozen_until

Thing = TypeVar("Thing")
AT_ONCE = 5_000
MOST_TOLD = 5_000


@transaction.atomic
def book_file(
    *,
    actor: Viewer,
    programme: Programme,
    bookings: Iterable[Booking],
    reason: str,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Add the bookings, piece by piece so that their number hardly matters; how many were new.

    Raises NotAllowed for who is not controller, and Invalid with every mistake at its field and line.
    """
    _require_control(actor, programme)
    grants = Grant.objects.filter(project__programme=programme)
    lock_grants(programme, set(grants.values_list("pk", flat=True)))  # before the programme, as everywhere
    booked = Booked(programme)
    mistakes: list[Mistake] = []
    facts = _Facts()
    done = 0
    for piece in _pieces(bookings):
        try:
            with transaction.atomic():
                added = add_bookings(programme, piece, told=_at_line, booked=booked)
        except Invalid as invalid:
            mistakes += invalid.mistakes
        else:
            facts.take((row.grant_id, row.performed_on) for row in added)
        done += len(piece)
        progress(done)
        if len(mistakes) > MOST_TOLD:
            break
    if mistakes:
        raise Invalid(mistakes)
    if done:
        _record(actor, programme, "geboekt", done, reason)
        facts.announce(actor, programme, "boekingen ingelezen")
    return done


@transaction.atomic
def reverse_costs(
    *,
    actor: Viewer,
    programme: Programme,
    booking_ids: Sequence[UUID],
    reason: str,
    progress: Callable[[int], None] = lambda _: None,
) -> int:
    """Cancel bookings of the programme, each with a row against it; how many. See `reverse_cost`.

    Raises NotAllowed for who is not controller, Refused when one of them is reversed already or not there:
    then none of them is.
    """
    _require_control(actor, programme)
    grants = Grant.objects.filter(project__programme=programme).values_list("pk", flat=True)
    lock_grants(programme, set(grants))
    until = frozen_until(programme)
    facts = _Facts()
    done = 0
    for ids in _pieces(booking_ids):
        rows = list(
            Expenditure.objects.filter(
                pk__among=ids, grant__project__programme=programme, reversal__isnull=True
            ).exclude(kind=ExpenditureKind.REVERSAL)
        )
        if len(rows) != len(ids):
            raise Refused("Een van deze boekingen is al tegengeboekt.")
        reversals = [against(row, reversal_id=uuid7(), until=until, reason=reason[:200]) for row in rows]
        Expenditure.objects.bulk_create(reversals)
        facts.take((row.grant_id, row.performed_on) for row in reversals)
        done += len(rows)
        progress(done)
    if done:
        _record(actor, programme, "tegengeboekt", done, reason)
        facts.announce(actor, programme, "boekingen teruggedraaid")
    return done


class _Facts:
    """Which grants are touched, and since which day."""

    def __init__(self) -> None:
        self.grants: set[UUID] = set()
        self.since: date | None = None

    def take(self, facts: Iterable[tuple[UUID, date]]) -> None:
        for grant, day in facts:
            self.grants.add(grant)
            self.since = day if self.since is None else min(self.since, day)

    def announce(self, actor: Viewer, programme: Programme, what: str) -> None:
        if self.since is not None:
            facts = [(grant, self.since) for grant in self.grants]
            announce(actor=actor, programme=programme, facts=facts, what=what)


def _at_line(found: Finding) -> Mistake:
    """At its field and the line of the file."""
    return Mistake(found.field, found.message, found.booking.line)


def _pieces(things: Iterable[Thing]) -> Iterator[list[Thing]]:
    left = iter(things)
    while piece := list(islice(left, AT_ONCE)):
        yield piece


def _require_control(actor: Viewer, programme: Programme) -> None:
    if not actor.controls(programme.slug):
        raise NotAllowed("Alleen de controller van dit programma boekt in het grootboek.")


def _record(actor: Viewer, programme: Programme, action: str, count: int, reason: str) -> None:
    """One line for the whole file."""
    audit.record(
        actor=actor,
        subject=audit.Subject("boekingen", label=f"{number(count)} boekingen", programme=programme.slug),
        change=audit.Change(action, {"aantal": (None, count)}, reason),
    )
