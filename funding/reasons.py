"""What changed in a grant's refund risk from one quarter to the next, and which facts made it change."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from funding.credit import IndicatorReading, MilestoneFacts
from funding.refund import GrantFacts
from funding.totals import FIGURES, Amounts


class ReasonKind(StrEnum):
    """Which fact differs."""

    AWARD = "award"
    ADVANCES = "advances"
    SPENT = "spent"
    VERDICT = "verdict"
    FELL_DUE = "fell_due"
    FORECAST = "forecast"
    FORECAST_COSTS = "forecast_costs"
    VALUE = "value"
    PROJECTED = "projected"
    STATUS = "status"
    BOUND_DUE = "bound_due"
    AGREED = "agreed"
    STOPPED = "stopped"
    SETTINGS = "settings"


@dataclass(frozen=True, slots=True)
class Reason:
    """A fact that differs, and of which milestone and indicator; None is unknown or not there.

    `by` is the change of an amount in euros.
    """

    kind: ReasonKind
    old: Any
    new: Any
    milestone: str = ""
    indicator: str = ""
    by: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that differs, in euros; `by` is None where one of both does not apply."""

    figure: str
    old: Decimal | None
    new: Decimal | None

    @property
    def by(self) -> Decimal | None:
        return None if self.old is None or self.new is None else self.new - self.old


def moved(before: Amounts, after: Amounts) -> tuple[Moved, ...]:
    """The figures that differ; where one of both is a range, its low end is a figure of its own."""
    is_range = any(row.expected_low != row.expected for row in (before, after))
    names = (*FIGURES, "expected_low") if is_range else FIGURES
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in names)
    return tuple(Moved(*pair) for pair in pairs if pair[1] != pair[2])


def reasons(before: GrantFacts, after: GrantFacts) -> tuple[Reason, ...]:
    """Every fact that differs: of the grant first, then per milestone in the order of its key."""
    return (*_of_grant(before, after), *_of_milestones(before, after))


def _of_grant(before: GrantFacts, after: GrantFacts) -> Iterator[Reason]:
    yield from _amount(ReasonKind.AWARD, before.award, after.award)
    yield from _amount(ReasonKind.ADVANCES, before.advances, after.advances)
    yield from _amount(ReasonKind.SPENT, before.unattributed, after.unattributed)
    yield from _differs(ReasonKind.STOPPED, before.stopped, after.stopped)
    yield from _differs(ReasonKind.AGREED, before.mode, after.mode)
    yield from _differs(ReasonKind.SETTINGS, before.settings, after.settings)


def _of_milestones(before: GrantFacts, after: GrantFacts) -> Iterator[Reason]:
    earlier = {milestone.key: milestone for milestone in before.milestones}
    later = {milestone.key: milestone for milestone in after.milestones}
    for key in sorted(earlier.keys() | later.keys()):
        old, new = earlier.get(key), later.get(key)
        if old is None or new is None:
            yield Reason(ReasonKind.AGREED, old and old.amount, new and new.amount, key, by=None)
            continue
        yield from _of_milestone(old, new)
        if new.due is not None and before.quarter.last_day < new.due <= after.quarter.last_day:
            yield Reason(ReasonKind.FELL_DUE, None, new.due, key)


def _of_milestone(old: MilestoneFacts, new: MilestoneFacts) -> Iterator[Reason]:
    key = new.key
    yield from _differs(ReasonKind.AGREED, (old.amount, old.due), (new.amount, new.due), key)
    yield from _amount(ReasonKind.SPENT, old.booked, new.booked, key)
    yield from _differs(ReasonKind.VERDICT, old.achieved, new.achieved, key)
    yield from _differs(ReasonKind.FORECAST, old.forecast, new.forecast, key)
    yield from _amount(ReasonKind.FORECAST_COSTS, old.forecast_costs, new.forecast_costs, key)
    earlier = {reading.key: reading for reading in old.indicators}
    for reading in new.indicators:
        yield from _of_reading(key, earlier.get(reading.key, IndicatorReading(reading.key)), reading)


def _of_reading(milestone: str, old: IndicatorReading, new: IndicatorReading) -> Iterator[Reason]:
    fields = (
        (ReasonKind.VALUE, old.value, new.value),
        (ReasonKind.PROJECTED, old.projected, new.projected),
        (ReasonKind.STATUS, old.status, new.status),
        (ReasonKind.BOUND_DUE, old.bound_due, new.bound_due),
        (ReasonKind.AGREED, (old.threshold, old.start), (new.threshold, new.start)),
    )
    for kind, was, is_now in fields:
        yield from _differs(kind, was, is_now, milestone, new.key)


def _differs(
    kind: ReasonKind, old: object, new: object, milestone: str = "", indicator: str = ""
) -> Iterable[Reason]:
    return () if old == new else (Reason(kind, old, new, milestone, indicator),)


def _amount(
    kind: ReasonKind, old: Decimal | None, new: Decimal | None, milestone: str = ""
) -> Iterable[Reason]:
    if old == new:
        return ()
    by = None if old is None or new is None else new - old
    return (Reason(kind, old, new, milestone, by=by),)
