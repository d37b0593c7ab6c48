"""Writes the audit trail: every service that changes a business object calls `record` in its transaction."""

import uuid
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from izaportal.core.models import AuditEntry
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer

_request_id: ContextVar[uuid.UUID | None] = ContextVar("audit_request_id", default=None)


@dataclass(frozen=True, slots=True)
class Subject:
    """What was changed: its model, id, a label people know, and the programme it belongs to.

    `scope` is the key of the project (`nml-o/mgn`) or grant (`nml-o/mgn/spuk-mgn`) it is part of, so that it
    is found there when it is gone; of who sits in a body `nml-o/overleg/pho/leden`.
    """

    type: str
    id: str = ""
    label: str = ""
    programme: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """`fields` maps a field to (old, new); values must be JSON or have a plain `str`."""

    action: str
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    reason: str = ""


def begin(request_id: uuid.UUID | None = None) -> uuid.UUID:
    """Start a batch: everything recorded from here on, in this context, carries one id."""
    current = request_id or uuid7()
    _request_id.set(current)
    return current


def record(*, actor: Viewer, subject: Subject, change: Change) -> AuditEntry:
    """Add one row to the trail."""
    return AuditEntry.objects.create(
        actor_id=uuid.UUID(actor.id) if actor.id else None,
        actor_name=actor.name,
        request_id=_request_id.get() or uuid7(),
        action=change.action,
        object_type=subject.type,
        object_id=subject.id,
        object_label=subject.label,
        programme=subject.programme,
        scope=subject.scope,
        changes={name: [plain(old), plain(new)] for name, (old, new) in change.fields.items()},
        reason=change.reason,
    )


def plain(value: Any) -> Any:
    """As the trail keeps it."""
    return value if value is None or isinstance(value, bool | int | str | list | dict) else str(value)
