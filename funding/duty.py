"""When a milestone must be reported to the state (meldplicht), and what that says. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from funding.credit import CreditBasis
from izaportal.core.formatting import percent

WHOLE = 10_000  # four decimals

# What makes a late, partial or no fulfilment expected enough to report; a status or a grey is not.
REPORTABLE = (CreditBasis.REFUSED, CreditBasis.MANAGER, CreditBasis.PROJECTION)


class DutyState(StrEnum):
    OPEN = "open"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What happens to the duty of a milestone."""

    NOTHING = "nothing"
    OPEN = "open"
    REWORD = "reword"
    WITHDRAW = "withdraw"
    RECOVER = "recover"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Late, partial or no fulfilment that is expected: the part that will count, and why."""

    credit: Decimal
    basis: CreditBasis
    indicator: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """The last duty of a milestone that still says something: it waits, or it was sent and still holds."""

    state: DutyState
    shortfall: Shortfall


def shortfall(value: Fraction, basis: CreditBasis, indicator: str = "") -> Shortfall | None:
    """What must be reported of a forecast credit; None when nothing must. Rounded down, so never to all."""
    if basis not in REPORTABLE or value >= 1:
        return None
    return Shortfall(Decimal(value * WHOLE // 1) / WHOLE, basis, indicator)


def next_step(known: Standing | None, expected: Shortfall | None) -> Step:
    """A duty that was sent is not asked for again, unless it gets worse or comes back after it was over."""
    if known is None:
        return Step.OPEN if expected else Step.NOTHING
    if known.state is DutyState.OPEN:
        if expected is None:
            return Step.WITHDRAW
        return Step.NOTHING if expected == known.shortfall else Step.REWORD
    if expected is None:
        return Step.RECOVER
    return Step.OPEN if expected.credit < known.shortfall.credit else Step.NOTHING


def reason(expected: Shortfall, *, told: str = "", indicator: str = "") -> str:
    """Why it must be reported, in one sentence or two; `told` is the manager's own reason."""
    if expected.basis is CreditBasis.REFUSED:
        return "De zorgverzekeraar oordeelde dat de mijlpaal niet is behaald."
    if expected.basis is CreditBasis.MANAGER:
        return f"{_words(expected.credit)} {told}".strip()
    return f"Naar verwachting haalt ‘{indicator or expected.indicator}’ op de einddatum niet wat is gevraagd."


def _words(credit: Decimal) -> str:
    if credit == 0:
        return "De programmamanager verwacht dat de mijlpaal niet wordt behaald."
    return f"De programmamanager verwacht dat {percent(credit * 100)} van de mijlpaal wordt behaald."
