"""Charts of refund figures that more than one page shows, made of the same figures as the tables beside them.

Specs are remembered by their figures: building one costs more than a query.
"""

from decimal import Decimal
from functools import lru_cache

from funding.totals import Amounts
from izaportal.web.charts import model
from izaportal.web.charts.ladder import risk_ladder
from izaportal.web.charts.model import Chart

REMEMBERED = 32
NOT_APPLICABLE = "n.v.t."


@lru_cache(REMEMBERED)
def ladder(figures: Amounts | None) -> Chart | None:
    """The six figures on one scale; None when no grant carries refund risk."""
    if figures is None or figures.maximum is None:
        return None
    return risk_ladder(
        model.RiskLadder(
            title="SPUK: wat kan er terug moeten?",
            subtitle="In euro, op één schaal. De bedragen overlappen: tel ze nooit op.",
            amounts=(
                _step("Maximaal, als niets wordt goedgekeurd", figures.maximum),
                _step("Op het spel: al besteed", figures.at_stake),
                _step("Nog niet bevestigd door de verzekeraar", figures.unsecured),
                _step("Achterstand: had nu bereikt moeten zijn", figures.due_gap),
                model.RiskAmount(
                    "Verwacht terug te betalen",
                    figures.expected,
                    low=figures.expected_low,
                    strong=True,
                    unknown=NOT_APPLICABLE,
                ),
                model.RiskAmount("Onbesteed: gaat terug als het blijft liggen", figures.unspent, apart=True),
            ),
        )
    )


def _step(label: str, amount: Decimal | None) -> model.RiskAmount:
    return model.RiskAmount(label, amount, unknown=NOT_APPLICABLE)
