"""What the controller enters in the ledger: costs and advances."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404
from django.http.response import HttpResponseBase

from funding.selectors.ledger import cost_of, partners_of
from funding.services import bookkeeping
from funding.services.bookkeeping import NewAdvance
from funding.services.new_booking import Booking
from izaportal.accounts.requests import PortalRequest
from izaportal.core.formatting import date_nl, euro_cents
from izaportal.core.money import ZERO
from izaportal.core.quarter import Quarter
from izaportal.web.keeping import takes_forms
from izaportal.web.keyset import as_id
from izaportal.web.ledger.entering import Entering, entering
from izaportal.web.ledger.forms import AdvanceForm, CostForm, EntryForm
from izaportal.web.ledger.read import MISSING, Seen, kept_ledger

LIKE = "als"


@takes_forms
def book(request: PortalRequest, programme: str, project: str, grant: str) -> HttpResponseBase:
    """`?als=` a booking begins with what that one says."""
    seen = kept_ledger(request.viewer, programme, project, grant)
    proposed = _like(seen, request.GET.get(LIKE, ""))
    milestones = [(str(one.pk), one.label) for one in seen.grant.milestones.all()]
    partners = [(str(one.pk), one.name) for one in partners_of(seen.grant)]

    def form(typed: Any) -> CostForm:
        made = CostForm(typed, initial=proposed, milestones=milestones, partners=partners)
        _offer_correction(seen, made, "performed_on")
        return made

    def enter(given: dict[str, Any]) -> str:
        booking = Booking(
            grant=seen.grant,
            amount=given["amount"],
            performed_on=given["performed_on"],
            milestone_id=given["milestone"],
            description=given["description"],
            reference=given["reference"],
            vat=given["vat"] or ZERO,
            id=given["row"],
            may_count_later=given["may_count_later"],
            confirmation=given["confirmation"],
            co_government_id=given["co_government"],
        )
        row = bookkeeping.book_cost(actor=seen.viewer, booking=booking)
        how = "als correctie geboekt" if row.concerns_on else "geboekt"
        return f"{euro_cents(row.amount)} is {how} in {Quarter.of(row.performed_on).label}."

    return entering(request, seen, Entering("Kosten boeken", _lead(seen), "Boeken", form, enter))


@takes_forms
def receive(request: PortalRequest, programme: str, project: str, grant: str) -> HttpResponseBase:
    seen = kept_ledger(request.viewer, programme, project, grant)

    def form(typed: Any) -> AdvanceForm:
        made = AdvanceForm(typed)
        _offer_correction(seen, made, "received_on")
        return made

    def enter(given: dict[str, Any]) -> str:
        advance = NewAdvance(
            given["row"],
            given["kind"],
            given["amount"],
            given["received_on"],
            given["note"],
            given["may_count_later"],
        )
        row = bookkeeping.receive_advance(actor=seen.viewer, grant=seen.grant, advance=advance)
        day, quarter = date_nl(row.day_of_payment), Quarter.of(row.received_on).label
        what = f"{euro_cents(row.amount)} is vastgelegd als {row.get_kind_display()} op {day}"
        return f"{what} en telt mee in {quarter}."

    what = Entering("Voorschot vastleggen", _lead(seen), "Vastleggen", form, enter)
    return entering(request, seen, what)


def _lead(seen: Seen) -> str:
    words = (seen.grant.project.name, seen.grant.title, seen.frozen_words)
    return " · ".join(word for word in words if word)


def _like(seen: Seen, row: str) -> dict[str, Any]:
    """What a booking says, as the beginning of another; the reference is of one booking only."""
    if not row:
        return {}
    known = as_id(row)
    try:
        cost = cost_of(seen.grant, known) if known else None
    except ObjectDoesNotExist:
        cost = None
    if cost is None:
        raise Http404(MISSING)
    return {
        "amount": cost.amount,
        "vat": cost.vat or None,
        "performed_on": cost.day_of_performance,
        "milestone": cost.milestone_id,
        "co_government": cost.co_government_id,
        "description": cost.description,
    }


def _offer_correction(seen: Seen, form: EntryForm, dated_by: str) -> None:
    """Says in which quarter it would count, and which day stays on it."""
    field = form.fields[dated_by]
    try:
        day = field.clean(form[dated_by].value())
    except ValidationError:
        return
    counted = seen.counted(day)
    if counted.is_late:
        quarter = Quarter.of(counted.counted_on).label
        form.fields["may_count_later"].label = f"Boek als correctie: telt mee in {quarter}"
        kept = f"{date_nl(day)} blijft de {str(field.label).lower()}"
        form.fields["may_count_later"].help_text = f"{kept}. De vastgestelde cijfers veranderen niet."
