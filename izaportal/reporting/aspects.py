"""The computed status of a project's three aspects (docs/domain.md §4): resultaat, tijd, geld.

The manager's judgement and the insurer's verdict are other facts, shown beside these and never mixed in.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from funding.refund import RiskLevel
from izaportal.core.quarter import Quarter
from kpis.status import Status, roll_up

RULE_VERSION = "1"


class Aspect(StrEnum):
    """What a project is judged on."""

    RESULT = "result"
    TIME = "time"
    MONEY = "money"


class AspectStatus(StrEnum):
    """The words of indicators, as far as an aspect can have them, and *n.v.t.*: there is nothing to judge."""

    EXCEEDED = "exceeded"
    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NO_DATA = "no_data"
    NOT_DUE = "not_due"
    NOT_APPLICABLE = "not_applicable"


class Progress(StrEnum):
    """How a milestone stands. UNKNOWN: the source does not say, which is not the same as not reached."""

    OPEN = "open"
    REACHED = "reached"
    UNKNOWN = "unknown"


class Timing(StrEnum):
    """Where a milestone is on the last day of a quarter."""

    LONG_LATE = "long_late"
    LATE = "late"
    UNREPORTED = "unreported"
    REACHED = "reached"
    AHEAD = "ahead"
    UNDATED = "undated"


# Worst first: the first one present decides, as in the roll-up over indicators. The others only count.
TIMING_DECIDES = {
    Timing.LONG_LATE: AspectStatus.OFF_TRACK,
    Timing.LATE: AspectStatus.AT_RISK,
    Timing.UNREPORTED: AspectStatus.NO_DATA,
    Timing.REACHED: AspectStatus.ON_TRACK,
    Timing.AHEAD: AspectStatus.NOT_DUE,
    Timing.UNDATED: AspectStatus.NO_DATA,
}
LEVEL_DECIDES = {
    RiskLevel.LOW: AspectStatus.ON_TRACK,
    RiskLevel.MEDIUM: AspectStatus.AT_RISK,
    RiskLevel.HIGH: AspectStatus.OFF_TRACK,
}


@dataclass(frozen=True, slots=True)
class IndicatorOutlook:
    """An indicator that counts, with its stored status; None: not calculated."""

    name: str
    status: Status | None


@dataclass(frozen=True, slots=True)
class MilestoneOutlook:
    """A milestone of the project's own planning. `expected`: the day it is now expected on, if said."""

    label: str
    due: date | None
    progress: Progress
    reached_on: date | None = None
    expected: date | None = None

    def is_reached_on(self, day: date) -> bool:
        """One reached on a day nobody noted counts as reached."""
        return self.progress is Progress.REACHED and (self.reached_on is None or self.reached_on <= day)


@dataclass(frozen=True, slots=True)
class RefundOutlook:
    """Stored figures over the grants that carry refund risk, in euros; `uncalculated` grants have none."""

    level: RiskLevel | None
    expected: Decimal | None
    expected_low: Decimal | None
    uncalculated: int = 0


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """A project as of the last day of the quarter. `refund` None: no grant that carries refund risk."""

    quarter: Quarter
    indicators: tuple[IndicatorOutlook, ...] = ()
    milestones: tuple[MilestoneOutlook, ...] = ()
    refund: RefundOutlook | None = None


@dataclass(frozen=True, slots=True)
class ProjectAspects:
    """The three statuses with what they were counted from."""

    result: AspectStatus
    time: AspectStatus
    money: AspectStatus
    indicator_counts: tuple[tuple[Status, int], ...]
    milestone_counts: tuple[tuple[Timing, int], ...]
    rule_version: str = RULE_VERSION

    def of(self, aspect: Aspect) -> AspectStatus:
        return {Aspect.RESULT: self.result, Aspect.TIME: self.time, Aspect.MONEY: self.money}[aspect]


def judge_project(facts: ProjectFacts) -> ProjectAspects:
    """All three aspects; each is grey where nothing is known and n.v.t. where there is nothing to know."""
    timings = Counter(timing(milestone, facts.quarter) for milestone in facts.milestones)
    indicators = roll_up(counted_status(indicator) for indicator in facts.indicators)
    return ProjectAspects(
        result=_result(indicators.status, bool(facts.indicators)),
        time=_time(timings),
        money=_money(facts.refund),
        indicator_counts=indicators.counts,
        milestone_counts=tuple((one, timings[one]) for one in Timing if timings[one]),
    )


def counted_status(indicator: IndicatorOutlook) -> Status:
    """What was not calculated is unknown, and counts as an indicator without data."""
    return indicator.status or Status.NO_DATA


def timing(milestone: MilestoneOutlook, quarter: Quarter, *, on: date | None = None) -> Timing:
    """Late is: due and not reached, or expected after the day it is due; by more than a quarter: long late.

    Lateness counts in quarters, from the one it was due in to this one, or the one it is expected in. `on`:
    another day of the quarter than its last.
    """
    day = on or quarter.last_day
    if milestone.is_reached_on(day):
        return Timing.REACHED
    if milestone.due is None:
        return Timing.UNDATED
    is_due = milestone.due <= day
    slips = milestone.expected is not None and milestone.expected > milestone.due
    if not is_due and not slips:
        return Timing.AHEAD
    if milestone.progress is Progress.UNKNOWN and not slips:
        return Timing.UNREPORTED
    return Timing.LONG_LATE if _quarters_late(milestone.due, milestone, quarter) > 1 else Timing.LATE


def milestones_that_are(facts: ProjectFacts, wanted: Iterable[Timing]) -> list[MilestoneOutlook]:
    """Those that stand so on the quarter's last day, first due first."""
    listed = set(wanted)
    found = [one for one in facts.milestones if timing(one, facts.quarter) in listed]
    return sorted(found, key=lambda one: (one.due or date.max, one.label))


def _quarters_late(due: date, milestone: MilestoneOutlook, quarter: Quarter) -> int:
    now = quarter if due <= quarter.last_day else Quarter.of(due)
    then = Quarter.of(milestone.expected) if milestone.expected else now
    return max(now, then) - Quarter.of(due)


def _result(worst: Status | None, has_indicators: bool) -> AspectStatus:
    if worst is not None:
        return AspectStatus(worst.value)
    return AspectStatus.NOT_DUE if has_indicators else AspectStatus.NOT_APPLICABLE


def _time(timings: Counter[Timing]) -> AspectStatus:
    return next(
        (status for one, status in TIMING_DECIDES.items() if timings[one]), AspectStatus.NOT_APPLICABLE
    )


def _money(refund: RefundOutlook | None) -> AspectStatus:
    if refund is None:
        return AspectStatus.NOT_APPLICABLE
    if refund.uncalculated or refund.level is None:
        return AspectStatus.NO_DATA
    return LEVEL_DECIDES[refund.level]
