"""The board of a quarter as slides: one message each, in the order in which a meeting goes through them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from funding.refund import RiskLevel
from izaportal.core.formatting import Unknown, euro
from izaportal.web.board import charts, findings, words
from izaportal.web.board.board import Board
from izaportal.web.board.effects import Effect
from izaportal.web.board.indicators import HeatRow
from izaportal.web.board.key_figures import KeyFigure
from izaportal.web.board.money import Money
from izaportal.web.board.staff import Staff
from izaportal.web.board.verdict import refund_line
from izaportal.web.charts.store import Figure
from kpis.selectors.status_rows import headlines
from kpis.status import Status

ATTENTION_ON_ONE, DECISIONS_ON_ONE, ROWS_ON_ONE, PROJECTS_ON_ONE = 3, 4, 8, 8
MUNICIPALITIES_ON_ONE, MILESTONES_ON_ONE = 16, 7
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Slide:
    """`kind` names the template; `part` is what it shows, out of the board; `chart` names what is drawn."""

    kind: str
    title: str
    part: Any
    note: str = ""
    chart: str = ""
    figure: Figure | None = None
    is_shown: bool = False
    number: int = 0

    @property
    def template(self) -> str:
        return f"web/presentation/{self.kind}.html"


def slides(board: Board) -> tuple[Slide, ...]:
    """What is empty has no slide."""
    found = [
        Slide("verdict", board.verdict.line, board.verdict, board.verdict.sub),
        *_attention(board),
        Slide("figures", findings.of_headline(board.headline), tuple(map(_large, board.key_figures))),
        *_headlines(board),
        *_pillars(board),
        *_indicators(board),
        *_drawn(board),
        *_refund(board),
        *_municipalities(board),
        *_milestones(board),
        *_decisions(board),
        Slide("sources", "Waar deze cijfers op rusten", board.sources),
    ]
    return tuple(found)


def _attention(board: Board) -> Iterator[Slide]:
    part = board.attention
    items = [("money", item) for item in part.money] + [("indicator", item) for item in part.indicators]
    yield from _spread("attention", findings.of_attention(part), items, ATTENTION_ON_ONE, note=part.meta)


@dataclass(frozen=True, slots=True)
class Large:
    """A headline figure as it is read out; `value` is an amount, a count, or the word for not having it."""

    label: str
    value: str
    small: str = ""
    note: str = ""
    level: RiskLevel | None = None


def _large(figure: KeyFigure) -> Large:
    if not figure.value:
        return Large(figure.label, figure.told, note=figure.remark)
    return Large(figure.label, figure.text, figure.small, figure.remark, figure.level)


def _headlines(board: Board) -> Iterator[Slide]:
    """In the order that the programme manager chose."""
    found = {line.row.slug: line for line in _lines(board)}
    chosen = [found[row.slug] for row in headlines(line.row for line in found.values())]
    counts = words.counted(line.row for line in chosen)
    good = words.good(counts)
    lie = words.are(good, "ligt", "liggen")
    title = f"Van de kernindicatoren {lie} er {words.how_many(good)} van {len(chosen)} op koers of hoger"
    if counts[Status.NO_DATA] and not words.measured(counts):
        title = f"Van de {len(chosen)} kernindicatoren is er geen gemeten"
    if len(chosen) == 1:
        title = "De kernindicator"
    yield from _spread("headlines", title, chosen, ROWS_ON_ONE)


def _pillars(board: Board) -> Iterator[Slide]:
    part = board.indicators
    if part.cards:
        chart = charts.statuses(part, board.quarter)
        yield Slide("pillars", chart.title if chart else f"Hoe elke {part.word} ervoor staat", part)


@dataclass(frozen=True, slots=True)
class Heat:
    """Indicators of one slide, with the heads of their quarters."""

    heads: tuple[Any, ...]
    rows: tuple[HeatRow, ...]


def _indicators(board: Board) -> Iterator[Slide]:
    """A pillar a slide; of very many indicators the headline ones and what needs attention tell enough."""
    if board.indicators.is_big:
        return
    cards = {f"{card.number} · {card.plain_name}": card for card in board.indicators.cards}
    for group in board.indicators.groups:
        card = cards.get(group.title)
        title, note = (findings.of_pillar(card), card.plain_name) if card else (group.title, "")
        for slide in _spread("indicators", title, group.rows, ROWS_ON_ONE, note=note):
            yield replace(slide, part=Heat(board.indicators.heads, slide.part))


def _lines(board: Board) -> list[HeatRow]:
    return [line for group in board.indicators.groups for line in group.rows]


def _drawn(board: Board) -> Iterator[Slide]:
    """A chart's own finding is its message; beside it the amounts, large."""
    found = charts.charts_of(board)
    amounts = {line.kind: tuple(_effect(line)) for line in board.effects.lines}
    amounts |= {"staff": tuple(_staff(board.staff)), "spending": tuple(_spending(board.money))}
    notes = {"staff": board.staff.warning}
    for name, large in amounts.items():
        chart = found[name]
        if chart is not None:
            yield Slide("chart", chart.title, large, notes.get(name, ""), chart=name)


