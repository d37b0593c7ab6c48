"""The page of a form over something that is stored: shown, saved, and shown again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.editing import Edit
from izaportal.core.errors import Refused
from izaportal.web.editing import shown_again
from izaportal.web.keeping import draft_of, keep_typed
from izaportal.web.period.page import act_crumbs
from izaportal.web.period.read import Seen, seen_quarter

if TYPE_CHECKING:
    from izaportal.core.forms import EditForm
    from izaportal.core.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Editing:
    """`stored` is what the form shows; `save` takes edits and a reason, and gives None when nothing changed;
    `saved` says that something did."""

    form: type[EditForm]
    stored: Callable[[Seen], dict[str, object]]
    save: Callable[[Mapping[str, Edit], str], AuditEntry | None]
    title: str
    lead: str
    saved: str


def edit(request: PortalRequest, seen: Seen, editing: Editing) -> HttpResponse:
    """Two who change different fields do not hinder each other."""
    if request.method == "POST":
        return _save(request, seen, editing)
    typed = draft_of(request, request.viewer)
    form = editing.form(typed) if typed is not None else editing.form(initial=editing.stored(seen))
    return _page(request, seen, editing, form, is_draft=typed is not None)


def back_to(seen: Seen) -> HttpResponse:
    """To the quarter's page."""
    return redirect("period", programme=seen.programme.slug, quarter=seen.quarter)


def _save(request: PortalRequest, seen: Seen, editing: Editing) -> HttpResponse:
    form = editing.form(request.POST)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            entry = editing.save(form.edits(), form.cleaned_data["reason"])
        except Refused as refusal:
            form, status = shown_again(form, refusal, partial(_stored_now, seen, editing))
        else:
            drafts.drop(request.viewer, request.path)
            messages.success(request, editing.saved if entry else "Er was niets te wijzigen.")
            return back_to(seen)
    keep_typed(request, request.viewer, form)
    return _page(request, seen, editing, form, status=status)


def _stored_now(seen: Seen, editing: Editing) -> dict[str, object]:
    return editing.stored(seen_quarter(seen.viewer, seen.programme.slug, seen.quarter))


def _page(
    request: PortalRequest,
    seen: Seen,
    editing: Editing,
    form: EditForm,
    *,
    is_draft: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "seen": seen,
        "title": editing.title,
        "lead": editing.lead,
        "crumbs": act_crumbs(seen, editing.title),
        "form": form,
        "is_draft": is_draft,
        "is_conflict": bool(form.theirs),
    }
    return render(request, "web/period/edit.html", context, status=status)
