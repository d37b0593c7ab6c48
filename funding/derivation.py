"""A stored refund risk read back: the facts it rests on, its milestones, and how these make each figure.

What is read is what the rules wrote, exactly; nothing here decides a credit again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from funding.credit import Credit, CreditBasis, CreditMode, IndicatorReading, MilestoneFacts
from funding.refund import GrantFacts, MilestoneRisk, RiskSettings, Source, Stream
from izaportal.core.money import add, cents
from izaportal.core.numbers import Exact, exact
from izaportal.core.quarter import Quarter
from kpis.status import Status
from kpis.targets import Direction

Stored = Mapping[str, Any]


class Balance(Protocol):
    """The figures between which the identity holds. None where a grant is not settled on milestones."""

    @property
    def unsecured(self) -> Decimal | None: ...
    @property
    def unspent(self) -> Decimal | None: ...
    @property
    def prefinanced(self) -> Decimal | None: ...
    @property
    def advances(self) -> Decimal | None: ...
    @property
    def settled(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class Identity:
    """unsecured + unspent − prefinanced = advances − settled, in euros."""

    unsecured: Decimal
    unspent: Decimal
    prefinanced: Decimal
    advances: Decimal
    settled: Decimal

    @property
    def left(self) -> Decimal:
        return self.unsecured + self.unspent - self.prefinanced

    @property
    def right(self) -> Decimal:
        return self.advances - self.settled

    @property
    def holds(self) -> bool:
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class SettledTerm:
    """A milestone in what would be settled: its credit times its amount, and times its costs."""

    milestone: MilestoneRisk
    credit: Credit

    @property
    def earned(self) -> Fraction:
        return self.credit.value * exact(self.milestone.amount)

    @property
    def covered(self) -> Fraction:
        return self.credit.value * exact(self.milestone.costs)


@dataclass(frozen=True, slots=True)
class Settling:
    """Costs so far less what would be settled on: the lesser of what was earned and what that cost."""

    terms: tuple[SettledTerm, ...]

    @property
    def spent(self) -> Decimal:
        return add(term.milestone.costs for term in self.terms)

    @property
    def earned(self) -> Decimal:
        return cents(sum((term.earned for term in self.terms), Fraction(0)))

    @property
    def covered(self) -> Decimal:
        return cents(sum((term.covered for term in self.terms), Fraction(0)))

    @property
    def outcome(self) -> Decimal:
        """Rounded once, as the figure itself."""
        earned = sum((term.earned for term in self.terms), Fraction(0))
        covered = sum((term.covered for term in self.terms), Fraction(0))
        return cents(exact(self.spent) - min(earned, covered))


@dataclass(frozen=True, slots=True)
class ExpectedTerm:
    """A milestone in what is expected to go back; `low` when all that is grey turns out well."""

    milestone: MilestoneRisk

    @property
    def high(self) -> Fraction:
        return (1 - self.milestone.forecast.value) * self.milestone.costs_at_end

    @property
    def low(self) -> Fraction:
        return (1 - self.milestone.forecast.best) * self.milestone.costs_at_end


def identity(row: Balance) -> Identity | None:
    """None where there is nothing to settle (*n.v.t.*)."""
    found = (row.unsecured, row.unspent, row.prefinanced, row.advances, row.settled)
    known = [amount for amount in found if amount is not None]
    return Identity(*known) if len(known) == len(found) else None


def settling_now(milestones: Iterable[MilestoneRisk]) -> Settling:
    """With the credit of now: *nog niet bevestigd*."""
    return Settling(tuple(SettledTerm(row, row.now) for row in milestones))


def settling_due(milestones: Iterable[MilestoneRisk]) -> Settling:
    """With the credit due by now: *achterstand*."""
    return Settling(tuple(SettledTerm(row, row.due) for row in milestones))


def expected_terms(milestones: Iterable[MilestoneRisk]) -> tuple[ExpectedTerm, ...]:
    return tuple(ExpectedTerm(row) for row in milestones)


def read_facts(derivation: Stored) -> GrantFacts | None:
    """The facts of a stored derivation; None for a row that keeps none."""
    facts = derivation.get("facts")
    if not facts:
        return None
    return GrantFacts(
        quarter=Quarter.parse(facts["quarter"]),
        source=Source(facts["source"]),
        stream=None if facts["stream"] is None else Stream(facts["stream"]),
        award=_decimal(facts["award"]),
        advances=Decimal(facts["advances"]),
        unattributed=Decimal(facts["unattributed"]),
        milestones=tuple(_facts_of(milestone) for milestone in facts["milestones"]),
        mode=CreditMode(facts["mode"]),
        stopped=facts["stopped"],
        settings=_settings(facts["settings"]),
    )


def read_milestones(derivation: Stored) -> tuple[MilestoneRisk, ...]:
    """How the milestones entered the figures, in the rules' order."""
    return tuple(
        MilestoneRisk(
            key=row["key"],
            amount=Decimal(row["amount"]),
            costs=Decimal(row["costs"]),
            costs_at_end=Fraction(row["costs_at_end"]),
            now=_credit(row["now"]),
            due=_credit(row["due"]),
            forecast=_credit(row["forecast"]),
        )
        for row in derivation.get("milestones", ())
    )


def _facts_of(milestone: Stored) -> MilestoneFacts:
    return MilestoneFacts(
        key=milestone["key"],
        amount=Decimal(milestone["amount"]),
        due=None if milestone["due"] is None else date.fromisoformat(milestone["due"]),
        achieved=milestone["achieved"],
        booked=Decimal(milestone["booked"]),
        forecast=_decimal(milestone["forecast"]),
        forecast_costs=_decimal(milestone["forecast_costs"]),
        indicators=tuple(_reading(reading) for reading in milestone["indicators"]),
    )


def _reading(reading: Stored) -> IndicatorReading:
    return IndicatorReading(
        key=reading["key"],
        direction=Direction(reading["direction"]),
        value=_exact(reading["value"]),
        start=_exact(reading["start"]),
        threshold=_exact(reading["threshold"]),
        bound_due=_exact(reading["bound_due"]),
        status=None if reading["status"] is None else Status(reading["status"]),
        projected=_exact(reading["projected"]),
    )


def _settings(kept: Stored) -> RiskSettings:
    return RiskSettings(
        Decimal(kept["medium_from_pct"]),
        Decimal(kept["high_from_pct"]),
        {Status(status): Decimal(credit) for status, credit in kept["status_credit"].items()},
    )


def _credit(credit: Stored) -> Credit:
    return Credit(
        Fraction(credit["value"]),
        CreditBasis(credit["basis"]),
        Fraction(credit["best"]),
        credit["indicator"],
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _exact(value: str | int | None) -> Exact | None:
    """A number as it was written: `900000`, `0.5`, `9/20`; a whole number may stand as itself."""
    if value is None or isinstance(value, int):
        return value
    return Fraction(value) if "/" in value else Decimal(value)
