"""What was changed of a thing and of the parts it has or had."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from izaportal.core.models import AuditEntry


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the audit trail; `changes` maps a field to (old, new) as the trail keeps them."""

    id: UUID
    at: datetime
    actor_id: UUID | None
    actor: str
    action: str
    object_type: str
    object_id: str
    label: str
    changes: dict[str, list[Any]]
    reason: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change of one field, as the trail keeps it."""

    at: datetime
    actor: str
    old: Any
    new: Any
    reason: str


def fields_of(kind: str, ids: Iterable[str], *, programme: str) -> dict[str, list[FieldChange]]:
    """Per field what happened to these things (of one kind, as the trail calls it), newest first; one query.

    For pages that found the things by what the viewer may see: ask with the slug of that programme.
    """
    rows = AuditEntry.objects.filter(object_type=kind, object_id__in=list(ids), programme=programme)
    found: dict[str, list[FieldChange]] = defaultdict(list)
    for row in rows.order_by("-id"):
        for name, (old, new) in row.changes.items():
            found[name].append(FieldChange(row.at, row.actor_name, old, new, row.reason))
    return dict(found)


def history_of(scope: str, *, most: int, without: Collection[str] = ()) -> list[Event]:
    """The latest events of exactly this scope (`nml-o/mgn`) that the asker was found to see, newest first;
    none of the kinds `without`."""
    return _events(AuditEntry.objects.filter(scope=scope).exclude(object_type__in=without), most)


def history_of_one(kind: str, key: str, *, most: int) -> list[Event]:
    """The latest events of one thing, by what the trail calls its kind and its id; seen likewise."""
    return _events(AuditEntry.objects.filter(object_type=kind, object_id=key), most)


def _events(rows: QuerySet[AuditEntry], most: int) -> list[Event]:
    latest = rows.order_by("-id")[:most]
    fields = ("id", "at", "actor_id", "actor_name", "action", "object_type", "object_id", "object_label")
    return [Event(*row) for row in latest.values_list(*fields, "changes", "reason")]
