"""Brings agendas in line with what there is cause to discuss. Safe to repeat, and at the same moment."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.db import transaction
from django.db.models import Max

from izaportal.core import clock
from izaportal.core.edits import Act
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.composing import Cause, Standing, Step, steps
from izaportal.meetings.models import Agenda, AgendaItem
from izaportal.meetings.selectors.causes import causes_for, note_from_cancelled
from pillars.models import Meeting, Programme

KEEPER = Viewer.system("Agenda")
GONE = {
    ItemKind.GO_NO_GO: "Hersteld: het resultaat is niet meer achter.",
    ItemKind.REQUEST: "De rapportage vraagt dit niet meer.",
    ItemKind.RESTATEMENT: "Er is een nieuwere herziening.",
    ItemKind.DUTY: "Er is gemeld, of er is niets meer te melden.",
    ItemKind.HELD_OVER: "Het punt is niet meer aangehouden.",
    ItemKind.PUT_OFF: "De vergadering waarop dit punt stond gaat toch door.",
}
EARLIER = "Staat op de agenda van een eerdere vergadering."


@transaction.atomic
def compose(*, actor: Viewer, programme: Programme) -> int:
    """Give the next meeting of every body that looks back on a quarter what it should discuss, as long as its
    agenda is not fixed; how many items were added, brought back, reworded or withdrawn.

    The programme is held first, so that of two at the same moment the second finds what the first did.
    """
    held = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    rows = Meeting.objects.filter(body__programme=held, held_on__gte=clock.today(), quarter__isnull=False)
    rows = rows.filter(cancelled_at=None)
    listed = rows.select_related("body__programme").order_by("body_id", "held_on")
    changed = 0
    for _, meetings in groupby(listed, key=lambda meeting: meeting.body_id):
        changed += _compose_of_body(actor, list(meetings))
    return changed


def compose_all() -> int:
    """Of every programme: a day that passed makes another meeting the next one."""
    return sum(compose(actor=KEEPER, programme=one) for one in Programme.objects.order_by("slug"))


def begun_agenda(meeting: Meeting) -> Agenda:
    """The agenda of the meeting, made when it has none yet, locked."""
    Agenda.objects.get_or_create(meeting=meeting)
    return Agenda.objects.select_for_update().get(meeting=meeting)


def next_position(agenda: Agenda) -> int:
    """Behind everything that is on the agenda."""
    return (agenda.items.aggregate(last=Max("position"))["last"] or 0) + 1


def _compose_of_body(actor: Viewer, meetings: Sequence[Meeting]) -> int:
    """The first meeting with an open agenda takes it all; what later ones held already leaves them."""
    changed, is_placed = 0, False
    for meeting in meetings:
        agenda = Agenda.objects.select_for_update().filter(meeting=meeting).first()
        if agenda is not None and agenda.fixed_at is not None:
            continue
        causes = [] if is_placed else causes_for(meeting)
        if agenda is None and causes:
            agenda = begun_agenda(meeting)
        if agenda is not None:
            changed += _bring_in_line(actor, agenda, meeting, causes, is_placed=is_placed)
        is_placed = True
    return changed


def _bring_in_line(
    actor: Viewer, agenda: Agenda, meeting: Meeting, causes: Iterable[Cause], *, is_placed: bool
) -> int:
    by_key = {cause.key: cause for cause in causes}
    items = {item.cause: item for item in agenda.items.exclude(cause="")}
    standing = {
        key: Standing((item.title, item.why), item.withdrawn_at is not None, bool(item.withdrawn_by))
        for key, item in items.items()
    }
    act = Act(actor, meeting.body.programme.slug)
    taken = steps(by_key.values(), standing)
    for step, key in taken:
        if step is Step.ADD:
            _add(agenda, by_key[key], act)
        elif step is Step.WITHDRAW:
            item = items[key]
            _withdraw(item, EARLIER if is_placed else GONE[ItemKind(item.kind)], act)
        else:
            _renew(items[key], by_key[key], act, step)
    return len(taken)


def _add(agenda: Agenda, cause: Cause, act: Act) -> None:
    item = AgendaItem.objects.create(
        agenda=agenda,
        kind=cause.kind,
        cause=cause.key,
        title=cause.title[:300],
        why=cause.why,
        url=cause.url,
        project_id=cause.project,
        position=next_position(agenda),
        note=note_from_cancelled(agenda, cause),
        illustrative=cause.illustrative,
    )
    act.record(item, Step.ADD.value, {"title": (None, item.title), "why": (None, item.why)})


def _withdraw(item: AgendaItem, reason: str, act: Act) -> None:
    item.withdrawn_at, item.withdrawn_reason = clock.now(), reason
    item.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    act.record(item, Step.WITHDRAW.value, {"withdrawn_reason": ("", reason)})


def _renew(item: AgendaItem, cause: Cause, act: Act, step: Step) -> None:
    """Back on the agenda, or in other words."""
    before = {"title": item.title, "why": item.why, "withdrawn_reason": item.withdrawn_reason}
    item.title, item.why, item.illustrative = cause.title[:300], cause.why, cause.illustrative
    item.withdrawn_at, item.withdrawn_reason = None, ""
    item.save(update_fields=["title", "why", "illustrative", "withdrawn_at", "withdrawn_reason"])
    now = {"title": item.title, "why": item.why, "withdrawn_reason": ""}
    act.record(
        item, step.value, {name: (before[name], now[name]) for name in now if before[name] != now[name]}
    )
