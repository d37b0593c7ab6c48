"""Reads what a board sees of a quarter: a fixed number of queries, whatever the size of the programme."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from funding.selectors.dashboard import payments, spuk_flows, standing
from funding.selectors.risk_rows import risk_rows
from funding.selectors.share_rows import share_rows
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.board_rows import (
    Frame,
    PillarRow,
    Rows,
    StatedEffect,
    StatedFigure,
    shown_quarters,
)
from izaportal.reporting.selectors.outlooks import pushed_milestones
from izaportal.reporting.selectors.overrulings import overrulings
from kpis.selectors.status_rows import EarlierStatus, StatusRow, earlier_statuses, status_rows
from pillars.models import Programme
from pillars.selectors.plan_figures import plan_figures
from pillars.selectors.programmes import pillars
from pillars.selectors.quarters import Period
from projects.selectors.decisions import decisions_as_of
from projects.selectors.figures import pillars_of_projects, stated_by_projects

Told = TypeVar("Told", StatusRow, EarlierStatus)

EFFECTS = ("zvw_reduction", "hours_freed", "fte", "staff_saved")
STATED = ("investment", "spuk", "shortage", "ambition", *EFFECTS)

EFFECT_FIELDS = (
    "project__slug", "project__name", "project__pillar__slug", "kind", "lower", "upper", "unit", "period",
    "note", "source_place", "is_default",
)  # fmt: skip


def read_rows(
    viewer: Viewer,
    programme: Programme,
    *,
    periods: tuple[Period, ...],
    period: Period,
    in_full: bool = False,
) -> Rows:
    """Fourteen queries after those for the programme and its periods.

    `in_full`: all that a snapshot keeps of every quarter shown. A page tells of those before its own only how
    they went; to read that is a third of the work.
    """
    quarter = period.quarter
    shown = shown_quarters(periods, quarter)
    ago = () if in_full else shown[:-1]
    pillar_of = pillars_of_projects(viewer, programme)
    return Rows(
        frame=_frame(programme),
        period=period,
        periods=tuple(one for one in periods if one.quarter <= quarter),
        pillars=_pillars(viewer, programme),
        statuses=_by_quarter(status_rows(viewer, programme, quarters=shown[len(ago) :])),
        risks=risk_rows(viewer, programme, quarters=shown[-2:]),
        shares=share_rows(viewer, programme, quarter),
        flows=tuple(spuk_flows(viewer, programme, quarter)),
        payments=tuple(payments(viewer, programme, quarter)),
        figures=_figures(viewer, programme),
        decisions=decisions_as_of(viewer, programme, quarter),
        projects=len(pillar_of),
        standing=standing(viewer, programme, quarter, is_frozen=period.is_frozen),
        effects=_effects(viewer, programme),
        pushed=pushed_milestones(viewer, programme, quarter),
        overrulings=overrulings(viewer, programme, quarter),
        pillar_of=pillar_of,
        earlier=_by_quarter(earlier_statuses(viewer, programme, quarters=ago)),
    )


def _frame(programme: Programme) -> Frame:
    return Frame(
        slug=programme.slug,
        name=programme.name,
        short_name=programme.short_name,
        pillar_word=programme.pillar_term,
        margin_pct=programme.margin_pct,
        risk_medium_pct=programme.risk_medium_pct,
        risk_high_pct=programme.risk_high_pct,
    )


def _pillars(viewer: Viewer, programme: Programme) -> tuple[PillarRow, ...]:
    rows = pillars(viewer, programme).values_list("slug", "number", "name")
    return tuple(PillarRow(*row) for row in rows)


def _effects(viewer: Viewer, programme: Programme) -> tuple[StatedEffect, ...]:
    rows = stated_by_projects(viewer, programme, kinds=EFFECTS).values_list(*EFFECT_FIELDS)
    return tuple(StatedEffect(*row) for row in rows)


def _by_quarter(rows: Iterable[Told]) -> Mapping[Quarter, Mapping[str, Told]]:
    grouped: dict[Quarter, dict[str, Told]] = {}
    for row in rows:
        grouped.setdefault(row.quarter, {})[row.slug] = row
    return grouped


def _figures(viewer: Viewer, programme: Programme) -> tuple[StatedFigure, ...]:
    """Boards pass on what they read: of what the source calls confidential they are told that it is."""
    fields = ("confidential", "pillar__slug", "kind", "knowledge", "lower", "upper", "period", "unit")
    rows = plan_figures(viewer, programme, kinds=STATED).values_list(*fields)
    found = ((is_confidential, StatedFigure(*row)) for is_confidential, *row in rows)
    return tuple(figure.withheld if is_confidential else figure for is_confidential, figure in found)
