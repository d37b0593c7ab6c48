"""That the account of a year was handed in, entered by the controller."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase

from funding.services.handing_in import HandingIn, hand_in_account
from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.formatting import date_nl
from izaportal.web.accountability.forms import HandInForm
from izaportal.web.accountability.read import seen
from izaportal.web.keeping import takes_forms
from izaportal.web.storing import PAGE, store_once, typed_before

TITLE = "Inlevering vastleggen"


@takes_forms
def hand_in(request: PortalRequest, programme: str, year: int) -> HttpResponseBase:
    found = seen(request.viewer, programme, str(year))
    if not found.controls:
        raise PermissionDenied
    form = HandInForm(typed_before(request), initial={"handed_in_on": clock.today()})

    def store(given: dict[str, Any]) -> str:
        handing_in = HandingIn(given["row"], given["handed_in_on"], given["reference"], given["note"])
        row = hand_in_account(
            actor=request.viewer, programme=found.programme, year=found.year, given=handing_in
        )
        return f"De inlevering van {date_nl(row.handed_in_on)} is vastgelegd."

    context = {
        "title": TITLE,
        "lead": f"Verantwoording over {found.year}, uiterlijk {date_nl(found.account.clock.due)}. "
        "De cijfers van nu worden erbij bewaard.",
        "crumbs": found.crumbs(TITLE),
        "button": "Vastleggen",
    }
    return store_once(request, form, store, back=found.url, template=PAGE, context=context)
