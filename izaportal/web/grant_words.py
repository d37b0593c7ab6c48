"""Words about milestones of a grant that several pages share; no page borrows them from another."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from funding.choices import CREDIT_BASIS_WORDS
from funding.credit import CreditBasis
from izaportal.core.formatting import date_nl, percent, with_unit
from izaportal.core.numbers import rounded
from kpis.targets import Direction

if TYPE_CHECKING:
    from funding.models import MilestoneVerdict, RefundRisk
    from kpis.models import Indicator


def demand(indicator: Indicator, threshold: Decimal) -> str:
    """`1.200 inwoners of meer`: what must be reached, and on which side."""
    beyond = "of minder" if indicator.direction == Direction.DOWN else "of meer"
    return f"{with_unit(threshold, indicator.unit)} {beyond}"


def derived(risk: RefundRisk | None, slug: str) -> Mapping[str, Any]:
    """How the milestone entered the stored figures; nothing when it did not."""
    found = risk.derivation.get("milestones", ()) if risk is not None else ()
    return next((item for item in found if item["key"] == slug), {})


def verdict_words(verdict: MilestoneVerdict | None) -> str:
    if verdict is None:
        return "nog niet gegeven"
    return f"{'behaald' if verdict.achieved else 'niet behaald'}, {date_nl(verdict.given_on)}"


def credit_words(credit: Mapping[str, Any] | None) -> str:
    """`100 %: bevestigd door de zorgverzekeraar`; a grey credit is a range."""
    if not credit:
        return ""
    low, best = (_share(credit.get(name, credit["value"])) for name in ("value", "best"))
    amount = percent(low) if low == best else f"{percent(low)} tot {percent(best)}"
    return f"{amount}: {CREDIT_BASIS_WORDS[CreditBasis(credit['basis'])]}"


def _share(stored: Any) -> Decimal:
    """Percent, two decimals; the derivation keeps exact fractions such as `1/3`."""
    return rounded(Fraction(str(stored)) * 100, 2)
