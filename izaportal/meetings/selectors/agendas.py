"""Meetings with what stands on their agendas, and what was said and decided on each item."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.meetings.models import Agenda, AgendaItem, ItemDecision, ItemMinute
from pillars.models import Meeting, Programme
from pillars.selectors.meetings import meetings_of
from pillars.selectors.programmes import visible_ids
from projects.models import Decision


@dataclass(frozen=True, slots=True)
class SeenItem:
    """`minute` None: nothing was written down."""

    item: AgendaItem
    minute: ItemMinute | None
    decisions: tuple[Decision, ...]


@dataclass(frozen=True, slots=True)
class SeenAgenda:
    """`agenda` None: nothing is on it yet. `withdrawn` are the items that went off it."""

    meeting: Meeting
    agenda: Agenda | None
    items: tuple[SeenItem, ...]
    withdrawn: tuple[AgendaItem, ...]

    @property
    def is_fixed(self) -> bool:
        return self.agenda is not None and self.agenda.fixed_at is not None


def meetings_with_counts(viewer: Viewer, programme: Programme) -> QuerySet[Meeting]:
    """First one first, each with `items`, `decided` (what counts) and `is_fixed`; one query."""
    on_it = AgendaItem.objects.filter(agenda__meeting=OuterRef("pk"), withdrawn_at=None).order_by()
    count = on_it.values("agenda").annotate(count=Count("pk")).values("count")
    fixed = Agenda.objects.filter(meeting=OuterRef("pk"), fixed_at__isnull=False)
    return meetings_of(viewer, programme).annotate(
        items=Coalesce(Subquery(count), 0),
        decided=Count("decisions", filter=Q(decisions__replaced_by=None), distinct=True),
        is_fixed=Exists(fixed),
    )


def agenda_of(viewer: Viewer, programme: Programme, meeting_id: UUID) -> SeenAgenda:
    """Raises Meeting.DoesNotExist, also for what may not be seen."""
    meeting = meetings_of(viewer, programme).get(pk=meeting_id)
    agenda = Agenda.objects.filter(meeting=meeting).first()
    rows = list(_items().filter(agenda=agenda)) if agenda else []
    return SeenAgenda(
        meeting,
        agenda,
        tuple(_seen(row) for row in rows if row.withdrawn_at is None),
        tuple(row for row in rows if row.withdrawn_at is not None),
    )


def item_of(viewer: Viewer, programme: Programme, item_id: UUID) -> AgendaItem:
    """With its agenda, meeting and body. Raises AgendaItem.DoesNotExist likewise."""
    rows = AgendaItem.objects.filter(agenda__meeting__body__programme__in=visible_ids(viewer))
    rows = rows.filter(agenda__meeting__body__programme=programme)
    return rows.select_related("agenda__meeting__body__programme", "project").get(pk=item_id)


def coming_items(
    viewer: Viewer, programme: Programme, quarter: Quarter, today: date
) -> tuple[AgendaItem, ...]:
    """What is on the agenda of the first meeting ahead that looks back on the quarter; one query."""
    rows = AgendaItem.objects.filter(agenda__meeting__body__programme__in=visible_ids(viewer))
    rows = rows.filter(
        agenda__meeting__body__programme=programme,
        agenda__meeting__quarter=quarter,
        agenda__meeting__held_on__gte=today,
        agenda__meeting__cancelled_at=None,
        withdrawn_at=None,
    ).select_related("agenda__meeting__body")
    listed = sorted(rows, key=lambda item: (item.agenda.meeting.held_on, item.position, item.pk))
    return tuple(item for item in listed if item.agenda_id == listed[0].agenda_id)


def decisions_on(item: AgendaItem) -> list[Decision]:
    """Those taken on the item that count, with conditions and projects."""
    rows = Decision.standing.filter(pk__in=item.decided.values("decision"))
    return list(rows.prefetch_related("conditions", "projects"))


def item_decided_on(decision: Decision) -> AgendaItem | None:
    """The item on which it was taken; None for what was not recorded at a meeting."""
    return AgendaItem.objects.filter(decided__decision=decision).first()


def last_minute(item: AgendaItem) -> ItemMinute | None:
    return item.minutes.order_by("number").last()


def item_with_minute(meeting: Meeting) -> AgendaItem | None:
    """An item of which something was written down; what was emptied again does not count."""
    last = ItemMinute.objects.filter(item=OuterRef("pk")).order_by("-number")
    rows = AgendaItem.objects.filter(agenda__meeting=meeting).annotate(said=Subquery(last.values("text")[:1]))
    return rows.exclude(said="").filter(said__isnull=False).first()


def _items() -> QuerySet[AgendaItem]:
    along = ("decision__owner", "decision__replaces", "decision__replaced_by")
    decided = ItemDecision.objects.select_related(*along).order_by("pk")
    return AgendaItem.objects.select_related("project").prefetch_related(
        Prefetch("minutes", ItemMinute.objects.order_by("number")),
        Prefetch("decided", decided.prefetch_related("decision__conditions", "decision__projects")),
    )


def _seen(item: AgendaItem) -> SeenItem:
    minutes = list(item.minutes.all())
    decisions = tuple(row.decision for row in item.decided.all())
    return SeenItem(item, minutes[-1] if minutes else None, decisions)
