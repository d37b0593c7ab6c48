"""Every indicator on both sides: its status and value then and now, and what that makes of it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from izaportal.core.formatting import number, with_unit
from izaportal.core.numbers import rounded
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board import words
from izaportal.web.board.links import Links
from izaportal.web.comparison.asked import Asked
from kpis.explanation import distance_unit
from kpis.selectors.status_rows import StatusRow
from kpis.status import RANK

PLACES = 2


class Movement(StrEnum):
    """What became of an indicator, in the order in which a reader wants to know."""

    WORSE = "worse"
    BETTER = "better"
    MEASURED = "measured"
    LOST = "lost"
    NEW = "new"
    GONE = "gone"
    OTHER = "other"
    VALUE = "value"
    SAME = "same"


TITLES = {
    Movement.WORSE: "Slechter",
    Movement.BETTER: "Beter",
    Movement.MEASURED: "Nu gemeten, toen niet",
    Movement.LOST: "Toen gemeten, nu niet",
    Movement.NEW: "Nieuw",
    Movement.GONE: "Er niet meer bij",
    Movement.OTHER: "Andere stand zonder oordeel",
    Movement.VALUE: "Zelfde status, andere waarde",
    Movement.SAME: "Ongewijzigd",
}
DIRECTIONS = {Movement.WORSE: "down", Movement.BETTER: "up"}


@dataclass(frozen=True, slots=True)
class Seen:
    """An indicator on one side; `band` is what was asked of it: `480 tot 720`."""

    row: StatusRow
    value: str
    band: str
    url: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """`then` or `now` is None where the indicator was not there."""

    label: str
    name: str
    pillar: str
    url: str
    movement: Movement
    then: Seen | None
    now: Seen | None
    difference: Decimal | None
    difference_text: str

    @property
    def row(self) -> StatusRow:
        """The newest there is."""
        seen = self.now or self.then
        if seen is None:
            raise ValueError("een indicator zonder stand op een van beide momenten")
        return seen.row


@dataclass(frozen=True, slots=True)
class Group:
    movement: Movement
    lines: tuple[IndicatorLine, ...]

    @property
    def title(self) -> str:
        return TITLES[self.movement]

    @property
    def direction(self) -> str:
        """As the delta tag knows it."""
        return DIRECTIONS.get(self.movement, "same")


@dataclass(frozen=True, slots=True)
class Indicators:
    """`counts` of everything that the filters keep, shown or not."""

    groups: tuple[Group, ...]
    counts: Counter[Movement]

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def unchanged(self) -> int:
        return self.counts[Movement.SAME]


def indicators(then: Rows, now: Rows, asked: Asked, links: Links) -> Indicators:
    """In groups, within each in the order of the plan."""
    lines = [line for line in _lines(then, now, links) if asked.keeps(line.row)]
    counts = Counter(line.movement for line in lines)
    shown = [movement for movement in Movement if asked.everything or movement is not Movement.SAME]
    groups = (Group(one, tuple(line for line in lines if line.movement is one)) for one in shown)
    return Indicators(tuple(group for group in groups if group.lines), counts)


def _lines(then: Rows, now: Rows, links: Links) -> Iterable[IndicatorLine]:
    before, after = _own(then), _own(now)
    names = {pillar.slug: pillar.name for pillar in (*then.pillars, *now.pillars)}
    order = [*after, *(slug for slug in before if slug not in after)]
    for slug in order:
        yield _line(_Pair(before.get(slug), after.get(slug), then.quarter, now.quarter), names, links)


def _own(rows: Rows) -> Mapping[str, StatusRow]:
    return rows.statuses.get(rows.quarter, {})


@dataclass(frozen=True, slots=True)
class _Pair:
    before: StatusRow | None
    after: StatusRow | None
    since: Quarter
    until: Quarter

    @property
    def row(self) -> StatusRow:
        found = self.after or self.before
        if found is None:
            raise ValueError("een indicator zonder stand op een van beide momenten")
        return found


def _line(pair: _Pair, pillars: Mapping[str, str], links: Links) -> IndicatorLine:
    row, difference = pair.row, _difference(pair.before, pair.after)
    return IndicatorLine(
        label=row.label,
        name=row.name if row.code else "",
        pillar=pillars.get(row.pillar or "", ""),
        url=links.indicator(row.slug, pair.until if pair.after else pair.since),
        movement=_movement(pair.before, pair.after),
        then=_seen(pair.before, pair.since, links),
        now=_seen(pair.after, pair.until, links),
        difference=difference,
        difference_text=_difference_text(row, difference),
    )


def _seen(row: StatusRow | None, quarter: Quarter, links: Links) -> Seen | None:
    if row is None:
        return None
    return Seen(row, words.value_text(row), _band(row), links.indicator(row.slug, quarter))


def _movement(before: StatusRow | None, after: StatusRow | None) -> Movement:
    if before is None:
        return Movement.NEW
    if after is None:
        return Movement.GONE
    if before.status is not after.status:
        return _between(before, after)
    return Movement.SAME if before.value == after.value else Movement.VALUE


def _between(before: StatusRow, after: StatusRow) -> Movement:
    """A grey has no place between bad and good."""
    was, is_now = RANK.get(before.status), RANK.get(after.status)
    if was is None or is_now is None:
        return Movement.LOST if was is not None else Movement.OTHER if is_now is None else Movement.MEASURED
    return Movement.BETTER if is_now > was else Movement.WORSE


def _difference(before: StatusRow | None, after: StatusRow | None) -> Decimal | None:
    """Only between two values in the same unit."""
    if before is None or after is None or before.value is None or after.value is None:
        return None
    return after.value - before.value if before.unit == after.unit else None


def _difference_text(row: StatusRow, difference: Decimal | None) -> str:
    """`+ 120`, `− 3 procentpunt`."""
    if difference is None:
        return ""
    if not difference:
        return "gelijk"
    unit = distance_unit(row.unit)
    return f"{'+' if difference > 0 else '−'} {with_unit(rounded(abs(difference), PLACES), unit)}"


def _band(row: StatusRow) -> str:
    unit = words.unit_of(row)
    lower, upper = _bound(row.lower), _bound(row.upper)
    if lower is not None and upper is not None:
        return f"{number(lower)} tot {with_unit(upper, unit)}"
    if lower is not None:
        return f"{with_unit(lower, unit)} of meer"
    return f"hoogstens {with_unit(upper, unit)}" if upper is not None else ""


def _bound(value: Decimal | None) -> Decimal | None:
    """No more precise than anybody reads it."""
    return None if value is None else rounded(value, PLACES)
