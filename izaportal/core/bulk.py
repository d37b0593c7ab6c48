"""Saves many rows at once, by what makes them the same thing; saving them again changes nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Generic, Self, TypeVar

from django.db import connection, transaction
from django.db.models import Field, JSONField, Model
from psycopg import sql

from izaportal.core import audit, events
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.fields import QuarterField
from izaportal.core.viewer import Viewer

Row = TypeVar("Row", bound=Model)
Key = tuple[Any, ...]
# What each source (id) points to (ids); a source that points to nothing is named too.
Links = Mapping[Any, Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Saved(Generic[Row]):
    """The rows by key, in the order given, and how many of them were new or different."""

    rows: dict[Key, Row]
    added: int
    changed: int

    @property
    def touched(self) -> int:
        return self.added + self.changed

    def by_slug(self) -> dict[str, Row]:
        """For rows whose key ends in a slug or code."""
        return {key[-1]: row for key, row in self.rows.items()}


@dataclass(frozen=True, slots=True)
class Difference(Generic[Row]):
    """A row about to be written. `before`: what the columns that change hold now, None for a new row."""

    row: Row
    before: Mapping[str, Any] | None

    @property
    def is_new(self) -> bool:
        return self.before is None

    def value_before(self, column: str) -> Any:
        """What the column of a stored row holds now, changed or not."""
        return (self.before or {}).get(column, getattr(self.row, column))


Check = Callable[[Sequence[Difference[Row]]], Iterable[Mistake]]


def save_all(
    model: type[Row],
    values: Iterable[Mapping[str, Any]],
    *,
    key: Sequence[str],
    check: Check[Row] | None = None,
) -> Saved[Row]:
    """Add what is new, change what differs, leave the rest; three queries whatever the number of rows.

    `values` are model fields by name; `key` names the fields that identify a row (all must be given).
    `check` is asked once, only about rows that would be written; its mistakes are raised as Invalid.
    Raises ValueError when two rows of the input have one key.
    """
    wanted = [(model(**row), frozenset(row)) for row in values]
    found = _existing(model, [row for row, _ in wanted], key)
    result: dict[Key, Row] = {}
    differences: list[Difference[Row]] = []
    for row, fields in wanted:
        identity = _identity(row, key)
        if identity in result:
            raise ValueError(f"{model._meta.label}: {identity} komt twee keer voor")
        known = found.get(identity)
        if known is None:
            differences.append(Difference(row, None))
        elif before := _take_over(known, row, fields):
            differences.append(Difference(known, before))
        result[identity] = known or row
    if check is not None and differences and (mistakes := tuple(check(differences))):
        raise Invalid(mistakes)
    new = [one.row for one in differences if one.is_new]
    different = [one.row for one in differences if not one.is_new]
    model._default_manager.bulk_create(new)
    if different:
        fields = frozenset[str]().union(*(names for _, names in wanted)) - set(key)
        model._default_manager.bulk_update(different, sorted(fields))
    return Saved(result, len(new), len(different))


def copy_in(model: type[Row], rows: Sequence[Row]) -> None:
    """Add very many new rows at once, as `bulk_create` does and several times as quickly.

    Their columns must hold what PostgreSQL knows as it is (numbers, days, texts, ids), quarters or JSON.
    """
    if not rows:
        return
    columns = [field for field in model._meta.concrete_fields if not field.generated]
    readers = [_reader(field) for field in columns]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in columns),
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([read(row) for read in readers])


def _reader(field: "Field[Any, Any]") -> Callable[[Model], object]:
    """What a row gives PostgreSQL for a column."""
    read: Callable[[Model], object] = attrgetter(field.attname)
    if isinstance(field, (JSONField, QuarterField)):
        return lambda row: field.get_db_prep_save(read(row), connection)
    return read


def set_links(through: type[Model], links: Links, *, source: str, target: str) -> int:
    """Make every source point to exactly its targets, also to none; how many links changed."""
    wanted = {(left, right) for left, targets in links.items() for right in targets}
    manager = through._default_manager
    held = manager.filter(**{f"{source}__in": list(links)})
    present = {(getattr(link, source), getattr(link, target)): link.pk for link in held}
    manager.bulk_create(
        through(**{source: left, target: right}) for left, right in sorted(wanted - set(present))
    )
    gone = [present[pair] for pair in set(present) - wanted]
    manager.filter(pk__in=gone).delete()
    return len(wanted - set(present)) + len(gone)


def _identity(row: Model, key: Sequence[str]) -> Key:
    return tuple(getattr(row, _column(row, name)) for name in key)


def _existing(model: type[Row], rows: Sequence[Row], key: Sequence[str]) -> dict[Key, Row]:
    """Rows that could be meant: those that share the most telling part of the key."""
    telling = {name: {getattr(row, _column(row, name)) for row in rows} for name in key}
    known = model._default_manager.filter(
        **{f"{name}__in": values for name, values in telling.items() if None not in values}
    )
    return {_identity(row, key): row for row in known}


def _take_over(known: Model, row: Model, fields: Iterable[str]) -> dict[str, Any]:
    """What the columns held that changed."""
    before: dict[str, Any] = {}
    for name in fields:
        field = _field(known, name)
        new = getattr(row, field.attname)
        if not field.is_relation:
            new = field.to_python(new)
        if getattr(known, field.attname) != new:
            before[field.attname] = getattr(known, field.attname)
            setattr(known, field.attname, new)
    return before


def _column(row: Model, name: str) -> str:
    """The attribute that holds the stored value: `programme_id` for `programme`."""
    return _field(row, name).attname


def _field(row: Model, name: str) -> "Field[Any, Any]":
    field = row._meta.get_field(name)
    if not isinstance(field, Field):
        raise TypeError(f"{name} is geen kolom van {row._meta.label}")
    return field


@dataclass(frozen=True, slots=True)
class RowsLoaded:
    """A file added or changed rows of these models (labels); without a programme it is about several."""

    programme: str
    title: str
    actor: str
    models: frozenset[str]


class ImportBatch:
    """A file of rows: one transaction and one row in the audit trail, or nothing when nothing differs.

    Use as a context manager; the services of each room save through it.
    """

    def __init__(self, *, actor: Viewer, title: str, programme: str = "") -> None:
        if not actor.runs_portal:
            raise NotAllowed("Alleen een beheerder laadt plannen in.")
        self.actor, self.title, self.programme = actor, title, programme
        self.counts: dict[str, tuple[int, int]] = {}
        self.models: set[str] = set()
        self._atomic = transaction.atomic()

    def __enter__(self) -> Self:
        self._atomic.__enter__()
        return self

    def __exit__(self, *failure: Any) -> None:
        try:
            if failure[0] is None:
                self._record()
        finally:
            self._atomic.__exit__(*failure)

    @property
    def touched(self) -> int:
        return sum(added + changed for added, changed in self.counts.values())

    def save(
        self,
        model: type[Row],
        values: Iterable[Mapping[str, Any]],
        *,
        key: Sequence[str],
        check: Check[Row] | None = None,
    ) -> dict[str, Row]:
        """Save the rows and answer them by the last field of their key; `check` as of `save_all`."""
        saved = save_all(model, values, key=key, check=check)
        self.count(model, saved.added, saved.changed)
        return saved.by_slug()

    def link(self, through: type[Model], links: Links, *, source: str, target: str) -> None:
        self.count(through, 0, set_links(through, links, source=source, target=target))

    def count(self, model: type[Model], added: int, changed: int) -> None:
        if added or changed:
            name = str(model._meta.verbose_name_plural)
            self.models.add(model._meta.label)
            before = self.counts.get(name, (0, 0))
            self.counts[name] = (before[0] + added, before[1] + changed)

    def _record(self) -> None:
        if self.touched:
            events.announce(RowsLoaded(self.programme, self.title, self.actor.name, frozenset(self.models)))
            audit.record(
                actor=self.actor,
                subject=audit.Subject("bestand", label=self.title, programme=self.programme),
                change=audit.Change(
                    "ingelezen",
                    {
                        name: (None, f"{new} nieuw, {old} gewijzigd")
                        for name, (new, old) in self.counts.items()
                    },
                ),
            )
