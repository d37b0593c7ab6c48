"""An item of an agenda being edited: an own one in full, of what came by itself only the note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.forms.agenda import ItemForm, NoteForm
from izaportal.meetings.selectors.agendas import item_of
from izaportal.meetings.services.agenda import save_item
from izaportal.web.choosing import projects_of
from izaportal.web.link import Link
from izaportal.web.meetings.read import crumbs, meeting_url

if TYPE_CHECKING:
    from izaportal.core.forms import RowForm
    from izaportal.core.models import AuditEntry
    from izaportal.meetings.models import AgendaItem
    from pillars.models import Meeting


class ItemEditor:
    """`item` None: one that is to be added."""

    def __init__(self, viewer: Viewer, meeting: Meeting, item: AgendaItem | None = None) -> None:
        self.viewer, self.meeting, self.item = viewer, meeting, item
        self.is_own = item is None or item.kind == ItemKind.OWN
        self.title = "Agendapunt wijzigen" if item else "Agendapunt toevoegen"
        self.lead = item.title if item and not self.is_own else ""
        self.back = meeting_url(meeting, f"punt-{item.pk}" if item else "agenda")
        here = Link(str(meeting.body), meeting_url(meeting))
        self.crumbs = crumbs(meeting.body.programme, here, Link(self.title))

    def form(self, data: Any = None, files: Any = None) -> RowForm:
        initial = None if data is not None else self.stored()
        if not self.is_own:
            return NoteForm(data, initial=initial)
        projects = [("", "Geen"), *projects_of(self.viewer, self.meeting.body.programme)]
        return ItemForm(data, initial=initial, choices={"project": projects})

    def stored(self) -> dict[str, Any]:
        if self.item is None:
            return {}
        now = item_of(self.viewer, self.meeting.body.programme, self.item.pk)
        return {
            "row": now.pk,
            "title": now.title,
            "why": now.why,
            "project": now.project_id,
            "note": now.note,
        }

    def save(self, form: RowForm) -> AuditEntry | None:
        return save_item(
            actor=self.viewer,
            meeting_id=self.meeting.pk,
            item_id=self.item.pk if self.item else form.cleaned_data["row"],
            edits_of=form.edits(),
        )
