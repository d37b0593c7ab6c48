"""A programme's quarter the slow way: one loop over the raw rows after the other, fractions only.

Knows what the demo has: indicators of which more is better, yearly targets, all-or-nothing grants.
"""

from collections import Counter
from fractions import Fraction
from typing import Any, TypeAlias

from funding.models import (
    Advance,
    Expenditure,
    Grant,
    GrantMilestone,
    MilestoneForecast,
    MilestoneIndicator,
    MilestoneVerdict,
)
from izaportal.core.quarter import Quarter
from kpis.models import Indicator, Measurement, Target
from tests.oracles.indicators import bound_at, line_at, status_up
from tests.oracles.refund import figures

Row: TypeAlias = Any  # a dict of columns, as the database has it
BY_STATUS = {
    "exceeded": Fraction(1),
    "on_track": Fraction(1),
    "at_risk": Fraction(1, 2),
    "off_track": Fraction(0),
}


def status_counts(programme: str, quarter: Quarter) -> Counter[str]:
    indicators = Indicator.objects.filter(programme__slug=programme).values()
    return Counter(_status(indicator, quarter) for indicator in indicators)


def refund_totals(programme: str, quarter: Quarter) -> dict[str, Fraction]:
    """The figures over all grants of transformatiemiddelen."""
    totals: dict[str, Fraction] = {}
    for grant in Grant.objects.filter(project__programme__slug=programme).values():
        if grant["stream"] == "transformatiemiddelen":
            for name, amount in _of_grant(grant, quarter).items():
                totals[name] = totals.get(name, Fraction(0)) + amount
    return totals


def _status(indicator: Row, quarter: Quarter) -> str:
    assert indicator["direction"] == "up"
    assert not indicator["disaggregated"]
    targets = _targets(indicator)
    if not targets:
        return "no_target"
    if quarter.year not in targets:
        return "not_due"
    lower, upper = _bounds(indicator, quarter)
    if lower is None:
        return "not_due"
    value = _values(indicator, quarter).get(quarter)
    return "no_data" if value is None else status_up(value, lower, upper, Fraction(10))


def _targets(indicator: Row) -> dict[int, Row]:
    rows = Target.objects.filter(indicator=indicator["id"]).values()
    assert all(row["year"] and row["version"] == 1 for row in rows)
    return {row["year"] or 0: row for row in rows if row["state"] == "given"}


def _bounds(indicator: Row, quarter: Quarter) -> list[Fraction | None]:
    """Lower and upper bound due, each walked up from where the year began."""
    targets, phasing = _targets(indicator), [Fraction(step) for step in indicator["phasing"]]
    earlier = [year for year in targets if year < quarter.year]
    found = []
    for side in ("lower", "upper"):
        start: Fraction | None = Fraction(0)
        if earlier:
            start = _fraction(targets[max(earlier)][side])
        elif indicator["baseline"] is not None and not indicator["is_change"]:
            start = Fraction(indicator["baseline"])
        goal = _fraction(targets[quarter.year][side])
        found.append(bound_at(quarter.number, goal=goal, start=start, phasing=phasing))
    return found


def _values(indicator: Row, quarter: Quarter) -> dict[Quarter, Fraction]:
    rows = Measurement.objects.filter(indicator=indicator["id"]).values()
    return {
        row["quarter"]: Fraction(row["value"])
        for row in rows
        if row["state"] == "approved" and row["superseded_at"] is None and row["quarter"] <= quarter
    }


def _of_grant(grant: Row, quarter: Quarter) -> dict[str, Fraction]:
    assert grant["credit_mode"] == "all_or_nothing"
    milestones = list(GrantMilestone.objects.filter(grant=grant["id"]).order_by("slug").values())
    assert sum(milestone["amount"] for milestone in milestones) == grant["award"]
    costs = _costs(grant, milestones, quarter)
    parts = [_of_milestone(milestone, costs[milestone["slug"]], quarter) for milestone in milestones]
    received = Advance.objects.filter(grant=grant["id"]).values()
    advances = sum((_signed(row) for row in received if row["received_on"] <= quarter.last_day), Fraction(0))
    return figures(Fraction(grant["award"]), advances, parts)


def _costs(grant: Row, milestones: list[Row], quarter: Quarter) -> dict[str, Fraction]:
    """What was booked to each milestone and its part of what was booked to none."""
    slugs = {milestone["id"]: milestone["slug"] for milestone in milestones}
    booked = {None: Fraction(0), **dict.fromkeys(slugs.values(), Fraction(0))}
    for row in Expenditure.objects.filter(grant=grant["id"]).values():
        if row["performed_on"] <= quarter.last_day:
            booked[slugs.get(row["milestone_id"])] += _signed(row)
    loose = booked.pop(None)
    weights = {milestone["slug"]: Fraction(milestone["amount"]) for milestone in milestones}
    parts = {slug: loose * weight / sum(weights.values()) for slug, weight in weights.items()}
    assert all((part * 100).denominator == 1 for part in parts.values()), "hier zou worden afgerond"
    return {str(slug): amount + parts[str(slug)] for slug, amount in booked.items()}


def _of_milestone(milestone: Row, costs: Fraction, quarter: Quarter) -> dict[str, Fraction]:
    verdict = _last(MilestoneVerdict.objects.filter(milestone=milestone["id"]).values(), quarter)
    forecast = _last(MilestoneForecast.objects.filter(milestone=milestone["id"]).values(), quarter)
    amount = Fraction(milestone["amount"])
    part = {"amount": amount, "costs": costs, "end": max(costs, amount), "now": Fraction(0)}
    if verdict is not None:
        credit = Fraction(int(verdict["achieved"]))
        end = part["end"] if verdict["achieved"] else costs
        return {**part, "end": end, "now": credit, "due": credit, "forecast": credit}
    link = MilestoneIndicator.objects.filter(milestone=milestone["id"]).values().first()
    due = Fraction(int(milestone["due"] > quarter.last_day))
    expected = Fraction(0)
    if link is not None:
        due, expected = _by_indicator(link, Quarter.of(milestone["due"]), quarter)
    return {**part, "due": due, "forecast": Fraction(forecast["credit"]) if forecast else expected}


def _by_indicator(link: Row, due: Quarter, quarter: Quarter) -> tuple[Fraction, Fraction]:
    """(credit of what is due now, credit of what is to be expected)."""
    indicator = Indicator.objects.values().get(pk=link["indicator_id"])
    assert indicator["accumulation"] == "cumulative"
    values, threshold = _values(indicator, quarter), Fraction(link["threshold"])
    lower, _ = _bounds(indicator, quarter)
    last = values[max(values)]
    asked = threshold if lower is None else min(threshold, lower)
    if len(values) < 2:
        return Fraction(int(last >= asked)), BY_STATUS.get(_status(indicator, quarter), Fraction(0))
    points = [(at.ordinal, values[at]) for at in sorted(values)[-4:]]
    reached = max(last, line_at(points, due.ordinal)) >= threshold
    return Fraction(int(last >= asked)), Fraction(int(reached))


def _last(rows: Any, quarter: Quarter) -> Row | None:
    """The last one given on or before the quarter's last day."""
    known = sorted((r["given_on"], r["id"], r) for r in rows if r["given_on"] <= quarter.last_day)
    return known[-1][2] if known else None


def _signed(row: Row) -> Fraction:
    return Fraction(row["amount"]) * (-1 if row["kind"] in {"reversal", "repaid"} else 1)


def _fraction(value: Any) -> Fraction | None:
    return None if value is None else Fraction(value)
