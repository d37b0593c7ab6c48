"""Refund figures of several grants together: sums of what each grant was rounded to, with what is lacking."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from funding.refund import DEFAULT_SETTINGS, RiskLevel, RiskSettings, risk_level
from funding.shares import add_shares

FIGURES = ("maximum", "at_stake", "unsecured", "unspent", "due_gap", "expected")


class Amounts(Protocol):
    """The figures of one grant, as the rule gives them or as they were stored. None is *n.v.t.*"""

    @property
    def maximum(self) -> Decimal | None: ...
    @property
    def at_stake(self) -> Decimal | None: ...
    @property
    def unsecured(self) -> Decimal | None: ...
    @property
    def unspent(self) -> Decimal | None: ...
    @property
    def due_gap(self) -> Decimal | None: ...
    @property
    def expected(self) -> Decimal | None: ...
    @property
    def expected_low(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class RefundTotal:
    """The six figures over the grants that have them, None where none has (*n.v.t.*)."""

    maximum: Decimal | None = None
    at_stake: Decimal | None = None
    unsecured: Decimal | None = None
    unspent: Decimal | None = None
    due_gap: Decimal | None = None
    expected: Decimal | None = None
    expected_low: Decimal | None = None
    level: RiskLevel | None = None

    @property
    def is_range(self) -> bool:
        """Something of the expected refund is still grey."""
        return self.expected is not None and self.expected_low != self.expected


def total_risk(risks: Iterable[Amounts], *, settings: RiskSettings | None = DEFAULT_SETTINGS) -> RefundTotal:
    """Totals are sums of the rounded figures; grants without refund risk have no part in them."""
    listed = list(risks)
    sums = {name: add_shares(getattr(risk, name) for risk in listed) for name in (*FIGURES, "expected_low")}
    amounts = {name: found.amount for name, found in sums.items()}
    level = total_level(amounts["expected"], award=amounts["maximum"], settings=settings)
    return RefundTotal(**amounts, level=level)


def total_level(
    expected: Decimal | None, *, award: Decimal | None, settings: RiskSettings | None
) -> RiskLevel | None:
    """The level of a project or programme: its sums by the same thresholds as a single grant.

    None where no grant carries refund risk, or nobody knows any more by which thresholds it was judged.
    """
    if expected is None or award is None or settings is None:
        return None
    return risk_level(expected, award=award, settings=settings)


def stored_settings(kept: Mapping[str, Any] | None) -> RiskSettings | None:
    """The thresholds in the settings that a stored derivation keeps among its facts; None without them."""
    if not kept:
        return None
    return RiskSettings(Decimal(kept["medium_from_pct"]), Decimal(kept["high_from_pct"]))


def latest_settings(judged: Iterable[tuple[UUID, RiskSettings | None]]) -> RiskSettings | None:
    """Of stored results with their ids those of the last one: ids follow time.

    The results of a quarter share their settings, unless one of them failed when these changed.
    """
    return max(judged, key=lambda row: row[0], default=(None, None))[1]
