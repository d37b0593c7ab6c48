"""What an edit would mean before it is stored: bounds per quarter as chart and table, and the effects."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from izaportal.core.formatting import number
from izaportal.core.numbers import rounded
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web.charts.legend import swatch
from izaportal.web.charts.outline import Bounds, OutlinePoint, outline
from izaportal.web.charts.store import Swatch
from kpis.bounds import BoundsDue, BoundsState, IndicatorPlan, bounds_due
from kpis.selectors.facts import facts_supposing, plan_of, targets_in_force
from kpis.selectors.statuses import status_history
from kpis.selectors.targets import Effect, effects, first_writable, versions_of
from kpis.status import Assessment

if TYPE_CHECKING:
    from kpis.models import Indicator, IndicatorStatus, Target

MOST_QUARTERS = 24
PLACES = 2


@dataclass(frozen=True, slots=True)
class EffectRow:
    """An open quarter: status and bounds as they are and as they would be."""

    quarter: Quarter
    before: str
    after: str
    bounds_before: str
    bounds_after: str
    changes: bool


@dataclass(frozen=True, slots=True)
class Foresight:
    """The chart, its points for the table, and the effects; `is_known` is False without any bound."""

    chart: SafeString
    points: tuple[OutlinePoint, ...]
    effects: tuple[EffectRow, ...]
    legend: tuple[Swatch, ...]

    @property
    def is_known(self) -> bool:
        return bool(self.chart)


@dataclass(frozen=True)
class Known:
    """What is stored of the indicator, read once for an edit: versions of targets, results, values."""

    indicator: "Indicator"
    targets: tuple["Target", ...]
    history: tuple["IndicatorStatus", ...]
    first: Quarter
    values: dict[Quarter, Decimal] = field(default_factory=dict)

    def stored(self, quarter: Quarter) -> "IndicatorStatus | None":
        return next((row for row in self.history if row.quarter == quarter), None)


def read_known(viewer: Viewer, indicator: "Indicator") -> Known:
    """Five queries."""
    targets = tuple(versions_of(viewer, indicator))
    end = Quarter(indicator.programme.end_year, 4)
    (latest,) = facts_supposing(indicator, [end], targets=targets)
    return Known(
        indicator=indicator,
        targets=targets,
        history=tuple(status_history(viewer, indicator)),
        first=first_writable(indicator),
        values={quarter: rounded(value, PLACES) for quarter, value in latest.values.items()},
    )


def foresee(known: Known, *, supposed: "Indicator | None" = None, new: Sequence["Target"] = ()) -> Foresight:
    """With these new versions, or with the indicator as supposed; nothing is stored."""
    asked = supposed or known.indicator
    points = tuple(_point(known, asked, new, quarter) for quarter in _quarters(known.indicator))
    return Foresight(
        chart=outline(points, label=_in_words(points)),
        points=points,
        effects=tuple(
            _effect(one) for one in effects(known.indicator, targets=known.targets, supposed=asked, new=new)
        ),
        legend=tuple(_legend(points)),
    )


def _legend(points: Iterable[OutlinePoint]) -> Iterator[Swatch]:
    yield Swatch("Streefband", SafeString(swatch("band")))
    if any(point.before != point.after for point in points):
        yield Swatch("Zoals het nu is", SafeString(swatch("planned")))
    if any(point.measured is not None for point in points):
        yield Swatch("Gemeten", SafeString(swatch("measured")))


def _quarters(indicator: "Indicator") -> list[Quarter]:
    programme = indicator.programme
    every = list(Quarter.span(Quarter(programme.start_year, 1), Quarter(programme.end_year, 4)))
    return every[:MOST_QUARTERS]


def _point(known: Known, asked: "Indicator", new: Sequence["Target"], quarter: Quarter) -> OutlinePoint:
    """A frozen quarter keeps the bounds it was judged with."""
    is_fixed, row = quarter < known.first, known.stored(quarter)
    before = _stored(row) if row is not None else _by_rule(known.indicator, known.targets, quarter)
    after = before if is_fixed else _by_rule(asked, [*known.targets, *new], quarter)
    return OutlinePoint(quarter, before, after, known.values.get(quarter), is_fixed)


def _stored(row: "IndicatorStatus") -> Bounds | None:
    if row.lower is None and row.upper is None:
        return None
    return Bounds(_shown(row.lower), _shown(row.upper))


def _by_rule(indicator: "Indicator", targets: Iterable["Target"], quarter: Quarter) -> Bounds | None:
    plan: IndicatorPlan = plan_of(indicator, targets_in_force(targets, quarter))
    return _due(bounds_due(plan, quarter))


def _due(due: BoundsDue) -> Bounds | None:
    if due.state is not BoundsState.DUE or (due.lower is None and due.upper is None):
        return None
    return Bounds(_shown(due.lower), _shown(due.upper))


def _shown(bound: Decimal | None) -> Decimal | None:
    return None if bound is None else rounded(bound, PLACES)


def _effect(one: Effect) -> EffectRow:
    return EffectRow(
        quarter=one.quarter,
        before=one.before.status,
        after=one.after.status,
        bounds_before=_bounds_text(one.before),
        bounds_after=_bounds_text(one.after),
        changes=one.changes,
    )


def _bounds_text(assessment: Assessment) -> str:
    bounds = _due(assessment.bounds)
    return "geen grenzen" if bounds is None else bounds_text(bounds)


def bounds_text(bounds: Bounds) -> str:
    """`480 tot 720`, `3 of meer`, `hoogstens 5`."""
    if bounds.lower is not None and bounds.upper is not None:
        return f"{number(bounds.lower)} tot {number(bounds.upper)}"
    if bounds.lower is not None:
        return f"{number(bounds.lower)} of meer"
    return f"hoogstens {number(bounds.upper)}"


def _in_words(points: Iterable[OutlinePoint]) -> str:
    told = [
        f"{point.quarter.label} {bounds_text(point.after)}" for point in points if point.after is not None
    ]
    return f"Streefband per kwartaal: {', '.join(told)}." if told else "Nog geen streefband."
