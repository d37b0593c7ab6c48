"""Takes the public part out of a board.

Left out on purpose: amounts per project and per municipality, decisions and what is asked of the board, what
needs attention, what was measured or paid in other quarters, what a person wrote in the place of the computed
verdict, people, remarks, evidence, and why a quarter was restated.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from izaportal.core.formatting import sentence_case
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.publications import FIGURE, INDICATOR, Published
from izaportal.web.board import words
from izaportal.web.board.board import Board, Look, build_board
from izaportal.web.board.filters import Filters
from izaportal.web.board.key_facts import KeyFacts
from izaportal.web.board.links import Links
from izaportal.web.board.verdict import TallyRow
from izaportal.web.link import Link
from izaportal.web.published.facts import Edition, Group, Indicator, KeyFigures, Money, PublicQuarter
from izaportal.web.risk_totals import RiskFigures
from kpis.explanation import of_its_quarter_alone
from kpis.selectors.status_rows import StatusRow
from kpis.status import Status

EFFECT = "zvw_reduction"
CONFIDENTIAL = "Vertrouwelijk volgens de bron"
NOT_SHOWN = Link(CONFIDENTIAL.lower(), "#niet-getoond")


class Anchors(Links):
    """Every link stays on the page: what lies below it is for who signs in."""

    def home(self) -> str:
        return ""

    def indicator(self, slug: str, at: Quarter | None = None) -> str:
        return f"#{slug}"

    def project(self, slug: str) -> str:
        return ""


def public_quarter(rows: Rows, published: Published) -> PublicQuarter:
    """Of the rows of the published version, with the dashboard's own figures and sentences."""
    board = build_board(_allowed(rows, published.withheld), _look(rows))
    hidden = frozenset(
        name.removeprefix(INDICATOR) for name in published.withheld if name.startswith(INDICATOR)
    )
    return PublicQuarter(
        programme=rows.frame.slug,
        name=rows.frame.name,
        short_name=rows.frame.short_name,
        pillar_word=rows.frame.pillar_word,
        quarter=rows.quarter,
        edition=_edition(published),
        verdict=board.verdict.line,
        tally=tuple(_tally(board, hidden)),
        figures=_figures(board.key_facts, rows, published.withheld, hidden),
        groups=tuple(_groups(rows, board, hidden)),
        money=_money(board.money.total),
        withheld=sum(row.slug in hidden for row in rows.now if row.counts),
        rules=board.sources.rules,
        margin_pct=board.sources.margin_pct,
        medium_pct=board.sources.medium_pct,
        high_pct=board.sources.high_pct,
        illustrative=board.sources.illustrative,
    )


def _allowed(rows: Rows, withheld: frozenset[str]) -> Rows:
    """Only what a public figure is made of, of this quarter alone: an earlier one may not be public.

    Named one by one, so that what rows come to hold later stays inside until somebody decides otherwise.
    """
    kinds = frozenset(name.removeprefix(FIGURE) for name in withheld if name.startswith(FIGURE))
    return Rows(
        frame=rows.frame,
        period=rows.period,
        periods=(rows.period,),
        pillars=rows.pillars,
        statuses={rows.quarter: {row.slug: row for row in rows.now}},
        risks=rows.current_risks,
        shares=(),
        flows=rows.flows,
        payments=(),
        figures=tuple(figure for figure in rows.figures if figure.kind not in kinds),
        decisions=(),
        projects=rows.projects,
        standing=rows.standing,
    )


def _look(rows: Rows) -> Look:
    links = Anchors(rows.frame.slug, rows.quarter)
    return Look(links=links, filters=Filters(), periods=(), own=frozenset())


def _edition(published: Published) -> Edition:
    return Edition(
        published.freeze, published.number, published.frozen_at, published.sha256, published.published_at
    )


