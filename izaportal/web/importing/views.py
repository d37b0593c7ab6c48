"""The list of imports with the box to hand in a file, and the report of one."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core.errors import NotAllowed, Refused
from izaportal.imports.books import books_for
from izaportal.imports.selectors import imports_of
from izaportal.imports.services.receiving import Sent, TakenInBefore, receive
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.importing.forms import ApplyForm, UndoForm, UploadForm
from izaportal.web.importing.page import build, lines
from izaportal.web.importing.read import importing_programme, seen_import
from izaportal.web.keeping import takes_forms
from izaportal.web.keyset import BEFORE, stretch
from izaportal.web.link import Link

if TYPE_CHECKING:
    from izaportal.imports.models import Import
    from pillars.models import Programme

PER_PAGE = 20


@takes_forms
def imports(request: PortalRequest, programme: str) -> HttpResponseBase:
    """On POST a file is handed in; its report follows on a page of its own."""
    found = importing_programme(request.viewer, programme)
    if request.method != "POST":
        return _list(request, found, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    try:
        row = _received(request, found, form)
    except TakenInBefore as before:
        form.add_error("file", str(before))
        return _list(request, found, form, known=before.import_id)
    return redirect("import", programme=programme, file=row.pk) if row else _list(request, found, form)


def _received(request: PortalRequest, programme: "Programme", form: UploadForm) -> "Import | None":
    """The import, or None when the form says why there is none. Raises TakenInBefore."""
    if not form.is_valid():
        return None
    upload = form.cleaned_data["file"]
    sent = Sent(cast("File[bytes]", upload), upload.name, upload.size)
    try:
        return receive(actor=request.viewer, programme=programme, sent=sent)
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except TakenInBefore:
        raise
    except Refused as refusal:
        form.add_error("file", str(refusal))
        return None


def _list(
    request: PortalRequest, programme: "Programme", form: UploadForm, *, known: UUID | None = None
) -> HttpResponse:
    """`known` is the import of the very same file."""
    shown = stretch(imports_of(request.viewer, programme), request.GET.get(BEFORE, ""), size=PER_PAGE)
    context: dict[str, Any] = {
        "programme": programme,
        "crumbs": programme_crumbs(programme, Link("Importeren")),
        "form": form,
        "known": known,
        "books": books_for(request.viewer, programme.slug),
        "page": shown,
        "lines": lines(shown.rows, programme),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/importing/list.html", context, status=status)


@require_safe
@login_required
def show(request: PortalRequest, programme: str, file: UUID) -> HttpResponse:
    """What was found, and what can be done with it; while the job runs it asks again every second."""
    row = seen_import(request.viewer, programme, file)
    context = {
        "page": build(request.viewer, row, row.programme),
        "apply_form": ApplyForm(),
        "undo_form": UndoForm(),
        "upload_form": UploadForm(),
    }
    return render(request, "web/importing/report.html", context)
