"""SPUK through the quarters, cumulative: budgeted evenly a year, promised, received, booked, foreseen."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from funding.selectors.dashboard import Flow, FlowAmount
from funding.selectors.risk_rows import RiskRow
from izaportal.core.money import ZERO, add, cents
from izaportal.core.quarter import QUARTERS_PER_YEAR, Quarter


@dataclass(frozen=True, slots=True)
class Forecast:
    """Euros that will have been spent by the end of a quarter."""

    at: Quarter
    amount: Decimal


@dataclass(frozen=True, slots=True)
class SpendingPoint:
    """Euros at the end of a quarter, cumulative; None is not known yet, not budgeted, or nothing promised.

    `expected` is where the line of what is foreseen begins and ends.
    """

    quarter: Quarter
    budgeted: Decimal | None
    received: Decimal | None
    booked: Decimal | None
    committed: Decimal | None = None
    expected: Decimal | None = None


def budget_so_far(flows: Iterable[FlowAmount], quarter: Quarter) -> Decimal | None:
    """Of each year's budget an equal part per quarter is due; None without any budget."""
    budgets = [flow for flow in flows if flow.flow is Flow.BUDGETED]
    if not budgets:
        return None
    return cents(sum(flow.amount * _share(flow.year, quarter) for flow in budgets))


def spending_curve(
    flows: Iterable[FlowAmount], quarter: Quarter, forecast: Forecast | None = None
) -> tuple[SpendingPoint, ...]:
    """Every quarter of the years with money in them; after `quarter` nothing is known but the budget, and
    what is foreseen in the end."""
    listed = list(flows)
    if not listed:
        return ()
    years = [flow.year for flow in listed]
    last = max(*years, quarter.year, forecast.at.year if forecast else 0)
    span = Quarter.span(Quarter(min(years), 1), Quarter(last, QUARTERS_PER_YEAR))
    points = tuple(_point(listed, at, quarter) for at in span)
    return tuple(_foreseen(point, quarter, forecast) for point in points) if forecast else points


def forecast(risks: Iterable[RiskRow], quarter: Quarter) -> Forecast | None:
    """What all grants together will have cost, when the last of their milestones is due; None when that is
    not told, or lies behind us."""
    listed = list(risks)
    paths = [(row, row.path) for row in listed if row.path is not None]
    due = [Quarter.of(obligation.due) for row in listed for obligation in row.obligations]
    if len(paths) < len(listed) or not due or max(due) <= quarter:
        return None
    return Forecast(max(due), add(row.award - path.idle for row, path in paths))


def _foreseen(point: SpendingPoint, quarter: Quarter, forecast: Forecast) -> SpendingPoint:
    """A line from what is booked now to what is expected."""
    if point.quarter == quarter:
        return replace(point, expected=point.booked)
    return replace(point, expected=forecast.amount) if point.quarter == forecast.at else point


def _point(flows: list[FlowAmount], at: Quarter, quarter: Quarter) -> SpendingPoint:
    known = at <= quarter
    promised = any(flow.flow is Flow.COMMITTED for flow in flows)
    return SpendingPoint(
        quarter=at,
        budgeted=budget_so_far(flows, at),
        received=_until(flows, Flow.RECEIVED, at) if known else None,
        booked=_until(flows, Flow.BOOKED, at) if known else None,
        committed=_until(flows, Flow.COMMITTED, at) if known and promised else None,
    )


def _until(flows: list[FlowAmount], kind: Flow, at: Quarter) -> Decimal:
    return add(
        flow.amount
        for flow in flows
        if flow.flow is kind and (flow.year, flow.number) <= (at.year, at.number)
    )


def _share(year: int, at: Quarter) -> Decimal:
    """Of a year's budget, the part due at the end of a quarter."""
    if year != at.year:
        return Decimal(year < at.year)
    return Decimal(at.number) / QUARTERS_PER_YEAR


def idle(point: SpendingPoint) -> Decimal:
    """Received and not booked; below zero when more was booked than received."""
    return (point.received or ZERO) - (point.booked or ZERO)
