"""Downloads of what was made of a frozen quarter, for all who may read the programme."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core.quarter import Quarter
from izaportal.reporting.choices import PackKind
from izaportal.reporting.selectors.packs import BOARD_PACK, BrokenFileError, Wanted, files_of, opened
from izaportal.web.documents.contents import BUILDER
from izaportal.web.files import TYPES
from izaportal.web.pack.read import Seen, seen_version

if TYPE_CHECKING:
    from collections.abc import Mapping

    from izaportal.reporting.models import PackFile

NOT_MADE = "Dit bestand is nog niet gemaakt."
BROKEN = "Dit bestand is weg of beschadigd. Laat het opnieuw maken."


@require_safe
@login_required
def part(
    request: PortalRequest, programme: str, quarter: Quarter, version: int, kind: str
) -> HttpResponseBase:
    seen = seen_version(request.viewer, programme, quarter, version)
    if kind not in BOARD_PACK:
        raise Http404("Zo’n bestand is er niet.")
    made = files_of(seen.files(), seen.pack)
    return _saved(request, seen, made, PackKind(kind), basis=seen.pack.basis)


@require_safe
@login_required
def dossier(
    request: PortalRequest, programme: str, quarter: Quarter, version: int, project: str
) -> HttpResponseBase:
    seen = seen_version(request.viewer, programme, quarter, version)
    made = files_of(seen.files(), Wanted(seen.version.pk, BUILDER, project))
    return _saved(request, seen, made, PackKind.DOSSIER, project=project)


def _saved(
    request: PortalRequest,
    seen: Seen,
    made: "Mapping[PackKind, PackFile]",
    kind: PackKind,
    *,
    project: str = "",
    basis: str | None = None,
) -> HttpResponseBase:
    """The file as it was made, or the page that says what is wrong and has it made again.

    `basis`: of another one it tells what became confidential, and is not there any more.
    """
    if kind not in made or basis not in (None, made[kind].basis):
        raise Http404(NOT_MADE)
    try:
        content = opened(made[kind])
    except BrokenFileError:
        messages.error(request, BROKEN)
        return redirect(seen.url)
    name = seen.file_name(kind, project)
    answer = FileResponse(content, as_attachment=True, filename=name, content_type=TYPES[kind])
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer.headers["ETag"] = f'"{made[kind].sha256}"'
    return answer
