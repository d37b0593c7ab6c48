"""Adding a project to a programme."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.web.access import seen_programme
from izaportal.web.keeping import draft_of, keep_typed, keeps_typed
from pillars.selectors import programmes
from projects.forms import NewProjectForm
from projects.services.creating import create_project, may_create

if TYPE_CHECKING:
    from pillars.models import Programme
    from projects.models import Project


@dataclass(frozen=True, slots=True)
class NewProject:
    """What the page of the form says, in the words of `Editor`."""

    heading: str
    back: str
    title: str = "Project toevoegen"
    anchor: str = "nieuw-project"
    remove_url: str = ""
    leaves: bool = True


@require_http_methods(["GET", "HEAD", "POST"])
@keeps_typed
def add_project(request: PortalRequest, programme: str) -> HttpResponseBase:
    """The form, with what was typed before and not stored; on POST the page of the new project."""
    seen = seen_programme(request.viewer, programme)
    if not may_create(request.viewer, seen):
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else draft_of(request, request.viewer)
    form = NewProjectForm(typed, choices=_choices(request, seen))
    status = HTTPStatus.OK
    if request.method == "POST":
        project = _created(request, seen, form)
        if project is not None:
            drafts.drop(request.viewer, request.path)
            messages.success(request, f"{project.name} is toegevoegd. Vul de rest hier aan.")
            return redirect("project", programme=programme, project=project.slug)
        keep_typed(request, request.viewer, form)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(request, seen, form, status)


def _page(
    request: PortalRequest, programme: "Programme", form: NewProjectForm, status: HTTPStatus
) -> HttpResponse:
    editor = NewProject(
        heading=programme.short_name, back=reverse("portfolio", kwargs={"programme": programme.slug})
    )
    is_draft = form.is_bound and request.method != "POST"
    context = {"editor": editor, "form": form, "is_draft": is_draft}
    return render(request, "web/project_edit/page.html", context, status=status)


def _created(request: PortalRequest, programme: "Programme", form: NewProjectForm) -> "Project | None":
    """None when the form has mistakes, which it shows."""
    if not form.is_valid():
        return None
    values = {name: edit.wanted for name, edit in form.edits().items()}
    try:
        return create_project(
            actor=request.viewer,
            programme=programme,
            project_id=form.cleaned_data["row"],
            values=values,
            reason=form.cleaned_data["reason"],
        )
    except Invalid as invalid:
        form.refuse(invalid)
    except NotAllowed as refusal:
        form.add_error("pillar", str(refusal))
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None


def _choices(request: PortalRequest, programme: "Programme") -> dict[str, list[tuple[str, str]]]:
    pillars = [(str(row.pk), row.name) for row in programmes.pillars(request.viewer, programme)]
    return {"pillar": [("", "niet vermeld"), *pillars]} if pillars else {"pillar": []}
