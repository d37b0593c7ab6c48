"""Where the values of a quarter are entered, with what stands there and what came before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from izaportal.core.quarter import Quarter
from kpis.models import Indicator, Measurement, MeasurementState
from pillars.selectors.programmes import members_on


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one value is entered: the programme as a whole (no `code`), or one municipality of it.

    `present` is the value of the quarter that waits, else the approved one; `last` that of the latest quarter
    before it.
    """

    code: str = ""
    name: str = ""
    present: Measurement | None = None
    last: Measurement | None = None

    def at(self, field: str) -> str:
        """`value`, or of a municipality `GM0984.value`."""
        return f"{self.code}.{field}" if self.code else field


def spots_of(indicator: Indicator, quarter: Quarter, measurements: Sequence[Measurement]) -> tuple[Spot, ...]:
    """`measurements`: all of the indicator, latest first. Municipalities are those of the quarter's end."""
    in_force = [
        row
        for row in measurements
        if row.superseded_at is None and row.state != MeasurementState.RETURNED and row.quarter <= quarter
    ]
    return tuple(
        _spot(code, name, quarter, [row for row in in_force if row.municipality_id == place])
        for place, code, name in _places(indicator, quarter)
    )


def _spot(code: str, name: str, quarter: Quarter, rows: Sequence[Measurement]) -> Spot:
    now = [row for row in rows if row.quarter == quarter]
    waiting = [row for row in now if row.state == MeasurementState.SUBMITTED]
    return Spot(
        code,
        name,
        present=next(iter(waiting or now), None),
        last=next((row for row in rows if row.quarter < quarter), None),
    )


def _places(indicator: Indicator, quarter: Quarter) -> Iterator[tuple[UUID | None, str, str]]:
    if not indicator.disaggregated:
        yield None, "", ""
        return
    for row in members_on(indicator.programme, quarter.last_day):
        yield row.pk, row.code, row.name
