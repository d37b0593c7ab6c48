"""Adding a project to a programme."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core.errors import NotAllowed, Refused
from izaportal.web.access import seen_programme
from izaportal.web.keeping import takes_forms
from izaportal.web.storing import Stored, store_once, typed_before
from pillars.selectors import programmes
from projects.forms import NewProjectForm
from projects.services.creating import create_project, may_create

if TYPE_CHECKING:
    from pillars.models import Programme
    from projects.models import Project

PAGE = "web/project_edit/page.html"


@dataclass(frozen=True, slots=True)
class NewProject:
    """What the page of the form says, in the words of `Editor`."""

    heading: str
    back: str
    title: str = "Project toevoegen"
    anchor: str = "nieuw-project"
    remove_url: str = ""
    leaves: bool = True


@takes_forms
def add_project(request: PortalRequest, programme: str) -> HttpResponseBase:
    """The form, with what was typed before and not stored; on POST the page of the new project."""
    seen = seen_programme(request.viewer, programme)
    if not may_create(request.viewer, seen):
        raise PermissionDenied
    form = NewProjectForm(typed_before(request), choices=_choices(request, seen))

    def store(_: dict[str, Any]) -> Stored:
        project = _created(request, seen, form)
        url = reverse("project", kwargs={"programme": programme, "project": project.slug})
        return Stored(f"{project.name} is toegevoegd. Vul de rest hier aan.", url)

    back = reverse("portfolio", kwargs={"programme": programme})
    context = {"editor": NewProject(heading=seen.short_name, back=back)}
    return store_once(request, form, store, back=back, template=PAGE, context=context)


def _created(request: PortalRequest, programme: "Programme", form: NewProjectForm) -> "Project":
    try:
        return create_project(
            actor=request.viewer,
            programme=programme,
            project_id=form.cleaned_data["row"],
            values={name: edit.wanted for name, edit in form.edits().items()},
            reason=form.cleaned_data["reason"],
        )
    except NotAllowed as refusal:
        raise Refused(str(refusal), place="pillar") from refusal  # another pillar than one's own was chosen


def _choices(request: PortalRequest, programme: "Programme") -> dict[str, list[tuple[str, str]]]:
    pillars = [(str(row.pk), row.name) for row in programmes.pillars(request.viewer, programme)]
    return {"pillar": [("", "niet vermeld"), *pillars]} if pillars else {"pillar": []}
