"""Making and editing indicators and their targets. `bekijk` in what is posted shows what it would mean."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.forms import EditForm, show_refusal
from izaportal.web.access import seen_programme
from izaportal.web.editing import shown_again
from izaportal.web.indicator_edit.definition import (
    PHASING,
    PRESET,
    PRESETS,
    DefinitionEditor,
    NewIndicatorEditor,
    grouped,
    with_preset,
)
from izaportal.web.indicator_edit.read import editable
from izaportal.web.indicator_edit.targets import TargetsEditor
from izaportal.web.keeping import draft_of, takes_forms
from izaportal.web.storing import Stored, store_once, typed_before
from kpis.forms.targets import TargetsForm
from kpis.selectors.entry import may_create
from kpis.services.indicators import undo_edit

PREVIEW, NEW = "bekijk", "web/indicator_edit/new.html"


@takes_forms
def create(request: PortalRequest, programme: str) -> HttpResponseBase:
    """A new indicator; its targets come next."""
    seen = seen_programme(request.viewer, programme)
    if not may_create(request.viewer, seen):
        raise PermissionDenied
    editor = NewIndicatorEditor(request.viewer, seen)
    if PRESET in request.POST:
        return _new_page(request, editor, editor.form(with_preset(request.POST)))
    form = editor.form(typed_before(request))

    def store(_: dict[str, Any]) -> Stored:
        row = editor.save(form)
        targets = reverse("set-targets", kwargs={"programme": seen.slug, "indicator": row.slug})
        return Stored(f"{row} is toegevoegd. Leg nu de streefwaarden vast.", targets)

    context = {"editor": editor, **_parts(form)}
    return store_once(request, form, store, back=editor.back, template=NEW, context=context)


@takes_forms
def edit(request: PortalRequest, programme: str, indicator: str) -> HttpResponseBase:
    """The definition."""
    editor = DefinitionEditor(request.viewer, editable(request.viewer, programme, indicator))
    if request.method != "POST":
        typed = draft_of(request, request.viewer)
        return _definition_page(request, editor, editor.form(typed), is_draft=typed is not None)
    form = editor.form(with_preset(request.POST))
    if {PREVIEW, PRESET} & set(request.POST):
        return _definition_page(request, editor, form, is_preview=True)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    if form.is_valid():
        try:
            entry = editor.save(form)
        except Refused as refusal:
            form, status = shown_again(form, refusal, editor.stored)
        else:
            drafts.drop(request.viewer, request.path)
            _tell(request, editor, entry)
            return redirect(editor.back)
    return _definition_page(request, editor, form, status=status)


@takes_forms
def undo_change(request: PortalRequest, programme: str, indicator: str, entry: UUID) -> HttpResponseBase:
    """Takes a change of the definition back, on POST."""
    found = editable(request.viewer, programme, indicator)
    if request.method == "POST":
        try:
            undone = undo_edit(actor=request.viewer, indicator_id=found.pk, entry_id=entry)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            _tell(request, DefinitionEditor(request.viewer, found), undone, "De wijziging is teruggedraaid.")
    return redirect("indicator", programme=programme, indicator=indicator)


@takes_forms
def targets(request: PortalRequest, programme: str, indicator: str) -> HttpResponseBase:
    """The targets, each change a next version."""
    editor = TargetsEditor(request.viewer, editable(request.viewer, programme, indicator, whole=True))
    if request.method != "POST":
        typed = draft_of(request, request.viewer)
        return _targets_page(request, editor, editor.form(typed), is_draft=typed is not None)
    form = editor.form(request.POST)
    if PREVIEW in request.POST:
        return _targets_page(request, editor, form, is_preview=True)
    if form.is_valid():
        try:
            rows = editor.save(form)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Invalid as invalid:
            show_refusal(form, invalid)
            form = editor.refreshed(form, request.POST)
        else:
            drafts.drop(request.viewer, request.path)
            _tell_targets(request, len(rows))
            return redirect(f"{editor.back}#streefwaarden")
    return _targets_page(request, editor, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _new_page(request: PortalRequest, editor: NewIndicatorEditor, form: EditForm) -> HttpResponse:
    context = {"editor": editor, "form": form, **_parts(form), "is_draft": True}
    return render(request, NEW, context)


def _definition_page(
    request: PortalRequest,
    editor: DefinitionEditor,
    form: EditForm,
    *,
    is_draft: bool = False,
    is_preview: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {
        "editor": editor,
        "form": form,
        **_parts(form),
        "foresight": editor.foresight(form),
        "is_turned": editor.turned(form),
        "is_draft": is_draft,
        "is_conflict": bool(form.theirs),
    }
    name = "definition_preview" if is_preview and request.headers.get("HX-Request") else "definition"
    return render(request, f"web/indicator_edit/{name}.html", context, status=status)


def _targets_page(
    request: PortalRequest,
    editor: TargetsEditor,
    form: TargetsForm,
    *,
    is_draft: bool = False,
    is_preview: bool = False,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    page = editor.page(form)
    context = {
        "page": page,
        "editor": editor,
        "form": form,
        "foresight": page.foresight,
        "is_draft": is_draft,
    }
    name = "targets_preview" if is_preview and request.headers.get("HX-Request") else "targets"
    return render(request, f"web/indicator_edit/{name}.html", context, status=status)


def _parts(form: EditForm) -> dict[str, Any]:
    shown = {one.bound.name: one for one in form.shown}
    return {
        "groups": tuple(grouped(form)),
        "phasing": tuple(shown[name] for name in PHASING if name in shown),
        "reason": shown.get("reason"),
        "presets": PRESETS,
    }


def _tell(request: PortalRequest, editor: DefinitionEditor, entry: Any, done: str = "") -> None:
    """What was done, with the way back: the address to take it back goes along with the message."""
    if entry is None:
        messages.info(request, "Er was niets te wijzigen.")
        return
    place = {"programme": editor.indicator.programme.slug, "indicator": editor.indicator.slug}
    undo = reverse("undo-indicator-change", kwargs={**place, "entry": entry.pk})
    messages.success(request, done or f"{entry.object_label} is opgeslagen.", extra_tags=undo)


def _tell_targets(request: PortalRequest, number: int) -> None:
    if not number:
        messages.info(request, "Er was niets te wijzigen.")
        return
    told = "De streefwaarde is" if number == 1 else f"{number} streefwaarden zijn"
    messages.success(request, f"{told} vastgelegd. De open kwartalen worden herberekend.")
