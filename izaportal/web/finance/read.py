"""Everything the page of a programme's money shows, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from funding.doubles import Double
from funding.selectors import programme_money as money
from funding.selectors.doubles import doubles_of
from funding.selectors.programme_money import DueInstalment, StreamMoney
from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.imports.books import may_import
from izaportal.web.access import seen_programme
from izaportal.web.quarters import asked_or_latest
from pillars.selectors import programmes

if TYPE_CHECKING:
    from funding.models import DutyToReport, Grant, GrantMilestone
    from pillars.models import Programme, ReportingPeriod

SOON = timedelta(days=92)  # a quarter ahead


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """`streams` is empty without quarters; instalments, milestones and duties are as of today."""

    programme: Programme
    today: date
    periods: tuple[ReportingPeriod, ...]
    quarter: Quarter | None
    is_frozen: bool
    grants: tuple[Grant, ...]
    streams: tuple[StreamMoney, ...]
    instalments: tuple[DueInstalment, ...]
    milestones: tuple[GrantMilestone, ...]
    duties: tuple[DutyToReport, ...]
    doubles: tuple[Double, ...]
    controls: bool
    imports: bool


def read(viewer: Viewer, slug: str, *, quarter: str = "") -> MoneyFacts:
    """Http404 for a programme that is not there or may not be seen."""
    programme = seen_programme(viewer, slug)
    periods = tuple(programmes.periods(viewer, programme))
    chosen, today = asked_or_latest(periods, quarter), clock.today()
    grants = money.grants_of_programme(viewer, programme)
    soon = today + SOON
    return MoneyFacts(
        programme=programme,
        today=today,
        periods=periods,
        quarter=chosen.quarter if chosen else None,
        is_frozen=chosen.is_frozen if chosen else False,
        grants=tuple(grants),
        streams=money.per_stream(money.money_of(viewer, grants, chosen.quarter)) if chosen else (),
        instalments=tuple(money.instalments_due(grants, today=today, until=soon)),
        milestones=tuple(money.milestones_due(viewer, programme, until=soon)),
        duties=tuple(money.duties_of(viewer, programme)),
        doubles=tuple(doubles_of(viewer, programme)),
        controls=viewer.controls(programme.slug),
        imports=may_import(viewer, programme.slug),
    )
