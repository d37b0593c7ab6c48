"""The big chart: what was measured, through the target band, and where it is heading."""

from decimal import Decimal

from izaportal.core.formatting import percent, sentence_case
from izaportal.core.numbers import exact, to_decimal
from izaportal.core.quarter import Quarter
from izaportal.web.charts.indicator import indicator_chart
from izaportal.web.charts.model import Band, Chart, IndicatorPoint, IndicatorSeries, Threshold
from izaportal.web.indicator.facts import PageFacts, shown
from izaportal.web.templatetags.status_marks import word
from kpis.bounds import BoundsDue, BoundsState
from kpis.status import Status, falls_short
from kpis.targets import Direction

MOST_QUARTERS = 20


def draw(facts: PageFacts) -> Chart | None:
    """None when there is neither a value nor a band to show."""
    quarters = _quarters(facts)
    return indicator_chart(
        IndicatorSeries(
            title=finding(facts),
            subtitle=subtitle(facts),
            now=facts.quarter.key,
            points=tuple(_point(facts, quarter) for quarter in quarters),
            unit=" %" if facts.short_unit else "",
            threshold=_threshold(facts, quarters[-1]),
            projection_label=_projection_label(facts),
            margin_label=f"Marge van {percent(facts.margin_pct_at(facts.quarter))}",
        )
    )


def subtitle(facts: PageFacts) -> str:
    unit = facts.judged.unit or "waarde"
    return f"{sentence_case(unit)}; {facts.judged.get_accumulation_display()}"


def finding(facts: PageFacts) -> str:
    """What the picture says, in a few words."""
    row = facts.status
    if row is None or not Status(row.status).judged:
        return f"Nog geen oordeel over {facts.quarter.label}"
    below = "boven" if facts.direction is Direction.DOWN else "onder"
    if row.status == Status.EXCEEDED:
        return "Verder dan de streefband vraagt"
    if row.status == Status.ON_TRACK:
        return "Nu in de band, maar op weg eruit" if row.early_warning else "Binnen de streefband"
    return f"Nog {below} de band, wel op weg erin" if _recovers(facts) else f"De waarde ligt {below} de band"


def _recovers(facts: PageFacts) -> bool:
    """Whether the line through the last values ends the year on the right side."""
    year_end = facts.quarter.year_end
    value = facts.projected(year_end).value if year_end > facts.quarter else None
    bounds = facts.bounds_at(year_end)
    return (
        value is not None
        and bounds.state is BoundsState.DUE
        and not falls_short(value, bounds, direction=facts.direction)
    )


def _quarters(facts: PageFacts) -> list[Quarter]:
    first = min([Quarter(facts.programme.start_year, 1), *facts.as_of.values])
    last = max(facts.plan_end, facts.quarter)
    return list(Quarter.span(max(first, last.shift(1 - MOST_QUARTERS)), last))


def _point(facts: PageFacts, quarter: Quarter) -> IndicatorPoint:
    bounds = facts.bounds_at(quarter)
    row = facts.stored(quarter)
    value = facts.value_at(quarter) if quarter <= facts.quarter else None
    return IndicatorPoint(
        quarter=quarter.key,
        band=_band(bounds),
        margin=_margin(facts, bounds),
        measured=None if value is None else shown(value),
        projected=facts.foreseen(facts.projected(quarter).value) if quarter > facts.quarter else None,
        status=word(row.status) if row is not None else "",
    )


def _band(bounds: BoundsDue) -> Band | None:
    if bounds.state is not BoundsState.DUE or (bounds.lower is None and bounds.upper is None):
        return None
    return Band(shown(bounds.lower), shown(bounds.upper))


def _margin(facts: PageFacts, bounds: BoundsDue) -> Decimal | None:
    """The outer edge of the risk zone; of a band the lower one."""
    is_down = facts.direction is Direction.DOWN
    bound = bounds.upper if is_down else bounds.lower
    if bounds.state is not BoundsState.DUE or not bound:
        return None
    margin = exact(facts.margin_pct_at(bounds.quarter)) * abs(exact(bound)) / 100
    return shown(to_decimal(exact(bound) + (margin if is_down else -margin)))


def _threshold(facts: PageFacts, last: Quarter) -> Threshold | None:
    """Of several milestones the one due last: the others are in the table below."""
    if not facts.milestones:
        return None
    link = facts.milestones[-1]
    source = link.milestone.grant.get_source_display()
    since = min(facts.quarter, last)
    return Threshold(f"Drempel {source}", shown(link.threshold) or Decimal(0), since.key)


def _projection_label(facts: PageFacts) -> str:
    points = facts.projected(facts.plan_end).points or facts.projected(facts.quarter.year_end).points
    count = {2: "twee", 3: "drie", 4: "vier"}.get(len(points))
    return f"Projectie uit {count} kwartalen" if count else "Projectie"
