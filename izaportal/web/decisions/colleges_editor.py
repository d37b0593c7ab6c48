"""What each college says of a decision, in one form: two people in other rows do not hinder each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from izaportal.core.viewer import Viewer
from izaportal.meetings.forms.decisions import PositionsForm, positions_form
from izaportal.meetings.selectors.colleges import colleges_of, values_of
from izaportal.meetings.selectors.following import latest_positions
from izaportal.meetings.services.colleges import record_positions
from izaportal.web.decisions.page import log_crumbs
from izaportal.web.link import Link

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from projects.models import Decision


class CollegesEditor:
    title = "Besluiten van de colleges"

    def __init__(self, viewer: Viewer, row: Decision) -> None:
        self.viewer, self.row, self.lead = viewer, row, row.label
        self.members = colleges_of(row)
        self.back = f"{reverse('decision', args=(row.programme.slug, row.slug))}#colleges"
        self.crumbs = log_crumbs(row.programme, Link(row.label[:60], self.back), Link("Colleges"))

    def form(self, data: Any = None, files: Any = None) -> PositionsForm:
        initial = None if data is not None else self.stored()
        return positions_form(self.members)(data, initial=initial)

    def stored(self) -> dict[str, Any]:
        return values_of(self.members, latest_positions(self.row))

    def save(self, form: PositionsForm) -> AuditEntry | None:
        """The last of the lines it wrote, for the message."""
        entries = record_positions(actor=self.viewer, decision_id=self.row.pk, edits_of=form.edits())
        return entries[-1] if entries else None
