"""What was changed of a thing and of the parts it has or had."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

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


def history_of(scope: str, *, most: int) -> list[Event]:
    """The latest events within a scope (`nml-o/mgn`) that the asker was found to see, newest first."""
    rows = AuditEntry.objects.filter(scope=scope).order_by("-id")[:most]
    fields = ("id", "at", "actor_id", "actor_name", "action", "object_type", "object_id", "object_label")
    return [Event(*row) for row in rows.values_list(*fields, "changes", "reason")]
