"""What bookings must obey: each check names every booking that does not, at the field of its form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from operator import le
from typing import TYPE_CHECKING
from uuid import UUID

from funding.models import Expenditure, Grant, GrantMilestone, Settlement
from funding.selectors.facts import NET_COSTS
from izaportal.core import clock
from izaportal.core.formatting import date_nl, euro_cents
from pillars.services.periods import DatedFact, frozen_mistakes
from projects.selectors.decisions import stop_days

if TYPE_CHECKING:
    from funding.booking import Dated
    from funding.services.new_booking import Booking
    from pillars.models import Programme

Grants = Mapping[UUID, Grant]
CENT, TOO_MUCH = Decimal("0.01"), Decimal(10) ** 12
LONGEST = {"description": 200, "reference": 80}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a booking, and at which field of its form. `of_grant`: with the grant it is on."""

    booking: Booking
    field: str
    message: str
    of_grant: bool = False


def findings(
    programme: Programme, *, bookings: Sequence[Booking], days: Sequence[Dated], grants: Grants
) -> Iterator[Finding]:
    """All mistakes; `days` are those on which the bookings would count."""
    yield from _doubled(bookings)
    yield from _unstorable(bookings)
    yield from _strange(bookings)
    yield from _outside(bookings, grants)
    yield from _after_the_end(bookings, grants)
    yield from _above_award(bookings, grants)
    yield from _reaching_back(programme, bookings, days, grants)


def _doubled(bookings: Iterable[Booking]) -> Iterator[Finding]:
    counted = Counter((b.grant.pk, b.reference) for b in bookings if b.reference)
    named = set()
    for booking in bookings:
        key = booking.grant.pk, booking.reference
        if counted[key] > 1 and key not in named:
            named.add(key)
            yield Finding(booking, "reference", f"staat {counted[key]} keer in de boekingen")


def why_no_amount(amount: Decimal) -> str:
    """Why a number cannot be an amount of the ledger; empty when it can."""
    if not amount.is_finite() or abs(amount) >= TOO_MUCH or amount != amount.quantize(CENT):
        return "dit is geen bedrag in hele centen onder € 1.000 miljard"
    return "" if amount > 0 else "het bedrag moet meer dan nul zijn; verlaag met een tegenboeking"


def _unstorable(bookings: Iterable[Booking]) -> Iterator[Finding]:
    for booking in bookings:
        if why := why_no_amount(booking.amount):
            yield Finding(booking, "amount", why)
        if booking.vat and (why := why_no_amount(booking.vat)):
            yield Finding(booking, "vat", why)
        for field, most in LONGEST.items():
            if len(getattr(booking, field)) > most:
                yield Finding(booking, field, f"is langer dan {most} tekens")


def _strange(bookings: Sequence[Booking]) -> Iterator[Finding]:
    """Money on a milestone of another grant would be in the figures of neither."""
    named = {booking.milestone_id for booking in bookings if booking.milestone_id}
    owners = dict(GrantMilestone.objects.filter(pk__in=named).values_list("pk", "grant")) if named else {}
    for booking in bookings:
        if booking.milestone_id and owners.get(booking.milestone_id) != booking.grant.pk:
            yield Finding(booking, "milestone", f"de mijlpaal hoort niet bij subsidie {booking.grant.slug}")


def is_within(grant: Grant, day: date) -> bool:
    """Whether a day lies in the period of the grant."""
    return grant.starts_on <= day <= grant.ends_on


def _outside(bookings: Iterable[Booking], grants: Grants) -> Iterator[Finding]:
    """By the day of performance, also of what counts later."""
    stops, today = stop_days({grant.project_id for grant in grants.values()}), clock.today()
    for booking in bookings:
        grant, day = grants[booking.grant.pk], booking.performed_on
        if not is_within(grant, day):
            yield Finding(
                booking,
                "performed_on",
                f"{date_nl(day)} valt buiten de looptijd van de subsidie "
                f"({date_nl(grant.starts_on)} tot en met {date_nl(grant.ends_on)})",
            )
        elif day > today:
            yield Finding(booking, "performed_on", f"{date_nl(day)} moet nog komen; boek wat al geleverd is")
        stopped = stops.get(grant.project_id)
        if stopped is not None and day > stopped:
            yield Finding(
                booking,
                "performed_on",
                f"na het stopbesluit van {date_nl(stopped)} kan op dit project niet meer worden geboekt",
            )


def settled_on(grants: Iterable[UUID]) -> dict[UUID, str]:
    """By grant why its ledger is closed: the state has settled it."""
    rows = Settlement.objects.filter(grant__in=list(grants)).values_list("grant", "decided_on")
    return {
        grant: f"de subsidie is vastgesteld op {date_nl(day)}; er kan niet meer op worden geboekt"
        for grant, day in rows
    }


def _after_the_end(bookings: Iterable[Booking], grants: Grants) -> Iterator[Finding]:
    if closed := settled_on(grants):
        for booking in bookings:
            if why := closed.get(booking.grant.pk):
                yield Finding(booking, "", why, of_grant=True)


def _above_award(bookings: Iterable[Booking], grants: Grants) -> Iterator[Finding]:
    """Once per grant, at the booking that no longer fits."""
    rows = Expenditure.objects.filter(grant__in=list(grants)).order_by()
    before = dict(rows.values_list("grant").annotate(total=NET_COSTS))
    added: dict[UUID, Decimal] = defaultdict(Decimal)
    passing: dict[UUID, Booking] = {}
    for booking in bookings:
        grant = grants[booking.grant.pk]
        added[grant.pk] += booking.amount
        if before.get(grant.pk, 0) + added[grant.pk] > grant.award:
            passing.setdefault(grant.pk, booking)
    for grant_id, booking in passing.items():
        grant, spent = grants[grant_id], before.get(grant_id, Decimal(0))
        yield Finding(
            booking,
            "amount",
            f"{euro_cents(spent + added[grant_id])} zou meer zijn dan de toekenning van "
            f"{euro_cents(grant.award)}; er is nog {euro_cents(grant.award - spent)} over",
            of_grant=True,
        )


def _reaching_back(
    programme: Programme, bookings: Sequence[Booking], days: Sequence[Dated], grants: Grants
) -> Iterator[Finding]:
    """Figures are cumulative: what is dated early counts in every quarter after it. Of a day outside the
    grant's period it is not told: counting later would not mend that."""
    counted = {one.counted_on for one in days}
    facts = (DatedFact(programme.pk, day.isoformat(), partial(le, day)) for day in sorted(counted))
    refused = {mistake.place: mistake.message for mistake in frozen_mistakes(facts)}
    for booking, one in zip(bookings, days, strict=True):
        why = refused.get(one.counted_on.isoformat())
        if why and is_within(grants[booking.grant.pk], booking.performed_on):
            yield Finding(booking, "may_count_later", why)
