"""The charts of a board by name, made of the same figures as the tables beside them.

Page, board pack and slides all take them from `charts_of`. Specs are remembered by their figures: building
one costs more than a query, and a quarter's figures rarely change between two readers.
"""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from izaportal.core.formatting import date_nl, euro, number, sentence_case
from izaportal.core.money import ZERO
from izaportal.core.quarter import Quarter
from izaportal.web.board import words
from izaportal.web.board.effects import Effect
from izaportal.web.board.indicators import Indicators
from izaportal.web.board.money import Money, RefundSteps
from izaportal.web.board.municipalities import Municipalities
from izaportal.web.board.plan import EURO
from izaportal.web.board.spending import SpendingPoint, idle
from izaportal.web.board.staff import Staff
from izaportal.web.charts import model
from izaportal.web.charts.amounts import amount_bars
from izaportal.web.charts.model import Chart, Variant
from izaportal.web.charts.spending import spending_chart
from izaportal.web.charts.status_bars import status_bars
from izaportal.web.charts.tiles import tile_map
from izaportal.web.charts.waterfall import waterfall_chart
from izaportal.web.risk_charts import ladder
from izaportal.web.share_lines import known
from kpis.status import Status
from pillars.selectors.quarters import Period

if TYPE_CHECKING:
    from izaportal.web.board.board import Board

REMEMBERED = 64
TO_BE_DETERMINED = "n.t.b."
BARS = (Status.EXCEEDED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.NO_DATA)
DRAWN = frozenset({"spending", "refund", "map", "staff"})
SOURCES = {
    "statuses": "goedgekeurde metingen",
    "spending": "boekingen, voorschotten, verplichtingen en begroting van de SPUK",
    "refund": "berekend afrekenrisico",
    "map": "berekend afrekenrisico en verdeelsleutel",
    "staff": "transformatieplan",
    "zvw_reduction": "transformatieplan en goedgekeurde metingen",
    "hours_freed": "transformatieplan en goedgekeurde metingen",
}


def charts_of(board: "Board") -> dict[str, Chart | None]:
    """Every chart of the board; None where there is nothing to draw. Each says what it rests on."""
    effects = {line.kind: effect_chart(line) for line in board.effects.lines}
    found: Mapping[str, Chart | None] = {
        "statuses": statuses(board.indicators, board.quarter),
        "spending": spending(board.money, board.quarter),
        "refund": refund(board.money.steps) or ladder(board.money.total),
        "map": municipal_map(board.municipalities, own_of(board.municipalities)),
        "staff": staff_chart(board.staff),
        "zvw_reduction": effects.get("zvw_reduction"),
        "hours_freed": effects.get("hours_freed"),
    }
    stand = stand_of(board.period)
    return {
        name: replace(chart, source=f"Bron: {SOURCES[name]}. {stand}.") if chart else None
        for name, chart in found.items()
    }


def shown_charts(board: "Board") -> frozenset[str]:
    """The names of those on the dashboard, where cards and tables already tell what the others draw."""
    return DRAWN | {"statuses"} if board.indicators.is_big else DRAWN


def stand_of(period: Period) -> str:
    """Of which day the figures are."""
    if period.is_frozen:
        return f"{period.quarter.label}, vastgesteld op {date_nl(period.frozen_on)}"
    return f"{period.quarter.label}, voorlopig"


@lru_cache(REMEMBERED)
def _statuses(title: str, subtitle: str, rows: tuple[model.StatusCounts, ...]) -> Chart | None:
    return status_bars(model.StatusOverview(title, subtitle, rows))


def statuses(part: Indicators, quarter: Quarter) -> Chart | None:
    """Per pillar; None without a judged indicator."""
    counts = [card.counts for card in part.cards]
    drawn = sum(counted[status] for counted in counts for status in BARS)
    total, good = sum(counted.total() for counted in counts), sum(map(words.good, counts))
    if not drawn:
        return None
    lie = words.are(good, "ligt", "liggen")
    title = f"{words.spelled(good)} van de {words.spelled(total)} indicatoren {lie} op koers of hoger"
    rows = tuple(
        model.StatusCounts(f"{card.number} · {card.plain_name}", tuple(card.counts[s] for s in BARS))
        for card in part.cards
    )
    others = f"; {total - drawn} nog niet te beoordelen" if total > drawn else ""
    return _statuses(
        sentence_case(title),
        f"Verdeling van de indicatoren per {part.word}, met hun aantal, {quarter.label}{others}",
        rows,
    )


def spending(money: Money, quarter: Quarter) -> Chart | None:
    """Budgeted, promised, received, booked and foreseen through the years; None without such money."""
    return _spending(money.spending, money.award, quarter)


@lru_cache(REMEMBERED)
def _spending(points: tuple[SpendingPoint, ...], award: Decimal | None, quarter: Quarter) -> Chart | None:
    if not points:
        return None
    promised = any(point.committed is not None for point in points)
    no_promises = "" if promised else "; geen verplichtingen vastgelegd"
    series = model.SpendingSeries(
        title=_finding(points),
        subtitle=f"SPUK cumulatief in euro, tot en met {quarter.label}; begroting gelijk over het jaar"
        f"{no_promises}",
        now=quarter.key,
        points=tuple(
            model.SpendingPoint(
                point.quarter.key,
                advances=point.received,
                booked=point.booked,
                planned=point.budgeted,
                committed=point.committed,
                expected=point.expected,
            )
            for point in points
        ),
        award=award,
    )
    return spending_chart(series, wide=Variant.WIDE)


