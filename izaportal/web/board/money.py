"""The refund table per project, the risk ladder's figures, and the insurers' payments in one sentence."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from funding.payment import PaymentState
from funding.selectors.dashboard import Payment
from funding.selectors.risk_rows import Obligation, RiskRow
from izaportal.core.formatting import date_nl, euro, listed, mln, percent
from izaportal.core.money import ZERO, add
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board import words
from izaportal.web.board.links import Links
from izaportal.web.board.spending import SpendingPoint, forecast, spending_curve
from izaportal.web.risk_totals import RiskFigures, confirmed_words, projects_without, total

STATE_WORDS = {
    PaymentState.PAID: "betaald",
    PaymentState.APPROVED: "goedgekeurd",
    PaymentState.CLAIMED: "ingediend",
    PaymentState.PLANNED: "gepland",
    PaymentState.REFUSED: "afgewezen",
}
STILL_TO_COME = (PaymentState.CLAIMED, PaymentState.PLANNED)
TENTH_OF_A_MILLION = Decimal(100_000)


@dataclass(frozen=True, slots=True)
class RefundSteps:
    """From award to expected refund, in euros: what is confirmed, hoped to be, and left idle goes off.

    `low` is what remains of `expected` when everything that is still grey turns out well.
    """

    award: Decimal
    confirmed: Decimal
    hoped: Decimal
    idle: Decimal
    expected: Decimal
    low: Decimal


@dataclass(frozen=True, slots=True)
class RiskLine:
    """A project's row; `note` says on what its grant is settled."""

    name: str
    url: str
    note: str
    figures: RiskFigures
    risk_url: str = ""
    ledger_url: str = ""
    path: RefundSteps | None = None


