"""The state's final decision on a grant, entered by the controller."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http.response import HttpResponseBase

from funding.services.settlements import FinalDecision, settle
from izaportal.accounts.requests import PortalRequest
from izaportal.core.formatting import euro_cents
from izaportal.web.accountability.forms import SettleForm
from izaportal.web.accountability.read import kept_grant, seen
from izaportal.web.keeping import takes_forms
from izaportal.web.storing import PAGE, store_once, typed_before

if TYPE_CHECKING:
    from funding.models import Grant

TITLE = "Vaststelling vastleggen"


@takes_forms
def settle_grant(request: PortalRequest, programme: str, project: str, grant: str) -> HttpResponseBase:
    row = kept_grant(request.viewer, programme, project, grant)
    found = seen(request.viewer, programme, "")
    settlement = getattr(row, "settlement", None)
    form = SettleForm(typed_before(request), is_change=settlement is not None, initial=_initial(row))

    def store(given: dict[str, Any]) -> str:
        decision = FinalDecision(
            given["decided_on"], given["amount"], given["document"], given.get("reason", "")
        )
        made = settle(actor=request.viewer, grant=row, decision=decision)
        return f"De vaststelling op {euro_cents(made.settled_amount)} is vastgelegd."

    context = {
        "title": TITLE,
        "lead": f"{row.project.name} · {row.title} · toegekend {euro_cents(row.award)}",
        "crumbs": found.crumbs(TITLE),
        "button": "Vastleggen",
    }
    return store_once(request, form, store, back=found.url, template=PAGE, context=context)


def _initial(grant: Grant) -> dict[str, Any]:
    settlement = getattr(grant, "settlement", None)
    if settlement is None:
        return {}
    return {
        "decided_on": settlement.decided_on,
        "amount": settlement.settled_amount,
        "document": settlement.document,
    }
