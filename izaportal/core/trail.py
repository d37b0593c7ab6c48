"""Reads the audit trail: who changed what, when, from, to and why.

Core knows no programmes. What somebody may read is a `Sight`, and it is part of every query here: of another
programme neither rows nor names, kinds or counts come out.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, TextField, Window
from django.db.models.functions import Cast, RowNumber

from izaportal.core.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Sight:
    """Programmes (slugs) whose changes one may read; `installation` adds those of no programme.

    Of the `private` kinds only those within `privy`: programmes, and scopes such as `nml-o/mgn`.
    """

    programmes: frozenset[str]
    installation: bool = False
    private: frozenset[str] = frozenset()
    privy: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for; empty is everything. `person` is an id, or the name of a system job.

    `fields`: names under which the trail may hold the field. From `since` until before `until`.
    """

    person: str = ""
    kind: str = ""
    fields: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""
    batch: UUID | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of the trail ends: the moment and id of its last batch."""

    at: datetime
    id: UUID


@dataclass(frozen=True, slots=True)
class Share:
    """What a batch did to things of one kind."""

    kind: str
    action: str
    things: int
    lines: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What fits of one request: `lines` are the first of it, `shares` count all of it; `head` is the last."""

    head: AuditEntry
    lines: tuple[AuditEntry, ...]
    shares: tuple[Share, ...]

    @property
    def actor(self) -> str:
        """Whose act it was: what came of it by itself, such as another agenda, is written down after it."""
        return self.lines[0].actor_name

    @property
    def size(self) -> int:
        return sum(share.lines for share in self.shares)


def entries(sight: Sight, search: Search) -> QuerySet[AuditEntry]:
    """The lines that fit, newest first."""
    rows = AuditEntry.objects.filter(_within(sight), _about(search), _between(search))
    words = search.text.split()
    if words:
        rows = rows.alias(told=Cast("changes", TextField())).filter(*map(_mentions, words))
    return rows.order_by("-at", "-id")


def batches(
    sight: Sight, search: Search, *, after: Place | None, most: int, most_lines: int
) -> tuple[list[Batch], Place | None]:
    """A page of batches, newest first, and where it ends when there are more; three queries.

    A batch stands where its last line stands.
    """
    found = entries(sight, search)
    later = found.order_by().filter(request_id=OuterRef("request_id"), id__gt=OuterRef("id"))
    heads = found.filter(~Exists(later))
    if after is not None:
        heads = heads.filter(Q(at__lt=after.at) | Q(at=after.at, id__lt=after.id), at__lte=after.at)
    listed = list(heads[: most + 1])
    shown = listed[:most]
    more = Place(shown[-1].at, shown[-1].pk) if len(listed) > most else None
    requests = [head.request_id for head in shown]
    lines, shares = _lines(found, requests, most_lines), _shares(found, requests)
    made = [Batch(head, tuple(lines[head.request_id]), tuple(shares[head.request_id])) for head in shown]
    return made, more


def people(sight: Sight) -> list[tuple[str, str]]:
    """Who made changes: what `Search.person` takes, and the name; by name."""
    rows = AuditEntry.objects.filter(_within(sight)).order_by("actor_name").distinct()
    return [(str(pk or name), name) for pk, name in rows.values_list("actor_id", "actor_name")]


def kinds(sight: Sight) -> list[str]:
    """The kinds of things that were changed."""
    rows = AuditEntry.objects.filter(_within(sight)).order_by("object_type").distinct()
    return list(rows.values_list("object_type", flat=True))


def since(sight: Sight, marker: UUID, *, but: UUID | None, most: int) -> list[AuditEntry]:
    """The latest lines with an id after the marker, newest first; those of person `but` left out."""
    rows = AuditEntry.objects.filter(_within(sight), id__gt=marker)
    if but is not None:
        rows = rows.filter(~Q(actor_id=but) | Q(actor_id__isnull=True))
    return list(rows.order_by("-id")[:most])


def _within(sight: Sight) -> Q:
    """Slugs are never empty, so that what has no programme is only there for who runs the installation."""
    seen: Collection[str] = sight.programmes | {""} if sight.installation else sight.programmes - {""}
    within = Q(programme__in=sorted(seen))
    if not sight.private or sight.programmes <= sight.privy:
        return within
    privy = sorted(sight.privy)
    is_open = ~Q(object_type__in=sorted(sight.private)) | Q(programme__in=privy) | Q(scope__in=privy)
    return within & is_open


def _about(search: Search) -> Q:
    asked = _by(search.person) if search.person else Q()
    if search.kind:
        asked &= Q(object_type=search.kind)
    if search.fields:
        asked &= Q(changes__has_any_keys=sorted(search.fields))
    return asked & Q(request_id=search.batch) if search.batch else asked


def _between(search: Search) -> Q:
    asked = Q(at__gte=search.since) if search.since else Q()
    return asked & Q(at__lt=search.until) if search.until else asked


def _by(person: str) -> Q:
    try:
        return Q(actor_id=UUID(person))
    except ValueError:
        return Q(actor_id__isnull=True, actor_name=person)


def _mentions(word: str) -> Q:
    """In the thing's name, the reason, or what the values were and became."""
    return Q(object_label__icontains=word) | Q(reason__icontains=word) | Q(told__icontains=word)


def _lines(found: QuerySet[AuditEntry], requests: list[UUID], most: int) -> dict[UUID, list[AuditEntry]]:
    """The first lines of every batch, in the order in which they were written."""
    place = Window(RowNumber(), partition_by=F("request_id"), order_by=F("id").asc())
    rows = found.filter(request_id__in=requests).annotate(place=place).filter(place__lte=most)
    lines: dict[UUID, list[AuditEntry]] = defaultdict(list)
    for row in rows.order_by("id"):
        lines[row.request_id].append(row)
    return lines


def _shares(found: QuerySet[AuditEntry], requests: list[UUID]) -> dict[UUID, list[Share]]:
    rows = found.filter(request_id__in=requests).order_by("request_id", "object_type", "action")
    counted = rows.values_list("request_id", "object_type", "action").annotate(
        things=Count("object_id", distinct=True), lines=Count("id")
    )
    shares: dict[UUID, list[Share]] = defaultdict(list)
    for request, kind, action, things, lines in counted:
        shares[request].append(Share(kind, action, things, lines))
    return shares
