"""What was changed of a project, in words, under the section of the page that shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from izaportal.core.history import Event
from izaportal.web.changes import FieldChange, Line
from izaportal.web.editing import Section
from izaportal.web.link import Link
from izaportal.web.project_sections import SECTIONS
from projects.selectors.rows import PROJECT


@dataclass(frozen=True, slots=True)
class EditBar:
    """What one can do with a section, and what was done. Without the right to edit there are no links."""

    links: tuple[Link, ...] = ()
    history: tuple[Line, ...] = ()


def edit_bars(scope: str, events: Iterable[Event], *, may_edit: bool) -> dict[str, EditBar]:
    """By anchor on the page of the project with this key (`nml-o/mgn`)."""
    place = dict(zip(("programme", "project"), scope.split("/"), strict=True))
    lines: dict[str, list[Line]] = defaultdict(list)
    seen: set[str] = set()
    for event in events:
        undo_url = ""
        if may_edit and event.object_id not in seen:
            undo_url = reverse("undo-project-change", kwargs={**place, "entry": event.id})
        seen.add(event.object_id)
        for section in _sections_of(event):
            lines[section.anchor].append(_line(section, event, undo_url))
    return {
        section.anchor: EditBar(
            tuple(_links(place, section.anchor)) if may_edit else (), tuple(lines[section.anchor])
        )
        for section in SECTIONS.values()
    }


def _links(place: Mapping[str, str], anchor: str) -> Iterator[Link]:
    for section in SECTIONS.values():
        address = {**place, "section": section.slug}
        if section.anchor != anchor:
            continue
        if not section.of_rows:
            yield Link("Bewerken", reverse("edit-project", kwargs=address))
        elif section.add:
            yield Link(section.add, reverse("add-project-row", kwargs=address))


def _sections_of(event: Event) -> list[Section]:
    """A change of the project is under every section with a field of it, a row under the one of its kind."""
    if event.object_type != PROJECT:
        return [section for section in SECTIONS.values() if section.kind == event.object_type][-1:]
    return [
        section
        for section in SECTIONS.values()
        if not section.of_rows and event.changes.keys() & section.form.base_fields.keys()
    ]


def _line(section: Section, event: Event, undo_url: str) -> Line:
    changes = {name: values for name, values in event.changes.items() if name in section.form.base_fields}
    return Line(
        at=event.at,
        who=event.actor,
        action=event.action,
        about=event.label if section.of_rows else "",
        changes=tuple(
            FieldChange.told(str(section.form.base_fields[name].label), event.object_type, name, values)
            for name, values in changes.items()
        ),
        reason=event.reason,
        undo_url=undo_url,
    )
