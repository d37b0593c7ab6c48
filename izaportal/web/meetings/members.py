"""The members of a body: who they are, and adding and changing one. Ending one is filling in its last day."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from izaportal.accounts.requests import PortalRequest
from izaportal.core import clock
from izaportal.core.edits import value_of
from izaportal.core.viewer import Viewer
from izaportal.web import editing as pages
from izaportal.web.access import or_404
from izaportal.web.keeping import takes_forms
from izaportal.web.link import Link
from izaportal.web.meetings.read import crumbs, kept_body, seen_body
from izaportal.web.meetings.seats import seats_of
from pillars.forms import MemberForm, NewMemberForm
from pillars.selectors.meetings import keeps
from pillars.selectors.members import member as stored_member
from pillars.selectors.members import people_of
from pillars.selectors.plan import organisations_of
from pillars.selectors.programmes import members_on
from pillars.services.members import save_member

if TYPE_CHECKING:
    from izaportal.core.forms import Choices
    from izaportal.core.models import AuditEntry
    from pillars.models import BodyMember, GovernanceBody

FIELDS = ("user", "role", "municipality", "organisation", "starts_on", "ends_on")
NONE_CHOSEN = {"user": "Kies iemand", "municipality": "geen", "organisation": "geen"}


class MemberEditor:
    """A membership that is there, or one that is to be added; in the words of `web.editing.Editor`."""

    def __init__(self, viewer: Viewer, body: GovernanceBody, member: BodyMember | None = None) -> None:
        self.viewer, self.body, self.member = viewer, body, member
        self.title = "Lid wijzigen" if member else "Lid toevoegen"
        self.lead = f"{member.user.name}, {body}" if member else str(body)
        self.back = reverse("body-members", args=(body.programme.slug, body.slug))
        self.crumbs = member_crumbs(body, Link(self.title))

    def form(self, data: Any = None, files: Any = None) -> MemberForm:
        initial = None if data is not None else self.stored()
        kind = MemberForm if self.member else NewMemberForm
        return kind(data, initial=initial, choices=self._choices())

    def stored(self) -> dict[str, Any]:
        if self.member is None:
            return {"starts_on": clock.today()}
        now = stored_member(self.viewer, self.body, self.member.pk)
        return {"row": now.pk, **{name: value_of(now, name) for name in FIELDS}}

    def save(self, form: MemberForm) -> AuditEntry | None:
        return save_member(
            actor=self.viewer,
            body=self.body,
            member_id=self.member.pk if self.member else form.cleaned_data["row"],
            edits_of=form.edits(),
            reason=form.cleaned_data.get("reason", ""),
        )

    def _choices(self) -> dict[str, Choices]:
        """What the membership holds stays to be chosen, also when it is no choice for another any more."""
        programme = self.body.programme
        people = list(people_of(programme).order_by("name", "username"))
        alike = Counter(one.name for one in people)
        named = {
            str(one.pk): f"{one.name} ({one.username})" if alike[one.name] > 1 else one.name for one in people
        }
        municipalities = {str(one.pk): one.name for one in members_on(programme, clock.today())}
        taking_part = organisations_of(self.viewer, programme)
        organisations = {str(row.organisation.pk): row.organisation.name for row in taking_part}
        found = {"user": named, "municipality": municipalities, "organisation": organisations}
        for name, options in found.items():
            held = getattr(self.member, name) if self.member else None
            if held is not None:
                options.setdefault(str(held.pk), held.name)
        return {
            name: [("", NONE_CHOSEN[name]), *options.items()] if options else []
            for name, options in found.items()
        }


def member_crumbs(body: GovernanceBody, *further: Link) -> tuple[Link, ...]:
    programme = body.programme
    bodies = Link("Overleggen", reverse("bodies", args=(programme.slug,)))
    here = reverse("body-members", args=(programme.slug, body.slug)) if further else ""
    return crumbs(programme, bodies, Link(f"Leden van {body}", here), *further)


@require_safe
@login_required
def members(request: PortalRequest, programme: str, body: str) -> HttpResponse:
    row = seen_body(request.viewer, programme, body)
    seats = seats_of(request.viewer, row, clock.today())
    context = {
        "body": row,
        "lead": f"{row}. {seats.lead}" if seats.lead else str(row),
        "crumbs": member_crumbs(row),
        "seats": seats,
        "may_keep": keeps(request.viewer, programme, row.slug),
    }
    return render(request, "web/meetings/members.html", context)


@takes_forms
def add(request: PortalRequest, programme: str, body: str) -> HttpResponseBase:
    row = kept_body(request.viewer, programme, body)
    return pages.edit(request, MemberEditor(request.viewer, row), done="{} is toegevoegd.")


@takes_forms
def change(request: PortalRequest, programme: str, body: str, member: UUID) -> HttpResponseBase:
    row = kept_body(request.viewer, programme, body)
    with or_404("Dit lid is er niet."):
        stored = stored_member(request.viewer, row, member)
    return pages.edit(request, MemberEditor(request.viewer, row, stored), done="{} is gewijzigd.")
