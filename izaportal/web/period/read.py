"""Finds the period of a quarter, and what the viewer may see and do of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web.access import seen_programme
from pillars.selectors import programmes

if TYPE_CHECKING:
    from pillars.models import Programme, ReportingPeriod


@dataclass(frozen=True)
class Seen:
    """`period` None: the programme does not report yet; its first quarter is opened by hand."""

    viewer: Viewer
    programme: Programme
    quarter: Quarter
    periods: tuple[ReportingPeriod, ...]
    period: ReportingPeriod | None

    @property
    def controls(self) -> bool:
        return self.viewer.controls(self.programme.slug)

    @property
    def runs(self) -> bool:
        """Who runs the programme sees who is reminded of what."""
        return self.controls or self.viewer.manages(self.programme.slug)


def seen_quarter(viewer: Viewer, programme: str, quarter: Quarter) -> Seen:
    """Http404 for a programme that may not be seen, and for a quarter that a reporting one did not open."""
    found = seen_programme(viewer, programme)
    periods = tuple(programmes.periods(viewer, found).select_related("programme"))
    period = next((one for one in periods if one.quarter == quarter), None)
    if period is None and periods:
        raise Http404("Over dit kwartaal rapporteert dit programma niet.")
    return Seen(viewer, found, quarter, periods, period)


def controlled_quarter(viewer: Viewer, programme: str, quarter: Quarter) -> Seen:
    """For the controller alone: 404 for who may not see it, 403 for who only may see it."""
    seen = seen_quarter(viewer, programme, quarter)
    if not seen.controls:
        raise PermissionDenied
    return seen


def run_quarter(viewer: Viewer, programme: str, quarter: Quarter) -> Seen:
    """For who runs the programme, likewise."""
    seen = seen_quarter(viewer, programme, quarter)
    if not seen.runs:
        raise PermissionDenied
    return seen


def opened(seen: Seen) -> ReportingPeriod:
    """Http404 when the programme does not report yet."""
    if seen.period is None:
        raise Http404("Dit kwartaal is niet geopend.")
    return seen.period


def reported_on(periods: tuple[ReportingPeriod, ...]) -> Quarter | None:
    """The quarter that asks for work: the first that is over and not frozen, else the last one."""
    waiting = (one for one in periods if not one.is_frozen and not one.is_observed)
    found = next(waiting, None) or next(reversed(periods), None)
    return None if found is None else found.quarter
