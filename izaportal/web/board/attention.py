"""What needs attention, money first: a few things with their reason, the rest by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from funding.refund import RiskLevel
from funding.selectors.risk_rows import Obligation, RiskRow
from izaportal.core.formatting import euro
from izaportal.core.money import ZERO, add
from izaportal.reporting.selectors.board_rows import AnyStatus, Rows
from izaportal.web.board import words
from izaportal.web.board.links import Links
from izaportal.web.board.verdict import counting
from izaportal.web.link import Link
from kpis.choices import STATUS_WORDS
from kpis.selectors.status_rows import StatusRow
from kpis.status import RANK, Status

MOST = 6
NAMED_AT_MOST = 20
WANTED = (Status.OFF_TRACK, Status.NO_DATA, Status.AT_RISK)
REPORTED_LEVELS = (RiskLevel.MEDIUM, RiskLevel.HIGH)


@dataclass(frozen=True, slots=True)
class MoneyItem:
    """A project that is expected to give money back; `url` leads to how that came about."""

    level: RiskLevel
    place: str
    title: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class IndicatorItem:
    """An indicator in trouble, with its band; `previous` is its status a quarter ago."""

    row: StatusRow
    previous: Status | None
    place: str
    url: str
    why: str

    @property
    def unit(self) -> str:
        return words.unit_of(self.row)


@dataclass(frozen=True, slots=True)
class Rest:
    """Indicators that are only named, after the words that say what is wrong; `more` are not even named."""

    words: str
    links: tuple[Link, ...]
    more: int = 0

    @property
    def told(self) -> str:
        """As a sentence, for what has no links."""
        names = ", ".join(link.label for link in self.links)
        return f"{self.words} {names}{f' en nog {self.more}' if self.more else ''}."


@dataclass(frozen=True, slots=True)
class Attention:
    """`total` counts everything that is in trouble, shown or only named; `pending`: not all is known yet."""

    money: tuple[MoneyItem, ...]
    indicators: tuple[IndicatorItem, ...]
    rest: tuple[Rest, ...]
    total: int
    pending: str = ""

    @property
    def shown(self) -> int:
        return len(self.money) + len(self.indicators)

    @property
    def meta(self) -> str:
        """`5 van de 9, geld eerst`: how many are shown, and in which order."""
        many = f"{self.shown} van de {self.total}" if 0 < self.shown < self.total else ""
        return ", ".join(filter(None, (many, "geld eerst" if self.money else "")))


def attention(rows: Rows, links: Links) -> Attention:
    troubled = sorted(
        (row for row in counting(rows.now) if row.status in WANTED), key=lambda row: _urgency(rows, row)
    )
    money = tuple(
        _money_item(rows, risk, links) for risk in rows.current_risks if risk.level in REPORTED_LEVELS
    )
    pressing = [row for row in troubled if not _can_wait(rows, row)]
    shown = pressing[: max(MOST - len(money), 1)]
    told = {row.slug for row in shown}
    return Attention(
        money=money,
        indicators=tuple(_indicator_item(rows, row, links) for row in shown),
        rest=_rest(rows, [row for row in troubled if row.slug not in told], links),
        total=len(money) + len(troubled),
        pending=rows.pending if rows.lacks_statuses or rows.uncalculated else "",
    )


def _can_wait(rows: Rows, row: StatusRow) -> bool:
    """While a quarter is open a missing measurement is only named, unless money hangs on it."""
    is_open = not rows.period.is_frozen
    return is_open and row.status is Status.NO_DATA and not hanging_on(rows, row.slug)


def _urgency(rows: Rows, row: StatusRow) -> tuple[Decimal, int, bool]:
    """Most money first, then the worst status, then what became worse."""
    money = add(obligation.amount for _, obligation in hanging_on(rows, row.slug))
    return -money, WANTED.index(row.status), not _is_worse(rows.before(row.slug), row)


def _is_worse(before: AnyStatus | None, row: StatusRow) -> bool:
    """A grey is neither better nor worse."""
    return (
        before is not None
        and before.status.judged
        and row.status.judged
        and RANK[row.status] < RANK[before.status]
    )


def hanging_on(rows: Rows, indicator: str) -> list[tuple[RiskRow, Obligation]]:
    """The grant milestones that are judged by the indicator and not confirmed yet."""
    return [
        (risk, obligation)
        for risk in rows.current_risks
        for obligation in risk.obligations
        if obligation.indicator == indicator and obligation.achieved is None
    ]


def _money_item(rows: Rows, risk: RiskRow, links: Links) -> MoneyItem:
    expected, maximum = risk.expected or ZERO, risk.maximum or risk.award
    return MoneyItem(
        level=risk.level or RiskLevel.HIGH,
        place=f"afrekenrisico, {words.percent_text(expected, maximum)} van de toekenning",
        title=f"{risk.project_name}: {words.range_text(risk.expected_low, expected)} verwacht terug",
        url=links.grant_risk(risk.project, rows.slug_of(risk)),
        why=f"Toegekend is {euro(maximum)}, besteed {euro(risk.at_stake)}. {_waiting(risk)}".strip(),
    )


def _waiting(risk: RiskRow) -> str:
    total = len(risk.obligations)
    waiting = sum(obligation.achieved is None for obligation in risk.obligations)
    if not waiting:
        return ""
    if total == 1:
        return "De enige mijlpaal wacht op bevestiging."
    if waiting == total:
        return f"Alle {total} mijlpalen wachten op bevestiging."
    return f"Nog {waiting} van de {total} mijlpalen {words.are(waiting, 'wacht', 'wachten')} op bevestiging."


def _indicator_item(rows: Rows, row: StatusRow, links: Links) -> IndicatorItem:
    before = rows.before(row.slug)
    return IndicatorItem(
        row=row,
        previous=before.status if before and before.status is not row.status else None,
        place=_place(rows, row),
        url=links.indicator(row.slug),
        why=" ".join(filter(None, [row.sentence, _zero(row), _streak(rows, row), _money_on_it(rows, row)])),
    )


def _place(rows: Rows, row: StatusRow) -> str:
    return f"{words.sentence_case(rows.frame.pillar_word)} {row.pillar_number}" if row.pillar_number else ""


def _zero(row: StatusRow) -> str:
    return "Dat is een echte nul, geen ontbrekende meting." if row.value == 0 else ""


def _streak(rows: Rows, row: StatusRow) -> str:
    """How many quarters in a row it has been like this, as far as the page looks back."""
    count = 0
    for quarter in reversed(rows.shown):
        then = rows.at(quarter, row.slug)
        if then is None or then.status is not row.status:
            break
        count += 1
    if count < 2:
        return ""
    what = "zonder meting" if row.status is Status.NO_DATA else STATUS_WORDS[row.status]
    return f"{words.ORDINALS[count]} kwartaal op rij {what}."


def _money_on_it(rows: Rows, row: StatusRow) -> str:
    linked = hanging_on(rows, row.slug)
    if not linked:
        return ""
    amount = add(obligation.amount for _, obligation in linked)
    open_costs = add(obligation.unconfirmed for _, obligation in linked)
    told = f"Aan dit resultaat hangt {euro(amount)} SPUK"
    return f"{told}; {euro(open_costs)} is besteed en nog niet bevestigd." if open_costs else f"{told}."


def _rest(rows: Rows, others: Sequence[StatusRow], links: Links) -> tuple[Rest, ...]:
    """What is not shown: by status, and what is on track now but too slow for the year's end."""
    slow = [row for row in counting(rows.now) if row.early_warning]
    groups = [(_told(rows, status), [row for row in others if row.status is status]) for status in WANTED]
    groups.append((f"Nu op koers, maar te langzaam voor eind {rows.quarter.year}:", slow))
    named = [
        Rest(
            told,
            tuple(
                Link(name, links.indicator(row.slug))
                for name, row in zip(words.names(group), group[:NAMED_AT_MOST], strict=False)
            ),
            more=max(len(group) - NAMED_AT_MOST, 0),
        )
        for told, group in groups
        if group
    ]
    missing = {row.project: row.project_name for row in rows.uncalculated}
    grants = tuple(Link(name, links.project(slug)) for slug, name in missing.items())
    return (*named, Rest(f"Afrekenrisico {rows.pending}:", grants)) if grants else tuple(named)


def _told(rows: Rows, status: Status) -> str:
    if status is Status.NO_DATA and not rows.period.is_frozen:
        return "Nog te meten:"
    return f"Ook {STATUS_WORDS[status]}:"
