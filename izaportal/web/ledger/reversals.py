"""What cancels a row of the ledger. Nothing is changed or taken away from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.http.response import HttpResponseBase
from django.urls import reverse

from funding.selectors.ledger import advance_of, cost_of
from funding.services import bookkeeping
from izaportal.accounts.requests import PortalRequest
from izaportal.core.formatting import date_nl, euro_cents
from izaportal.core.quarter import Quarter
from izaportal.web.access import or_404
from izaportal.web.keeping import takes_forms
from izaportal.web.ledger.entering import Entering, entering
from izaportal.web.ledger.entries import LIKE
from izaportal.web.ledger.forms import ReasonForm
from izaportal.web.ledger.read import MISSING, Seen, kept_ledger

Row = TypeVar("Row")


@takes_forms
def cost(request: PortalRequest, programme: str, project: str, grant: str, row: UUID) -> HttpResponseBase:
    seen = kept_ledger(request.viewer, programme, project, grant)
    found = _found(cost_of, seen, row)

    def enter(given: dict[str, Any]) -> str:
        made = bookkeeping.reverse_cost(
            actor=seen.viewer, booking_id=row, reversal_id=given["row"], reason=given["reason"]
        )
        return (
            f"{euro_cents(made.amount)} is tegengeboekt en telt mee in {Quarter.of(made.performed_on).label}."
        )

    facts = (
        ("Bedrag", euro_cents(found.amount)),
        ("Compensabele btw", euro_cents(found.vat)),
        ("Dag van levering", date_nl(found.day_of_performance)),
        ("Mijlpaal", str(found.milestone or "geen")),
        ("Omschrijving", found.description or "geen"),
        ("Kenmerk", found.reference or "geen"),
        ("Tegenboeking telt mee in", Quarter.of(seen.counted(found.performed_on).counted_on).label),
    )
    again = f"{reverse('book-cost', kwargs=seen.place)}?{LIKE}={row}"
    what = Entering(
        "Boeking tegenboeken",
        "De boeking blijft staan; er komt een regel tegenover.",
        "Tegenboeken",
        ReasonForm,
        enter,
        facts,
        "Tegenboeken en opnieuw boeken",
        again,
    )
    return entering(request, seen, what)


@takes_forms
def advance(request: PortalRequest, programme: str, project: str, grant: str, row: UUID) -> HttpResponseBase:
    seen = kept_ledger(request.viewer, programme, project, grant)
    found = _found(advance_of, seen, row)

    def enter(given: dict[str, Any]) -> str:
        made = bookkeeping.reverse_advance(
            actor=seen.viewer, advance_id=row, reversal_id=given["row"], reason=given["reason"]
        )
        counted = Quarter.of(made.received_on).label
        return f"Het voorschot van {euro_cents(made.amount)} is tegengeboekt en telt mee in {counted}."

    facts = (
        ("Soort", str(found.get_kind_display())),
        ("Bedrag", euro_cents(found.amount)),
        ("Datum", date_nl(found.day_of_payment)),
        ("Tegenboeking telt mee in", Quarter.of(seen.counted(found.received_on).counted_on).label),
    )
    lead = "Alleen voor wat ten onrechte is ingevoerd. Geld dat echt is terugbetaald, legt u zo vast."
    what = Entering("Voorschot tegenboeken", lead, "Tegenboeken", ReasonForm, enter, facts)
    return entering(request, seen, what)


def _found(find: Callable[..., Row], seen: Seen, row: UUID) -> Row:
    with or_404(MISSING):
        return find(seen.grant, row)
