"""Agreeing on a key, and mending one that fixed no quarter. `bekijk` in what is posted shows its meaning."""

from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from funding.forms.keys import KeyForm
from funding.selectors.keys import KeyVersion
from funding.services.keys import change_key, create_key
from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock, drafts
from izaportal.core.errors import Refused
from izaportal.core.uuid7 import uuid7
from izaportal.web.editing import shown_again
from izaportal.web.keeping import draft_of, keep_typed, takes_forms
from izaportal.web.keys.read import Keys, seen_keys, values_of
from izaportal.web.link import Link

PREVIEW = "bekijk"


@takes_forms
def create(request: PortalRequest, programme: str) -> HttpResponseBase:
    """A new key; what was tried may fill the form by its address."""
    seen = _controlled(request, programme)
    made = seen.key_form()
    if request.method != "POST":
        typed = draft_of(request, request.viewer)
        form = made(typed) if typed else made(initial=_begin(request, seen))
        return _page(request, seen, form, is_draft=typed is not None)

    def save(form: KeyForm) -> str:
        values = dict(form.cleaned_data)
        key = create_key(actor=request.viewer, programme=seen.programme, key_id=values["row"], values=values)
        return f"‘{key.label}’ is vastgelegd. De open kwartalen worden opnieuw verdeeld."

    return _posted(request, seen, made(request.POST), save)


@takes_forms
def edit(request: PortalRequest, programme: str, key: str) -> HttpResponseBase:
    """A key that fixed no quarter yet; of one that did the page only says so."""
    seen = _controlled(request, programme)
    version = next((one for one in seen.versions if one.slug == key), None)
    if version is None:
        raise Http404("Deze verdeelsleutel is er niet.")
    made = seen.key_form()
    if request.method != "POST":
        if not version.is_editable:
            return redirect(seen.url)
        typed = draft_of(request, request.viewer)
        form = made(typed) if typed else made(initial=_stored(version, seen))
        return _page(request, seen, form, version=version, is_draft=typed is not None)

    def save(form: KeyForm) -> str:
        entry = change_key(
            actor=request.viewer,
            programme=seen.programme,
            key_id=version.pk,
            edits=form.edits(),
            reason=form.cleaned_data["reason"],
        )
        return "De verdeelsleutel is gewijzigd. De open kwartalen worden opnieuw verdeeld." if entry else ""

    return _posted(request, seen, made(request.POST), save, version=version)


def _controlled(request: PortalRequest, programme: str) -> Keys:
    """For the controller alone: 404 for who may not see the programme, 403 for who only may see it."""
    seen = seen_keys(request.viewer, programme)
    if not seen.controls:
        raise PermissionDenied
    return seen


def _begin(request: PortalRequest, seen: Keys) -> dict[str, Any]:
    """What was tried, else the key that holds now, from today on."""
    if "kind" in request.GET:
        tried = seen.split_form()(request.GET)
        values = tried.values
    else:
        values = values_of(seen.current, seen.counted)
    return {**values, "valid_from": clock.today(), "row": uuid7()}


def _stored(version: KeyVersion, seen: Keys) -> dict[str, Any]:
    return {
        **values_of(version, seen.counted),
        "population_year": version.population_year,
        "label": version.label,
        "valid_from": version.since,
        "note": version.note,
        "illustrative": version.illustrative,
        "row": version.pk,
    }


def _posted(
    request: PortalRequest,
    seen: Keys,
    form: KeyForm,
    save: Callable[[KeyForm], str],
    *,
    version: KeyVersion | None = None,
) -> HttpResponse:
    if PREVIEW in request.POST:
        return _page(request, seen, form, version=version)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            saved = save(form)
        except Refused as refusal:
            form, status = shown_again(form, refusal, partial(_stored_now, request, seen, version))
        else:
            drafts.drop(request.viewer, request.path)
            messages.success(request, saved) if saved else messages.info(request, "Er was niets te wijzigen.")
            return redirect(seen.url)
    keep_typed(request, request.viewer, form)
    return _page(request, seen, form, version=version, status=status)


def _stored_now(request: PortalRequest, seen: Keys, version: KeyVersion | None) -> dict[str, Any]:
    again = seen_keys(request.viewer, seen.slug)
    now = next(one for one in again.versions if version is not None and one.pk == version.pk)
    return _stored(now, again)


def _page(
    request: PortalRequest,
    seen: Keys,
    form: KeyForm,
    *,
    version: KeyVersion | None = None,
    is_draft: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    title = "Verdeelsleutel wijzigen" if version else "Nieuwe verdeelsleutel"
    context = {
        "seen": seen,
        "form": form,
        "title": title,
        "version": version,
        "trial": seen.trial(form),
        "crumbs": seen.crumbs(Link(title)),
        "is_draft": is_draft,
        "is_conflict": bool(form.theirs),
    }
    is_part = PREVIEW in request.POST and request.headers.get("HX-Request")
    return render(request, f"web/keys/{'preview' if is_part else 'edit'}.html", context, status=status)
