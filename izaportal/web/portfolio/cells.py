"""One cell per column of a project: the same for the page and for an export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from izaportal.core.formatting import Unknown, sentence_case
from izaportal.core.workbook import Value
from izaportal.reporting.aspects import Aspect, AspectStatus
from izaportal.reporting.selectors.portfolio import PortfolioRow, Standing
from izaportal.reporting.words import ASPECT_STATUS_WORDS, ASPECT_WORDS
from izaportal.web.plan_figures import lower_or_state
from kpis.choices import STATUS_WORDS
from kpis.status import Status
from projects.selectors.choices import SHARED_OWNERS

if TYPE_CHECKING:
    from projects.models import Project

VACANT, UNSTATED = "vacancy", "unknown"
OWNER_WORDS = dict(SHARED_OWNERS)


@dataclass(frozen=True, slots=True)
class Cell:
    """`shape` says how it is shown; `plain` what an export holds."""

    shape: str
    value: object
    plain: Value
    note: str = ""


def unknown(state: Unknown = Unknown.UNKNOWN) -> Cell:
    return Cell("unknown", state, state.word)


def text(value: str, *, shape: str = "text") -> Cell:
    return Cell(shape, value, value) if value else unknown()


def cells_of(row: PortfolioRow, keys: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(CELLS[key](row) for key in keys)


def _code(row: PortfolioRow) -> Cell:
    code = row.project.code
    return Cell("code", code or "–", code)


def _pillar(row: PortfolioRow) -> Cell:
    return text(row.project.pillar.name if row.project.pillar else "")


def _stage(row: PortfolioRow) -> Cell:
    return text(str(row.project.get_stage_display()) if row.project.stage else "")


def _owner(row: PortfolioRow) -> Cell:
    return text(owner_words(row.project))


def owner_words(project: Project) -> str:
    """Who owns the project; empty where the source does not say."""
    if project.owner is not None:
        return project.owner.name
    if project.owner_body is not None:
        return str(project.owner_body)
    return OWNER_WORDS.get(project.owner_kind, "")


def _lead(row: PortfolioRow) -> Cell:
    state = row.project.lead_state
    if state == UNSTATED:
        return unknown()
    return text(str(row.project.get_lead_state_display()), shape="strong" if state == VACANT else "text")


def _aspect(aspect: Aspect) -> Callable[[PortfolioRow], Cell]:
    def cell(row: PortfolioRow) -> Cell:
        if row.standing is None:
            return unknown()
        status = AspectStatus(getattr(row.standing, f"{aspect}_status"))
        if status is AspectStatus.NOT_APPLICABLE:
            return unknown(Unknown.NOT_APPLICABLE)
        word = ASPECT_STATUS_WORDS[status]
        return Cell("status", status.value, word, note=sentence_case(word))

    return cell


def _indicators(row: PortfolioRow) -> Cell:
    counts: Mapping[str, int] = row.standing.indicator_counts if row.standing else {}
    if not counts:
        return unknown(Unknown.NOT_APPLICABLE if row.standing else Unknown.UNKNOWN)
    ordered = {status.value: counts[status] for status in Status if status in counts}
    told = ", ".join(f"{number} {STATUS_WORDS[Status(status)]}" for status, number in ordered.items())
    return Cell("counts", ordered, told)


def _figure(kind: str) -> Callable[[PortfolioRow], Cell]:
    def cell(row: PortfolioRow) -> Cell:
        return _amount(lower_or_state(row.figures, kind))

    return cell


def _amount(value: Decimal | int | Unknown | None) -> Cell:
    if isinstance(value, Decimal):
        return Cell("amount", value, value)
    return unknown(value if isinstance(value, Unknown) else Unknown.UNKNOWN)


def _spent(row: PortfolioRow) -> Cell:
    if row.standing is None or row.standing.spent is None:
        return _without_money(row.standing)
    return _amount(row.standing.spent)


def _expected(row: PortfolioRow) -> Cell:
    """From and to where something is grey; an export has the high end, which is the one that counts."""
    standing = row.standing
    if standing is None or standing.expected is None or standing.expected_low is None:
        return _without_money(standing)
    if standing.expected_low == standing.expected:
        return _amount(standing.expected)
    return Cell("range", (standing.expected_low, standing.expected), standing.expected)


def _risk(row: PortfolioRow) -> Cell:
    if row.standing is None or not row.standing.risk_level:
        return _without_money(row.standing)
    return Cell("risk", row.standing.risk_level, row.standing.risk_level)


def _without_money(standing: Standing | None) -> Cell:
    """Nothing that can be reclaimed, or not calculated: never the same, and never zero."""
    if standing is not None and standing.money_status == AspectStatus.NOT_APPLICABLE:
        return unknown(Unknown.NOT_APPLICABLE)
    return unknown()


def _milestone(row: PortfolioRow) -> Cell:
    milestone = row.next_milestone
    if milestone is None:
        return Cell("text", "–", None)
    return Cell("day", milestone.due, milestone.due, note=milestone.label)


def _judgement(row: PortfolioRow) -> Cell:
    """The manager's, of the report about this very quarter; what was computed stands in its own columns."""
    reported = row.reported
    if reported is None or row.standing is None or reported.quarter != row.standing.quarter:
        return Cell("text", "–", None)
    told = reported.judgements
    parts = tuple(
        (told[aspect].value, f"{sentence_case(ASPECT_WORDS[aspect])}: {ASPECT_STATUS_WORDS[told[aspect]]}")
        for aspect in Aspect
        if aspect in told
    )
    return Cell("judgement", parts, "; ".join(words for _, words in parts))


def _reported(row: PortfolioRow) -> Cell:
    label = row.reported.quarter.label if row.reported else ""
    return Cell("text", label or "–", label or None)


CELLS: Mapping[str, Callable[[PortfolioRow], Cell]] = {
    "code": _code,
    "pijler": _pillar,
    "fase": _stage,
    "eigenaar": _owner,
    "leider": _lead,
    "resultaat": _aspect(Aspect.RESULT),
    "tijd": _aspect(Aspect.TIME),
    "geld": _aspect(Aspect.MONEY),
    "oordeel": _judgement,
    "gerapporteerd": _reported,
    "indicatoren": _indicators,
    "investering": _figure("investment"),
    "spuk": _figure("spuk"),
    "besteed": _spent,
    "verwacht": _expected,
    "risico": _risk,
    "mijlpaal": _milestone,
}
