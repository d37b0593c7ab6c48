"""What the page of a grant is made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from funding.award import Division, InstalmentStanding
from izaportal.core.quarter import Quarter
from izaportal.web.changes import Line
from izaportal.web.fact import Fact
from izaportal.web.grant.read import Rights
from izaportal.web.link import Link
from izaportal.web.quarters import QuarterChoice

if TYPE_CHECKING:
    from uuid import UUID

    from funding.models import (
        Commitment,
        Grant,
        GrantMilestone,
        MilestoneForecast,
        MilestoneVerdict,
        PaymentCondition,
        PaymentStep,
        RefundRisk,
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """An indicator a milestone hangs on: what is demanded, and what was known of it at the quarter."""

    pk: UUID
    name: str
    url: str
    demand: str
    known: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class Proof:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class VerdictLine:
    row: MilestoneVerdict
    document: Proof | None


@dataclass(frozen=True, slots=True)
class MilestonePart:
    """`verdict` and `forecast` are the last ones: they hold. `counts`, `expected`: as calculated."""

    row: GrantMilestone
    costs: Decimal | None
    counts: str
    expected: str
    asked: tuple[Asked, ...]
    evidence: tuple[Proof, ...]
    verdict: VerdictLine | None
    earlier_verdicts: tuple[VerdictLine, ...]
    forecast: MilestoneForecast | None
    earlier_forecasts: tuple[MilestoneForecast, ...]
    quarter: Quarter | None = None
    edit_url: str = ""
    verdict_url: str = ""
    forecast_url: str = ""


@dataclass(frozen=True, slots=True)
class InstalmentPart:
    year: str
    standing: InstalmentStanding
    word: str
    edit_url: str


@dataclass(frozen=True, slots=True)
class ConditionPart:
    row: PaymentCondition
    asks: str
    state: str
    steps: tuple[PaymentStep, ...]
    edit_url: str = ""
    step_url: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentPart:
    row: Commitment
    edit_url: str


@dataclass(frozen=True, slots=True)
class GrantPage:
    """`bars`: by anchor, the forms that open there. The divisions are of the award of now."""

    grant: Grant
    title: str
    lead: str
    crumbs: tuple[Link, ...]
    quarter: Quarter | None
    quarters: tuple[QuarterChoice, ...]
    is_frozen: bool
    facts: tuple[Fact, ...]
    award: Decimal
    spent: Decimal | None
    received: Decimal | None
    risk: RefundRisk | None
    sentence: str
    note: str
    milestones: tuple[MilestonePart, ...]
    by_milestones: Division
    instalments: tuple[InstalmentPart, ...]
    by_instalments: Division
    conditions: tuple[ConditionPart, ...]
    by_conditions: Division
    commitments: tuple[CommitmentPart, ...]
    by_commitments: Division
    history: tuple[Line, ...]
    links: tuple[Link, ...]
    bars: dict[str, tuple[Link, ...]]
    rights: Rights
    has_milestones: bool
    has_instalments: bool
    has_conditions: bool
