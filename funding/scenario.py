"""What-if: facts with changes applied, for the same rules to calculate with. Nothing here is stored."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from funding.credit import IndicatorReading, MilestoneFacts
from funding.refund import GrantFacts
from izaportal.core.errors import Mistake
from izaportal.core.formatting import euro_cents
from izaportal.core.money import ZERO, add


class Verdict(StrEnum):
    """What is supposed of the insurer's verdict."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"
    PENDING = "pending"


ACHIEVED = {Verdict.CONFIRMED: True, Verdict.REFUSED: False, Verdict.PENDING: None}


@dataclass(frozen=True, slots=True)
class MilestoneChange:
    """None: as it is. `forecast`: the manager's, from 0 to 1; `spent`: euros more (or less) booked to it."""

    verdict: Verdict | None = None
    forecast: Decimal | None = None
    without_forecast: bool = False
    costs_at_end: Decimal | None = None
    spent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GrantChange:
    """By key of the milestone; `spent`: euros more (or less) booked to no milestone."""

    milestones: Mapping[str, MilestoneChange] = field(default_factory=dict)
    spent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """By grant (`mgn/spuk-mgn`), and supposed values of the quarter by indicator, in its unit."""

    grants: Mapping[str, GrantChange] = field(default_factory=dict)
    values: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.grants and not self.values


Revalue = Callable[[MilestoneFacts, IndicatorReading, Decimal], IndicatorReading]
"""How an indicator reads, for this milestone, with another value: its status and projection follow."""

NO_CHANGE = GrantChange()
NO_MILESTONE_CHANGE = MilestoneChange()


def suppose(
    facts: GrantFacts, change: GrantChange, *, values: Mapping[str, Decimal], revalue: Revalue
) -> GrantFacts:
    """The grant's facts as if; what is not named stays as it is."""
    milestones = tuple(
        _suppose(m, change.milestones.get(m.key, NO_MILESTONE_CHANGE), values, revalue)
        for m in facts.milestones
    )
    return replace(facts, unattributed=facts.unattributed + (change.spent or ZERO), milestones=milestones)


def objections(facts: GrantFacts, change: GrantChange) -> Iterator[Mistake]:
    """What cannot be supposed, because the ledger would never hold it.

    `place` is `forecast.<milestone>`, `spent.<milestone>` or, of the grant as a whole, `spent`.
    """
    for milestone in facts.milestones:
        wanted = change.milestones.get(milestone.key, NO_MILESTONE_CHANGE)
        if wanted.forecast is not None and not 0 <= wanted.forecast <= 1:
            yield Mistake(f"forecast.{milestone.key}", "De verwachting ligt tussen 0 en 100 %.")
        if wanted.spent and milestone.booked + wanted.spent < 0:
            yield Mistake(f"spent.{milestone.key}", _too_little(milestone.booked))
    more = add(one.spent for one in change.milestones.values() if one.spent) + (change.spent or ZERO)
    so_far = facts.unattributed + add(milestone.booked for milestone in facts.milestones)
    if more and facts.award is not None and so_far + more > facts.award:
        left = euro_cents(facts.award - so_far)
        yield Mistake("spent", f"Samen is dat meer dan de toekenning; er kan nog {left} bij.")
    if more and so_far + more < 0:
        yield Mistake("spent", _too_little(so_far))


def _too_little(booked: Decimal) -> str:
    return f"Er is {euro_cents(booked)} geboekt; meer kan er niet af."


def lost(facts: Mapping[str, GrantFacts], changes: Changes) -> tuple[str, ...]:
    """What is changed and is not there any more: grants `mgn/spuk-mgn`, milestones `mgn/spuk-mgn.m1`."""
    known = {f"{key}.{milestone.key}" for key, one in facts.items() for milestone in one.milestones}
    named = {f"{key}.{milestone}" for key, one in changes.grants.items() for milestone in one.milestones}
    gone = changes.grants.keys() - facts.keys()
    return tuple(sorted(gone | {name for name in named - known if name.partition(".")[0] not in gone}))


def _suppose(
    facts: MilestoneFacts, change: MilestoneChange, values: Mapping[str, Decimal], revalue: Revalue
) -> MilestoneFacts:
    forecast = None if change.without_forecast else facts.forecast
    return replace(
        facts,
        achieved=facts.achieved if change.verdict is None else ACHIEVED[change.verdict],
        booked=facts.booked + (change.spent or ZERO),
        forecast=forecast if change.forecast is None else change.forecast,
        forecast_costs=facts.forecast_costs if change.costs_at_end is None else change.costs_at_end,
        indicators=tuple(
            revalue(facts, reading, values[reading.key]) if reading.key in values else reading
            for reading in facts.indicators
        ),
    )
