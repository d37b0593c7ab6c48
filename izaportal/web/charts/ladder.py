"""The refund figures of one scale below each other; *onbesteed* stands apart below a dashed line."""

from dataclasses import dataclass
from decimal import Decimal

from izaportal.web.charts.bars import BAR_HEIGHT, Bar, Track, Words, bar_layers, word_layers
from izaportal.web.charts.model import Chart, Column, LegendItem, RiskAmount, RiskLadder, Spec, Table, Variant
from izaportal.web.charts.notation import euro, money_places, number
from izaportal.web.charts.plot import canvas, rule, stacked, wrap
from izaportal.web.charts.style import (
    BAR_LIGHT,
    CHARACTER,
    CHART_1,
    CHART_3,
    LINE_HEIGHT,
    LINE_STRONG,
    text_width,
)

GAP = 14
APART_GAP = 16


@dataclass(frozen=True)
class _Step:
    """A risk amount with its place: top pixel, label lines, and the dashed line above it if any."""

    risk: RiskAmount
    y: float
    lines: tuple[str, ...]
    border: float | None

    @property
    def bar_y(self) -> float:
        return self.y + len(self.lines) * LINE_HEIGHT + 2


def risk_ladder(ladder: RiskLadder, *, wide: Variant = Variant.COLUMN) -> Chart | None:
    """The chart, or None when no amount is known: that page says *n.v.t.* and draws no empty picture."""
    if all(risk.amount is None for risk in ladder.amounts):
        return None
    description = "; ".join(f"{risk.label}: {_words(risk)}" for risk in ladder.amounts) + "."
    return Chart(
        title=ladder.title,
        subtitle=ladder.subtitle,
        description=description,
        legend=_legend(ladder),
        table=_table(ladder),
        wide=_spec(ladder, wide, description),
        narrow=_spec(ladder, Variant.NARROW, description),
    )


def _words(risk: RiskAmount) -> str:
    if risk.amount is None:
        return risk.unknown
    if risk.low is None or risk.low == risk.amount:
        return euro(risk.amount)
    return f"{number(risk.low, 0)} tot {euro(risk.amount)}"


def _steps(ladder: RiskLadder, variant: Variant) -> list[_Step]:
    steps: list[_Step] = []
    y = 4.0
    apart = False
    for risk in ladder.amounts:
        border = y + 1 if risk.apart and not apart and steps else None
        y += APART_GAP if border else 0
        apart = risk.apart
        room = variant.width - text_width(_words(risk)) - 20
        lines = tuple(wrap(risk.label, room, CHARACTER))
        steps.append(_Step(risk, y, lines, border))
        y = steps[-1].bar_y + BAR_HEIGHT + GAP
    return steps


def _spec(ladder: RiskLadder, variant: Variant, description: str) -> Spec:
    steps = _steps(ladder, variant)
    width, height = variant.width, round(steps[-1].bar_y + BAR_HEIGHT + 6)
    top = max(risk.amount for risk in ladder.amounts if risk.amount is not None) or Decimal(1)
    track = Track(left=0, width=width, top=top)
    names = [Words(label, step.risk.strong) for step in steps for label in stacked(0, step.y + 6, step.lines)]
    amounts = [
        Words(label, strong=True, unknown=step.risk.amount is None)
        for step in steps
        for label in stacked(width, step.y + 6, [_words(step.risk)])
    ]
    layers = [
        *bar_layers(track, [_bar(step) for step in steps]),
        *word_layers(names),
        *word_layers(amounts, align="right"),
        *[
            rule((0, step.border), (width, step.border), colour=LINE_STRONG, dash=(4, 4))
            for step in steps
            if step.border is not None
        ],
    ]
    words = (ladder.title, description)
    return canvas(variant, layers, inner=(width, height), offset=(0, 0), height=height, words=words)


def _bar(step: _Step) -> Bar:
    risk = step.risk
    colour = CHART_3 if risk.apart else CHART_1 if risk.strong else BAR_LIGHT
    low = risk.low if risk.low != risk.amount else None
    return Bar(y=step.bar_y, value=risk.amount, colour=colour, low=low)


def _legend(ladder: RiskLadder) -> tuple[LegendItem, ...]:
    ranged = any(risk.low is not None and risk.low != risk.amount for risk in ladder.amounts)
    return (LegendItem("Gearceerd: nog niet te zeggen", "idle"),) if ranged else ()


def _table(ladder: RiskLadder) -> Table:
    values = [value for risk in ladder.amounts for value in (risk.amount, risk.low)]
    places = money_places(values)
    ranged = bool(_legend(ladder))
    rows = []
    for risk in ladder.amounts:
        low = [number(risk.amount if risk.low is None else risk.low, places, risk.unknown)] if ranged else []
        rows.append((risk.label, *low, number(risk.amount, places, risk.unknown)))
    amounts = [Column("Ten minste (€)"), Column("Ten hoogste (€)")] if ranged else [Column("Bedrag (€)")]
    return Table(caption=ladder.title, head=(Column("Soort", numeric=False), *amounts), rows=tuple(rows))
