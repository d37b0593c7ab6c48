"""What a grant accounts for over a year: the indicators of the state's scheme (SiSa) and a balance. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from funding.credit import CreditBasis, MilestoneFacts
from funding.refund import UNASSIGNED, GrantFacts, MilestoneRisk, Source, Stream, refund_risk
from izaportal.core.money import ZERO, add
from izaportal.core.quarter import Quarter

RULE_VERSION = "1"
FILED_BY_MONTH, FILED_BY_DAY = 7, 15
DECIDED_WITHIN = timedelta(weeks=37)


@dataclass(frozen=True, slots=True)
class Clock:
    """When the account of a year is due, and by when the state decides on a final one."""

    year: int

    @property
    def due(self) -> date:
        return date(self.year + 1, FILED_BY_MONTH, FILED_BY_DAY)

    @property
    def decided_by(self) -> date:
        return self.due + DECIDED_WITHIN

    def judged_until(self, today: date) -> date:
        """Verdicts given after the account was due belong to the next one."""
        return min(self.due, today)


def next_year_due(today: date) -> int:
    """The year whose account has to be handed in next."""
    return today.year - 1 if today <= Clock(today.year - 1).due else today.year


@dataclass(frozen=True, slots=True)
class Spending:
    """Net costs, in euros. `counted`: the year in which they count; `concerned`: the one they were made in.

    `by_partner`: another municipality made them (medeoverheid), not the one that received the grant.
    """

    counted: int
    concerned: int
    amount: Decimal
    milestone: str | None = None
    by_partner: bool = False

    @property
    def is_correction(self) -> bool:
        return self.concerned < self.counted


@dataclass(frozen=True, slots=True)
class PlannedMilestone:
    """`achieved`: the insurer's verdict, None while there is none."""

    key: str
    amount: Decimal
    due: date
    achieved: bool | None


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """All of a grant, of every year. `ends_on`: the last day on which costs can be made. `advances`: net, by
    the year in which they came."""

    source: Source
    stream: Stream | None
    award: Decimal
    ends_on: date
    milestones: tuple[PlannedMilestone, ...] = ()
    spending: tuple[Spending, ...] = ()
    advances: Mapping[int, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """Money received and not spent, over a year; below zero is what was paid ahead of the state."""

    opening: Decimal
    additions: Decimal
    spending: Decimal

    @property
    def closing(self) -> Decimal:
        return self.opening + self.additions - self.spending


@dataclass(frozen=True, slots=True)
class MilestoneAccount:
    """Costs of a milestone up to and including the year: booked to it, and attributed to it.

    `counts`: they are among the costs of what is not achieved. `is_planned`: it was due by then.
    """

    key: str
    booked: Decimal
    attributed: Decimal
    counts: bool
    is_planned: bool
    achieved: bool | None

    @property
    def costs(self) -> Decimal:
        return self.booked + self.attributed


@dataclass(frozen=True, slots=True)
class Account:
    """Indicators of a grant over a year. None is *n.v.t.*: nothing planned yet, or not settled on milestones.

    `achieved`: everything planned by the end of the year, according to the insurer.
    """

    year: int
    achieved: bool | None
    own: Decimal
    corrections: Decimal
    partner_corrections: Decimal
    partners: Decimal
    unachieved: Decimal | None
    is_final: bool
    balance: Balance
    milestones: tuple[MilestoneAccount, ...] = ()


def account(facts: AccountFacts, *, year: int) -> Account:
    """ValueError when the milestones are worth more than the award."""
    of_year = [one for one in facts.spending if one.counted == year]
    milestones = _milestones(facts, year)
    planned = [one.achieved is True for one in milestones if one.is_planned]
    return Account(
        year=year,
        achieved=all(planned) if planned else None,
        own=_sum(of_year, is_correction=False, by_partner=False),
        corrections=_sum(of_year, is_correction=True, by_partner=False),
        partner_corrections=_sum(of_year, is_correction=True, by_partner=True),
        partners=_sum(of_year, is_correction=False, by_partner=True),
        unachieved=add(one.costs for one in milestones if one.counts) if milestones else None,
        is_final=facts.ends_on.year <= year,
        balance=_balance(facts, year),
        milestones=milestones,
    )


@dataclass(frozen=True, slots=True)
class AccountSum:
    """The accounts under one decision number together."""

    achieved: bool | None
    own: Decimal
    corrections: Decimal
    partner_corrections: Decimal
    unachieved: Decimal | None
    is_final: bool


def together(accounts: Iterable[Account]) -> AccountSum:
    """Achieved and final only when all are; what applies to none of them stays *n.v.t.*"""
    listed = list(accounts)
    judged = [one.achieved for one in listed if one.achieved is not None]
    unachieved = [one.unachieved for one in listed if one.unachieved is not None]
    return AccountSum(
        achieved=all(judged) if judged else None,
        own=add(one.own for one in listed),
        corrections=add(one.corrections for one in listed),
        partner_corrections=add(one.partner_corrections for one in listed),
        unachieved=add(unachieved) if unachieved else None,
        is_final=all(one.is_final for one in listed),
    )


def _sum(rows: Iterable[Spending], *, is_correction: bool, by_partner: bool) -> Decimal:
    return add(
        one.amount for one in rows if one.is_correction == is_correction and one.by_partner == by_partner
    )


def _balance(facts: AccountFacts, year: int) -> Balance:
    advances = facts.advances or {}
    received = add(amount for when, amount in advances.items() if when < year)
    spent = add(one.amount for one in facts.spending if one.counted < year)
    return Balance(
        opening=received - spent,
        additions=advances.get(year, ZERO),
        spending=add(one.amount for one in facts.spending if one.counted == year),
    )


def _milestones(facts: AccountFacts, year: int) -> tuple[MilestoneAccount, ...]:
    """Costs per milestone as the refund risk attributes them; none where a grant is not settled on them."""
    until = [one for one in facts.spending if one.counted <= year]
    direct = {
        one.key: add(cost.amount for cost in until if cost.milestone == one.key) for one in facts.milestones
    }
    risk = refund_risk(
        GrantFacts(
            quarter=Quarter(year, 4),
            source=facts.source,
            stream=facts.stream,
            award=facts.award,
            unattributed=add(cost.amount for cost in until if cost.milestone is None),
            milestones=tuple(
                MilestoneFacts(one.key, one.amount, one.due, one.achieved, booked=direct[one.key])
                for one in facts.milestones
            ),
        )
    )
    known = {one.key: one for one in facts.milestones}
    return tuple(_milestone(row, known.get(row.key), direct, year) for row in risk.milestones)


def _milestone(
    row: MilestoneRisk, planned: PlannedMilestone | None, direct: Mapping[str, Decimal], year: int
) -> MilestoneAccount:
    """What no milestone holds was never planned, and cannot be achieved."""
    booked = direct.get(row.key, ZERO) if row.key != UNASSIGNED else ZERO
    return MilestoneAccount(
        key=row.key,
        booked=booked,
        attributed=row.costs - booked,
        counts=row.now.basis is not CreditBasis.CONFIRMED,
        is_planned=planned is not None and planned.due.year <= year,
        achieved=planned.achieved if planned else None,
    )
