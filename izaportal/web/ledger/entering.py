"""The page of a form that enters something in a ledger: shown, entered, or shown again with mistakes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.web.keeping import draft_of, keep_typed

if TYPE_CHECKING:
    from izaportal.web.ledger.forms import EntryForm
    from izaportal.web.ledger.read import Seen


@dataclass(frozen=True, slots=True)
class Entering:
    """`form` makes the form of what was typed, or an empty one; `enter` stores a valid one and says what was
    done, in a sentence; `again` is a second button that goes on with another form."""

    title: str
    lead: str
    button: str
    form: Callable[[Any], EntryForm]
    enter: Callable[[EntryForm], str]
    facts: tuple[tuple[str, str], ...] = ()
    again: str = ""
    again_url: str = ""


def entering(request: PortalRequest, seen: Seen, what: Entering) -> HttpResponse:
    if request.method != "POST":
        typed = draft_of(request, request.viewer)
        return _page(request, seen, what, what.form(typed), is_draft=typed is not None)
    form = what.form(request.POST)
    said = _entered(form, what)
    if said is None:
        keep_typed(request, request.viewer, form)
        return _page(request, seen, what, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    drafts.drop(request.viewer, request.path)
    messages.success(request, said)
    return redirect(what.again_url if what.again and "again" in request.POST else seen.url)


def _entered(form: EntryForm, what: Entering) -> str | None:
    """What was done; None when it was not, and the form says why."""
    if not form.is_valid():
        return None
    try:
        return what.enter(form)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Invalid as invalid:
        for mistake in invalid.mistakes:
            form.add_error(mistake.place if mistake.place in form.fields else None, mistake.message)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None


def _page(
    request: PortalRequest,
    seen: Seen,
    what: Entering,
    form: EntryForm,
    *,
    is_draft: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "seen": seen,
        "what": what,
        "form": form,
        "crumbs": seen.crumbs(what.title),
        "is_draft": is_draft,
    }
    return render(request, "web/ledger/entry.html", context, status=status)
