"""The share of one municipality, whole: figures per project and in total, budget per year, statuses.

Made of stored rows only, so that the API, pages and exports tell the same figures.
"""

from collections import defaultdict
from datetime import date

from funding.models import MunicipalShare
from funding.selectors import municipal
from funding.selectors.municipal import At, Participation, Period
from funding.selectors.share_report import (
    Owner,
    ShareHistory,
    ShareReport,
    Splits,
    quarter_total,
    report,
)
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer


class NoShareError(LookupError):
    """There is no such share, or it is not the viewer's; the message does not tell which."""


def share_reports(
    viewer: Viewer, code: str, *, today: date, programme: str | None = None, quarter: Quarter | None = None
) -> list[ShareReport]:
    """The share of every programme of the municipality, or of one, at a quarter: else the last frozen one.

    At most six queries. Raises NoShareError for another's municipality, for a programme it takes no part in
    and for a quarter that is not there (yet).
    """
    chosen = _chosen(_quarters(viewer, code, programme, today), quarter)
    if not chosen and (programme is not None or quarter is not None):
        raise NoShareError("dit kwartaal")
    rows = list(municipal.shares(viewer, code, [(p.programme, p.quarter) for _, p in chosen]))
    pillars = {row.project_id: row.project.pillar_id for row in rows}
    found = list(municipal.statuses({(row.project.programme_id, row.quarter) for row in rows}, pillars))
    budgets = municipal.budgets(pillars)
    keys = municipal.key_rules({row.key_id for row in rows if row.key_id is not None})
    return [
        report(
            _owner(taking_part, code),
            period,
            [row for row in rows if row.project.programme_id == taking_part.programme],
            Splits(budgets, keys, taking_part.members_on(period.quarter.last_day), code),
            [row for row in found if row.indicator.programme_id == taking_part.programme],
        )
        for taking_part, period in chosen
    ]


def share_histories(
    viewer: Viewer, code: str, *, today: date, programme: str | None = None
) -> list[ShareHistory]:
    """The totals of every programme of the municipality, or of one. Raises NoShareError as above."""
    quarters = _quarters(viewer, code, programme, today)
    asked = [(period.programme, period.quarter) for _, listed in quarters for period in listed]
    rows: dict[At, list[MunicipalShare]] = defaultdict(list)
    for row in municipal.shares(viewer, code, asked):
        rows[(row.project.programme_id, row.quarter)].append(row)
    return [
        ShareHistory(
            _owner(taking_part, code),
            tuple(quarter_total(period, rows[(period.programme, period.quarter)]) for period in listed),
        )
        for taking_part, listed in quarters
    ]


Quarters = list[tuple[Participation, list[Period]]]


def _quarters(viewer: Viewer, code: str, programme: str | None, today: date) -> Quarters:
    """Per programme the quarters that have begun and on whose last day the municipality takes part."""
    found = municipal.participations(viewer, code, programme=programme)
    if not found:
        raise NoShareError("deze gemeente of dit programma")
    periods = municipal.periods([taking_part.programme for taking_part in found])
    begun = [period for period in periods if period.quarter.first_day <= today]
    return [
        (
            taking_part,
            [
                period
                for period in begun
                if period.programme == taking_part.programme
                and code in taking_part.members_on(period.quarter.last_day)
            ],
        )
        for taking_part in found
    ]


def _chosen(quarters: Quarters, asked: Quarter | None) -> list[tuple[Participation, Period]]:
    """The asked quarter of each programme, else its last frozen one; programmes without it are left out."""
    chosen = []
    for taking_part, periods in quarters:
        fitting = [p for p in periods if (p.frozen_on is not None if asked is None else p.quarter == asked)]
        if fitting:
            chosen.append((taking_part, fitting[-1]))
    return chosen


def _owner(taking_part: Participation, code: str) -> Owner:
    return Owner(code, taking_part.name_of(code), taking_part.slug, taking_part.name)