def _finding(points: tuple[SpendingPoint, ...]) -> str:
    """The chart's title says what the lines show at their end."""
    last = [point for point in points if point.booked is not None][-1]
    left = idle(last)
    if left > 0:
        return "We geven minder uit dan we ontvangen"
    return "We geven meer uit dan we ontvangen" if left < 0 else "We geven uit wat we ontvangen"


@lru_cache(REMEMBERED)
def refund(steps: RefundSteps | None) -> Chart | None:
    """From award to expected refund; None where nothing can go back."""
    if steps is None:
        return None
    back = words.range_text(steps.low, steps.expected) if steps.expected else "niets"
    return waterfall_chart(
        model.Waterfall(
            title=f"Van {euro(steps.award)} SPUK verwachten we {back} terug te betalen",
            subtitle="Van toekenning naar verwachte terugbetaling, in euro, aan het eind van de subsidie",
            steps=(
                model.Step("Toegekend", steps.award, whole=True),
                model.Step("Bevestigd door de zorgverzekeraar", steps.confirmed),
                model.Step("Verwacht te bevestigen: mijlpalen die nog lopen", steps.hoped),
                model.Step("Blijft naar verwachting onbesteed", steps.idle),
                model.Step("Verwacht terug te betalen", steps.expected, whole=True, low=steps.low),
            ),
        )
    )


@lru_cache(REMEMBERED)
def municipal_map(part: Municipalities, own: frozenset[str]) -> Chart | None:
    """Tiles where every municipality has its place, else bars; None when nothing is divided."""
    at_stake = {line: known(line.figures.at_stake) for line in part.lines}
    if all(amount is None for amount in at_stake.values()):
        return None
    marked = frozenset({part.of_one.code}) if part.of_one else own
    outlined = part.of_one.name if part.of_one else "uw gemeente"
    most = max(part.lines, key=lambda line: at_stake[line] or ZERO)
    comparison = model.AmountComparison(
        title=f"{most.name} heeft het meest op het spel: {euro(at_stake[most])}"
        if at_stake[most]
        else "Op het spel per gemeente",
        subtitle="Op het spel in euro; noord boven" + (f"; omlijnd is {outlined}" if marked else ""),
        measure="Op het spel",
        amounts=tuple(
            model.NamedAmount(
                line.code,
                line.name,
                amount,
                own=line.code in marked,
                unknown=TO_BE_DETERMINED,
            )
            for line, amount in at_stake.items()
        ),
    )
    return tile_map(comparison) or amount_bars(comparison, wide=Variant.COLUMN)


def own_of(part: Municipalities) -> frozenset[str]:
    return frozenset(line.code for line in part.lines if line.is_own)


@lru_cache(REMEMBERED)
def effect_chart(line: Effect) -> Chart | None:
    """What the plan states, what its parts add up to, and what was measured."""
    if line.planned.high is None:
        return None
    is_total = line.planned.is_known and not (line.sums and line.planned.high == line.sums[0].amount)
    stated = [model.NamedAmount("total", "Genoemd totaal", line.planned.high, own=True)] if is_total else []
    sums = [model.NamedAmount(one.place, f"Som van de {one.place}", one.amount) for one in line.sums]
    measured = model.NamedAmount("measured", "Gemeten", line.measured.amount, unknown=TO_BE_DETERMINED)
    is_euro = line.unit == EURO
    return amount_bars(
        model.AmountComparison(
            title=_effect_title(line),
            subtitle=f"{line.title}, in {line.unit}, {line.planned.period.replace('-', '–') or 'hele plan'}",
            measure=line.title,
            amounts=(*stated, *sums, measured),
            row_label="Wat",
            unit="€" if is_euro else line.unit,
        ),
        wide=Variant.COLUMN,
    )


def _effect_title(line: Effect) -> str:
    if line.measured.amount is None:
        return f"Hoeveel van de {line.planned.text} is bereikt, is niet gemeten"
    return f"Van de {line.planned.text} is {line.measured.text} gemeten"


@lru_cache(REMEMBERED)
def staff_chart(part: Staff) -> Chart | None:
    """The gap, the ambition, what the plan counts on, and the initiatives behind that."""
    if part.avoided.high is None or not part.gap.is_known:
        return None
    return amount_bars(
        model.AmountComparison(
            title=f"Het plan voorkomt {number(part.avoided.high)} van de {part.gap.text} die tekortkomen",
            subtitle=f"In {part.unit}; tekort {part.gap.period or 'zoals het plan noemt'}, "
            f"plan {part.avoided.period or 'als geheel'}",
            measure="Personeel",
            amounts=tuple(
                model.NamedAmount(bar.label, bar.label, bar.amount, own=bar.is_plan) for bar in part.bars
            ),
            row_label="Wat",
            unit=part.unit,
        ),
        wide=Variant.WIDE,
    )