@dataclass(frozen=True, slots=True)
class PendingLine:
    """A project with a grant of which no figure was calculated."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Money:
    """`pending` says of the `pending_lines` what stands in the place of figures, and `lacking` what the total
    lacks; empty when everything was calculated."""

    lines: tuple[RiskLine, ...]
    pending_lines: tuple[PendingLine, ...]
    pending: str
    lacking: str
    total: RiskFigures | None
    without: int
    payments: tuple[str, ...]
    payments_as_of: str
    spending: tuple[SpendingPoint, ...]
    medium_pct: Decimal
    illustrative: bool
    award: Decimal | None = None
    steps: RefundSteps | None = None
    source: str | None = None
    overview_url: str = ""

    @property
    def is_of_spuk(self) -> bool:
        return self.source in (None, "spuk")

    @property
    def is_empty(self) -> bool:
        return not (self.lines or self.pending_lines or self.payments or self.spending)

    @property
    def without_words(self) -> str:
        return projects_without(self.without) if self.lines or self.pending_lines else ""

    @property
    def ladder_note(self) -> str:
        limit = percent(self.medium_pct)
        return f"Het risico heet laag zolang onder {limit} van de toekenning terugverwacht wordt."


def refund_steps(risks: Iterable[RiskRow]) -> RefundSteps | None:
    """Of all grants together; None where nothing can go back, or one of them does not tell."""
    listed_risks = [row for row in risks if row.expected is not None]
    paths = [row.path for row in listed_risks if row.path is not None]
    if not paths or len(paths) < len(listed_risks):
        return None
    return RefundSteps(
        award=add(row.award for row in listed_risks),
        confirmed=add(path.confirmed for path in paths),
        hoped=add(path.hoped for path in paths),
        idle=add(path.idle for path in paths),
        expected=add(row.expected or ZERO for row in listed_risks),
        low=add(row.expected_low or ZERO for row in listed_risks),
    )


def money(rows: Rows, links: Links, source: str | None = None) -> Money:
    """`source` as of the filters: whose money is shown, None for both."""
    grouped: dict[str, list[RiskRow]] = defaultdict(list)
    for risk in rows.current_risks:
        grouped[risk.project].append(risk)
    lines = [_line(risks, rows, links) for risks in grouped.values()]
    lines.sort(key=lambda line: (-(line.figures.maximum or line.figures.award), line.name))
    missing = {row.project: row.project_name for row in rows.uncalculated if row.project not in grouped}
    return Money(
        lines=tuple(lines),
        pending_lines=tuple(PendingLine(name, links.project(slug)) for slug, name in missing.items()),
        pending=rows.pending,
        lacking=words.grants_pending(rows),
        total=total(rows.current_risks),
        without=rows.projects - len(lines) - len(missing),
        payments=tuple(_payments(rows.payments)) if source in (None, "zvw") else (),
        payments_as_of="Stand bij de vaststelling" if rows.period.is_frozen else "Stand van nu",
        spending=spending_curve(rows.flows, rows.quarter, forecast(rows.current_risks, rows.quarter)),
        medium_pct=rows.settings.medium_from_pct,
        illustrative=any(risk.illustrative for risk in rows.current_risks),
        award=add(risk.award for risk in rows.current_risks) if rows.current_risks else None,
        steps=refund_steps(rows.current_risks),
        source=source,
        overview_url=links.risk(),
    )


def _line(risks: list[RiskRow], rows: Rows, links: Links) -> RiskLine:
    figures = total(risks)
    if figures is None:
        raise ValueError("een project zonder subsidie heeft geen afrekenrisico")
    obligations = [obligation for risk in risks for obligation in risk.obligations]
    only = rows.slug_of(risks[0]) if len(risks) == 1 else ""
    return RiskLine(
        name=risks[0].project_name,
        url=links.project(risks[0].project),
        note="; ".join(filter(None, [_note(obligations, rows), _lacking(risks, rows)])),
        figures=figures,
        risk_url=links.grant_risk(risks[0].project, only),
        ledger_url=links.ledger(risks[0].project, only),
        path=refund_steps(risks),
    )


def _lacking(risks: list[RiskRow], rows: Rows) -> str:
    """Other grants of the project, that are not in its figures."""
    others = sum(row.project == risks[0].project for row in rows.uncalculated)
    return f"{others} {words.are(others, 'subsidie', 'subsidies')} {rows.pending}" if others else ""


def _note(obligations: list[Obligation], rows: Rows) -> str:
    if len(obligations) != 1:
        return confirmed_words(obligations)
    (only,) = obligations
    row = rows.statuses.get(rows.quarter, {}).get(only.indicator)
    if row is None or only.threshold is None:
        return f"één mijlpaal, {words.due_text(only.due)}"
    wanted = words.projected_text(row, only.threshold)
    projection = (
        f"; projectie {words.projected_text(row, only.projected)}" if only.projected is not None else ""
    )
    unit = "" if words.unit_of(row) else f" {row.unit}"
    return f"alles of niets: {wanted}{unit} {words.due_text(only.due)}{projection}"


def _payments(conditions: Iterable[Payment]) -> Iterable[str]:
    """`Regionale …: € 2,0 mln betaald, € 3,0 mln ingediend (uiterlijk 30-09-2026)` per project."""
    grouped: dict[str, dict[PaymentState, list[Payment]]] = defaultdict(lambda: defaultdict(list))
    for condition in conditions:
        grouped[condition.project][PaymentState(condition.state)].append(condition)
    for project, by_state in grouped.items():
        parts = [_part(state, by_state[state]) for state in STATE_WORDS if state in by_state]
        yield f"{project}: {listed(parts)}"


def _part(state: PaymentState, conditions: list[Payment]) -> str:
    amount = add(condition.amount for condition in conditions)
    shown = mln(amount) if amount % TENTH_OF_A_MILLION == 0 else euro(amount)
    first = min(condition.due for condition in conditions)
    due = f" (uiterlijk {date_nl(first)})" if state in STILL_TO_COME else ""
    return f"{shown} {STATE_WORDS[state]}{due}"
