"""Editing a project in the browser, section by section and row by row."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.editing import Conflicted
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.web.access import seen_programme
from izaportal.web.keeping import draft_of, keep_typed, keeps_typed
from izaportal.web.project_edit.editor import Editor
from izaportal.web.project_sections import SECTIONS, STORED_FILES, Section
from projects.selectors import projects, rows
from projects.services import editing

if TYPE_CHECKING:
    from izaportal.core.forms import EditForm
    from izaportal.core.models import AuditEntry
    from projects.models import Project

MISSING = "Dit is er niet."
takes_forms = require_http_methods(["GET", "HEAD", "POST"])


@takes_forms
@keeps_typed
def edit(request: PortalRequest, programme: str, project: str, section: str) -> HttpResponseBase:
    """Fields of the project itself."""
    found = _editable(request, programme, project)
    return _edit(request, Editor(request.viewer, found, _section(section, of_rows=False)))


@takes_forms
@keeps_typed
def add(request: PortalRequest, programme: str, project: str, section: str) -> HttpResponseBase:
    """A new row."""
    found, chosen = _editable(request, programme, project), _section(section, of_rows=True)
    if not chosen.add:
        raise Http404(MISSING)
    return _edit(request, Editor(request.viewer, found, chosen))


@takes_forms
@keeps_typed
def edit_row(
    request: PortalRequest, programme: str, project: str, section: str, row: UUID
) -> HttpResponseBase:
    found, chosen = _editable(request, programme, project), _section(section, of_rows=True)
    try:
        if chosen.kind == STORED_FILES.kind and rows.evidence(request.viewer, row).file:
            chosen = STORED_FILES
        editor = Editor(request.viewer, found, chosen, row=row)
    except ObjectDoesNotExist as missing:
        raise Http404(MISSING) from missing
    return _edit(request, editor)


@takes_forms
@keeps_typed
def remove(request: PortalRequest, programme: str, project: str, section: str, row: UUID) -> HttpResponseBase:
    """On POST; a GET, as after signing in again, leads back to the row with its button."""
    found, chosen = _editable(request, programme, project), _section(section, of_rows=True)
    place = {"programme": programme, "project": project}
    if request.method != "POST":
        return redirect(reverse("edit-project-row", kwargs={**place, "section": section, "row": row}))

    def act() -> "AuditEntry | None":
        return editing.remove_row(actor=request.viewer, project_id=found.pk, kind=chosen.kind, row_id=row)

    _carry_out(request, found, act, "{} is verwijderd.")
    return redirect(f"{reverse('project', kwargs=place)}#{chosen.anchor}")


@takes_forms
@keeps_typed
def undo_change(request: PortalRequest, programme: str, project: str, entry: UUID) -> HttpResponseBase:
    """Takes a change back, on POST."""
    found = _editable(request, programme, project)

    def act() -> "AuditEntry | None":
        return editing.undo(actor=request.viewer, project_id=found.pk, entry_id=entry)

    if request.method == "POST":
        _carry_out(request, found, act, "{}: de wijziging is teruggedraaid.")
    return redirect("project", programme=programme, project=project)


@require_safe
@login_required
def evidence_file(request: PortalRequest, evidence: UUID) -> HttpResponseBase:
    """The file, to be saved: a browser never shows it as a page of the portal."""
    try:
        found = rows.evidence(request.viewer, evidence)
    except ObjectDoesNotExist as missing:
        raise Http404(MISSING) from missing
    if not found.file:
        raise Http404(MISSING)
    answer = FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.file_name, content_type=found.media_type
    )
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def _editable(request: PortalRequest, programme: str, slug: str) -> "Project":
    """The project, for who may edit it: 404 for who may not see it, 403 for who only may see it."""
    seen = seen_programme(request.viewer, programme)
    try:
        found = projects.project_to_edit(request.viewer, seen, slug)
    except ObjectDoesNotExist as missing:
        raise Http404("Dit project is er niet.") from missing
    if not projects.may_edit(request.viewer, found):
        raise PermissionDenied
    return found


def _section(slug: str, *, of_rows: bool) -> Section:
    found = SECTIONS.get(slug)
    if found is None or found.of_rows != of_rows:
        raise Http404(MISSING)
    return found


def _edit(request: PortalRequest, editor: Editor) -> HttpResponse:
    """The form, with what was typed before and not stored; or on POST what came of it."""
    if request.method == "POST":
        return _save(request, editor)
    typed = draft_of(request, request.viewer)
    return _page(request, editor, editor.form(typed), is_draft=typed is not None)


def _save(request: PortalRequest, editor: Editor) -> HttpResponse:
    form = editor.form(request.POST, request.FILES)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            entry = editor.save(form)
        except Conflicted as conflict:
            form, status = form.rebased(editor.stored(), conflict), HTTPStatus.CONFLICT
        except Invalid as invalid:
            form.refuse(invalid)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drafts.drop(request.viewer, request.path)
            _tell(request, editor.project, entry, "{} is opgeslagen.")
            return redirect(editor.back)
    keep_typed(request, request.viewer, form)
    return _page(request, editor, form, status=status)


def _page(
    request: PortalRequest,
    editor: Editor,
    form: "EditForm",
    *,
    is_draft: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"editor": editor, "form": form, "is_draft": is_draft, "is_conflict": bool(form.theirs)}
    return render(request, "web/project_edit/page.html", context, status=status)


def _carry_out(
    request: PortalRequest, project: "Project", act: "Callable[[], AuditEntry | None]", done: str
) -> None:
    """Do it and say so, or say why it could not be done; nothing was changed then."""
    try:
        entry = act()
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        _tell(request, project, entry, done)


def _tell(request: PortalRequest, project: "Project", entry: "AuditEntry | None", done: str) -> None:
    """What was done, with the way back: the address to take it back goes along with the message."""
    if entry is None:
        messages.info(request, "Er was niets te wijzigen.")
        return
    place = {"programme": project.programme.slug, "project": project.slug, "entry": entry.pk}
    messages.success(
        request, done.format(entry.object_label), extra_tags=reverse("undo-project-change", kwargs=place)
    )
