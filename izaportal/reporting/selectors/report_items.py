"""The things a report asks about, made from what is known of its project."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from funding.models import Grant
from izaportal.core import clock
from izaportal.reporting.report.items import CostLine, GrantItem, MilestoneItem, RiskItem
from izaportal.reporting.report.measured import IndicatorItem, Spot
from izaportal.reporting.selectors.report_facts import ReportFacts
from kpis.bounds import BoundsDue, bounds_due
from kpis.explanation import Say
from kpis.selectors.facts import IndicatorFacts
from kpis.status import MEASURED_IN, Frequency
from kpis.targets import Accumulation
from projects.models import MilestoneState

COUNTED_AS = {
    Accumulation.CUMULATIVE: "Telt vanaf de start, dus nooit lager dan vorig kwartaal.",
    Accumulation.PER_YEAR: "Telt vanaf 1 januari.",
    Accumulation.LEVEL: "Stand aan het eind van het kwartaal.",
}


def indicator_items(facts: ReportFacts) -> Iterator[IndicatorItem]:
    """Those that are measured in this quarter."""
    for one in facts.counted:
        indicator = one.indicator
        is_due = facts.quarter.number in MEASURED_IN[Frequency(indicator.frequency)]
        if indicator.pk not in facts.asked or not is_due:
            continue
        below_zero = any((target.lower or 0) < 0 or (target.upper or 0) < 0 for target in one.targets)
        yield IndicatorItem(
            slug=indicator.slug,
            label=str(indicator),
            quarter=facts.quarter,
            accumulation=Accumulation(indicator.accumulation),
            spots=tuple(_spots(facts, one)),
            unit=indicator.unit,
            help=help_with(one),
            is_change=indicator.is_change,
            may_be_negative=below_zero or (indicator.baseline or 0) < 0,
            is_fraction=indicator.disaggregated and indicator.is_weighted,
        )


def _spots(facts: ReportFacts, one: IndicatorFacts) -> Iterator[Spot]:
    places = facts.members if one.indicator.disaggregated else ((None, "", ""),)
    for municipality, code, name in places:
        place = (one.indicator.pk, municipality)
        present, last = facts.present.get(place), facts.last.get(place)
        parts = None
        if present and present.numerator is not None and present.denominator is not None:
            parts = (present.numerator, present.denominator)
        yield Spot(
            code,
            name,
            last=(last.quarter, last.value) if last else None,
            present=present.value if present else None,
            parts=parts,
        )


def help_with(one: IndicatorFacts) -> str:
    """How the value is counted, and what is asked of it at the quarter."""
    counted = COUNTED_AS[Accumulation(one.indicator.accumulation)]
    band = band_words(bounds_due(one.plan, one.quarter), one.indicator.unit)
    return f"{counted} {band}" if band else counted


def band_words(bounds: BoundsDue, unit: str) -> str:
    """`Streefband Q3 2026: 660 tot 990.`"""
    say, label = Say(unit, None), bounds.quarter.label
    if bounds.lower is None and bounds.upper is None:
        return ""
    if bounds.upper is None or bounds.lower is None:
        word, bound = ("minstens", bounds.lower) if bounds.upper is None else ("hoogstens", bounds.upper)
        return f"Gevraagd in {label}: {word} {say(bound or 0)}."
    return f"Streefband {label}: {say(bounds.lower)} tot {say(bounds.upper)}."


def grant_items(facts: ReportFacts) -> Iterator[GrantItem]:
    """Nothing can be booked on a project after the day of a decision to stop."""
    if facts.stopped is not None and facts.stopped < facts.quarter.first_day:
        return
    for grant in facts.grants:
        left = grant.award - facts.costs.spent.get(grant.pk, Decimal(0))
        yield GrantItem(grant.slug, grant.title, tuple(_lines(facts, grant)), left)


def _lines(facts: ReportFacts, grant: Grant) -> Iterator[CostLine]:
    """One for each milestone when there are several, and what belongs to none of them."""
    milestones = list(grant.milestones.all())
    quarter, costs = facts.quarter, facts.costs
    if len(milestones) < 2:
        yield CostLine("", "Besteed dit kwartaal", costs.of_grant(quarter, grant.pk))
        return
    for milestone in milestones:
        yield CostLine(milestone.slug, milestone.label, costs.of_line(quarter, grant.pk, milestone.pk))
    yield CostLine("", "Het hele project, geen mijlpaal", costs.of_line(quarter, grant.pk, None))


def booking_day(facts: ReportFacts, grant: Grant) -> date:
    """The last day of the quarter on which costs can be booked."""
    days = [facts.quarter.last_day, grant.ends_on, facts.stopped or facts.quarter.last_day]
    return max(min(days), grant.starts_on)


def milestone_items(facts: ReportFacts) -> Iterator[MilestoneItem]:
    """Those still to come."""
    for row in facts.milestones:
        if row.state != MilestoneState.REACHED:
            yield MilestoneItem(
                row.slug,
                row.label,
                row.due,
                clock.today(),
                state=row.state,
                expected_on=facts.expected.get(row.pk),
            )


def risk_items(facts: ReportFacts) -> Iterator[RiskItem]:
    for row in facts.risks:
        yield RiskItem(row.slug, row.label, row.likelihood, row.impact, row.measure)
