"""The dashboard's three charts, made of the same figures as the tables beside them.

Specs are remembered by their figures: building one costs more than a query, and a quarter's figures rarely
change between two readers.
"""

from decimal import Decimal
from functools import lru_cache

from izaportal.core.formatting import euro
from izaportal.core.money import ZERO
from izaportal.core.quarter import Quarter
from izaportal.web.board.money import Money
from izaportal.web.board.municipalities import Municipalities
from izaportal.web.board.spending import SpendingPoint, idle
from izaportal.web.charts import model
from izaportal.web.charts.amounts import amount_bars
from izaportal.web.charts.model import Chart, Variant
from izaportal.web.charts.spending import spending_chart
from izaportal.web.charts.tiles import tile_map
from izaportal.web.share_lines import known

REMEMBERED = 32
TO_BE_DETERMINED = "n.t.b."


def spending(money: Money, quarter: Quarter) -> Chart | None:
    """Budgeted, received and booked through the years; None when there is no such money."""
    return _spending(money.spending, money.total.award if money.total else None, quarter)


@lru_cache(REMEMBERED)
def _spending(points: tuple[SpendingPoint, ...], award: Decimal | None, quarter: Quarter) -> Chart | None:
    if not points:
        return None
    series = model.SpendingSeries(
        title=_finding(points),
        subtitle=f"SPUK cumulatief in euro, tot en met {quarter.label}; begroting gelijk over het jaar",
        now=quarter.key,
        points=tuple(
            model.SpendingPoint(
                point.quarter.key, advances=point.received, booked=point.booked, planned=point.budgeted
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
def municipal_map(part: Municipalities, own: frozenset[str]) -> Chart | None:
    """Tiles where every municipality has its place, else bars; None when nothing is divided."""
    at_stake = {line: known(line.figures.at_stake) for line in part.lines}
    if all(amount is None for amount in at_stake.values()):
        return None
    most = max(part.lines, key=lambda line: at_stake[line] or ZERO)
    comparison = model.AmountComparison(
        title=f"{most.name} heeft het meest op het spel: {euro(at_stake[most])}"
        if at_stake[most]
        else "Op het spel per gemeente",
        subtitle="Op het spel in euro; noord boven" + ("; omlijnd is uw gemeente" if own else ""),
        measure="Op het spel",
        amounts=tuple(
            model.NamedAmount(
                line.code,
                line.name,
                amount,
                own=line.code in own,
                unknown=TO_BE_DETERMINED,
            )
            for line, amount in at_stake.items()
        ),
    )
    return tile_map(comparison) or amount_bars(comparison, wide=Variant.COLUMN)


def own_of(part: Municipalities) -> frozenset[str]:
    return frozenset(line.code for line in part.lines if line.is_own)
