"""The last stored refund risks as plain frozen rows, with the milestones behind them read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from funding.credit import CreditBasis
from funding.models import RefundRisk
from funding.refund import RiskLevel, RiskSettings
from funding.selectors.results import latest_risks
from funding.totals import stored_settings
from izaportal.core.money import cents
from izaportal.core.numbers import exact, to_decimal
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme


@dataclass(frozen=True, slots=True)
class Obligation:
    """A milestone of a grant as it entered the refund figures; `unconfirmed` of its `costs` lacks credit."""

    amount: Decimal
    costs: Decimal
    unconfirmed: Decimal
    due: date
    achieved: bool | None
    indicator: str = ""
    threshold: Decimal | None = None
    projected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RefundPath:
    """What becomes of an award in the end, in euros: `confirmed` by the insurer, `hoped` to be confirmed, and
    `idle`, which nobody expects to spend; what is left of the award is the expected refund."""

    confirmed: Decimal
    hoped: Decimal
    idle: Decimal


@dataclass(frozen=True, slots=True)
class RiskRow:
    """The last stored refund risk of a grant at a quarter; figures are None where they do not apply.

    `settings` are those it was judged with, None when the row keeps none. `path` is None where nothing goes
    back, and in what was frozen before rows knew it.
    """

    pk: UUID
    quarter: Quarter
    grant: UUID
    project: str
    project_name: str
    maximum: Decimal | None
    at_stake: Decimal
    unsecured: Decimal | None
    due_gap: Decimal | None
    expected: Decimal | None
    expected_low: Decimal | None
    unspent: Decimal
    prefinanced: Decimal
    illustrative: bool
    rule_version: str
    award: Decimal
    level: RiskLevel | None
    settings: RiskSettings | None = None
    obligations: tuple[Obligation, ...] = ()
    path: RefundPath | None = None


RISK_FIELDS = (
    "grant__award", "level", "derivation",  # what is told in another way; then as they stand
    "pk", "quarter", "grant", "grant__project__slug", "grant__project__name", "maximum", "at_stake",
    "unsecured", "due_gap", "expected", "expected_low", "unspent", "prefinanced", "illustrative",
    "rule_version",
)  # fmt: skip


def risk_rows(viewer: Viewer, programme: Programme, *, quarters: Iterable[Quarter]) -> tuple[RiskRow, ...]:
    """One per grant and quarter; one query."""
    return read_risks(latest_risks(viewer, programme, quarters=quarters).select_related(None))


def read_risks(rows: QuerySet[RefundRisk]) -> tuple[RiskRow, ...]:
    """Values instead of models, in the order of the query."""
    return tuple(RiskRow(*_told(*row)) for row in rows.values_list(*RISK_FIELDS))


def _told(award: Decimal, level: str, derivation: Mapping[str, Any], *row: Any) -> tuple[Any, ...]:
    """A stored risk with its level and its derivation read: the row keeps them as text and JSON."""
    award = award_then(derivation, award)
    return (
        *row,
        award,
        RiskLevel(level) if level else None,
        stored_settings(derivation.get("facts", {}).get("settings")),
        obligations(derivation),
        refund_path(derivation, award),
    )


def award_then(derivation: Mapping[str, Any], award: Decimal) -> Decimal:
    """The award that was calculated with; a derivation without facts has only the grant's own, as given."""
    facts = derivation.get("facts", {})
    return cents(_fraction(facts["award"])) if "award" in facts else award


def refund_path(derivation: Mapping[str, Any], award: Decimal) -> RefundPath | None:
    """Of a stored derivation; None without milestones. The parts and what is expected back are the award."""
    credited = {True: Fraction(0), False: Fraction(0)}
    lost = Fraction(0)
    for milestone in derivation.get("milestones", ()):
        credit, costs = _fraction(milestone["forecast"]["value"]), _fraction(milestone["costs_at_end"])
        credited[milestone["forecast"]["basis"] == CreditBasis.CONFIRMED] += credit * costs
        lost += (1 - credit) * costs
    if not derivation.get("milestones"):
        return None
    confirmed, hoped, back = cents(credited[True]), cents(credited[False]), cents(min(lost, exact(award)))
    return RefundPath(confirmed, hoped, award - confirmed - hoped - back)


def obligations(derivation: Mapping[str, Any]) -> tuple[Obligation, ...]:
    """The milestones of a stored derivation; what is *niet toegewezen* has no facts and is left out."""
    facts = {fact["key"]: fact for fact in derivation.get("facts", {}).get("milestones", ())}
    return tuple(
        _obligation(milestone, facts[milestone["key"]])
        for milestone in derivation.get("milestones", ())
        if milestone["key"] in facts
    )


def _obligation(milestone: Mapping[str, Any], fact: Mapping[str, Any]) -> Obligation:
    costs, credit = _fraction(milestone["costs"]), _fraction(milestone["now"]["value"])
    hangs_on = _decisive(milestone, fact)
    return Obligation(
        amount=cents(_fraction(milestone["amount"])),
        costs=cents(costs),
        unconfirmed=cents(costs * (1 - credit)),
        due=date.fromisoformat(fact["due"]),
        achieved=fact["achieved"],
        indicator=hangs_on.get("key", ""),
        threshold=_number(hangs_on.get("threshold")),
        projected=_number(hangs_on.get("projected")),
    )


def _decisive(milestone: Mapping[str, Any], fact: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a milestone's indicators the one that its credit rests on; of a verdict or the manager the first."""
    known: dict[str, Mapping[str, Any]] = {reading["key"]: reading for reading in fact["indicators"]}
    decided = (milestone[credit]["indicator"] for credit in ("forecast", "due", "now"))
    return next((known[key] for key in decided if key in known), next(iter(known.values()), {}))


def _number(text: object) -> Decimal | None:
    return None if text is None else to_decimal(_fraction(text))


def _fraction(text: object) -> Fraction:
    """A number of a stored derivation: written as text, `900000` or `9/20`."""
    return Fraction(str(text))
