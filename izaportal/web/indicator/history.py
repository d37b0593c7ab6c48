"""What was changed of an indicator and its targets, in words."""

from django.urls import reverse

from izaportal.core.edits import CHANGED
from izaportal.core.formatting import sentence_case
from izaportal.core.history import Event
from izaportal.web.changes import FieldChange, Line
from izaportal.web.indicator.facts import PageFacts
from kpis.forms.definition import DefinitionForm
from kpis.services.targets import SET

FIELDS = DefinitionForm.base_fields


def definition_lines(facts: PageFacts, *, may_edit: bool) -> tuple[Line, ...]:
    """Newest first; only the last change can be taken back, earlier ones lie under later ones."""
    events = [event for event in facts.events if event.action != SET]
    place = {"programme": facts.programme.slug, "indicator": facts.indicator.slug}
    return tuple(
        _line(
            event,
            undo_url=reverse("undo-indicator-change", kwargs={**place, "entry": event.id})
            if may_edit and not number and event.action == CHANGED
            else "",
        )
        for number, event in enumerate(events)
    )


def target_lines(facts: PageFacts) -> tuple[Line, ...]:
    """A version of a target is never taken back: a next one corrects it."""
    return tuple(_line(event) for event in facts.events if event.action == SET)


def _line(event: Event, *, undo_url: str = "") -> Line:
    """Of what was added, only that it was: its fields stand on the page."""
    shown = event.changes if event.action in (CHANGED, SET) else {}
    return Line(
        at=event.at,
        who=event.actor,
        action=event.action,
        about="",
        changes=tuple(
            FieldChange.told(_label(name), event.object_type, name, values) for name, values in shown.items()
        ),
        reason=event.reason,
        undo_url=undo_url,
    )


def _label(name: str) -> str:
    """As its form calls it; four fields of it are the phasing."""
    field = FIELDS.get(name)
    return "Fasering" if name == "phasing" else str(field.label) if field else sentence_case(name)
