"""What changed since one was last here, in plain words, by project, indicator or whatever was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.accounts.visits import last_visit
from izaportal.core import trail, vocabulary
from izaportal.core.formatting import listed, sentence_case
from izaportal.core.uuid7 import first_of
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.seen_changes import seen_changes
from izaportal.web.things import Thing, urls_of
from pillars.selectors.programmes import seen_by

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry

MOST_READ, MOST_SHOWN = 200, 8
# More things than this, changed alike in one request, are told as a number.
MOST_APART = 3


@dataclass(frozen=True, slots=True)
class Change:
    """One thing, or many changed alike."""

    title: str
    url: str
    what: str
    who: str
    where: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Changes:
    """`is_first`: this is the first visit, so that everything is new. `more`: there are more of them."""

    rows: tuple[Change, ...] = ()
    is_first: bool = False
    more: bool = False


def since_last_visit(viewer: Viewer) -> Changes:
    """Own changes left out; a fixed number of queries."""
    before = last_visit(viewer.user_id) if viewer.user_id else None
    if before is None:
        return Changes(is_first=True)
    names = {programme.slug: programme.short_name for programme in seen_by(viewer)}
    sight = seen_changes(viewer, frozenset(names), installation=viewer.runs_portal)
    entries = trail.since(sight, first_of(before), but=viewer.user_id, most=MOST_READ)
    together = list(_together(entries))
    urls = urls_of(viewer, [alike[0] for alike in together[:MOST_SHOWN]])
    shown = tuple(_change(alike, urls, names) for alike in together[:MOST_SHOWN])
    return Changes(shown, more=len(together) > MOST_SHOWN or len(entries) == MOST_READ)


def _together(entries: Iterable[AuditEntry]) -> Iterator[list[AuditEntry]]:
    """Lines of one thing, or of one request that did the same to many things; newest first."""
    kept: dict[tuple[str, ...], list[AuditEntry]] = {}
    for _, found in groupby(entries, key=lambda entry: (entry.request_id, entry.object_type, entry.action)):
        alike = list(found)
        if len({entry.object_id for entry in alike}) > MOST_APART:
            yield from kept.values()
            kept = {}
            yield alike
            continue
        for entry in alike:
            kept.setdefault((entry.object_type, entry.object_id, entry.object_label), []).append(entry)
    yield from kept.values()


def _change(alike: list[AuditEntry], urls: dict[Thing, str], names: dict[str, str]) -> Change:
    newest = alike[0]
    things = {entry.object_id for entry in alike}
    where = names.get(newest.programme, "")
    who = listed(dict.fromkeys(entry.actor_name for entry in alike))
    if len(things) > 1:
        count = vocabulary.plural_of(newest.object_type, len(things))
        batch = f"{reverse('trail')}?handeling={newest.request_id}"
        return Change(f"{count} {newest.action}", batch, _why(alike), who, where, newest.at)
    return Change(
        title=newest.object_label or sentence_case(newest.object_type),
        url=urls.get((newest.object_type, newest.object_id), ""),
        what=_what(alike),
        who=who,
        where=where,
        at=newest.at,
    )


def _what(alike: list[AuditEntry]) -> str:
    """`project gewijzigd: fase en doel`; what was done last stands first."""
    kind = alike[0].object_type
    names = vocabulary.in_order(kind, dict.fromkeys(name for entry in alike for name in entry.changes))
    words = list(dict.fromkeys(vocabulary.field_word(kind, name) for name in names))
    actions = listed(dict.fromkeys(entry.action for entry in alike))
    return f"{kind} {actions}" + (f": {listed(words[:4])}" if words else "")


def _why(alike: list[AuditEntry]) -> str:
    reasons = {entry.reason for entry in alike}
    return reasons.pop() if len(reasons) == 1 else ""
