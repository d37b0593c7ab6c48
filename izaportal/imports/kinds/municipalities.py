"""Municipalities of the programme with their inhabitants on 1 January of a year."""

from collections.abc import Sequence
from decimal import Decimal

from izaportal.core.edits import ADDED
from izaportal.core.errors import Invalid
from izaportal.imports.comparing import Comparison
from izaportal.imports.kinds.kind import Act, Done, Kind, Problem, Result
from izaportal.imports.layout import Choices, Column, Form, Record, Row, Tab, Value, Writes
from pillars.models import Programme, ProgrammeMunicipality
from pillars.services.population import Inhabitants, set_populations, undo_population
from regions.models import Population

TAB = Tab(
    "gemeenten",
    "Gemeenten",
    (
        Column(
            "code", "Gemeente", writes=Writes.NEW, required=True, choices="code", is_key=True, width=12,
            help="CBS-code, zoals GM0984.",
        ),
        Column("name", "Naam", writes=Writes.NEVER, width=24),
        Column("year", "Jaar", Form.YEAR, writes=Writes.NEW, required=True, is_key=True, width=8),
        Column("inhabitants", "Inwoners op 1 januari", Form.WHOLE, required=True, positive=True, width=18),
    ),
    finds=True,
    help="Gemeente en jaar staan vast; voeg voor een ander jaar een regel toe.",
)  # fmt: skip


def member_names(programme: Programme) -> dict[str, str]:
    """Of every municipality that ever took part its name, by CBS code."""
    rows = ProgrammeMunicipality.objects.filter(programme=programme).order_by("municipality__code")
    return dict(rows.values_list("municipality__code", "municipality__name"))


def choices(programme: Programme) -> Choices:
    return {"code": list(member_names(programme))}


def stored(programme: Programme) -> dict[str, Record]:
    names = member_names(programme)
    rows = Population.objects.filter(municipality__code__in=names).order_by("municipality__code", "year")
    return {
        f"{code}|{year}": TAB.record(
            {"code": code, "name": names[code], "year": Decimal(year), "inhabitants": Decimal(inhabitants)}
        )
        for code, year, inhabitants in rows.values_list("municipality__code", "year", "inhabitants")
    }


def apply(act: Act, plan: Comparison) -> Result:
    result = Result()
    wanted = [_inhabitants(row, None) for row in plan.added]
    wanted += [_inhabitants(one.row, one.fields["inhabitants"].seen) for one in plan.changed]
    rows = {row.line: row for row in (*plan.added, *(one.row for one in plan.changed))}
    try:
        done = set_populations(actor=act.actor, programme=act.programme, rows=wanted, reason=act.reason)
    except Invalid as invalid:
        result.problems += [
            Problem(one.message, rows.get(one.line or 0), one.place) for one in invalid.mistakes
        ]
    else:
        result.done += [Done(str(row.pk), entry.action == ADDED, entry.pk) for row, entry in done]
    return result


def _inhabitants(row: Row, seen: Value) -> Inhabitants:
    return Inhabitants(
        code=str(TAB.get(row.record, "code")),
        year=_whole(TAB.get(row.record, "year")),
        number=_whole(TAB.get(row.record, "inhabitants")),
        seen=None if seen is None else _whole(seen),
        line=row.line,
    )


def _whole(value: Value) -> int:
    if not isinstance(value, Decimal):
        raise TypeError(f"{value!r} is geen geheel getal")
    return int(value)


def take_back(act: Act, done: Sequence[Done]) -> None:
    for one in reversed(done):
        if one.entry is not None:
            undo_population(actor=act.actor, programme=act.programme, entry_id=one.entry, reason=act.reason)


KIND = Kind(TAB, choices, stored, apply, take_back)
