"""The money of a project: grants with the six figures, milestones with verdict and forecast, payments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from funding.choices import CREDIT_BASIS_WORDS
from funding.credit import CreditBasis
from izaportal.core.formatting import date_nl, number, percent, with_unit
from izaportal.core.numbers import rounded
from izaportal.core.quarter import Quarter
from izaportal.web.project.facts import ProjectFacts
from kpis.targets import Direction

if TYPE_CHECKING:
    from funding.models import Grant, GrantMilestone, PaymentCondition, RefundRisk
    from kpis.models import Indicator


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One of the six figures; None does not apply to this grant."""

    label: str
    amount: Decimal | None
    tone: str = ""
    key: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    label: str
    obligation: str
    due: date
    amount: Decimal
    indicators: tuple[str, ...]
    verdict: str
    forecast: str
    credit: str
    costs: Decimal | None
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class PaymentRow:
    label: str
    due: date
    amount: Decimal
    asks: str
    state: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class GrantPart:
    """`figures` is the stored row of the quarter shown, `history` those of all quarters, newest first."""

    title: str
    number: str
    award: Decimal
    period: str
    mode: str
    is_illustrative: bool
    refundable: bool
    figures: RefundRisk | None
    sentence: str
    ladder: tuple[LadderStep, ...]
    history: tuple[RefundRisk, ...]
    milestones: tuple[MilestoneRow, ...]
    payments: tuple[PaymentRow, ...]
    paid: Decimal


def grant_parts(facts: ProjectFacts) -> tuple[GrantPart, ...]:
    return tuple(_grant(facts, grant) for grant in facts.grants)


def _grant(facts: ProjectFacts, grant: Grant) -> GrantPart:
    rows = [row for row in facts.refund_risks if row.grant_id == grant.pk]
    current = next((row for row in rows if row.quarter == facts.quarter), None)
    payments = [_payment(row) for row in grant.payment_conditions.all()]
    return GrantPart(
        title=" ".join(text for text in (grant.get_source_display(), grant.get_stream_display()) if text),
        number=grant.decision_number,
        award=grant.award,
        period=f"{date_nl(grant.starts_on)} tot en met {date_nl(grant.ends_on)}",
        mode=str(grant.get_credit_mode_display()),
        is_illustrative=grant.illustrative,
        refundable=bool(grant.stream),
        figures=current,
        sentence=str(current.derivation.get("sentence", "")) if current is not None else "",
        ladder=tuple(_ladder(current)) if current is not None else (),
        history=tuple(reversed(rows)),
        milestones=tuple(_milestone(facts, row, current) for row in grant.milestones.all()),
        payments=tuple(payments),
        paid=sum(
            (row.amount for row in grant.payment_conditions.all() if row.state == "paid"), Decimal("0.00")
        ),
    )


def _ladder(figures: RefundRisk) -> Iterator[LadderStep]:
    """The six words of the look, largest first; what is not spent stands apart."""
    yield LadderStep("Maximaal, als niets wordt goedgekeurd", figures.maximum, tone="3")
    yield LadderStep("Op het spel: al besteed", figures.at_stake, tone="3")
    yield LadderStep("Nog niet bevestigd door de verzekeraar", figures.unsecured, tone="2")
    yield LadderStep("Achterstand: had nu bereikt moeten zijn", figures.due_gap, tone="2")
    yield LadderStep("Verwacht terug te betalen", figures.expected, key=True)
    yield LadderStep("Onbesteed: gaat terug als het blijft liggen", figures.unspent, apart=True)


def _milestone(facts: ProjectFacts, row: GrantMilestone, risk: RefundRisk | None) -> MilestoneRow:
    derived = _derived(risk, row.slug)
    return MilestoneRow(
        label=row.label,
        obligation=str(row.get_obligation_display()),
        due=row.due,
        amount=row.amount,
        indicators=tuple(
            f"{link.indicator} van {number(link.threshold)} {_or_beyond(link.indicator)}"
            for link in row.indicator_links.all()
        ),
        verdict=_verdict(row, facts.quarter),
        forecast=_credit(derived.get("forecast")),
        credit=_credit(derived.get("now")),
        costs=Decimal(str(derived["costs"])) if "costs" in derived else None,
        is_illustrative=row.illustrative,
    )


def _or_beyond(indicator: Indicator) -> str:
    """Which side of a threshold is reached."""
    return "of minder" if indicator.direction == Direction.DOWN else "of meer"


def _derived(risk: RefundRisk | None, slug: str) -> Mapping[str, Any]:
    found = risk.derivation.get("milestones", ()) if risk is not None else ()
    return next((item for item in found if item["key"] == slug), {})


def _verdict(row: GrantMilestone, quarter: Quarter | None) -> str:
    """The insurer's, as of the quarter; what was given later is not known then."""
    given = [
        verdict for verdict in row.verdicts.all() if quarter is None or verdict.given_on <= quarter.last_day
    ]
    if not given:
        return "nog niet gegeven"
    return f"{'behaald' if given[-1].achieved else 'niet behaald'}, {date_nl(given[-1].given_on)}"


def _credit(derived: Mapping[str, Any] | None) -> str:
    """`100 %: bevestigd door de zorgverzekeraar`; a grey credit is a range."""
    if not derived:
        return ""
    low, best = (_share(derived.get(name, derived["value"])) for name in ("value", "best"))
    amount = percent(low) if low == best else f"{percent(low)} tot {percent(best)}"
    return f"{amount}: {CREDIT_BASIS_WORDS[CreditBasis(derived['basis'])]}"


def _share(stored: Any) -> Decimal:
    """Percent, two decimals; the derivation keeps exact fractions such as `1/3`."""
    return rounded(Fraction(str(stored)) * 100, 2)


def _payment(row: PaymentCondition) -> PaymentRow:
    asks = ""
    if row.indicator is not None and row.threshold is not None:
        asks = f"{row.indicator}: {with_unit(row.threshold, row.indicator.unit)} {_or_beyond(row.indicator)}"
    return PaymentRow(row.label, row.due, row.amount, asks, str(row.get_state_display()), row.illustrative)
