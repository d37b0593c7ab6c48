"""One section or row of a project being edited: its form, what is stored of it, and how it is stored."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse

from izaportal.core.forms import EditForm
from izaportal.core.viewer import Viewer
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.plan_words import Link
from izaportal.web.project_edit.choices import choices_of
from izaportal.web.project_sections import FILES, Section
from projects.selectors import rows
from projects.services import editing

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from projects.models import Project


class Editor:
    """`row` None: the fields of the project itself, or a row that is to be added.

    Raises ObjectDoesNotExist for a row that is not one of the project's.
    """

    def __init__(
        self, viewer: Viewer, project: "Project", section: Section, *, row: UUID | None = None
    ) -> None:
        self.viewer, self.project, self.section, self.row = viewer, project, section, row
        self.label = rows.label_of(project, section.kind, row) if row else ""

    @property
    def title(self) -> str:
        if not self.section.of_rows:
            return f"{self.section.title} wijzigen"
        return self.section.change if self.row else self.section.add

    @property
    def crumbs(self) -> tuple[Link, ...]:
        return programme_crumbs(self.project.programme, Link(self.project.name, self.back), Link(self.title))

    @property
    def heading(self) -> str:
        return self.project.name

    @property
    def anchor(self) -> str:
        return self.section.anchor

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

    def form(self, data: Any = None, files: Any = None) -> EditForm:
        """Filled with what is stored, or with what was typed."""
        if data is not None:
            return self.section.form(data, files, choices=self.choices)
        return self.section.form(initial=self.stored(), choices=self.choices)

    def stored(self) -> dict[str, Any]:
        """What the fields hold now; of a new row what the form proposes."""
        names = [name for name in self.section.form.base_fields if name not in EditForm.not_edited]
        if not self.section.of_rows:
            return rows.project_values(self.project, names)
        if self.row is None:
            return {}
        values = rows.row_values(self.project, self.section.kind, self.row, names)
        return {**values, "row": self.row}

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
