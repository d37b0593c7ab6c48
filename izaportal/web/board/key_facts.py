"""What the four figures that a board member takes home are told from, with their notes in words."""

from dataclasses import dataclass, replace
from decimal import Decimal

from funding.refund import RiskLevel
from izaportal.core.formatting import Unknown, euro, mln
from izaportal.core.money import ZERO, add
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board import words
from izaportal.web.board.effects import Measured, effect_of
from izaportal.web.board.links import Links
from izaportal.web.board.municipalities import OneMunicipality
from izaportal.web.board.plan import Stated, stated
from izaportal.web.board.spending import budget_so_far
from izaportal.web.board.verdict import counting
from izaportal.web.risk_totals import RiskFigures
from izaportal.web.share_lines import Amount, known
from kpis.status import Status

UNTIL = "zodra het kwartaal is doorgerekend"


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """`change` is how many more are on track or better than the quarter before; None is not compared.

    `reduction` is what approved measurements say of it; `reduction_realised` holds where they say nothing.
    `share_of` names the municipality whose part of the money this is; empty: all of it.
    `spent_missing` stands where nothing is known to be `spent`.
    """

    good: int
    total: int
    change: int | None
    previous: str
    unmeasured: int
    measured: int
    spent: Decimal | None
    spent_note: str
    expected_text: str
    level: RiskLevel | None
    maximum: Decimal | None
    expected_note: str
    reduction_planned: Stated
    reduction_note: str
    reduction: Measured
    reduction_realised: Unknown
    statuses_pending: str
    money_pending: str
    share_of: str = ""
    spent_missing: Unknown = Unknown.NOT_APPLICABLE

    @property
    def spent_figure(self) -> Amount:
        return self.spent_missing if self.spent is None else self.spent

    @property
    def reduction_measured(self) -> str:
        """Empty where nothing was measured."""
        return "" if self.reduction.amount is None else self.reduction.text

    @property
    def is_unmeasured(self) -> bool:
        """There is nothing to count yet, which is not the same as none that is on track."""
        return self.total > 0 and not self.measured

    @property
    def share(self) -> str:
        """What stands behind the name of an amount: whose part it is."""
        return f", aandeel {self.share_of}" if self.share_of else ""

    @property
    def beyond(self) -> str:
        """Behind the name of what no municipality has a part of."""
        return ", alle gemeenten" if self.share_of else ""

    @property
    def total_text(self) -> str:
        return f"van {self.total}"

    @property
    def direction(self) -> str:
        if not self.change:
            return "same"
        return "up" if self.change > 0 else "down"

    @property
    def change_text(self) -> str:
        if self.change is None:
            return ""
        if not self.change:
            return f"evenveel als in {self.previous}"
        return f"{abs(self.change)} {'meer' if self.change > 0 else 'minder'} dan in {self.previous}"


def key_facts(rows: Rows, money: RiskFigures | None) -> KeyFacts:
    now = words.counted(counting(rows.now))
    planned = stated(rows.figures, "zvw_reduction", pillar=None)
    measured = effect_of(rows, "zvw_reduction", Links(rows.frame.slug)).measured
    is_known = money is not None and money.expected is not None
    return KeyFacts(
        good=words.good(now),
        total=now.total(),
        change=_change(rows, words.good(now)),
        previous=words.short(rows.previous, rows.quarter) if rows.previous else "",
        unmeasured=now[Status.NO_DATA],
        measured=words.measured(now),
        spent=money.at_stake if money else None,
        spent_note=_spent_note(rows, money),
        expected_text=_expected_text(money),
        level=money.level if money else None,
        maximum=money.maximum if money else None,
        expected_note=_expected_note(money) if is_known and money else _no_refund(rows),
        reduction_planned=planned,
        reduction_note=_reduction_note(rows, planned, is_measured=measured.amount is not None),
        statuses_pending=rows.pending if rows.lacks_statuses else "",
        money_pending=rows.pending if rows.uncalculated and money is None else "",
        reduction=measured,
        reduction_realised=Unknown.TO_BE_DETERMINED if planned.is_known else Unknown.NOT_APPLICABLE,
    )


def of_municipality(whole: KeyFacts, one: OneMunicipality) -> KeyFacts:
    """With the municipality's part of the money. A level of risk is of all of it, so a part has none."""
    spent, expected = one.total.at_stake, one.total.expected
    return replace(
        whole,
        share_of=one.name,
        spent=known(spent),
        spent_missing=spent if isinstance(spent, Unknown) else whole.spent_missing,
        spent_note=f"van {euro(whole.spent)} samen",
        expected_text=expected.word if isinstance(expected, Unknown) else euro(expected),
        expected_note=f"van {whole.expected_text or Unknown.NOT_APPLICABLE.word} samen",
        level=None,
    )


def _change(rows: Rows, good: int) -> int | None:
    """Only between quarters that were both measured to the end."""
    if rows.previous is None:
        return None
    then = words.counted(counting(rows.all_before))
    now = words.counted(counting(rows.now))
    incomplete = not rows.period.is_frozen and now[Status.NO_DATA]
    return None if not then or incomplete else good - words.good(then)


def _spent_note(rows: Rows, money: RiskFigures | None) -> str:
    if money is None:
        return UNTIL if rows.uncalculated else "dit programma heeft geen SPUK"
    spent = words.percent_text(money.at_stake or ZERO, money.award)
    pending = words.grants_pending(rows)
    note = f"{spent} van {euro(money.award)}{_budgeted(rows, money)}"
    return f"{note}; {pending}" if pending else note


def _no_refund(rows: Rows) -> str:
    return UNTIL if rows.uncalculated else "geen SPUK die terug kan"


def _budgeted(rows: Rows, money: RiskFigures) -> str:
    budget = budget_so_far(rows.flows, rows.quarter)
    if budget is None:
        return ""
    return f"; begroot tot en met Q{rows.quarter.number}: {words.percent_text(budget, money.award)}"


def _expected_text(money: RiskFigures | None) -> str:
    """The stored figure is the high one; the range stands in the note, for want of room."""
    if money is None or money.expected is None:
        return ""
    return f"tot {euro(money.expected)}" if money.is_range else euro(money.expected)


def _expected_note(money: RiskFigures) -> str:
    share = words.percent_text(money.expected or ZERO, money.maximum or money.award)
    unsure = f"van {euro(money.expected_low)} af, een deel is nog niet te zeggen; " if money.is_range else ""
    return f"{unsure}{share} van de toekenning; maximaal {euro(money.maximum)}"


def _reduction_note(rows: Rows, planned: Stated, *, is_measured: bool) -> str:
    """The plan's stated total beside the sum of its parts: both are kept (docs/domain.md §1)."""
    if not planned.is_known:
        return "het plan noemt geen bedrag"
    period = f" in {planned.period.replace('-', '–')}" if planned.period else ""
    parts = [
        figure.lower
        for figure in rows.figures
        if figure.kind == "zvw_reduction" and figure.pillar and figure.lower is not None
    ]
    note = f"Gepland {planned.text}{period}"
    if parts and add(parts) != planned.low:
        note += f"; de delen tellen op tot {mln(add(parts))}"
    return f"{note}." if is_measured else f"{note}. Nog niet gemeten."
