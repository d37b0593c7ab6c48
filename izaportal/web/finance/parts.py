"""What the page of a programme's money is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from funding.doubles import Cost
from funding.totals import RefundTotal
from izaportal.core.quarter import Quarter
from izaportal.web.link import Link
from izaportal.web.quarters import QuarterChoice

if TYPE_CHECKING:
    from funding.models import RefundRisk


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A grant at the quarter; a state says which unknown a missing figure is."""

    title: str
    url: str
    note: str
    award: Decimal
    spent: Decimal | None
    received: Decimal | None
    when_not_received: str
    risk: RefundRisk | None
    when_no_risk: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class StreamPart:
    """`missing`: grants whose figures are not known at the quarter."""

    title: str
    anchor: str
    note: str
    lines: tuple[GrantLine, ...]
    award: Decimal
    spent: Decimal | None
    received: Decimal | None
    when_not_received: str
    risk: RefundTotal
    when_no_risk: str
    missing: int
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is to come: `word` says how far it is, `is_late` that its day has passed."""

    day: date | None
    title: str
    url: str
    note: str
    amount: Decimal | None
    word: str
    is_late: bool


@dataclass(frozen=True, slots=True)
class DoubleLine:
    earlier: Cost
    later: Cost
    earlier_grant: Link
    later_grant: Link
    why: str
    explain_url: str


@dataclass(frozen=True, slots=True)
class Way:
    title: str
    url: str
    note: str


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """`total`: of the stream that is settled on milestones; None without such a grant or quarter."""

    crumbs: tuple[Link, ...]
    programme: str
    lead: str
    quarter: Quarter | None
    quarters: tuple[QuarterChoice, ...]
    is_frozen: bool
    is_illustrative: bool
    sentence: str
    total: StreamPart | None
    streams: tuple[StreamPart, ...]
    without: str
    grants: int
    instalments: tuple[Due, ...]
    milestones: tuple[Due, ...]
    duties: tuple[Due, ...]
    doubles: tuple[DoubleLine, ...]
    more_doubles: int
    ways: tuple[Way, ...]
    add_url: str
    risk_url: str
