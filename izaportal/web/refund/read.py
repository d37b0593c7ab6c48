"""Reads what the pages about refund risk show; what may not be seen is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from funding.refund import Source
from funding.selectors import insurers_money, refund_course
from funding.selectors.refund_course import Booked
from funding.why import IndicatorWords
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.seen_quarter import seen_quarter
from izaportal.web.access import or_404, seen_programme
from izaportal.web.quarters import asked_or_latest
from izaportal.web.refund.insurers import insurers
from izaportal.web.refund.overview import Looked
from pillars.selectors.quarters import Period, periods_with_meetings

if TYPE_CHECKING:
    from funding.models import Grant, GrantMilestone, RefundRisk
    from pillars.models import Programme


@dataclass(frozen=True)
class At:
    """A programme at the quarter that is asked for; `period` is None when it reports on no quarter."""

    viewer: Viewer
    programme: Programme
    periods: tuple[Period, ...]
    period: Period | None

    def rows(self, period: Period) -> Rows:
        """As frozen, or as stored now, with what indicators were called in the quarters before."""
        return seen_quarter(
            self.viewer, self.programme, periods=self.periods, period=period, in_full=True
        ).rows


@dataclass(frozen=True)
class GrantFound:
    """A state grant with its stored risk per quarter, oldest first, and what these rest on.

    `names`: the indicators' words by slug, as the quarter knows them.
    """

    at: At
    period: Period
    rows: Rows
    grant: Grant
    course: tuple[RefundRisk, ...]
    milestones: tuple[GrantMilestone, ...]
    bookings: tuple[Booked, ...]
    own: frozenset[str]

    @property
    def risk(self) -> RefundRisk | None:
        """The row of the quarter that the page is about."""
        return next((row for row in self.course if row.quarter == self.period.quarter), None)

    @property
    def names(self) -> Mapping[str, IndicatorWords]:
        return {
            row.slug: IndicatorWords(row.label, row.unit, row.decimals)
            for statuses in self.rows.statuses.values()
            for row in statuses.values()
        }


def look(viewer: Viewer, programme: str, quarter: str) -> At:
    """Without a period of the quarter asked for: the last frozen one, else the last that is over."""
    seen = seen_programme(viewer, programme)
    periods = periods_with_meetings(viewer, seen)
    return At(viewer, seen, periods, asked_or_latest(periods, quarter))


def overview_at(at: At, period: Period) -> Looked:
    rows = at.rows(period)
    return Looked(
        programme=at.programme,
        periods=at.periods,
        rows=rows,
        grants=tuple(refund_course.grants_of(at.viewer, at.programme)),
        insurers=insurers(
            rows.payments,
            insurers_money.conditions_of(at.viewer, at.programme),
            insurers_money.lapses(at.viewer, at.programme, period.quarter),
            period.quarter,
        ),
        own=at.viewer.own_municipalities,
        opens_all=at.programme.slug in at.viewer.programme_slugs,
    )


def state_grants(at: At) -> Iterable[Grant]:
    """Every grant of the programme that has such a page."""
    return refund_course.grants_of(at.viewer, at.programme).filter(source=Source.SPUK)


def grant_at(at: At, *, project: str, slug: str) -> GrantFound:
    """Http404 for what is not there, for insurers' money, and while there is no quarter to tell of."""
    with or_404("Deze subsidie is er niet."):
        grant = refund_course.state_grant(at.viewer, at.programme, project=project, slug=slug)
    if at.period is None:
        raise Http404("Over dit programma is nog geen kwartaal berekend.")
    return GrantFound(
        at=at,
        period=at.period,
        rows=at.rows(at.period),
        grant=grant,
        course=refund_course.course_of(at.viewer, grant),
        milestones=tuple(refund_course.milestones_of(at.viewer, grant)),
        bookings=refund_course.last_bookings(at.viewer, grant, until=at.period.quarter.last_day),
        own=at.viewer.own_municipalities,
    )
