"""What changed since the quarter before: statuses, first measurements, money."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from funding.selectors.risk_rows import RiskRow
from izaportal.core.formatting import euro
from izaportal.core.money import ZERO, add
from izaportal.reporting.selectors.board_rows import AnyStatus, Rows
from izaportal.web.board import words
from izaportal.web.board.links import Links
from izaportal.web.board.verdict import counting
from izaportal.web.link import Link
from izaportal.web.risk_totals import total
from kpis.choices import STATUS_WORDS
from kpis.selectors.status_rows import StatusRow
from kpis.status import RANK, Status

TOLD_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Change:
    """An indicator whose status differs from the quarter before; `direction` as the delta tag knows it."""

    label: str
    title: str
    url: str
    previous: Status
    current: Status
    direction: str
    note: str
    is_first: bool

    @property
    def told(self) -> str:
        """`1-1 van achter naar risico`, or `5-1 voor het eerst gemeten: achter`."""
        if self.previous in RANK and self.current in RANK:
            return f"{self.label} van {STATUS_WORDS[self.previous]} naar {STATUS_WORDS[self.current]}"
        if self.current in RANK:
            how = "voor het eerst" if self.is_first else "weer"
            return f"{self.label} {how} gemeten: {STATUS_WORDS[self.current]}"
        return f"{self.label}: {STATUS_WORDS[self.current]}"


@dataclass(frozen=True, slots=True)
class Changes:
    """`since` empty: there is no quarter before this one. `pending`: not everything can be compared yet.
    `awaited`: how many indicators an open quarter still has to measure.
    """

    since: str
    moved: tuple[Change, ...]
    measured: tuple[Change, ...]
    lost: tuple[Link, ...]
    money: tuple[str, ...]
    pending: str = ""
    awaited: int = 0

    @property
    def awaited_words(self) -> str:
        verb = words.are(self.awaited, "indicator is", "indicatoren zijn")
        return f"{self.awaited} {verb} nog niet gemeten." if self.awaited else ""

    @property
    def told(self) -> tuple[Change, ...]:
        """Those that are listed: all, or of very many the ones that went down first."""
        if len(self.moved) <= TOLD_AT_MOST:
            return self.moved
        return tuple(sorted(self.moved, key=lambda change: change.direction != "down")[:TOLD_AT_MOST])

    @property
    def measured_anew(self) -> tuple[Link, ...]:
        """Each with the status that it turned out to have."""
        named = zip(words.names(self.measured), self.measured, strict=True)
        return tuple(Link(name, change.url, STATUS_WORDS[change.current]) for name, change in named)

    @property
    def untold(self) -> int:
        return len(self.moved) - len(self.told)

    @property
    def is_empty(self) -> bool:
        return not (self.moved or self.measured or self.lost or self.money)


def changes(rows: Rows, links: Links) -> Changes:
    if rows.previous is None:
        return Changes("", (), (), (), ())
    found = tuple(changes_of(rows, counting(rows.now), links))
    lost = [change for change in found if change.previous in RANK and change.current not in RANK]
    return Changes(
        since=rows.previous.label,
        moved=tuple(change for change in found if change.previous in RANK and change.current in RANK),
        measured=tuple(change for change in found if change.previous not in RANK and change.current in RANK),
        lost=tuple(Link(name, change.url) for name, change in zip(words.names(lost), lost, strict=True)),
        money=tuple(_money(rows)),
        pending=rows.pending if rows.lacks_statuses or rows.uncalculated else "",
        awaited=sum(_is_awaited(rows, row) for row in counting(rows.now)),
    )


def changes_of(rows: Rows, own: Iterable[StatusRow], links: Links) -> Iterator[Change]:
    """In the plan's order; an indicator that had no status before has not changed, nor one that an open
    quarter still has to measure."""
    for row in own:
        before = rows.before(row.slug)
        if before and before.status != row.status and not _is_awaited(rows, row):
            yield _change(rows, row, before, links)


def _is_awaited(rows: Rows, row: StatusRow) -> bool:
    return row.status is Status.NO_DATA and not rows.period.is_frozen


def _change(rows: Rows, row: StatusRow, before: AnyStatus, links: Links) -> Change:
    return Change(
        label=row.label,
        title=row.title,
        url=links.indicator(row.slug),
        previous=before.status,
        current=row.status,
        direction=_direction(before.status, row.status),
        note=words.change_text(before, row),
        is_first=not _measured_before(rows, row),
    )


def _measured_before(rows: Rows, row: StatusRow) -> bool:
    """As far as the page looks back."""
    earlier = (rows.at(quarter, row.slug) for quarter in rows.shown[:-1])
    return any(then is not None and then.value is not None for then in earlier)


def _direction(previous: Status, current: Status) -> str:
    """A grey has no place between bad and good, so a change from or to it is neither."""
    if previous not in RANK or current not in RANK:
        return "same"
    return "up" if RANK[current] > RANK[previous] else "down"


def _money(rows: Rows) -> Iterable[str]:
    now, before = total(rows.current_risks), total(rows.earlier_risks)
    if now is None or before is None or rows.uncalculated:
        return
    spent = add(row.at_stake for row in rows.current_risks) - add(row.at_stake for row in rows.earlier_risks)
    if spent:
        yield f"Besteed: {euro(spent)} in dit kwartaal."
    if now.expected != before.expected:
        then = (
            words.range_text(before.expected_low, before.expected)
            if before.expected is not None
            else "n.v.t."
        )
        after = words.range_text(now.expected_low, now.expected) if now.expected is not None else "n.v.t."
        yield f"Verwacht terug: was {then}, nu {after}."
    for name, amount in _confirmed(rows.current_risks, rows.earlier_risks):
        yield f"Bevestigd door de verzekeraar: {name}, {euro(amount)}."


def _confirmed(now: Iterable[RiskRow], before: Iterable[RiskRow]) -> Iterable[tuple[str, Decimal]]:
    """Per project the amount of milestones that the insurer confirmed since."""
    listed = list(now)
    earlier, later = judged(before, achieved=True), judged(listed, achieved=True)
    for project, name in {row.project: row.project_name for row in listed}.items():
        gained = later[project] - earlier.get(project, ZERO)
        if gained > 0:
            yield name, gained


def judged(risks: Iterable[RiskRow], *, achieved: bool) -> dict[str, Decimal]:
    """Per project, by its slug, the amount of milestones that the insurer confirmed, or refused."""
    found: dict[str, Decimal] = {}
    for row in risks:
        own = add(one.amount for one in row.obligations if one.achieved is achieved)
        found[row.project] = found.get(row.project, ZERO) + own
    return found
