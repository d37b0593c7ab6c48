"""What the state's final decision on a grant (vaststelling) comes down to. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from izaportal.core.money import ZERO

DECIDED_AMOUNT_TOO_HIGH = "Het Rijk stelt nooit meer vast dan is toegekend."


@dataclass(frozen=True, slots=True)
class Outcome:
    """In euros: the award, what was received ahead of the decision, and what the state settled on."""

    award: Decimal
    received: Decimal
    settled: Decimal

    @property
    def lowered(self) -> Decimal:
        """What of the award is not granted in the end."""
        return self.award - self.settled

    @property
    def recovered(self) -> Decimal:
        """What goes back: received above what was settled on."""
        return max(ZERO, self.received - self.settled)

    @property
    def to_come(self) -> Decimal:
        """What the state still pays."""
        return max(ZERO, self.settled - self.received)
