"""Files of the import centre: filled templates, the original, and the report with its cells coloured."""

import tempfile
from collections.abc import Callable
from typing import IO
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.workbook import XLSX_TYPE
from izaportal.imports.books import BOOKS
from izaportal.imports.report_book import write_report
from izaportal.imports.templates import write_template
from izaportal.web.importing.read import importing_programme, seen_import

IN_MEMORY = 4 * 2**20


@require_safe
@login_required
def template(request: PortalRequest, programme: str, book: str) -> HttpResponseBase:
    """Filled with what is stored now; for who may hand it in again."""
    found = importing_programme(request.viewer, programme)
    importable = BOOKS.get(book)
    if importable is None or not importable.has_template:
        raise Http404("Zo’n sjabloon is er niet.")
    if not importable.may(request.viewer, programme):
        raise PermissionDenied
    name = f"{programme}-{book}-{clock.today():%Y-%m-%d}.xlsx"
    return _workbook(name, lambda file: write_template(importable, found, file, viewer=request.viewer))


@require_safe
@login_required
def report(request: PortalRequest, programme: str, file: UUID) -> HttpResponseBase:
    row = seen_import(request.viewer, programme, file)
    with row.file.open("rb") as source:
        return _workbook(
            f"meldingen-{row.file_name.rpartition('.')[0]}.xlsx",
            lambda out: write_report(source, row.report, out),  # type: ignore[arg-type]  # a file in all but name
        )


@require_safe
@login_required
def original(request: PortalRequest, programme: str, file: UUID) -> HttpResponseBase:
    """Exactly as it was handed in; a browser saves it and never shows it as a page of the portal."""
    row = seen_import(request.viewer, programme, file)
    return _saved(row.file.open("rb"), row.file_name, "application/octet-stream")


def _workbook(name: str, write: Callable[[IO[bytes]], None]) -> FileResponse:
    kept = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    write(kept)
    kept.seek(0)
    return _saved(kept, name, XLSX_TYPE)


def _saved(file: IO[bytes], name: str, media_type: str) -> FileResponse:
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=media_type)
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
