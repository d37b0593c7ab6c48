"""Changing many projects at once: choose, see what would change, say why, do it, and take it back."""

from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.editing import Conflicted
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.formatting import number_of
from izaportal.web.access import seen_programme
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.keeping import draft_of, keep_typed, takes_forms
from izaportal.web.link import Link
from izaportal.web.portfolio.asked import Asked
from izaportal.web.portfolio.bulk import ReasonForm, WishForm, chosen, edits_of, preview
from projects.selectors.projects import may_edit
from projects.services.bulk_editing import MOST_PROJECTS, edit_projects, undo_batch

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from projects.models import Project

CHOSEN, EVERY, SEEN = "project", "alle", "gezien"


@takes_forms
def change(request: PortalRequest, programme: str) -> HttpResponseBase:
    """`?project=` names the chosen ones, `?alle=1` all that the filter finds; wishes make it a preview."""
    data = _sent(request)
    asked = Asked(request.viewer, seen_programme(request.viewer, programme), request.GET)
    projects = _chosen(asked, data)
    if projects and not any(may_edit(request.viewer, project) for project in projects):
        raise PermissionDenied
    form = WishForm(data, asked=asked)
    if request.method == "POST" and form.is_valid():
        return _carry_out(request, asked, form, projects)
    reason = ReasonForm(data if "reason" in data else None)
    return _page(request, asked, form, projects=projects, reason=reason)


@takes_forms
def undo(request: PortalRequest, programme: str, batch: UUID) -> HttpResponseBase:
    """Takes back all that one request changed, on POST."""
    seen = seen_programme(request.viewer, programme)
    back = "portfolio-board" if request.GET.get("naar") == "bord" else "portfolio"
    if request.method == "POST":
        try:
            entries = undo_batch(actor=request.viewer, programme=seen.slug, batch=batch)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"Teruggedraaid: {number_of(len(entries), 'project', 'projecten')}.")
    return redirect(back, programme=programme)


def _sent(request: PortalRequest) -> Any:
    """What was posted; else what was chosen in the list, or nothing was and a form was kept on its way."""
    if request.method == "POST":
        return request.POST
    if CHOSEN in request.GET or EVERY in request.GET:
        return request.GET
    return draft_of(request, request.viewer) or request.GET


def tell(request: PortalRequest, entries: "list[AuditEntry]", *, done: str, back: str = "") -> None:
    """What was done, with the way to take all of it back."""
    if not entries:
        messages.info(request, "Er was niets te wijzigen.")
        return
    place = {"programme": entries[0].programme, "batch": entries[0].request_id}
    undo_url = reverse("undo-batch", kwargs=place)
    messages.success(request, done, extra_tags=f"{undo_url}?naar={back}" if back else undo_url)


def _chosen(asked: Asked, data: Any) -> "list[Project]":
    if data.get(EVERY) == "1":
        return chosen(asked, [str(pk) for pk in asked.filters.found.values_list("pk", flat=True)])
    return chosen(asked, data.getlist(CHOSEN))


def _kept(asked: Asked, projects: "list[Project]") -> list[tuple[str, str]]:
    """The choice, for the form that previews: all that the filter finds, or each project by its id."""
    if asked.data.get(EVERY) == "1":
        return [(EVERY, "1"), *asked.pairs]
    return [(CHOSEN, str(project.pk)) for project in projects]


def _carry_out(
    request: PortalRequest, asked: Asked, form: WishForm, projects: "list[Project]"
) -> HttpResponse:
    reason = ReasonForm(request.POST)
    problem = ""
    if reason.is_valid():
        try:
            edits = edits_of(request.POST.getlist(SEEN), form.wanted)
            entries = edit_projects(
                actor=request.viewer, edits_of=edits, reason=reason.cleaned_data["reason"]
            )
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Conflicted:
            problem = "Iemand wijzigde intussen een van deze projecten. Dit is het voorbeeld van nu."
        except Refused as refusal:
            problem = str(refusal)
        except (ValueError, KeyError):
            problem = "Het voorbeeld kwam niet heel over. Kijk het nog eens na."
        else:
            drafts.drop(request.viewer, request.path)
            tell(request, entries, done=f"Gewijzigd: {number_of(len(entries), 'project', 'projecten')}.")
            return redirect("portfolio", programme=asked.programme.slug)
    keep_typed(request, request.viewer, form)
    return _page(request, asked, form, projects=projects, reason=reason, problem=problem)


def _page(
    request: PortalRequest,
    asked: Asked,
    form: WishForm,
    *,
    projects: "list[Project]",
    reason: ReasonForm,
    problem: str = "",
) -> HttpResponse:
    home = reverse("portfolio", kwargs={"programme": asked.programme.slug})
    is_wished = form.is_valid() and bool(form.wanted)
    was_sent = any(form.add_prefix(name) in form.data for name in form.fields)
    is_wrong = bool(problem or form.errors or reason.errors)
    context = {
        "crumbs": programme_crumbs(asked.programme, Link("Projecten", home), Link("Wijzigen")),
        "projects": projects[:MOST_PROJECTS],
        "kept": _kept(asked, projects),
        "too_many": len(projects) > MOST_PROJECTS,
        "most": MOST_PROJECTS,
        "form": form,
        "preview": preview(asked, projects, form) if is_wished and projects else None,
        "wishes_nothing": was_sent and not is_wished and not form.errors,
        "reason": reason,
        "problem": problem,
        "back": home,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return render(request, "web/portfolio/bulk_page.html", context, status=status)
