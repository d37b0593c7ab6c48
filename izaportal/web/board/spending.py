"""SPUK through the quarters: budgeted evenly over each year, received, and booked, all cumulative."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from funding.selectors.dashboard import Flow, FlowAmount
from izaportal.core.money import ZERO, add, cents
from izaportal.core.quarter import QUARTERS_PER_YEAR, Quarter


@dataclass(frozen=True, slots=True)
class SpendingPoint:
    """Euros at the end of a quarter, cumulative; None is not known yet, or not budgeted."""

    quarter: Quarter
    budgeted: Decimal | None
    received: Decimal | None
    booked: Decimal | None


def budget_so_far(flows: Iterable[FlowAmount], quarter: Quarter) -> Decimal | None:
    """Of each year's budget an equal part per quarter is due; None without any budget."""
    budgets = [flow for flow in flows if flow.flow is Flow.BUDGETED]
    if not budgets:
        return None
    return cents(sum(flow.amount * _share(flow.year, quarter) for flow in budgets))


def spending_curve(flows: Iterable[FlowAmount], quarter: Quarter) -> tuple[SpendingPoint, ...]:
    """Every quarter of the years with money in them; nothing after `quarter` is known but the budget."""
    listed = list(flows)
    if not listed:
        return ()
    years = [flow.year for flow in listed]
    span = Quarter.span(Quarter(min(years), 1), Quarter(max(*years, quarter.year), QUARTERS_PER_YEAR))
    return tuple(_point(listed, at, quarter) for at in span)


def _point(flows: list[FlowAmount], at: Quarter, quarter: Quarter) -> SpendingPoint:
    known = at <= quarter
    return SpendingPoint(
        quarter=at,
        budgeted=budget_so_far(flows, at),
        received=_until(flows, Flow.RECEIVED, at) if known else None,
        booked=_until(flows, Flow.BOOKED, at) if known else None,
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
