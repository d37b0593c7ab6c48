"""Where the municipalities of a programme lie."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.core import edits
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.models import Programme, ProgrammeMunicipality
from regions.models import Boundary, Municipality

KIND = edits.type_of(Boundary)


@dataclass(frozen=True, slots=True)
class Outline:
    """The GeoJSON geometry of a municipality, by its CBS code."""

    code: str
    geometry: Mapping[str, Any]
    line: int | None = None


@transaction.atomic
def set_boundaries(
    *, actor: Viewer, programme: Programme, outlines: Sequence[Outline], reason: str
) -> list[tuple[Boundary, AuditEntry]]:
    """Add or replace them; those that were different.

    Raises NotAllowed for who neither manages nor controls the programme, Invalid for others than its members.
    """
    _require_right(actor, programme)
    rows = ProgrammeMunicipality.objects.filter(programme=programme).select_related("municipality")
    members = {row.municipality.code: row.municipality for row in rows}
    strange = [one for one in outlines if one.code not in members]
    if strange:
        said = "Deze gemeente doet niet mee in dit programma."
        raise Invalid([Mistake("code", said, one.line) for one in strange])
    act = Act(actor, programme.slug, reason=reason)
    return [(row, entry) for one in outlines for row, entry in [_set(members[one.code], one, act)] if entry]


@transaction.atomic
def undo_boundary(*, actor: Viewer, programme: Programme, entry_id: UUID, reason: str) -> None:
    """Take one back. Raises NotAllowed, Conflicted when it was changed since."""
    _require_right(actor, programme)
    entry = AuditEntry.objects.get(pk=entry_id, object_type=KIND, programme=programme.slug)
    row = Boundary.objects.select_for_update().filter(pk=entry.object_id).first()
    edits.undo(row, entry, Act(actor, programme.slug, reason=reason), model=Boundary)


def _set(municipality: Municipality, outline: Outline, act: Act) -> tuple[Boundary, AuditEntry | None]:
    held = Boundary.objects.select_for_update(of=("self",)).filter(municipality=municipality).first()
    if held is not None:
        return held, edits.change(held, {"geometry": Edit(held.geometry, outline.geometry)}, act)
    new = Boundary(municipality=municipality, geometry=outline.geometry)
    return new, edits.add(new, act, names=("municipality", "geometry"))


def _require_right(actor: Viewer, programme: Programme) -> None:
    if not (actor.manages(programme.slug) or actor.controls(programme.slug)):
        raise NotAllowed("Alleen de programmamanager en de controller leggen grenzen vast.")
