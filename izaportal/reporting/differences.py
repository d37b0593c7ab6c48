"""What a later version of a frozen quarter tells otherwise than the one before: old and new, per figure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from funding.selectors.risk_rows import RiskRow
from funding.selectors.share_rows import ShareRow
from izaportal.core.formatting import euro, with_unit
from izaportal.core.numbers import rounded
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.snapshot import Snapshot
from kpis.choices import STATUS_WORDS
from kpis.projection import as_told
from kpis.selectors.status_rows import StatusRow

NONE = "geen"
PLACES = 2
Row = TypeVar("Row")
Say = Callable[[Row], str]


@dataclass(frozen=True, slots=True)
class Difference:
    """`place` names the indicator or project, `figure` what of it; old and new as a reader sees them."""

    place: str
    figure: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Differences:
    """`shares`: of how many municipalities a part of a project is another one."""

    figures: tuple[Difference, ...]
    shares: int

    @property
    def shares_words(self) -> str:
        """That the parts of municipalities moved along, empty when none did."""
        if not self.shares:
            return ""
        return (
            f"de aandelen van {self.shares} gemeenten gaan mee"
            if self.shares > 1
            else "het aandeel van 1 gemeente gaat mee"
        )

    @property
    def is_empty(self) -> bool:
        return not (self.figures or self.shares)


def _value(row: StatusRow) -> str:
    return "niet gemeten" if row.value is None else _measure(row, row.value)


def _projected(row: StatusRow) -> str:
    """No more precise than a projection is."""
    return NONE if row.projected is None else _with_sign(row, as_told(row.projected, decimals=row.decimals))


def _measure(row: StatusRow, value: Decimal) -> str:
    return _with_sign(row, rounded(value, PLACES))


def _with_sign(row: StatusRow, value: Decimal) -> str:
    return with_unit(value, "%" if row.unit.startswith("%") else "")


def _warning(row: StatusRow) -> str:
    return "ja" if row.early_warning else "nee"


OF_STATUS: tuple[tuple[str, Say[StatusRow]], ...] = (
    ("waarde", _value),
    ("status", lambda row: STATUS_WORDS[row.status]),
    ("verwachting eind van het jaar", _projected),
    ("te langzaam voor het eind van het jaar", _warning),
)
OF_RISK: tuple[tuple[str, Say[RiskRow]], ...] = (
    ("op het spel", lambda row: _euro(row.at_stake)),
    ("nog niet bevestigd", lambda row: _euro(row.unsecured)),
    ("achterstand", lambda row: _euro(row.due_gap)),
    ("verwacht terug te betalen", lambda row: _euro(row.expected)),
    ("niveau van het risico", lambda row: row.level or NONE),
)


def _euro(amount: Decimal | None) -> str:
    return "n.v.t." if amount is None else euro(amount)


def differences(old: Snapshot, new: Snapshot) -> Differences:
    """In the plan's order, the quarter itself first."""
    return Differences(
        tuple([*_of_statuses(old, new), *_of_risks(old, new)]),
        shares=len({row.code for row in _changed_shares(old, new)}),
    )


def _of_statuses(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    quarters = sorted(new.board.statuses, reverse=True)
    for quarter in quarters:
        before, now = old.board.statuses.get(quarter, {}), new.board.statuses[quarter]
        yield from _compare(before, now, OF_STATUS, _titles(now, quarter, new.quarter))


def _titles(rows: Mapping[str, StatusRow], quarter: Quarter, own: Quarter) -> Mapping[str, str]:
    where = "" if quarter == own else f" in {quarter.label}"
    return {slug: f"{row.title}{where}" for slug, row in rows.items()}


def _of_risks(old: Snapshot, new: Snapshot) -> Iterator[Difference]:
    before, now = _risks(old), _risks(new)
    yield from _compare(before, now, OF_RISK, {key: row.project_name for key, row in now.items()})


def _risks(one: Snapshot) -> Mapping[str, RiskRow]:
    return {str(row.grant): row for row in one.board.current_risks}


def _compare(
    before: Mapping[str, Row],
    now: Mapping[str, Row],
    figures: Iterable[tuple[str, Say[Row]]],
    titles: Mapping[str, str],
) -> Iterator[Difference]:
    for key, row in now.items():
        for figure, say in figures:
            old = say(before[key]) if key in before else NONE
            if old != say(row):
                yield Difference(titles[key], figure, old, say(row))


def _changed_shares(old: Snapshot, new: Snapshot) -> Iterator[ShareRow]:
    known = {(row.project, row.code): row.amounts for row in old.board.shares}
    for row in new.board.shares:
        if known.get((row.project, row.code)) != row.amounts:
            yield row
