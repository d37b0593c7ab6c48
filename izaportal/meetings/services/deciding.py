"""Records what was said and decided on an item of a fixed agenda."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from operator import le
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from funding.events import MoneyChanged
from funding.models import Grant
from izaportal.core import clock, edits, events
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, Refused
from izaportal.core.formatting import date_long
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import JUST_SAID
from izaportal.meetings.events import DecisionRecorded
from izaportal.meetings.models import AgendaItem, ItemDecision, ItemMinute
from izaportal.meetings.services.keeping import act_on, fixed_item
from pillars.models import Meeting
from pillars.services.periods import DatedFact, frozen_mistakes
from projects.models import Decision, DecisionBasis, DecisionCondition, DecisionKind, Project
from regions.models import Organisation

TOLD = (
    "kind",
    "label",
    "note",
    "decided_on",
    "basis",
    "asks_colleges",
    "owner",
    "owner_role",
    "deadline",
    "replaces",
    "replaces_why",
)


@dataclass(frozen=True, slots=True)
class NewDecision:
    """`id` is made with the form, so that sending it twice records one. `owner`: an organisation; or a role
    in words, never a person. `projects`: whom it is about (ids). `replaces`: the decision on the same item
    that was recorded wrongly (id), and why that is put right."""

    id: UUID
    kind: DecisionKind
    label: str
    note: str = ""
    conditions: Sequence[str] = ()
    owner: UUID | None = None
    owner_role: str = ""
    deadline: date | None = None
    projects: frozenset[UUID] = field(default_factory=frozenset)
    asks_colleges: bool = False
    replaces: UUID | None = None
    replaces_why: str = ""


@transaction.atomic
def record_decision(*, actor: Viewer, item_id: UUID, new: NewDecision) -> Decision:
    """Add the decision, dated on the meeting's day. A body without mandate, or of which that is not known,
    gives advice: then the colleges decide, but for what is held over. What it replaces counts no longer.

    Raises NotAllowed, Refused before the meeting or an agenda that is not fixed, Invalid with every mistake
    at its field.
    """
    item = fixed_item(item_id, actor=actor)
    meeting = item.agenda.meeting
    if meeting.held_on > clock.today():
        raise Refused(f"Deze vergadering is pas op {date_long(meeting.held_on)}.")
    stored = Decision.objects.filter(pk=new.id, meeting=meeting).first()
    if stored is not None:
        return stored
    replaced = _replaced(item, new)
    if mistakes := [*_mistakes(meeting, new), *_stop_mistakes(meeting, replaced, new)]:
        raise Invalid(mistakes)
    decision = _decision(actor, meeting, new)
    act = Act(actor, meeting.body.programme.slug)
    edits.add(decision, act, names=TOLD)
    decision.projects.set(Project.objects.filter(pk__in=new.projects))
    for number, label in enumerate(new.conditions, start=1):
        edits.add(DecisionCondition(decision=decision, slug=f"v{number}", label=label), act)
    ItemDecision.objects.create(item=item, decision=decision)
    for one in filter(None, (decision, replaced)):
        announce_stop(one, actor=actor, since=_stops_since(one))
    events.announce(DecisionRecorded(meeting.body.programme.slug, decision.pk, actor))
    return decision


@transaction.atomic
def write_minute(*, actor: Viewer, item_id: UUID, text: str, seen: int) -> ItemMinute | None:
    """Add a version of what was said on the item; None when it says so already. `seen` is the version that
    the author changed: Refused when there is a newer one."""
    item = fixed_item(item_id, actor=actor)
    last = item.minutes.order_by("number").last()
    number, before = (last.number, last.text) if last else (0, "")
    if text.strip() == before:
        return None
    if number != seen:
        raise Refused("Iemand anders wijzigde dit verslag intussen. Neem de nieuwe tekst over.", place="text")
    minute = ItemMinute.objects.create(
        pk=uuid7(), item=item, number=number + 1, text=text.strip(), written_by=actor.name
    )
    act_on(item, actor=actor).record(
        minute, edits.CHANGED if last else edits.ADDED, {"text": (before, minute.text)}
    )
    return minute


def announce_stop(decision: Decision, *, actor: Viewer, since: date | None) -> None:
    """A stop from that day on, or one that is taken back, changes what may be booked and what is expected of
    the projects' grants."""
    if decision.kind != DecisionKind.STOP or since is None:
        return
    grants = Grant.objects.filter(project__in=decision.projects.all())
    ids = frozenset(grants.values_list("pk", flat=True))
    events.announce(MoneyChanged(decision.programme.slug, ids, since, actor.name, "stopbesluit"))


