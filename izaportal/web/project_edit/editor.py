"""One section or row of a project being edited: its form, what is stored of it, and how it is stored."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from izaportal.core.forms import EditForm
from izaportal.core.viewer import Viewer
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.editing import Section, SectionEditor
from izaportal.web.link import Link
from izaportal.web.project_edit.choices import choices_of
from izaportal.web.project_sections import FILES
from projects.selectors import rows
from projects.services import editing

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from projects.models import Project


class Editor(SectionEditor):
    """Raises ObjectDoesNotExist for a row that is not one of the project's."""

    def __init__(
        self, viewer: Viewer, project: "Project", section: Section, *, row: UUID | None = None
    ) -> None:
        super().__init__(section, row)
        self.viewer, self.project = viewer, project
        self.label = rows.label_of(project, section.kind, row) if row else ""

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return programme_crumbs(self.project.programme, Link(self.project.name, self.back), Link(self.title))

    @property
    def heading(self) -> str:
        return self.project.name

    @property
    def back(self) -> str:
        """The section on the project page."""
        return f"{reverse('project', kwargs=self._place)}#{self.section.anchor}"

    @property
    def remove_url(self) -> str:
        """Empty unless it is a row that is there."""
        place = {**self._place, "section": self.section.slug, "row": self.row}
        return reverse("remove-project-row", kwargs=place) if self.row else ""

    @property
    def _place(self) -> dict[str, str]:
        return {"programme": self.project.programme.slug, "project": self.project.slug}

    @cached_property
    def choices(self) -> Mapping[str, Any]:
        return choices_of(self.viewer, self.project, self.section.slug)

    def values(self, names: list[str]) -> dict[str, Any]:
        return rows.project_values(self.project, names)

    def values_of_row(self, row: UUID, names: list[str]) -> dict[str, Any]:
        return rows.row_values(self.project, self.section.kind, row, names)

    def save(self, form: EditForm) -> "AuditEntry | None":
        """Store a valid form; None when nothing changed. Raises what the services of projects raise."""
        reason = form.cleaned_data["reason"]
        if not self.section.of_rows:
            return editing.edit_project(
                actor=self.viewer, project_id=self.project.pk, edits_of=form.edits(), reason=reason
            )
        row = editing.RowEdit(
            self.section.kind,
            self.row or form.cleaned_data["row"],
            form.edits(),
            form.cleaned_data["upload"] if self.section is FILES else None,
        )
        return editing.save_row(actor=self.viewer, project_id=self.project.pk, row=row, reason=reason)


def undo_url(project: "Project", entry: "AuditEntry") -> str:
    """Where the change is taken back."""
    place = {"programme": project.programme.slug, "project": project.slug, "entry": entry.pk}
    return reverse("undo-project-change", kwargs=place)
