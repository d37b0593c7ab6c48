"""Refund figures per project and in total, judged by what was stored with them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from funding.selectors.risk_rows import Obligation, RiskRow
from funding.totals import RefundTotal, latest_settings, total_risk
from izaportal.core.money import ZERO, add


@dataclass(frozen=True, slots=True)
class RiskFigures(RefundTotal):
    """The six figures, kept apart, and what was awarded. None is *n.v.t.*; `level` None likewise."""

    award: Decimal = ZERO


def total(rows: Iterable[RiskRow]) -> RiskFigures | None:
    """None when there is no such row: not one figure is known, so none is € 0."""
    listed = list(rows)
    if not listed:
        return None
    settings = latest_settings((row.pk, row.settings) for row in listed)
    return RiskFigures(
        **asdict(total_risk(listed, settings=settings)), award=add(row.award for row in listed)
    )


def confirmed_words(obligations: Sequence[Obligation]) -> str:
    """`1 van 3 mijlpalen bevestigd, 1 afgewezen`; empty without milestones."""
    if not obligations:
        return ""
    confirmed = sum(obligation.achieved is True for obligation in obligations)
    refused = sum(obligation.achieved is False for obligation in obligations)
    what = "mijlpaal" if len(obligations) == 1 else "mijlpalen"
    told = f"{confirmed} van {len(obligations)} {what} bevestigd"
    return f"{told}, {refused} afgewezen" if refused else told


def projects_without(number: int) -> str:
    """Projects without a state grant are counted, never shown as zero; empty when there are none."""
    if number < 1:
        return ""
    if number == 1:
        return "Het andere project krijgt geen SPUK: n.v.t."
    return f"De andere {number} projecten krijgen geen SPUK: n.v.t."
