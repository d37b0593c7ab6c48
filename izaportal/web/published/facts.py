"""What leaves for everybody, named field by field; what is not named here never does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from funding.refund import RiskLevel
from izaportal.core.formatting import Unknown
from izaportal.core.quarter import Quarter
from izaportal.web.board.verdict import TallyRow
from izaportal.web.risk_words import EXPECTED, SIX
from kpis.status import Status


@dataclass(frozen=True, slots=True)
class Edition:
    """Which frozen version this is. The SHA-256 is over its whole text, of which this page is a part."""

    freeze: UUID
    number: int
    frozen_at: datetime
    sha256: str
    published_at: datetime

    @property
    def is_restated(self) -> bool:
        return self.number > 1

    @property
    def frozen_on(self) -> date:
        return timezone.localdate(self.frozen_at)

    @property
    def published_on(self) -> date:
        return timezone.localdate(self.published_at)


@dataclass(frozen=True, slots=True)
class Indicator:
    """`sentence` says how the status follows from the value; empty units and None bounds are not given.

    Without a slug it is withheld: nothing but its status is told.
    """

    slug: str
    code: str
    name: str
    pillar: str
    unit: str
    status: Status
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    sentence: str
    counts: bool
    headline: bool
    illustrative: bool

    @property
    def title(self) -> str:
        return f"{self.code} {self.name}".strip()

    @property
    def sign(self) -> str:
        """Only the sign of a percentage, as a dense cell has it."""
        return "%" if self.unit.startswith("%") else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The indicators of a pillar; `counts` over those that the roll-up counts."""

    title: str
    counts: Mapping[Status, int]
    indicators: tuple[Indicator, ...]
    is_pillar: bool


@dataclass(frozen=True, slots=True)
class Money:
    """State money of the whole programme in euros; None is *n.v.t.*, and the six are never added up."""

    award: Decimal
    maximum: Decimal | None
    at_stake: Decimal | None
    unsecured: Decimal | None
    due_gap: Decimal | None
    expected: Decimal | None
    expected_low: Decimal | None
    unspent: Decimal | None
    level: RiskLevel | None

    @property
    def is_range(self) -> bool:
        """Something of the expected refund is still grey."""
        return self.expected is not None and self.expected_low != self.expected

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What each of the six means."""
        beyond = {EXPECTED: " Een bereik, zolang niet alles is gemeten."} if self.is_range else {}
        return tuple((word.label, word.meaning + beyond.get(word, "")) for word in SIX)


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The figures a board member takes home. `reduction_amount` is what was measured, in euros; None, and
    `reduction_measured` empty, where nothing was or it may not be told."""

    good: int
    total: int
    unmeasured: int
    spent: Decimal | None
    spent_note: str
    expected_text: str
    expected_note: str
    level: RiskLevel | None
    reduction_note: str
    reduction_measured: str
    reduction_amount: Decimal | None
    reduction_realised: Unknown

    @property
    def total_text(self) -> str:
        return f"van {self.total}"

    @property
    def reduction(self) -> str | Unknown:
        return self.reduction_measured or self.reduction_realised


@dataclass(frozen=True, slots=True)
class PublicQuarter:
    """`withheld` counts the indicators of which only the status is told."""

    programme: str
    name: str
    short_name: str
    pillar_word: str
    quarter: Quarter
    edition: Edition
    verdict: str
    tally: tuple[TallyRow, ...]
    figures: KeyFigures
    groups: tuple[Group, ...]
    money: Money | None
    withheld: int
    rules: str
    margin_pct: Decimal
    medium_pct: Decimal
    high_pct: Decimal
    illustrative: str

    @property
    def measured(self) -> int:
        """How many indicators that count have a value to judge."""
        return sum(row.count for row in self.tally if row.status.judged)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(one for group in self.groups for one in group.indicators)

    @property
    def pillars(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.is_pillar)