def mistakes_in_follow_up(
    kind: str, decided_on: date, *, has_owner: bool, deadline: date | None
) -> Iterator[Mistake]:
    """What is done after the meeting is done by somebody, before a day."""
    if kind not in JUST_SAID and not has_owner:
        yield Mistake("owner_role", "Kies een organisatie of schrijf de rol die dit opvolgt.")
    if kind not in JUST_SAID and deadline is None:
        yield Mistake("deadline", "Vul in wanneer dit klaar moet zijn.")
    if deadline is not None and deadline < decided_on:
        yield Mistake("deadline", f"De vergadering was op {date_long(decided_on)}; kies een latere dag.")


def frozen_stops(programme: UUID, days: Iterable[date | None], *, place: str) -> list[Mistake]:
    """A stop holds from its day on: that, or taking one back, may not reach into a frozen quarter."""
    first = min(filter(None, days), default=None)
    return frozen_mistakes([DatedFact(programme, place, partial(le, first))]) if first else []


def _decision(actor: Viewer, meeting: Meeting, new: NewDecision) -> Decision:
    body = meeting.body
    basis = DecisionBasis.MANDATE if body.has_mandate else DecisionBasis.ADVICE
    return Decision(
        pk=new.id,
        programme=body.programme,
        body=body,
        meeting=meeting,
        slug=_free_slug(meeting),
        kind=new.kind,
        label=new.label.strip(),
        note=new.note.strip(),
        decided_on=meeting.held_on,
        basis=basis,
        asks_colleges=new.kind != DecisionKind.HOLD and (new.asks_colleges or basis == DecisionBasis.ADVICE),
        owner_id=new.owner,
        owner_role=new.owner_role.strip(),
        deadline=new.deadline,
        replaces_id=new.replaces,
        replaces_why=new.replaces_why.strip(),
        recorded_at=clock.now(),
        recorded_by_id=actor.user_id,
        illustrative=meeting.illustrative,
    )


def _replaced(item: AgendaItem, new: NewDecision) -> Decision | None:
    """Locked. Raises Refused when it is of another item, or was replaced already."""
    if new.replaces is None:
        return None
    rows = Decision.objects.select_for_update(of=("self",), no_key=True).select_related("programme")
    found = rows.filter(pk=new.replaces, pk__in=item.decided.values("decision")).first()
    if found is None:
        raise Refused("Dit besluit hoort niet bij dit agendapunt.")
    if Decision.objects.filter(replaces=found).exists():
        raise Refused("Dit besluit is al vervangen. Kijk welk besluit er nu staat.")
    return found


def _free_slug(meeting: Meeting) -> str:
    """Such as `pho-2026-08-27-2`; the body is held, so that two at once do not take the same."""
    stem = f"{slugify(meeting.body.slug)[:60]}-{meeting.held_on}"
    taken = set(Decision.objects.filter(programme=meeting.body.programme_id).values_list("slug", flat=True))
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _mistakes(meeting: Meeting, new: NewDecision) -> Iterator[Mistake]:
    if not new.label.strip():
        yield Mistake("label", "Schrijf wat er besloten is.")
    by = bool(new.owner or new.owner_role.strip())
    yield from mistakes_in_follow_up(new.kind, meeting.held_on, has_owner=by, deadline=new.deadline)
    if new.replaces and not new.replaces_why.strip():
        yield Mistake("replaces_why", "Schrijf waarom het eerdere besluit niet klopt.")
    if new.owner and not Organisation.objects.filter(pk=new.owner).exists():
        yield Mistake("owner", "Deze organisatie is er niet meer.")
    own = Project.objects.filter(programme=meeting.body.programme_id, pk__in=new.projects).count()
    if own != len(new.projects):
        yield Mistake("projects", "Een van deze projecten hoort niet bij dit programma.")


def _stop_mistakes(meeting: Meeting, replaced: Decision | None, new: NewDecision) -> Iterator[Mistake]:
    if new.kind == DecisionKind.STOP and not new.projects:
        yield Mistake("projects", "Kies welk project stopt.")
    stops_now = new.kind == DecisionKind.STOP and meeting.body.has_mandate
    days = [_stops_since(replaced) if replaced else None, meeting.held_on if stops_now else None]
    yield from frozen_stops(meeting.body.programme_id, days, place="kind")


def _stops_since(decision: Decision) -> date | None:
    """The day from which it stops its projects; an advice does so once the colleges agree."""
    if decision.kind != DecisionKind.STOP:
        return None
    return decision.settled_on if decision.basis == DecisionBasis.ADVICE else decision.decided_on
