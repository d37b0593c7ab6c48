"""What a viewer sees of a quarter: the version that was frozen, or what is stored now of one that is not."""

from dataclasses import dataclass
from uuid import UUID

from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.board import read_rows
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.freezes import Version, snapshot, versions
from pillars.models import Programme
from pillars.selectors.quarters import Period


class NoSuchVersionError(LookupError):
    """There is no such version of this quarter; whether it is one of another quarter is not told."""


@dataclass(frozen=True, slots=True)
class SeenQuarter:
    """`version` is the one the rows come from; None when they are not frozen. `versions`: all there are."""

    rows: Rows
    version: Version | None = None
    versions: tuple[Version, ...] = ()


def seen_quarter(
    viewer: Viewer,
    programme: Programme,
    *,
    periods: tuple[Period, ...],
    period: Period,
    freeze: UUID | None = None,
    in_full: bool = False,
) -> SeenQuarter:
    """The last version, or the one with this id; `in_full` as of `read_rows`. Raises NoSuchVersionError."""
    found = versions(viewer, programme, period.quarter) if period.is_frozen else ()
    chosen = next((one for one in reversed(found) if freeze in (None, one.pk)), None)
    if chosen is not None:
        return SeenQuarter(snapshot(chosen.pk).board, chosen, found)
    if freeze is not None:
        raise NoSuchVersionError("deze versie")
    return SeenQuarter(read_rows(viewer, programme, periods=periods, period=period, in_full=in_full))
