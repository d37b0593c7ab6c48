"""The bodies of a programme, and adding, changing and closing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core.viewer import Viewer
from izaportal.web import editing as pages
from izaportal.web.access import seen_programme
from izaportal.web.keeping import takes_forms
from izaportal.web.link import Link
from izaportal.web.meetings.page import body_lines
from izaportal.web.meetings.read import crumbs, kept_body
from pillars.forms import BodyForm, NewBodyForm
from pillars.selectors import programmes as plan
from pillars.selectors.meetings import body as stored_body
from pillars.selectors.members import bodies_with_seats
from pillars.services.bodies import save_body

if TYPE_CHECKING:
    from izaportal.core.forms import Choices
    from izaportal.core.models import AuditEntry
    from pillars.models import GovernanceBody, Programme

FIELDS = (
    "name",
    "scope",
    "cadence",
    "meetings_per_year",
    "decision_principle",
    "has_mandate",
    "closed_on",
)


class BodyEditor:
    """A body that is there, or one that is to be added; in the words of `web.editing.Editor`."""

    def __init__(self, viewer: Viewer, programme: Programme, body: GovernanceBody | None = None) -> None:
        self.viewer, self.programme, self.body = viewer, programme, body
        self.title = "Overleg wijzigen" if body else "Overleg toevoegen"
        self.lead = str(body) if body else ""
        self.back = reverse("bodies", args=(programme.slug,))
        self.crumbs = crumbs(programme, Link("Overleggen", self.back), Link(self.lead or self.title))

    def form(self, data: Any = None, files: Any = None) -> BodyForm:
        choices = {"scope": self._scopes()}
        initial = None if data is not None else self.stored()
        kind = BodyForm if self.body else NewBodyForm
        return kind(data, initial=initial, choices=choices)

    def stored(self) -> dict[str, Any]:
        if self.body is None:
            return {}
        now = stored_body(self.viewer, self.programme, self.body.slug)
        return {name: getattr(now, name) for name in FIELDS}

    def save(self, form: BodyForm) -> AuditEntry | None:
        return save_body(
            actor=self.viewer,
            programme=self.programme,
            body_id=self.body.pk if self.body else form.cleaned_data["row"],
            edits_of=form.edits(),
            reason=form.cleaned_data.get("reason", ""),
        )

    def _scopes(self) -> Choices:
        """The whole programme, one of its pillars, or what the plan says of this body in its own words."""
        found = {"": "niet vermeld", "programma": "het hele programma"}
        found |= {pillar.slug: pillar.name for pillar in plan.pillars(self.viewer, self.programme)}
        if self.body is not None:
            found.setdefault(self.body.scope, self.body.scope)
        return list(found.items())


@require_safe
@login_required
def bodies(request: PortalRequest, programme: str) -> HttpResponse:
    seen = seen_programme(request.viewer, programme)
    scopes = {pillar.slug: pillar.name for pillar in plan.pillars(request.viewer, seen)}
    context = {
        "programme": seen,
        "crumbs": crumbs(seen, Link("Overleggen")),
        "lines": body_lines(request.viewer, seen, bodies_with_seats(request.viewer, seen), scopes),
        "may_add": request.viewer.manages(programme),
    }
    return render(request, "web/meetings/bodies.html", context)


@takes_forms
def add(request: PortalRequest, programme: str) -> HttpResponseBase:
    seen = seen_programme(request.viewer, programme)
    if not request.viewer.manages(programme):
        raise PermissionDenied
    return pages.edit(request, BodyEditor(request.viewer, seen), done="{} is toegevoegd.")


@takes_forms
def change(request: PortalRequest, programme: str, body: str) -> HttpResponseBase:
    row = kept_body(request.viewer, programme, body)
    editor = BodyEditor(request.viewer, row.programme, row)
    return pages.edit(request, editor, done="{} is gewijzigd.")
