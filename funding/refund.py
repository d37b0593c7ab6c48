"""What of a state grant may have to go back: six figures that are never added up (docs/domain.md §5).

All amounts in euros to the cent; each figure of a grant is rounded half up once, here and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from funding.credit import (
    DEFAULT_STATUS_CREDIT,
    Credit,
    CreditMode,
    MilestoneFacts,
    credit_due,
    credit_forecast,
    credit_now,
    unassigned_credit,
)
from izaportal.core.formatting import euro_cents
from izaportal.core.money import ZERO, add, attribute, cents
from izaportal.core.numbers import exact
from izaportal.core.quarter import Quarter
from kpis.status import Status

RULE_VERSION = "1"
UNASSIGNED = "niet-toegewezen"


class Source(StrEnum):
    """Who pays."""

    SPUK = "spuk"
    ZVW = "zvw"
    OWN = "own"


class Stream(StrEnum):
    """Which state scheme; only the first is settled on milestones."""

    TRANSFORMATION = "transformatiemiddelen"
    IZA = "iza"
    BROAD = "brede_spuk"
    AZWA = "azwa"


class Applicability(StrEnum):
    """Which figures a grant has at all."""

    FULL = "full"
    SPENDING_ONLY = "spending_only"
    NOT_APPLICABLE = "not_applicable"


class RiskLevel(StrEnum):
    """Expected refund against the award."""

    LOW = "laag"
    MEDIUM = "midden"
    HIGH = "hoog"


@dataclass(frozen=True, slots=True)
class RiskSettings:
    """The programme's thresholds: the portal's settings, not the plan's."""

    medium_from_pct: Decimal = Decimal(10)
    high_from_pct: Decimal = Decimal(33)
    status_credit: Mapping[Status, Decimal] = field(default_factory=lambda: DEFAULT_STATUS_CREDIT)


DEFAULT_SETTINGS = RiskSettings()


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """A grant as of the last day of the quarter.

    `award`: None when the plan names no amount. `advances`: received so far. `unattributed`: net costs so far
    booked to the project and to no milestone. `stopped`: a stop decision is in force, so costs end here.
    """

    quarter: Quarter
    source: Source
    stream: Stream | None
    award: Decimal | None
    advances: Decimal = ZERO
    unattributed: Decimal = ZERO
    milestones: tuple[MilestoneFacts, ...] = ()
    mode: CreditMode = CreditMode.ALL_OR_NOTHING
    stopped: bool = False
    settings: RiskSettings = DEFAULT_SETTINGS


@dataclass(frozen=True, slots=True)
class MilestoneRisk:
    """How a milestone entered the figures: its costs so far and in the end, and its three credits."""

    key: str
    amount: Decimal
    costs: Decimal
    costs_at_end: Fraction
    now: Credit
    due: Credit
    forecast: Credit


@dataclass(frozen=True, slots=True)
class RefundRisk:
    """The figures of one grant at one quarter. None is *n.v.t.*, never € 0.

    Always unsecured + unspent − prefinanced = advances − settled. `expected` is the high end and the stored
    one; `expected_low` is what remains when everything grey turns out well.
    """

    applicability: Applicability
    quarter: Quarter
    maximum: Decimal | None = None
    at_stake: Decimal | None = None
    unsecured: Decimal | None = None
    unspent: Decimal | None = None
    prefinanced: Decimal | None = None
    settled: Decimal | None = None
    advances: Decimal | None = None
    due_gap: Decimal | None = None
    expected: Decimal | None = None
    expected_low: Decimal | None = None
    level: RiskLevel | None = None
    milestones: tuple[MilestoneRisk, ...] = ()
    rule_version: str = RULE_VERSION


def applicability(source: Source, *, stream: Stream | None, award: Decimal | None) -> Applicability:
    """Insurers' and own money is never reclaimed; other state streams are not settled on milestones."""
    if source is not Source.SPUK:
        return Applicability.NOT_APPLICABLE
    if stream is not Stream.TRANSFORMATION:
        return Applicability.SPENDING_ONLY
    return Applicability.NOT_APPLICABLE if award is None else Applicability.FULL


def refund_risk(grant: GrantFacts) -> RefundRisk:
    """The figures of a grant; ValueError when its milestones are worth more than the award."""
    kind = applicability(grant.source, stream=grant.stream, award=grant.award)
    if kind is Applicability.NOT_APPLICABLE:
        return RefundRisk(kind, grant.quarter)
    if kind is Applicability.SPENDING_ONLY or grant.award is None:
        spent = grant.unattributed + add(m.booked for m in grant.milestones)
        return _with_spending(RefundRisk(kind, grant.quarter), spent, grant.advances)
    return _full(grant, grant.award)


def risk_level(expected: Decimal, *, award: Decimal, settings: RiskSettings = DEFAULT_SETTINGS) -> RiskLevel:
    """By expected refund as a part of the award, which must be more than zero."""
    part = exact(expected) * 100 / exact(award)
    if part >= settings.high_from_pct:
        return RiskLevel.HIGH
    return RiskLevel.MEDIUM if part >= settings.medium_from_pct else RiskLevel.LOW


