"""Measured values: one row per indicator, quarter and, where it is measured so, municipality."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from uuid import UUID

from izaportal.core.errors import Invalid, Refused
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.imports.comparing import Changed, Comparison
from izaportal.imports.kinds.indicators import by_slug_of_pillars
from izaportal.imports.kinds.kind import Act, Done, Kind, Problem, Result
from izaportal.imports.layout import Choices, Column, Form, Record, Tab, Value, Writes
from kpis.models import Indicator, Measurement, MeasurementState
from kpis.selectors.targets import open_quarters
from kpis.services.submissions import NewValue, submit_measurements
from kpis.services.withdrawal import withdraw_measurements
from pillars.models import Programme
from pillars.selectors.programmes import members_on

Place = tuple[str, str, str]  # slug of the indicator, quarter, CBS code or nothing
TAB = Tab(
    "metingen",
    "Metingen",
    (
        Column("indicator", "Indicator", writes=Writes.NEW, required=True, is_key=True, width=24),
        Column("name", "Naam", writes=Writes.NEVER, longest=400, width=44),
        Column("quarter", "Kwartaal", writes=Writes.NEW, required=True, is_key=True, width=12),
        Column("municipality", "Gemeente", writes=Writes.NEW, is_key=True, width=12, help="CBS-code."),
        Column("unit", "Eenheid", writes=Writes.NEVER, width=16),
        Column("value", "Waarde", Form.NUMBER, width=14),
        Column("numerator", "Teller", Form.NUMBER, width=14),
        Column("denominator", "Noemer", Form.NUMBER, width=14),
        Column("note", "Toelichting", longest=10_000, width=40),
        Column(
            "confirmation",
            "Bevestiging",
            longest=2_000,
            width=40,
            help="Alleen bij een opvallende waarde: waarom klopt zij toch?",
        ),
    ),
    adds=False,
    help="Indicator, kwartaal en gemeente staan vast; vul alleen de waarde in.",
)
FIELDS = ("value", "numerator", "denominator", "note", "confirmation")


def choices(programme: Programme) -> Choices:
    del programme
    return {}


def stored(programme: Programme) -> dict[str, Record]:
    """Every place where a value of a quarter that is not frozen can stand, with the value that is there."""
    indicators = list(Indicator.objects.filter(programme=programme))
    if not indicators:
        return {}
    quarters = open_quarters(indicators[0])
    held = _held(programme, quarters)
    found: dict[str, Record] = {}
    for quarter in quarters:
        members = list(members_on(programme, quarter.last_day).values_list("code", flat=True))
        for indicator in indicators:
            for code in members if indicator.disaggregated else [""]:
                place = (indicator.slug, quarter.key, code)
                found["|".join(place)] = TAB.record(_values(indicator, place, held.get(place)))
    return found


def _held(programme: Programme, quarters: Sequence[Quarter]) -> dict[Place, Measurement]:
    """The value that waits, else the approved one."""
    rows = (
        Measurement.objects.filter(
            indicator__programme=programme, quarter__in=quarters, superseded_at__isnull=True
        )
        .exclude(state=MeasurementState.RETURNED)
        .select_related("indicator", "municipality")
        .order_by("id")
    )
    waiting_last = sorted(rows, key=lambda row: row.state == MeasurementState.SUBMITTED)
    return {_place(row): row for row in waiting_last}


def _place(row: Measurement) -> Place:
    return (row.indicator.slug, row.quarter.key, row.municipality.code if row.municipality else "")


def _values(indicator: Indicator, place: Place, row: Measurement | None) -> dict[str, Value]:
    given: dict[str, Value] = {name: getattr(row, name) for name in FIELDS} if row else {}
    if row is not None and row.numerator is not None:
        given["value"] = None  # it follows from the two
    _, quarter, code = place
    return {
        "indicator": indicator.slug,
        "name": str(indicator),
        "quarter": quarter,
        "municipality": code,
        "unit": indicator.unit,
        **given,
    }


def apply(act: Act, plan: Comparison) -> Result:
    result = Result()
    grouped: dict[tuple[str, str], list[Changed]] = defaultdict(list)
    for change in plan.changed:
        slug, quarter, _ = change.id.split("|")
        grouped[slug, quarter].append(change)
    indicators = {row.slug: row for row in Indicator.objects.filter(programme=act.programme)}
    for (slug, quarter), changes in grouped.items():
        _submit(act, result, indicators[slug], changes, Quarter.parse(quarter))
    return result


def _submit(act: Act, result: Result, indicator: Indicator, changes: list[Changed], quarter: Quarter) -> None:
    rows = {one.id.split("|")[2]: one.row for one in changes}
    values = [_new_value(one) for one in changes]
    try:
        stored_rows = submit_measurements(
            actor=act.actor, indicator=indicator, quarter=quarter, values=values
        )
    except Invalid as invalid:
        for mistake in invalid.mistakes:
            code, _, field = mistake.place.rpartition(".")
            result.problems.append(Problem(mistake.message, rows.get(code, changes[0].row), field))
    except Refused as refusal:
        result.problems += [Problem(str(refusal), one.row, "value") for one in changes]
    else:
        result.done += [Done(str(row.pk), is_new=True) for row in stored_rows]


def _new_value(change: Changed) -> NewValue:
    def figure(name: str) -> Decimal | None:
        value = TAB.get(change.row.record, name)
        return value if isinstance(value, Decimal) else None

    return NewValue(
        id=uuid7(),
        value=figure("value"),
        municipality=change.id.split("|")[2],
        numerator=figure("numerator"),
        denominator=figure("denominator"),
        note=str(TAB.get(change.row.record, "note") or ""),
        confirmation=str(TAB.get(change.row.record, "confirmation") or ""),
    )


def take_back(act: Act, done: Sequence[Done]) -> None:
    """Values that still wait are withdrawn, and what they replaced is handed in again."""
    ids = [UUID(one.row_id) for one in done]
    rows = list(
        Measurement.objects.filter(pk__in=ids).select_related(
            "indicator", "supersedes", "municipality", "indicator__programme"
        )
    )
    if withdraw_measurements(actor=act.actor, measurement_ids=ids) != len(done):
        raise Refused("Een meting is intussen beoordeeld of vervangen.")
    for row in _replacing(rows):
        earlier = row.supersedes
        if earlier is None:
            raise ValueError("alleen wat iets verving")
        fraction = earlier.numerator is not None
        submit_measurements(
            actor=act.actor,
            indicator=row.indicator,
            quarter=row.quarter,
            values=[
                NewValue(
                    id=uuid7(),
                    value=None if fraction else earlier.value,
                    municipality=row.municipality.code if row.municipality else "",
                    numerator=earlier.numerator,
                    denominator=earlier.denominator,
                    note=earlier.note,
                    confirmation=earlier.confirmation or act.reason,
                )
            ],
        )


def _replacing(rows: Sequence[Measurement]) -> Iterator[Measurement]:
    """Those that took the place of a value that waited too."""
    return (
        row
        for row in rows
        if row.supersedes is not None and row.supersedes.state == MeasurementState.SUBMITTED
    )


KIND = Kind(TAB, choices, stored, apply, take_back, by_slug_of_pillars)
