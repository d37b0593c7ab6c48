"""Opens the board of a quarter for whoever asks, in full or as the version of an id."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.seen_quarter import NoSuchVersionError, SeenQuarter, seen_quarter
from izaportal.web.access import seen_programme
from pillars.selectors.quarters import Period, periods_with_meetings

if TYPE_CHECKING:
    from pillars.models import Programme


@dataclass(frozen=True, slots=True)
class Opened:
    """`by_id`: of one version, which never changes."""

    programme: "Programme"
    periods: tuple[Period, ...]
    period: Period
    seen: SeenQuarter
    by_id: bool


def opened(viewer: Viewer, slug: str, quarter: Quarter, *, freeze: str | None) -> Opened:
    """Http404 for a programme, quarter or version that is not there, or not for the viewer."""
    programme = seen_programme(viewer, slug)
    periods = periods_with_meetings(viewer, programme)
    period = next((one for one in periods if one.quarter == quarter), None)
    if period is None:
        raise Http404("Over dit kwartaal rapporteert dit programma niet.")
    try:
        version = None if freeze is None else UUID(freeze)
        seen = seen_quarter(viewer, programme, periods=periods, period=period, freeze=version)
    except (ValueError, NoSuchVersionError) as missing:
        raise Http404("Deze versie is er niet.") from missing
    return Opened(programme, periods, period, seen, by_id=freeze is not None)
