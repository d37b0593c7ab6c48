"""The refund risk of a grant in one Dutch sentence; the data behind it is the risk itself."""

from decimal import Decimal

from funding.refund import Applicability, RefundRisk
from funding.totals import Amounts, RefundTotal
from izaportal.core.formatting import euro, euro_cents


def sentence(risk: RefundRisk) -> str:
    """What is spent, what is not confirmed yet, and what is expected to go back."""
    if risk.applicability is Applicability.NOT_APPLICABLE:
        return "Hier is geen SPUK die terug kan: n.v.t."
    if risk.applicability is Applicability.SPENDING_ONLY:
        return f"Besteed is {_money(risk.at_stake)}; {_money(risk.unspent)} van het voorschot is onbesteed."
    return sentence_of_total(risk)


def sentence_of_total(figures: Amounts) -> str:
    """Likewise of several grants together, or of a stored row."""
    if figures.unsecured is None:
        return "Hier is geen SPUK die terug kan: n.v.t."
    return (
        f"Besteed is {_money(figures.at_stake)}, waarvan {_money(figures.unsecured)} nog niet bevestigd; "
        f"verwacht terug te betalen is {_expected(figures)}."
    )


def programme_sentence(total: RefundTotal, *, award: Decimal) -> str:
    """Likewise of all grants together that are settled on milestones."""
    return (
        f"Van {_money(award)} is {_money(total.at_stake)} besteed, waarvan {_money(total.unsecured)} nog "
        f"niet bevestigd; verwacht terug te betalen is {_expected(total)}."
    )


def _expected(risk: Amounts) -> str:
    """A range where something is still grey."""
    if risk.expected_low == risk.expected:
        return _money(risk.expected)
    return f"van {_money(risk.expected_low)} tot {_money(risk.expected)}"


def _money(amount: Decimal | None) -> str:
    return euro_cents(amount) if amount is not None and amount % 1 else euro(amount)
