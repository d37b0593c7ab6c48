"""Why an aspect of a project has its status, in one Dutch sentence each; the data behind it is beside it."""

from collections.abc import Sequence
from decimal import Decimal

from izaportal.core.formatting import date_nl, euro, listed
from izaportal.reporting.aspects import (
    Aspect,
    MilestoneOutlook,
    ProjectAspects,
    ProjectFacts,
    RefundOutlook,
    Timing,
    milestones_that_are,
)
from kpis.choices import STATUS_WORDS

TIMING_WORDS = {
    Timing.LONG_LATE: "meer dan een kwartaal te laat",
    Timing.LATE: "te laat",
    Timing.UNREPORTED: "verstreken zonder bericht",
    Timing.REACHED: "gehaald",
    Timing.AHEAD: "nog niet aan de beurt",
    Timing.UNDATED: "zonder datum",
}


def sentences(facts: ProjectFacts, aspects: ProjectAspects) -> dict[Aspect, str]:
    return {
        Aspect.RESULT: _result(aspects),
        Aspect.TIME: _time(facts, aspects),
        Aspect.MONEY: _money(facts.refund),
    }


def _result(aspects: ProjectAspects) -> str:
    counts = [(number, STATUS_WORDS[status]) for status, number in aspects.indicator_counts]
    if not counts:
        return "Aan dit project hangt geen indicator die meetelt."
    return f"{_counted(counts, 'indicator', 'indicatoren')}."


def _time(facts: ProjectFacts, aspects: ProjectAspects) -> str:
    counts = [(number, TIMING_WORDS[timing]) for timing, number in aspects.milestone_counts]
    if not counts:
        return "Dit project heeft geen mijlpalen in zijn planning."
    told = _counted(counts, "mijlpaal", "mijlpalen")
    late = milestones_that_are(facts, (Timing.LONG_LATE, Timing.LATE))
    return f"{told}. {_first_late(late[0])}." if late else f"{told}."


def _first_late(milestone: MilestoneOutlook) -> str:
    if milestone.expected is not None:
        expected = f", en wordt verwacht op {date_nl(milestone.expected)}"
    else:
        expected = ""
    return f"‘{milestone.label}’ moest klaar zijn op {date_nl(milestone.due)}{expected}"


def _money(refund: RefundOutlook | None) -> str:
    if refund is None:
        return "Hier is geen SPUK die terug kan: n.v.t."
    if refund.uncalculated or refund.level is None:
        return "Het afrekenrisico is nog niet berekend."
    amount = _range(refund.expected_low, refund.expected)
    return f"Verwacht terug te betalen is {amount}; het risiconiveau is {refund.level.value}."


def _range(low: Decimal | None, high: Decimal | None) -> str:
    """From and to where something is still grey."""
    return euro(high) if low == high else f"van {euro(low)} tot {euro(high)}"


def _counted(counts: Sequence[tuple[int, str]], one: str, more: str) -> str:
    """ "3 indicatoren: 2 op koers en 1 geen meting"; a single one needs no count of its own."""
    total = sum(number for number, _ in counts)
    if total == 1:
        return f"1 {one}: {counts[0][1]}"
    return f"{total} {more}: {listed(f'{number} {word}' for number, word in counts)}"
