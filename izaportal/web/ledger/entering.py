"""The page of a form that enters something in a ledger: shown, entered, or shown again with mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from izaportal.accounts.requests import PortalRequest
from izaportal.web.storing import Store, store_once, typed_before

if TYPE_CHECKING:
    from izaportal.web.ledger.forms import EntryForm
    from izaportal.web.ledger.read import Seen


@dataclass(frozen=True, slots=True)
class Entering:
    """`form` makes the form of what was typed, or an empty one; `enter` stores what was typed and says
    what was done, in a sentence; `again` is a second button that goes on with another form."""

    title: str
    lead: str
    button: str
    form: Callable[[Any], EntryForm]
    enter: Store
    facts: tuple[tuple[str, str], ...] = ()
    again: str = ""
    again_url: str = ""


def entering(request: PortalRequest, seen: Seen, what: Entering) -> HttpResponse:
    form = what.form(typed_before(request))
    back = what.again_url if what.again and "again" in request.POST else seen.url
    context = {"seen": seen, "what": what, "crumbs": seen.crumbs(what.title)}
    return store_once(request, form, what.enter, back=back, template="web/ledger/entry.html", context=context)