def _effect(line: Effect) -> Iterator[Large]:
    """The chart beside it tells the sums; here what they differ."""
    sums = "; ".join(f"{one.place}: {one.difference}" for one in line.sums if one.difference)
    yield Large("Genoemd in het plan", line.planned.text, note=sums)
    yield Large("Gemeten", line.measured.text, note=line.measured.why)


def _staff(part: Staff) -> Iterator[Large]:
    if part.gap.is_known:
        yield Large("Tekort", part.gap.text)
    share = f"{part.share} van het tekort" if part.share else ""
    yield Large("Vermeden volgens het plan", part.avoided.text, note=share)
    yield Large("Gemeten", part.measured.text, note=part.measured.why)


def _spending(part: Money) -> Iterator[Large]:
    last = next((point for point in reversed(part.spending) if point.booked is not None), None)
    if last is not None:
        yield Large("Ontvangen", euro(last.received))
        yield Large("Besteed", euro(last.booked))
        yield Large("Begroot tot nu toe", euro(last.budgeted, when_none=Unknown.NOT_APPLICABLE))


def _refund(board: Board) -> Iterator[Slide]:
    money = board.money
    if not money.lines:
        return
    by_refund = sorted(money.lines, key=lambda line: -(line.figures.expected or 0))
    title = refund_line(money.total).rstrip(".")
    rest = len(by_refund) - PROJECTS_ON_ONE
    note = (
        f"en nog {rest} {words.are(rest, 'project', 'projecten')} met een kleiner bedrag" if rest > 0 else ""
    )
    yield Slide("refund", title, by_refund[:PROJECTS_ON_ONE], note)


def _municipalities(board: Board) -> Iterator[Slide]:
    part = board.municipalities
    title = findings.of_municipalities(part)
    yield from _spread("municipalities", title, part.lines, MUNICIPALITIES_ON_ONE, note=part.lead)


def _milestones(board: Board) -> Iterator[Slide]:
    part = board.milestones
    yield from _spread("milestones", part.title, part.lines, MILESTONES_ON_ONE)


def _decisions(board: Board) -> Iterator[Slide]:
    asked = board.decisions.asked
    title = f"{len(asked)} {words.are(len(asked), 'besluit', 'besluiten')} gevraagd"
    note = f"Voor het {board.decisions.body} van {board.decisions.meeting}" if board.decisions.meeting else ""
    yield from _spread("decisions", title, asked, DECISIONS_ON_ONE, note=note)
    if not asked:
        yield Slide("decisions", "Er wordt geen besluit gevraagd", (), note)


def _spread(kind: str, title: str, items: Sequence[Item], most: int, *, note: str = "") -> Iterator[Slide]:
    """Over as many slides as are needed, evenly, so that none is left with a single line."""
    if not items:
        return
    count = -(-len(items) // most)
    size = -(-len(items) // count)
    for place in range(count):
        part = tuple(items[place * size : (place + 1) * size])
        mark = f" ({place + 1} van {count})" if count > 1 else ""
        yield Slide(kind, f"{title}{mark}", part, note)


def number_of(text: str, count: int) -> int:
    """The slide asked for, from 1; the nearest there is, the first for what is no number."""
    wanted = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1
    return min(max(wanted, 1), count)


def numbered(
    found: Iterable[Slide], shown: int, figures: Mapping[str, Figure | None] = MappingProxyType({})
) -> tuple[Slide, ...]:
    """With their numbers and drawings, and one of them shown."""
    return tuple(
        replace(one, is_shown=place == shown, number=place, figure=figures.get(one.chart))
        for place, one in enumerate(found, start=1)
    )
