"""Adding a grant to a project of the programme."""

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from funding.forms.agreements import NewGrantForm
from funding.services.agreements import create_grant
from izaportal.core.viewer import Viewer
from izaportal.web.crumbs import money_crumbs
from izaportal.web.grant.choices import of_new
from izaportal.web.grant.editor import place_of
from izaportal.web.link import Link

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from pillars.models import Programme


class NewGrant:
    """A grant that is to be added, in the words of `Editor`; once it is there, `back` leads to its page."""

    title, anchor, remove_url, leaves = "Subsidie toevoegen", "nieuwe-subsidie", "", True

    def __init__(self, viewer: Viewer, programme: "Programme") -> None:
        self.viewer, self.programme = viewer, programme
        self.heading = programme.short_name
        self.back = reverse("finance", kwargs={"programme": programme.slug})
        self.crumbs = money_crumbs(programme, Link(self.title))

    def form(self, data: Any = None, files: Any = None) -> NewGrantForm:
        choices = of_new(self.viewer, self.programme)
        return NewGrantForm(data, files, choices=choices, initial=self.stored())

    def stored(self) -> dict[str, Any]:
        """What the form proposes."""
        return {"lead_municipality": self.programme.lead_municipality_id}

    def save(self, form: NewGrantForm) -> "AuditEntry | None":
        grant, entry = create_grant(
            actor=self.viewer,
            programme=self.programme,
            grant_id=form.cleaned_data["row"],
            values={name: edit.wanted for name, edit in form.edits().items()},
            reason=form.cleaned_data["reason"],
        )
        self.back = reverse("grant", kwargs=place_of(grant))
        return entry
