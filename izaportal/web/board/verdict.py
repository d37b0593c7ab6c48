"""The sentence that opens the page, made of the stored figures so that a board member can repeat it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.utils import timezone

from funding.selectors.risk_rows import Obligation
from izaportal.core.formatting import NBSP, euro, number, sentence_case
from izaportal.reporting.selectors.board_rows import AnyStatus, Overruling, Rows
from izaportal.web.board import words
from izaportal.web.board.links import Links
from izaportal.web.link import Link
from izaportal.web.risk_totals import RiskFigures
from kpis.selectors.status_rows import StatusRow
from kpis.status import Status

Told = TypeVar("Told", bound=AnyStatus)

ALWAYS_COUNTED = (
    Status.EXCEEDED,
    Status.ON_TRACK,
    Status.AT_RISK,
    Status.OFF_TRACK,
    Status.NO_DATA,
)
MARKS_AT_MOST = 60
OTHER_GREYS = (Status.NO_TARGET, Status.NOT_DUE, Status.TO_BE_DETERMINED, Status.NO_BASELINE)


@dataclass(frozen=True, slots=True)
class TallyRow:
    """The indicators of one status; of very many only how many."""

    status: Status
    items: tuple[Link, ...]
    count: int = 0


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a person said of the quarter, when and why; `line` is empty for who took the computed one back."""

    line: str
    by: str
    on: date
    reason: str
    computed: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`line` opens the page: the computed one, or that of a person. `computed` is always what the figures say
    now, `spoken` who put it otherwise (None: nobody), `history` all that was said, the last first."""

    line: str
    sub: str
    tally: tuple[TallyRow, ...]
    computed: str = ""
    spoken: Spoken | None = None
    history: tuple[Spoken, ...] = ()
    edit_url: str = ""

    @property
    def source(self) -> str:
        """Where a computed line comes from."""
        return "" if self.spoken else "Berekend uit de cijfers van dit kwartaal."


def counting(rows: Iterable[Told]) -> list[Told]:
    """Indicators that the roll-up counts."""
    return [row for row in rows if row.counts]


def verdict(rows: Rows, money: RiskFigures | None, links: Links, *, edit_url: str = "") -> Verdict:
    """`edit_url` only for who may put it otherwise."""
    now = counting(rows.now)
    notes = [_comparison(rows, words.counted(now)), _leaning(rows)]
    computed = computed_line(rows, money)
    holding = rows.overruling
    return Verdict(
        line=holding.line if holding else computed,
        sub=" ".join(filter(None, notes)),
        tally=_tally(now, links),
        computed=computed,
        spoken=_spoken(holding) if holding else None,
        history=tuple(_spoken(one) for one in rows.overrulings),
        edit_url=edit_url,
    )


def computed_line(rows: Rows, money: RiskFigures | None) -> str:
    """What the figures say, whoever says otherwise."""
    return f"{_results(rows, words.counted(counting(rows.now)))} {_refund(rows, money)}"


def _spoken(one: Overruling) -> Spoken:
    return Spoken(one.line, one.by, timezone.localdate(one.at), one.reason, one.computed)


def _tally(now: list[StatusRow], links: Links) -> tuple[TallyRow, ...]:
    if not now:
        return ()
    counts = words.counted(now)
    shown = now if len(now) <= MARKS_AT_MOST else []
    rows = [
        TallyRow(
            status,
            tuple(Link(row.title, links.indicator(row.slug)) for row in shown if row.status is status),
            counts[status],
        )
        for status in (*ALWAYS_COUNTED, *OTHER_GREYS)
    ]
    return tuple(row for row in rows if row.count or row.status in ALWAYS_COUNTED)


def _results(rows: Rows, counts: Counter[Status]) -> str:
    total, best, worst = counts.total(), words.good(counts), counts[Status.OFF_TRACK]
    if not total and rows.lacks_statuses:
        return f"De status van de indicatoren is voor {rows.quarter.label} {rows.pending}."
    if not total:
        return f"Voor {rows.quarter.label} is er nog geen indicator met een status."
    if not words.measured(counts):
        return f"Voor {rows.quarter.label} is nog geen van de {total} indicatoren gemeten."
    lie = words.are(best, "ligt", "liggen")
    behind = f"{words.how_many(worst)}{NBSP}{words.are(worst, 'ligt', 'liggen')} achter"
    line = f"{words.how_many(best)} van de {total} indicatoren {lie} op koers of hoger; {behind}"
    missing = counts[Status.NO_DATA]
    verb = words.are(missing, "is", "zijn")
    if missing and not rows.period.is_frozen:
        return f"Voorlopig {verb} er nog {missing} niet gemeten: {line}."
    unknown = f"; {missing} {verb} niet gemeten" if 2 * missing > total else ""
    return f"{sentence_case(line)}{unknown}."


def _refund(rows: Rows, money: RiskFigures | None) -> str:
    pending = words.grants_pending(rows)
    if money is None and pending:
        return f"Wat van de SPUK terug moet, is {rows.pending}."
    known = refund_line(money)
    return f"{known} Daarin ontbreekt {pending}." if pending else known


def refund_line(money: RiskFigures | None) -> str:
    """What is known of the refund, in one sentence, wherever it is told."""
    if money is None or money.expected is None:
        return "Er is geen SPUK die terug kan."
    if not money.expected:
        return "Van de SPUK verwachten we niets terug te betalen."
    amount = words.range_text(money.expected_low, money.expected).replace(" ", NBSP)
    return f"Van de SPUK verwachten we {amount} terug te betalen."


def _comparison(rows: Rows, counts: Counter[Status]) -> str:
    """Against the quarter before, if that was measured; one that is still being measured is not compared."""
    if rows.previous is None or not counts:
        return ""
    then = words.counted(counting(rows.all_before))
    if not words.measured(then):
        return ""
    quarter = words.short(rows.previous, rows.quarter)
    best, worst = words.good(then), words.how_many(then[Status.OFF_TRACK])
    if not rows.period.is_frozen and counts[Status.NO_DATA]:
        how = "sloot met" if rows.previous_is_frozen else "staat voorlopig op"
        return f"{quarter} {how} {words.how_many(best)} op koers of hoger en {worst} achter."
    told = f"{words.how_many(best)} op koers of hoger {words.are(best, 'lag', 'lagen')} en {worst} achter"
    return f"{_direction(counts, then)} {quarter}, toen {told}."


def _direction(now: Counter[Status], then: Counter[Status]) -> str:
    up = words.good(now) - words.good(then)
    down = now[Status.OFF_TRACK] - then[Status.OFF_TRACK]
    if not up and not down:
        return "Gelijk aan"
    if up >= 0 >= down:
        return "Beter dan in"
    return "Minder goed dan in" if up <= 0 <= down else "Wisselend vergeleken met"


def _leaning(rows: Rows) -> str:
    """The one result on which most unconfirmed money leans."""
    leaning = [
        (obligation.unconfirmed, obligation)
        for risk in rows.current_risks
        for obligation in risk.obligations
        if obligation.indicator and obligation.threshold is not None and obligation.achieved is None
    ]
    amount, obligation = max(leaning, key=lambda item: item[0], default=(None, None))
    if not amount or obligation is None:
        return ""
    return f"Let op: {euro(amount)} leunt op één resultaat, {_result(rows, obligation)}"


def _result(rows: Rows, obligation: Obligation) -> str:
    row = rows.statuses.get(rows.quarter, {}).get(obligation.indicator)
    unit = f" {row.unit}" if row and not words.unit_of(row) else words.unit_of(row) if row else ""
    name = f" ({row.label})" if row else ""
    passed = obligation.due <= rows.quarter.last_day
    counts = "telde" if passed else "telt"
    wanted = f"dat {words.due_text(obligation.due)} {counts}: {number(obligation.threshold)}{unit}{name}."
    if passed or row is None or obligation.projected is None:
        return wanted
    return f"{wanted} De lijn wijst nu naar {words.projected_text(row, obligation.projected)}."
