"""Inhabitants of a programme's municipalities, from which keys by population follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from izaportal.core import edits, events
from izaportal.core.bulk import RowsLoaded
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.models import Programme, ProgrammeMunicipality
from regions.models import Municipality, Population

KIND = edits.type_of(Population)
YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Inhabitants:
    """On 1 January of the year; `code` is a CBS code. `seen`: what its author saw, None when nothing."""

    code: str
    year: int
    number: int
    seen: int | None = None
    line: int | None = None


@transaction.atomic
def set_populations(
    *, actor: Viewer, programme: Programme, rows: Sequence[Inhabitants], reason: str
) -> list[tuple[Population, AuditEntry]]:
    """Add or change them; those that were different. Open quarters of every programme are calculated anew.

    Raises NotAllowed for who neither manages nor controls the programme, Invalid for municipalities outside
    it, years and numbers that cannot be, Conflicted when another changed the same number.
    """
    _require_right(actor, programme)
    members = _members(programme)
    if mistakes := [mistake for row in rows for mistake in _mistakes(row, members)]:
        raise Invalid(mistakes)
    act = Act(actor, programme.slug, reason=reason)
    done = [(stored, entry) for row in rows for stored, entry in [_set(row, members, act)] if entry]
    if done:
        _announce(actor)
    return done


@transaction.atomic
def undo_population(*, actor: Viewer, programme: Programme, entry_id: UUID, reason: str) -> None:
    """Take one back. Raises NotAllowed, Conflicted when it was changed since, Refused when it is gone."""
    _require_right(actor, programme)
    entry = AuditEntry.objects.get(pk=entry_id, object_type=KIND, programme=programme.slug)
    row = Population.objects.select_for_update().filter(pk=entry.object_id).first()
    if (
        row is not None
        and entry.action == edits.ADDED
        and str(row.inhabitants) != str(entry.changes["inhabitants"][1])
    ):
        raise Refused("Een inwonertal is intussen gewijzigd.")
    edits.undo(row, entry, Act(actor, programme.slug, reason=reason), model=Population)
    _announce(actor)


def _set(
    row: Inhabitants, members: dict[str, Municipality], act: Act
) -> tuple[Population, AuditEntry | None]:
    held = Population.objects.select_for_update(of=("self",)).filter(
        municipality=members[row.code], year=row.year
    )
    if (stored := held.first()) is not None:
        seen = stored.inhabitants if row.seen is None else row.seen
        return stored, edits.change(stored, {"inhabitants": Edit(seen, row.number)}, act)
    new = Population(municipality=members[row.code], year=row.year, inhabitants=row.number)
    return new, edits.add(new, act, names=("municipality", "year", "inhabitants"))


def _members(programme: Programme) -> dict[str, Municipality]:
    """Every municipality that ever took part."""
    rows = ProgrammeMunicipality.objects.filter(programme=programme).select_related("municipality")
    return {row.municipality.code: row.municipality for row in rows}


def _mistakes(row: Inhabitants, members: dict[str, Municipality]) -> list[Mistake]:
    found = []
    if row.code not in members:
        found.append(Mistake("code", "Deze gemeente doet niet mee in dit programma.", row.line))
    if row.year not in YEARS:
        found.append(Mistake("year", "Dit jaar kan niet kloppen.", row.line))
    if row.number <= 0:
        found.append(Mistake("inhabitants", "Vul een aantal boven 0 in.", row.line))
    return found


def _require_right(actor: Viewer, programme: Programme) -> None:
    if not (actor.manages(programme.slug) or actor.controls(programme.slug)):
        raise NotAllowed("Alleen de programmamanager en de controller leggen inwonertallen vast.")


def _announce(actor: Viewer) -> None:
    """A municipality may take part in several programmes."""
    label = Population._meta.label
    events.announce(RowsLoaded("", "inwonertallen", actor.name, frozenset({label})))
