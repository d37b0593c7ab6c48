"""The meetings of the scenario: their agendas compose themselves on their own days, past ones are held."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from izaportal.core import clock
from izaportal.core.editing import Edit
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import FollowUp
from izaportal.meetings.models import Agenda, AgendaItem, FollowUpStep, ItemDecision
from izaportal.meetings.services.agenda import fix_agenda, save_item
from izaportal.meetings.services.composing import KEEPER, compose
from izaportal.meetings.services.deciding import write_minute
from izaportal.meetings.services.following import NewStep, take_step
from pillars.models import Meeting, Programme
from projects.models import Decision, Project

Data = Mapping[str, Any]
SENT_AHEAD = timedelta(days=9)


def hold_meetings(actor: Viewer, data: Data, programme: Programme) -> int:
    """Those before today whose agenda is not fixed yet, in order; then what comes up today. How many."""
    fixed = set(Agenda.objects.filter(fixed_at__isnull=False).values_list("meeting", flat=True))
    held = 0
    for item in sorted(data["meetings"], key=lambda item: item["date"]):
        held_on = date.fromisoformat(item["date"])
        rows = Meeting.objects.filter(body__programme=programme, body__slug=item["body"], cancelled_at=None)
        meeting = rows.filter(held_on=held_on).first()
        if meeting is None or meeting.pk in fixed:  # people may have moved or cancelled it since
            continue
        with clock.pretending(min(held_on - SENT_AHEAD, clock.today())):
            _prepare(actor, meeting, item.get("items", ()))
        if held_on < clock.today():
            _hold(actor, meeting, [one for one in data["decisions"] if one["meeting"] == item["date"]])
            held += 1
    compose(actor=KEEPER, programme=programme)
    return held


def _prepare(actor: Viewer, meeting: Meeting, own: Iterable[Data]) -> None:
    compose(actor=KEEPER, programme=meeting.body.programme)
    present = set(AgendaItem.objects.filter(agenda__meeting=meeting).values_list("title", flat=True))
    for item in own:
        if item["title"] in present:
            continue
        wanted = {"title": item["title"], "why": item["why"], "project": _project(meeting, item), "note": ""}
        edits_of = {name: Edit(None, value) for name, value in wanted.items()}
        save_item(actor=actor, meeting_id=meeting.pk, item_id=uuid7(), edits_of=edits_of)
    AgendaItem.objects.filter(agenda__meeting=meeting).update(illustrative=True)


def _project(meeting: Meeting, item: Data) -> Any:
    if "project" not in item:
        return None
    return Project.objects.get(programme=meeting.body.programme_id, slug=item["project"]).pk


def _hold(actor: Viewer, meeting: Meeting, decisions: Iterable[Data]) -> None:
    with clock.pretending(meeting.held_on - SENT_AHEAD):
        fix_agenda(actor=actor, meeting_id=meeting.pk)
    for item in decisions:
        decision = Decision.objects.get(meeting=meeting, projects__slug=item["project"])
        on = AgendaItem.objects.filter(agenda__meeting=meeting, project__slug=item["project"]).earliest(
            "position"
        )
        with clock.pretending(meeting.held_on):
            ItemDecision.objects.get_or_create(item=on, decision=decision)
            write_minute(actor=actor, item_id=on.pk, text=item.get("said", ""), seen=0)
        for step in item.get("steps", ()):
            with clock.pretending(date.fromisoformat(step["date"])):
                _step(actor, decision, step)


def _step(actor: Viewer, decision: Decision, step: Data) -> None:
    seen = FollowUpStep.objects.filter(decision=decision, condition=None).count()
    new = NewStep(FollowUp(step["state"]), seen, proof=step.get("proof", ""), note=step.get("note", ""))
    take_step(actor=actor, decision_id=decision.pk, new=new)
