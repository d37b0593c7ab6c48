"""Reads the rows of a quarter's dashboard: a fixed number of queries, whatever the size of the programme."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from funding.refund import RiskLevel
from funding.selectors.dashboard import payments, spuk_flows, standing
from funding.selectors.results import latest_risks, latest_shares
from funding.totals import stored_settings
from izaportal.core.money import cents
from izaportal.core.numbers import to_decimal
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web.dashboard.rows import (
    Frame,
    Obligation,
    PillarRow,
    RiskRow,
    Rows,
    ShareRow,
    StatedFigure,
    StatusRow,
    fraction,
    shown_quarters,
)
from kpis.selectors.statuses import latest_statuses
from kpis.status import Status
from pillars.selectors.plan_figures import plan_figures
from pillars.selectors.programmes import pillars
from pillars.selectors.quarters import Period
from projects.selectors.decisions import decisions_as_of, number_of_projects

if TYPE_CHECKING:
    from pillars.models import Programme

STATED = ("investment", "spuk", "zvw_reduction")
STATUS_FIELDS = (
    "pk", "quarter", "status", "value", "lower", "upper", "projected", "early_warning", "sentence",
    "illustrative", "rule_version", "indicator__slug", "indicator__code", "indicator__short_name",
    "indicator__name", "indicator__unit", "indicator__decimals", "indicator__counts", "indicator__headline",
    "indicator__pillar__slug", "indicator__pillar__number", "explanation__margin_pct",
    "explanation__definition",
)  # fmt: skip
AS_JUDGED = ("unit", "decimals", "counts", "headline")
RISK_FIELDS = (
    "grant__award", "level", "derivation",  # what is told in another way; then as they stand
    "pk", "quarter", "grant", "grant__project__slug", "grant__project__name", "maximum", "at_stake",
    "unsecured", "due_gap", "expected", "expected_low", "unspent", "prefinanced", "illustrative",
    "rule_version",
)  # fmt: skip
SHARE_FIELDS = (
    "municipality__code", "municipality__name", "percent", "award", "maximum", "at_stake", "unsecured",
    "unspent", "due_gap", "expected", "key__label", "key__illustrative", "illustrative",
)  # fmt: skip


def read_rows(viewer: Viewer, programme: "Programme", *, periods: tuple[Period, ...], period: Period) -> Rows:
    """Ten queries after those for the programme and its periods."""
    quarter = period.quarter
    shown = shown_quarters(periods, quarter)
    return Rows(
        frame=_frame(programme),
        period=period,
        periods=periods,
        pillars=tuple(
            PillarRow(*row) for row in pillars(viewer, programme).values_list("slug", "number", "name")
        ),
        statuses=_statuses(viewer, programme, shown),
        risks=_risks(viewer, programme, shown[-2:]),
        shares=tuple(
            ShareRow(*row)
            for row in latest_shares(viewer, programme, quarter)
            .select_related(None)
            .values_list(*SHARE_FIELDS)
        ),
        flows=tuple(spuk_flows(viewer, programme, quarter)),
        payments=tuple(payments(viewer, programme)),
        figures=_figures(viewer, programme),
        decisions=decisions_as_of(viewer, programme, quarter),
        projects=number_of_projects(viewer, programme),
        own=viewer.own_municipalities,
        standing=standing(viewer, programme, quarter, is_frozen=period.is_frozen),
    )


def _frame(programme: "Programme") -> Frame:
    return Frame(
        slug=programme.slug,
        name=programme.name,
        short_name=programme.short_name,
        pillar_word=programme.pillar_term,
        margin_pct=programme.margin_pct,
        risk_medium_pct=programme.risk_medium_pct,
        risk_high_pct=programme.risk_high_pct,
    )


def _statuses(
    viewer: Viewer, programme: "Programme", quarters: tuple[Quarter, ...]
) -> Mapping[Quarter, Mapping[str, StatusRow]]:
    """Values instead of models: three models a row would cost more than the query itself."""
    found = latest_statuses(viewer, programme, quarters=quarters).defer(None).select_related(None)
    rows = [_status(*row) for row in found.values_list(*STATUS_FIELDS)]
    grouped: dict[Quarter, dict[str, StatusRow]] = defaultdict(dict)
    for row in sorted(rows, key=_plan_order):
        grouped[row.quarter][row.slug] = row
    return grouped


def _status(*row: Any) -> StatusRow:
    """With its status and the margin read: JSON keeps the latter, and what the indicator was like then."""
    pk, quarter, status, *others, margin, definition = row
    told = (pk, quarter, Status(status), *others, None if margin is None else Decimal(str(margin)))
    then = {name: value for name, value in (definition or {}).items() if name in AS_JUDGED}
    return replace(StatusRow(*told), **then)


def _plan_order(row: StatusRow) -> tuple[bool, int, str, str]:
    """By pillar, then code; the coordination (0) and what has no pillar last."""
    return (not row.pillar_number, row.pillar_number or 0, row.code, row.slug)


def _figures(viewer: Viewer, programme: "Programme") -> tuple[StatedFigure, ...]:
    rows = plan_figures(viewer, programme, kinds=STATED)
    fields = ("pillar__slug", "kind", "knowledge", "lower", "upper", "period")
    return tuple(StatedFigure(*row) for row in rows.values_list(*fields))


def _risks(viewer: Viewer, programme: "Programme", quarters: tuple[Quarter, ...]) -> tuple[RiskRow, ...]:
    found = latest_risks(viewer, programme, quarters=quarters).select_related(None)
    return tuple(RiskRow(*_told(*row)) for row in found.values_list(*RISK_FIELDS))


def _told(award: Decimal, level: str, derivation: Mapping[str, Any], *row: Any) -> tuple[Any, ...]:
    """A stored risk with its level and its derivation read: the row keeps them as text and JSON.

    The award is the one it was calculated with; a row without facts has only the grant's own.
    """
    facts = derivation.get("facts", {})
    return (
        *row,
        cents(fraction(facts["award"])) if "award" in facts else award,
        RiskLevel(level) if level else None,
        stored_settings(facts.get("settings")),
        obligations(derivation),
    )


def obligations(derivation: Mapping[str, Any]) -> tuple[Obligation, ...]:
    """The milestones of a stored derivation; what is *niet toegewezen* has no facts and is left out."""
    facts = {fact["key"]: fact for fact in derivation.get("facts", {}).get("milestones", ())}
    return tuple(
        _obligation(milestone, facts[milestone["key"]])
        for milestone in derivation.get("milestones", ())
        if milestone["key"] in facts
    )


def _obligation(milestone: Mapping[str, Any], fact: Mapping[str, Any]) -> Obligation:
    costs, credit = fraction(milestone["costs"]), fraction(milestone["now"]["value"])
    hangs_on = _decisive(milestone, fact)
    return Obligation(
        amount=cents(fraction(milestone["amount"])),
        costs=cents(costs),
        unconfirmed=cents(costs * (1 - credit)),
        due=date.fromisoformat(fact["due"]),
        achieved=fact["achieved"],
        indicator=hangs_on.get("key", ""),
        threshold=_number(hangs_on.get("threshold")),
        projected=_number(hangs_on.get("projected")),
    )


def _decisive(milestone: Mapping[str, Any], fact: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of a milestone's indicators the one that its credit rests on; of a verdict or the manager the first."""
    known: dict[str, Mapping[str, Any]] = {reading["key"]: reading for reading in fact["indicators"]}
    decided = (milestone[credit]["indicator"] for credit in ("forecast", "due", "now"))
    return next((known[key] for key in decided if key in known), next(iter(known.values()), {}))


def _number(text: object) -> Decimal | None:
    return None if text is None else to_decimal(fraction(text))
