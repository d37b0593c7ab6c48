"""Boundaries of the programme's municipalities, from a GeoJSON file. Nobody draws one in a spreadsheet."""

import json
from collections.abc import Sequence
from decimal import Decimal

from izaportal.core.edits import ADDED
from izaportal.core.errors import Invalid
from izaportal.imports.comparing import Comparison
from izaportal.imports.geometry import canonical
from izaportal.imports.kinds.kind import Act, Done, Kind, Problem, Result
from izaportal.imports.kinds.municipalities import member_names
from izaportal.imports.layout import Choices, Column, Form, Record, Row, Tab, Writes
from pillars.models import Programme
from pillars.services.boundaries import Outline, set_boundaries, undo_boundary
from regions.models import Boundary

LONGEST = 2_000_000
TAB = Tab(
    "grenzen",
    "Grenzen",
    (
        Column("code", "Gemeente", writes=Writes.NEW, required=True, choices="code", is_key=True),
        Column("geometry", "Grens", Form.OUTLINE, required=True, longest=LONGEST),
    ),
    finds=True,
)


def choices(programme: Programme) -> Choices:
    return {"code": list(member_names(programme))}


def stored(programme: Programme) -> dict[str, Record]:
    rows = Boundary.objects.filter(municipality__code__in=member_names(programme))
    return {
        code: (code, canonical(json.loads(json.dumps(geometry), parse_float=Decimal)))
        for code, geometry in rows.values_list("municipality__code", "geometry")
    }


def apply(act: Act, plan: Comparison) -> Result:
    result = Result()
    rows = [*plan.added, *(one.row for one in plan.changed)]
    by_line = {row.line: row for row in rows}
    try:
        done = set_boundaries(
            actor=act.actor,
            programme=act.programme,
            outlines=[_outline(row) for row in rows],
            reason=act.reason,
        )
    except Invalid as invalid:
        result.problems += [
            Problem(one.message, by_line.get(one.line or 0), one.place) for one in invalid.mistakes
        ]
    else:
        result.done += [Done(str(row.pk), entry.action == ADDED, entry.pk) for row, entry in done]
    return result


def _outline(row: Row) -> Outline:
    geometry = json.loads(str(TAB.get(row.record, "geometry")))
    return Outline(str(TAB.get(row.record, "code")), geometry, row.line)


def take_back(act: Act, done: Sequence[Done]) -> None:
    for one in reversed(done):
        if one.entry is not None:
            undo_boundary(actor=act.actor, programme=act.programme, entry_id=one.entry, reason=act.reason)


KIND = Kind(TAB, choices, stored, apply, take_back)
