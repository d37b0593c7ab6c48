"""One section or row of a grant being edited: its form, what is stored of it, and how it is stored."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from funding.selectors import agreements
from funding.services.agreements import RowEdit, edit_grant, save_row
from izaportal.core.forms import EditForm
from izaportal.core.viewer import Viewer
from izaportal.web.crumbs import money_crumbs
from izaportal.web.editing import Section, SectionEditor
from izaportal.web.grant.choices import choices_of
from izaportal.web.link import Link

if TYPE_CHECKING:
    from funding.models import Grant
    from izaportal.core.models import AuditEntry


def place_of(grant: "Grant") -> dict[str, str]:
    """How addresses name the grant."""
    project = grant.project
    return {"programme": project.programme.slug, "project": project.slug, "grant": grant.slug}


def undo_url(grant: "Grant", entry: "AuditEntry") -> str:
    """Where the change is taken back."""
    return reverse("undo-grant-change", kwargs={**place_of(grant), "entry": entry.pk})


def crumbs_to(grant: "Grant", title: str) -> tuple[Link, ...]:
    """The way to a form of the grant that is opened by its own address."""
    page = Link(f"{grant.title}: {grant.project.name}", reverse("grant", kwargs=place_of(grant)))
    return money_crumbs(grant.project.programme, page, Link(title))


class Editor(SectionEditor):
    """Raises ObjectDoesNotExist for a row that is not one of the grant's."""

    def __init__(self, viewer: Viewer, grant: "Grant", section: Section, *, row: UUID | None = None) -> None:
        super().__init__(section, row)
        self.viewer, self.grant = viewer, grant
        self.label = str(agreements.stored_row(grant, section.kind, row)) if row else ""

    @property
    def heading(self) -> str:
        return f"{self.grant.title}: {self.grant.project.name}"

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return crumbs_to(self.grant, self.title)

    @property
    def back(self) -> str:
        """The section on the page of the grant."""
        return f"{reverse('grant', kwargs=place_of(self.grant))}#{self.anchor}"

    @property
    def remove_url(self) -> str:
        """Empty unless it is a row that is there."""
        place = {**place_of(self.grant), "section": self.section.slug, "row": self.row}
        return reverse("remove-grant-row", kwargs=place) if self.row else ""

    @cached_property
    def choices(self) -> Mapping[str, Any]:
        return choices_of(self.viewer, self.grant, self.section)

    def values(self, names: list[str]) -> dict[str, Any]:
        return agreements.grant_values(self.grant, names)

    def values_of_row(self, row: UUID, names: list[str]) -> dict[str, Any]:
        return agreements.row_values(self.grant, self.section.kind, row, names)

    def save(self, form: EditForm) -> "AuditEntry | None":
        reason = form.cleaned_data["reason"]
        if not self.section.of_rows:
            return edit_grant(actor=self.viewer, grant_id=self.grant.pk, edits_of=form.edits(), reason=reason)
        row = RowEdit(self.section.kind, self.row or form.cleaned_data["row"], form.edits())
        return save_row(actor=self.viewer, grant_id=self.grant.pk, row=row, reason=reason)
