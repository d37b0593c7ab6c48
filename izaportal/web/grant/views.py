"""A grant: its page, editing it section by section and row by row, and recording what others decide on it."""

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from funding.selectors import agreements
from funding.services.agreements import remove_row, undo
from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.web import editing
from izaportal.web.access import or_404, seen_programme
from izaportal.web.editing import section_of
from izaportal.web.grant.editor import Editor, place_of, undo_url
from izaportal.web.grant.new import NewGrant
from izaportal.web.grant.page import build
from izaportal.web.grant.read import read
from izaportal.web.grant.records import ForecastRecorder, StepRecorder, VerdictRecorder
from izaportal.web.grant.sections import SECTIONS
from izaportal.web.keeping import takes_forms

if TYPE_CHECKING:
    from funding.models import Grant
    from izaportal.core.models import AuditEntry

MISSING = "Dit is er niet."
PAGE = "web/grant/edit.html"
SAVED, RECORDED = "{} is opgeslagen.", "Vastgelegd: {}."


@require_safe
@login_required
def grant(request: PortalRequest, programme: str, project: str, grant: str) -> HttpResponse:
    """`?kwartaal=2026-Q1` chooses the quarter; without a period of it the last frozen one is shown."""
    asked = request.GET.get("kwartaal", "")
    page = build(read(request.viewer, programme, project=project, grant=grant, quarter=asked))
    return render(request, "web/grant/page.html", {"page": page, "today": clock.today()})


@takes_forms
def add_grant(request: PortalRequest, programme: str) -> HttpResponseBase:
    seen = seen_programme(request.viewer, programme)
    if not request.viewer.controls(seen.slug):
        raise PermissionDenied
    done = "Subsidie {} is toegevoegd. Vul hier aan wat is afgesproken."
    return editing.edit(request, NewGrant(request.viewer, seen), template=PAGE, done=done)


@takes_forms
def edit(request: PortalRequest, programme: str, project: str, grant: str, section: str) -> HttpResponseBase:
    """Fields of the grant itself."""
    found = _controlled(request, programme, project, grant)
    editor = Editor(request.viewer, found, section_of(SECTIONS, section, of_rows=False))
    return _edited(request, editor)


@takes_forms
def add(request: PortalRequest, programme: str, project: str, grant: str, section: str) -> HttpResponseBase:
    """A new row."""
    found = _controlled(request, programme, project, grant)
    chosen = section_of(SECTIONS, section, of_rows=True)
    return _edited(request, Editor(request.viewer, found, chosen))


@takes_forms
def edit_row(
    request: PortalRequest, programme: str, project: str, grant: str, section: str, row: UUID
) -> HttpResponseBase:
    found = _controlled(request, programme, project, grant)
    chosen = section_of(SECTIONS, section, of_rows=True)
    with or_404(MISSING):
        editor = Editor(request.viewer, found, chosen, row=row)
    return _edited(request, editor)


@takes_forms
def remove(
    request: PortalRequest, programme: str, project: str, grant: str, section: str, row: UUID
) -> HttpResponseBase:
    """On POST; a GET, as after signing in again, leads back to the row with its button."""
    found = _controlled(request, programme, project, grant)
    chosen = section_of(SECTIONS, section, of_rows=True)
    if request.method != "POST":
        place = {**place_of(found), "section": section, "row": row}
        return redirect(reverse("edit-grant-row", kwargs=place))

    def act() -> "AuditEntry | None":
        return remove_row(actor=request.viewer, grant_id=found.pk, kind=chosen.kind, row_id=row)

    editing.carry_out(request, act, done="{} is verwijderd.", undo_url=partial(undo_url, found))
    return redirect(f"{reverse('grant', kwargs=place_of(found))}#{chosen.anchor}")


@takes_forms
def undo_change(
    request: PortalRequest, programme: str, project: str, grant: str, entry: UUID
) -> HttpResponseBase:
    """Takes a change back, on POST."""
    found = _controlled(request, programme, project, grant)

    def act() -> "AuditEntry | None":
        return undo(actor=request.viewer, grant_id=found.pk, entry_id=entry)

    if request.method == "POST":
        done = "{}: de wijziging is teruggedraaid."
        editing.carry_out(request, act, done=done, undo_url=partial(undo_url, found))
    return redirect(reverse("grant", kwargs=place_of(found)))


@takes_forms
def verdict(request: PortalRequest, programme: str, project: str, grant: str, row: UUID) -> HttpResponseBase:
    """The insurer's verdict on a milestone."""
    found = _seen(request, programme, project, grant)
    if not agreements.may_record_verdict(request.viewer, found):
        raise PermissionDenied
    with or_404(MISSING):
        milestone = agreements.milestone_of(found, row)
    recorder = VerdictRecorder(request.viewer, found, milestone)
    return editing.edit(request, recorder, template=PAGE, done=RECORDED)


@takes_forms
def forecast(request: PortalRequest, programme: str, project: str, grant: str, row: UUID) -> HttpResponseBase:
    """What the manager expects of a milestone."""
    found = _seen(request, programme, project, grant)
    if not agreements.manages(request.viewer, found):
        raise PermissionDenied
    with or_404(MISSING):
        milestone = agreements.milestone_of(found, row)
    recorder = ForecastRecorder(request.viewer, found, milestone)
    return editing.edit(request, recorder, template=PAGE, done=RECORDED)


@takes_forms
def step(request: PortalRequest, programme: str, project: str, grant: str, row: UUID) -> HttpResponseBase:
    """How far the payment of a condition is."""
    found = _controlled(request, programme, project, grant)
    with or_404(MISSING):
        condition = agreements.condition_of(found, row)
    recorder = StepRecorder(request.viewer, found, condition)
    return editing.edit(request, recorder, template=PAGE, done=RECORDED)


def _edited(request: PortalRequest, editor: Editor) -> HttpResponse:
    way_back = partial(undo_url, editor.grant)
    return editing.edit(request, editor, template=PAGE, done=SAVED, undo_url=way_back)


def _seen(request: PortalRequest, programme: str, project: str, slug: str) -> "Grant":
    """404 for who may not see it."""
    seen = seen_programme(request.viewer, programme)
    with or_404("Deze subsidie is er niet."):
        return agreements.grant_to_edit(request.viewer, seen, project=project, slug=slug)


def _controlled(request: PortalRequest, programme: str, project: str, slug: str) -> "Grant":
    """403 for who sees it and may not edit it."""
    found = _seen(request, programme, project, slug)
    if not agreements.controls(request.viewer, found):
        raise PermissionDenied
    return found
