"""Reads what the page shows, within what the viewer may see."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.timezone import localtime

from izaportal.core import trail, vocabulary
from izaportal.core.trail import Place, Search, Sight
from izaportal.core.viewer import Viewer
from izaportal.core.workbook import Shape, Sheet, SheetColumn
from izaportal.reporting.selectors.seen_changes import seen_changes
from izaportal.web.audit import page
from izaportal.web.audit.forms import Offer
from izaportal.web.keyset import as_id
from izaportal.web.things import urls_of
from pillars.selectors.programmes import seen_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pillars.models import Programme

BATCHES, LINES = 30, 20
LINES_OF_ONE = 1000
COLUMNS = (
    SheetColumn("Moment", Shape.MOMENT),
    SheetColumn("Wie", width=28),
    SheetColumn("Programma"),
    SheetColumn("Soort"),
    SheetColumn("Wat", width=36),
    SheetColumn("Handeling"),
    SheetColumn("Veld", width=24),
    SheetColumn("Was", width=36),
    SheetColumn("Wordt", width=36),
    SheetColumn("Waarom", width=36),
    SheetColumn("Samen met", width=38),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the trail. `after`: what `?na=` must say for older batches; empty at the end."""

    batches: tuple[page.BatchLine, ...]
    after: str
    is_first: bool


def sight_of(viewer: Viewer, programme: "Programme | None") -> Sight:
    """One programme the viewer was found to see, or everything they see.

    What has no programme (users, tokens, files over several programmes) is for who runs the installation.
    """
    if programme is not None:
        return seen_changes(viewer, frozenset({programme.slug}))
    slugs = frozenset(seen.slug for seen in seen_by(viewer))
    return seen_changes(viewer, slugs, installation=viewer.runs_portal)


def offer(sight: Sight) -> Offer:
    kinds = trail.kinds(sight)
    return Offer(people=tuple(trail.people(sight)), kinds=tuple((kind, kind) for kind in kinds))


def words_of_fields() -> list[str]:
    return sorted(vocabulary.names_by_word())


def find(viewer: Viewer, sight: Sight, search: Search, after: str) -> Found:
    place = _place(after)
    most_lines = LINES_OF_ONE if search.batch else LINES
    batches, more = trail.batches(sight, search, after=place, most=BATCHES, most_lines=most_lines)
    urls = urls_of(viewer, (entry for batch in batches for entry in batch.lines))
    return Found(
        batches=page.batch_lines(batches, urls, names_of(viewer) if len(sight.programmes) > 1 else {}),
        after=f"{more.at.isoformat()}~{more.id}" if more is not None else "",
        is_first=place is None,
    )


def sheet(rows: "Iterable[tuple[Any, ...]]") -> Sheet:
    return Sheet("Wijzigingen", COLUMNS, rows)


def rows(viewer: Viewer, sight: Sight, search: Search) -> "Iterator[tuple[Any, ...]]":
    """The whole filtered list for a file, a row per changed field; what belongs together has one id."""
    names = names_of(viewer)
    for entry in trail.entries(sight, search).iterator(chunk_size=500):
        what = (entry.object_type, entry.object_label, entry.action)
        head = (
            localtime(entry.at).replace(tzinfo=None),
            entry.actor_name,
            names.get(entry.programme, ""),
            *what,
        )
        for told in _told(entry.object_type, entry.changes):
            yield (*head, *told, entry.reason, str(entry.request_id))


def names_of(viewer: Viewer) -> dict[str, str]:
    return {programme.slug: programme.short_name for programme in seen_by(viewer)}


def _told(kind: str, changes: dict[str, list[Any]]) -> "Iterable[tuple[str, str, str]]":
    """(field, from, to); what changed no field is one row as well."""
    lines = [(line.word, line.old, line.new) for line in page.field_lines(kind, changes)]
    return lines or [("", "", "")]


def _place(text: str) -> Place | None:
    """What is no place is the beginning."""
    moment, _, identity = text.partition("~")
    pk: UUID | None = as_id(identity)
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return Place(at, pk) if pk is not None and at.tzinfo is not None else None
