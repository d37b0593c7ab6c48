"""Writes edits of rows, each with its line in the audit trail, and takes them back from that line.

In the trail a reference stands as `{"id": …, "label": …}`: readable later, and still to be taken back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import Field, ForeignKey, ManyToManyField, Model

from izaportal.core import audit
from izaportal.core.editing import Conflicted, Edit, merge
from izaportal.core.errors import Refused
from izaportal.core.history import fields_of
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer

ADDED, CHANGED, REMOVED = "toegevoegd", "gewijzigd", "verwijderd"
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """Who does it and why, and to which programme and scope (`nml-o/mgn`) the rows belong."""

    actor: Viewer
    programme: str
    scope: str = ""
    reason: str = ""

    def record(self, row: Model, action: str, fields: Mapping[str, tuple[Any, Any]]) -> AuditEntry:
        return audit.record(
            actor=self.actor,
            subject=audit.Subject(
                type_of(type(row)), str(row.pk), str(row), programme=self.programme, scope=self.scope
            ),
            change=audit.Change(action, fields, self.reason),
        )


def type_of(model: type[Model]) -> str:
    """What the trail calls the model."""
    return str(model._meta.verbose_name)


def change(row: Model, edits: Mapping[str, Edit], act: Act) -> AuditEntry | None:
    """Store what the edit changes of a locked row; None when it changes nothing. Raises Conflicted.

    References are ids, many-to-many fields sets of ids.
    """
    before = {name: value_of(row, name) for name in edits}
    try:
        changes = merge(before, edits)
    except Conflicted as conflicted:
        raise _with_names(conflicted, row, act.programme) from None
    if not changes:
        return None
    told_before = {name: told(row, name) for name in changes}
    _assign(row, changes)
    return act.record(row, CHANGED, {name: (told_before[name], told(row, name)) for name in changes})


def _with_names(conflicted: Conflicted, row: Model, programme: str) -> Conflicted:
    """The same conflict, with who last changed each field."""
    trail = fields_of(type_of(type(row)), [str(row.pk)], programme=programme)
    return Conflicted(
        tuple(
            replace(one, by=next((change.actor for change in trail.get(one.field, ())), ""))
            for one in conflicted.conflicts
        )
    )


def add(row: Model, act: Act, *, names: Iterable[str] | None = None) -> AuditEntry:
    """Store a new row; the trail tells of these fields, as far as there is something in them, or of all.

    Raises Refused when its id, which was made with the form, is that of another row already.
    """
    if type(row)._default_manager.filter(pk=row.pk).exists():
        raise Refused("Dit formulier is al voor iets anders gebruikt. Open het opnieuw.")
    row.save(force_insert=True)
    values = {name: told(row, name) for name in (columns(row) if names is None else names)}
    return act.record(
        row, ADDED, {name: (None, value) for name, value in values.items() if value not in EMPTY}
    )


def remove(row: Model, act: Act) -> AuditEntry:
    """Delete a row; its line in the trail holds all of it, so that it can come back."""
    whole = {name: (told(row, name), None) for name in columns(row)}
    entry = act.record(row, REMOVED, whole)
    row.delete()
    return entry


def undo(row: Model | None, entry: AuditEntry, act: Act, *, model: type[Model]) -> AuditEntry | None:
    """Take the change of the entry back; `row` is what is stored now, locked, None when it is gone.

    Raises Conflicted when a field of it was changed again since, Refused when the row is not there.
    """
    if entry.action == REMOVED:
        if row is not None:
            return None
        return add(_rebuilt(entry, model), act)
    if row is None:
        raise Refused("Dit is er niet meer; er valt niets terug te draaien.")
    if entry.action == ADDED:
        return remove(row, act)
    return change(row, backwards(entry, model), act)


def require_untouched(entry: AuditEntry) -> None:
    """Raises Refused when the row of the entry was changed again since."""
    later = AuditEntry.objects.filter(
        object_type=entry.object_type, object_id=entry.object_id, pk__gt=entry.pk
    )
    if later.exists():
        raise Refused(f"‘{entry.object_label}’ is daarna gewijzigd.")


def backwards(entry: AuditEntry, model: type[Model]) -> dict[str, Edit]:
    """The edit that takes the change of the entry back."""
    return {
        name: Edit(seen=untold(model, name, new), wanted=untold(model, name, old))
        for name, (old, new) in entry.changes.items()
    }


EMPTY: tuple[Any, ...] = (None, "", [], {}, False)


def columns(row: Model) -> list[str]:
    """Every column but the id and what the database makes itself, in the model's order."""
    return [
        field.name for field in row._meta.concrete_fields if not field.primary_key and not field.generated
    ]


def column(model: type[Model], name: str) -> str:
    """What a model calls the column of a field: of a reference the one that holds its id."""
    field = model._meta.get_field(name)
    return field.attname if isinstance(field, Field) else name


def value_of(row: Model, name: str) -> Any:
    """What a field holds: the id of a reference, a set of ids for many, else its value."""
    field = row._meta.get_field(name)
    if isinstance(field, ManyToManyField):
        return frozenset(getattr(row, name).values_list("pk", flat=True))
    return getattr(row, column(type(row), name))


def told(row: Model, name: str) -> Any:
    """What a field holds, as the trail keeps it."""
    field = row._meta.get_field(name)
    if isinstance(field, ManyToManyField):
        return [_reference(other) for other in getattr(row, name).order_by("pk")]
    if isinstance(field, ForeignKey):
        other = getattr(row, name)
        return None if other is None else _reference(other)
    value = getattr(row, name)
    if isinstance(field, ArrayField):
        return [audit.plain(item) for item in value]
    return audit.plain(value)


def untold(model: type[Model], name: str, value: Any) -> Any:
    """What the trail keeps, as the field holds it."""
    field = model._meta.get_field(name)
    if isinstance(field, ManyToManyField):
        return frozenset(UUID(item["id"]) for item in value or ())
    if isinstance(field, ForeignKey):
        return None if value is None else UUID(value["id"])
    if isinstance(field, ArrayField):
        return [field.base_field.to_python(item) for item in value]
    return field.to_python(value) if isinstance(field, Field) and value is not None else value


def _reference(other: Model) -> dict[str, str]:
    return {"id": str(other.pk), "label": str(other)}


def _assign(row: Model, changes: Values) -> None:
    """Store the columns at once, then the links."""
    many = {name for name in changes if isinstance(row._meta.get_field(name), ManyToManyField)}
    own = [name for name in changes if name not in many]
    for name in own:
        setattr(row, column(type(row), name), changes[name])
    if own:
        row.save(update_fields=own)
    for name in many:
        getattr(row, name).set(changes[name])


def _rebuilt(entry: AuditEntry, model: type[Model]) -> Model:
    row = model(pk=UUID(entry.object_id))
    for name, (old, _) in entry.changes.items():
        setattr(row, column(model, name), untold(model, name, old))
    return row