def _tally(board: Board, hidden: frozenset[str]) -> Iterable[TallyRow]:
    anchors = {f"#{slug}" for slug in hidden}
    for row in board.verdict.tally:
        items = tuple(NOT_SHOWN if item.url in anchors else item for item in row.items)
        yield replace(row, items=items)


def _figures(found: KeyFacts, rows: Rows, withheld: frozenset[str], hidden: frozenset[str]) -> KeyFigures:
    """What was measured is told unless what is hidden is part of it, as the sum would tell its value."""
    tells_all = not hidden & {row.slug for row in rows.now if row.effect == EFFECT}
    return KeyFigures(
        good=found.good,
        total=found.total,
        unmeasured=found.unmeasured,
        spent=found.spent,
        spent_note=found.spent_note,
        expected_text=found.expected_text,
        expected_note=found.expected_note,
        level=found.level,
        reduction_note="" if f"{FIGURE}{EFFECT}" in withheld else found.reduction_note,
        reduction_measured=found.reduction_measured if tells_all else "",
        reduction_amount=found.reduction.amount if tells_all else None,
        reduction_realised=found.reduction_realised,
    )


def _groups(rows: Rows, board: Board, hidden: frozenset[str]) -> Iterable[Group]:
    """Pillars in the plan's order, also those without an indicator, and last what stands under none."""
    counts = {card.number: card.counts for card in board.indicators.cards}
    titles = {pillar.slug: _title(rows, pillar.number) for pillar in rows.pillars}
    for pillar in rows.pillars:
        number = titles[pillar.slug]
        own = [row for row in rows.now if row.pillar == pillar.slug]
        if own or pillar.number:
            name = f"{number} · {pillar.name}" if number else pillar.name
            found = counts.get(number, words.counted(row for row in own if row.counts))
            yield Group(name, found, _listed(own, name, hidden), bool(pillar.number))
    others = [row for row in rows.now if row.pillar not in titles]
    if others:
        name = f"Zonder {rows.frame.pillar_word}"
        counted: Counter[Status] = words.counted(row for row in others if row.counts)
        yield Group(name, counted, _listed(others, name, hidden), False)


def _title(rows: Rows, number: int) -> str:
    return f"{sentence_case(rows.frame.pillar_word)} {number}" if number else ""


def _listed(own: Sequence[StatusRow], pillar: str, hidden: frozenset[str]) -> tuple[Indicator, ...]:
    """Those that are withheld last, so that their place does not name them; of what does not count either no
    total tells the status, so that it is not there at all."""
    shown = (_indicator(row, pillar) for row in own if row.slug not in hidden)
    return (*shown, *(_withheld(row, pillar) for row in own if row.slug in hidden and row.counts))


def _withheld(row: StatusRow, pillar: str) -> Indicator:
    """Its status alone, which the totals tell anyhow: so the list adds up to them."""
    return Indicator(
        slug="",
        code="",
        name=CONFIDENTIAL,
        pillar=pillar,
        unit="",
        status=row.status,
        value=None,
        lower=None,
        upper=None,
        sentence="Telt mee in de stand. Wat er is gemeten, noemt de bron vertrouwelijk.",
        counts=row.counts,
        headline=False,
        illustrative=row.illustrative,
    )


def _indicator(row: StatusRow, pillar: str) -> Indicator:
    return Indicator(
        slug=row.slug,
        code=row.code,
        name=row.name,
        pillar=pillar,
        unit=row.unit,
        status=row.status,
        value=row.value,
        lower=row.lower,
        upper=row.upper,
        sentence=of_its_quarter_alone(row.sentence),
        counts=row.counts,
        headline=row.headline,
        illustrative=row.illustrative,
    )


def _money(total: RiskFigures | None) -> Money | None:
    if total is None:
        return None
    return Money(
        award=total.award,
        maximum=total.maximum,
        at_stake=total.at_stake,
        unsecured=total.unsecured,
        due_gap=total.due_gap,
        expected=total.expected,
        expected_low=total.expected_low,
        unspent=total.unspent,
        level=total.level,
    )