def _full(grant: GrantFacts, award: Decimal) -> RefundRisk:
    rows = _milestone_risks(grant, award)
    spent = add(row.costs for row in rows)
    unsecured = cents(exact(spent) - _settled(rows, [row.now.value for row in rows]))
    expected = _expected(rows, award, [row.forecast.value for row in rows])
    risk = RefundRisk(
        Applicability.FULL,
        grant.quarter,
        maximum=award,
        unsecured=unsecured,
        settled=spent - unsecured,
        due_gap=cents(exact(spent) - _settled(rows, [row.due.value for row in rows])),
        expected=expected,
        expected_low=_expected(rows, award, [row.forecast.best for row in rows]),
        level=risk_level(expected, award=award, settings=grant.settings),
        milestones=rows,
    )
    return _with_spending(risk, spent, grant.advances)


def _with_spending(risk: RefundRisk, spent: Decimal, advances: Decimal) -> RefundRisk:
    return replace(
        risk,
        at_stake=spent,
        advances=advances,
        unspent=max(ZERO, advances - spent),
        prefinanced=max(ZERO, spent - advances),
    )


def _milestone_risks(grant: GrantFacts, award: Decimal) -> tuple[MilestoneRisk, ...]:
    """Every milestone with its costs and credits, and last the part of the award no milestone holds."""
    milestones = _with_unassigned(grant.milestones, award)
    order = range(len(milestones))
    costs = attribute(
        {i: milestones[i].booked for i in order},
        unassigned=grant.unattributed,
        weights={i: milestones[i].amount for i in order},
    )
    ends = _costs_at_end(milestones, costs, grant, award)
    return tuple(_milestone_risk(milestones[i], grant, costs=costs[i], costs_at_end=ends[i]) for i in order)


def _with_unassigned(milestones: tuple[MilestoneFacts, ...], award: Decimal) -> tuple[MilestoneFacts, ...]:
    """In order of key, so that a cent falls the same way every time."""
    left = award - add(m.amount for m in milestones)
    if left < 0:
        raise ValueError(f"de mijlpalen zijn samen {euro_cents(-left)} meer waard dan de toekenning")
    ordered = tuple(sorted(milestones, key=lambda m: m.key))
    return (*ordered, MilestoneFacts(UNASSIGNED, left, None)) if left else ordered


def _milestone_risk(
    milestone: MilestoneFacts, grant: GrantFacts, *, costs: Decimal, costs_at_end: Fraction
) -> MilestoneRisk:
    if milestone.key == UNASSIGNED:
        now = due = forecast = unassigned_credit()
    else:
        now = credit_now(milestone, mode=grant.mode)
        due = credit_due(milestone, mode=grant.mode, as_of=grant.quarter.last_day)
        forecast = credit_forecast(milestone, mode=grant.mode, status_credit=grant.settings.status_credit)
    return MilestoneRisk(milestone.key, milestone.amount, costs, costs_at_end, now, due, forecast)


def _settled(rows: tuple[MilestoneRisk, ...], credits_: list[Fraction]) -> Fraction:
    """What the state would settle on: the lesser of what was earned and what it cost."""
    earned = sum(
        (credit * exact(row.amount) for credit, row in zip(credits_, rows, strict=True)), Fraction(0)
    )
    spent = sum((credit * exact(row.costs) for credit, row in zip(credits_, rows, strict=True)), Fraction(0))
    return min(earned, spent)


def _expected(rows: tuple[MilestoneRisk, ...], award: Decimal, credits_: list[Fraction]) -> Decimal:
    lost = sum(
        ((1 - credit) * row.costs_at_end for credit, row in zip(credits_, rows, strict=True)), Fraction(0)
    )
    return cents(min(lost, exact(award)))


def _costs_at_end(
    milestones: tuple[MilestoneFacts, ...], costs: Mapping[int, Decimal], grant: GrantFacts, award: Decimal
) -> list[Fraction]:
    """Never below the costs so far; where together they would pass the award, what is still to be spent
    shrinks in proportion, so that nobody expects to lose more than was granted. A milestone whose
    corrections outweigh its costs has none to lose."""
    so_far = [max(Fraction(0), exact(costs[i])) for i in range(len(milestones))]
    wanted = [_costs_wanted(m, c, stopped=grant.stopped) for m, c in zip(milestones, so_far, strict=True)]
    coming, room = sum(wanted) - sum(so_far), max(Fraction(0), exact(award) - sum(so_far))
    if coming <= room:
        return wanted
    return [c + (w - c) * room / coming for c, w in zip(so_far, wanted, strict=True)]


def _costs_wanted(milestone: MilestoneFacts, so_far: Fraction, *, stopped: bool) -> Fraction:
    if stopped or milestone.achieved is False:
        return so_far
    forecast = milestone.amount if milestone.forecast_costs is None else milestone.forecast_costs
    return max(so_far, exact(min(forecast, milestone.amount)))
