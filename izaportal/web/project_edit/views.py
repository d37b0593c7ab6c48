"""Editing a project in the browser, section by section and row by row."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.web import editing as pages
from izaportal.web.access import or_404, seen_programme
from izaportal.web.editing import section_of
from izaportal.web.keeping import takes_forms
from izaportal.web.project_edit.editor import Editor, undo_url
from izaportal.web.project_sections import SECTIONS, STORED_FILES
from projects.selectors import projects, rows
from projects.services import editing

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from projects.models import Project

MISSING = "Dit is er niet."
PAGE, SAVED = "web/project_edit/page.html", "{} is opgeslagen."


@takes_forms
def edit(request: PortalRequest, programme: str, project: str, section: str) -> HttpResponseBase:
    """Fields of the project itself."""
    found = _editable(request, programme, project)
    editor = Editor(request.viewer, found, section_of(SECTIONS, section, of_rows=False))
    return _edited(request, editor)


@takes_forms
def add(request: PortalRequest, programme: str, project: str, section: str) -> HttpResponseBase:
    """A new row."""
    found, chosen = _editable(request, programme, project), section_of(SECTIONS, section, of_rows=True)
    if not chosen.add:
        raise Http404(MISSING)
    return _edited(request, Editor(request.viewer, found, chosen))


@takes_forms
def edit_row(
    request: PortalRequest, programme: str, project: str, section: str, row: UUID
) -> HttpResponseBase:
    found, chosen = _editable(request, programme, project), section_of(SECTIONS, section, of_rows=True)
    with or_404(MISSING):
        if chosen.kind == STORED_FILES.kind and rows.evidence(request.viewer, row).file:
            chosen = STORED_FILES
        editor = Editor(request.viewer, found, chosen, row=row)
    return _edited(request, editor)


@takes_forms
def remove(request: PortalRequest, programme: str, project: str, section: str, row: UUID) -> HttpResponseBase:
    """On POST; a GET, as after signing in again, leads back to the row with its button."""
    found, chosen = _editable(request, programme, project), section_of(SECTIONS, section, of_rows=True)
    place = {"programme": programme, "project": project}
    if request.method != "POST":
        return redirect(reverse("edit-project-row", kwargs={**place, "section": section, "row": row}))

    def act() -> "AuditEntry | None":
        return editing.remove_row(actor=request.viewer, project_id=found.pk, kind=chosen.kind, row_id=row)

    pages.carry_out(request, act, done="{} is verwijderd.", undo_url=partial(undo_url, found))
    return redirect(f"{reverse('project', kwargs=place)}#{chosen.anchor}")


@takes_forms
def undo_change(request: PortalRequest, programme: str, project: str, entry: UUID) -> HttpResponseBase:
    """Takes a change back, on POST."""
    found = _editable(request, programme, project)

    def act() -> "AuditEntry | None":
        return editing.undo(actor=request.viewer, project_id=found.pk, entry_id=entry)

    if request.method == "POST":
        done = "{}: de wijziging is teruggedraaid."
        pages.carry_out(request, act, done=done, undo_url=partial(undo_url, found))
    return redirect("project", programme=programme, project=project)


@require_safe
@login_required
def evidence_file(request: PortalRequest, evidence: UUID) -> HttpResponseBase:
    """The file, to be saved: a browser never shows it as a page of the portal."""
    with or_404(MISSING):
        found = rows.evidence(request.viewer, evidence)
    if not found.file:
        raise Http404(MISSING)
    answer = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.file_name, content_type=found.media_type
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _edited(request: PortalRequest, editor: Editor) -> HttpResponse:
    way_back = partial(undo_url, editor.project)
    return pages.edit(request, editor, template=PAGE, done=SAVED, undo_url=way_back)


def _editable(request: PortalRequest, programme: str, slug: str) -> "Project":
    """The project, for who may edit it: 404 for who may not see it, 403 for who only may see it."""
    seen = seen_programme(request.viewer, programme)
    with or_404("Dit project is er niet."):
        found = projects.project_to_edit(request.viewer, seen, slug)
    if not projects.may_edit(request.viewer, found):
        raise PermissionDenied
    return found
