"""The money of a project: grants with the six figures, milestones with verdict and forecast, payments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from funding.choices import PAYMENT_WORDS
from funding.payment import ConditionFacts, PaymentState, per_state
from funding.refund import Source
from funding.selectors.risk_rows import award_then
from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter
from izaportal.web.grant_words import credit_words, demand, derived, verdict_words
from izaportal.web.project.facts import ProjectFacts

if TYPE_CHECKING:
    from funding.models import Grant, GrantMilestone, PaymentCondition, RefundRisk


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
    url: str
    ledger_url: str
    number: str
    award: Decimal
    period: str
    mode: str
    is_illustrative: bool
    refundable: bool
    is_insurers: bool
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
    conditions = [_condition(row) for row in grant.payment_conditions.all()]
    payments = map(_payment, grant.payment_conditions.all(), conditions)
    return GrantPart(
        title=grant.title,
        url=reverse("grant", args=(facts.programme.slug, facts.project.slug, grant.slug)),
        ledger_url=reverse("ledger", args=(facts.programme.slug, facts.project.slug, grant.slug)),
        number=grant.decision_number,
        award=award_then(current.derivation, grant.award) if current is not None else grant.award,
        period=f"{date_nl(grant.starts_on)} tot en met {date_nl(grant.ends_on)}",
        mode=str(grant.get_credit_mode_display()),
        is_illustrative=grant.illustrative,
        refundable=bool(grant.stream),
        is_insurers=grant.source == Source.ZVW,
        figures=current,
        sentence=str(current.derivation.get("sentence", "")) if current is not None else "",
        ladder=tuple(_ladder(current)) if current is not None else (),
        history=tuple(reversed(rows)),
        milestones=tuple(_milestone(facts, row, current) for row in grant.milestones.all()),
        payments=tuple(payments),
        paid=per_state(conditions)[PaymentState.PAID],
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
    entered = derived(risk, row.slug)
    return MilestoneRow(
        label=row.label,
        obligation=str(row.get_obligation_display()),
        due=row.due,
        amount=row.amount,
        indicators=tuple(
            f"{link.indicator} van {demand(link.indicator, link.threshold)}"
            for link in row.indicator_links.all()
        ),
        verdict=_verdict(row, facts.quarter),
        forecast=credit_words(entered.get("forecast")),
        credit=credit_words(entered.get("now")),
        costs=Decimal(str(entered["costs"])) if "costs" in entered else None,
        is_illustrative=row.illustrative,
    )


def _verdict(row: GrantMilestone, quarter: Quarter | None) -> str:
    """The insurer's, as of the quarter; what was given later is not known then."""
    given = [
        verdict for verdict in row.verdicts.all() if quarter is None or verdict.given_on <= quarter.last_day
    ]
    return verdict_words(given[-1] if given else None)


def _condition(row: PaymentCondition) -> ConditionFacts:
    """As of the quarter; without one as it is now."""
    then = getattr(row, "then", row.state)  # annotation of the selector
    return ConditionFacts(row.slug, row.amount, row.due, PaymentState(then))


def _payment(row: PaymentCondition, condition: ConditionFacts) -> PaymentRow:
    asks = ""
    if row.indicator is not None and row.threshold is not None:
        asks = f"{row.indicator}: {demand(row.indicator, row.threshold)}"
    state = PAYMENT_WORDS[condition.state]
    return PaymentRow(row.label, row.due, row.amount, asks, state, row.illustrative)
