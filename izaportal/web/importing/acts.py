"""What is done with a file that was handed in: apply it, take it back, look at it again. By POST only."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from izaportal.accounts.requests import PortalRequest
from izaportal.core.errors import NotAllowed, Refused
from izaportal.imports.services.receiving import ask_to_apply, ask_to_undo, check_again
from izaportal.web.importing.forms import ApplyForm, UndoForm, UploadForm
from izaportal.web.importing.page import build
from izaportal.web.importing.read import seen_import
from izaportal.web.keeping import takes_forms

if TYPE_CHECKING:
    from izaportal.imports.models import Import


@takes_forms
def apply(request: PortalRequest, programme: str, file: UUID) -> HttpResponseBase:
    row = seen_import(request.viewer, programme, file)

    def act(reason: str) -> object:
        return ask_to_apply(actor=request.viewer, programme=row.programme, import_id=row.pk, reason=reason)

    return _with_reason(request, row, ApplyForm, act)


@takes_forms
def undo(request: PortalRequest, programme: str, file: UUID) -> HttpResponseBase:
    row = seen_import(request.viewer, programme, file)

    def act(reason: str) -> object:
        return ask_to_undo(actor=request.viewer, programme=row.programme, import_id=row.pk, reason=reason)

    return _with_reason(request, row, UndoForm, act)


@takes_forms
def check(request: PortalRequest, programme: str, file: UUID) -> HttpResponseBase:
    row = seen_import(request.viewer, programme, file)
    if request.method == "POST":
        try:
            check_again(actor=request.viewer, programme=row.programme, import_id=row.pk)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            messages.error(request, str(refusal))
    return redirect("import", programme=programme, file=file)


def _with_reason(
    request: PortalRequest, row: "Import", kind: type[Form], act: Callable[[str], object]
) -> HttpResponseBase:
    """Do it, or show the report with what is wrong; a GET, as after signing in again, shows the report."""
    form = kind(request.POST)
    if request.method != "POST" or (form.is_valid() and _done(request, act, form)):
        return redirect("import", programme=row.programme.slug, file=row.pk)
    context = {
        "page": build(request.viewer, row, row.programme),
        "apply_form": form if kind is ApplyForm else ApplyForm(),
        "undo_form": form if kind is UndoForm else UndoForm(),
        "upload_form": UploadForm(),
    }
    return render(request, "web/importing/report.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _done(request: PortalRequest, act: Callable[[str], object], form: Form) -> bool:
    try:
        act(form.cleaned_data["reason"])
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    return True
