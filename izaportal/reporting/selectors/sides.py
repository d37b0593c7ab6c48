"""The two sides of a comparison: what a board sees of a quarter or a version, and by what it was judged."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.basis import (
    IndicatorRow,
    Settings,
    TargetRow,
    read_definitions,
    read_targets,
    settings_of,
)
from izaportal.reporting.selectors.board import read_rows
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.freezes import Version, snapshot
from izaportal.reporting.selectors.outlooks import ReportedMilestone, reported_milestones
from izaportal.reporting.selectors.snapshot import Snapshot
from pillars.models import Programme
from pillars.selectors.quarters import Period


@dataclass(frozen=True, slots=True)
class Terms:
    """By what statuses and refund risks are judged: settings, definitions, and the targets in force."""

    settings: Settings
    definitions: tuple[IndicatorRow, ...]
    targets: tuple[TargetRow, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """`version` is the one the rows come from; None when they are not frozen, or kept in no version."""

    rows: Rows
    terms: Terms
    milestones: tuple[ReportedMilestone, ...] = ()
    version: Version | None = None

    @property
    def quarter(self) -> Quarter:
        return self.rows.quarter


class Sides:
    """Finds the sides of a programme that was seen; a fixed number of queries each, whatever its size."""

    def __init__(
        self,
        viewer: Viewer,
        programme: Programme,
        *,
        periods: tuple[Period, ...],
        versions: Iterable[Version],
    ) -> None:
        self.viewer, self.programme, self.periods = viewer, programme, periods
        self.versions = tuple(versions)

    def of_quarter(self, quarter: Quarter) -> Side | None:
        """The last version of a frozen quarter, what is stored now of an open one; None without a period."""
        period = next((one for one in self.periods if one.quarter == quarter), None)
        if period is None:
            return None
        kept = [one for one in self.versions if one.quarter == quarter] if period.is_frozen else []
        return self._kept(kept[-1]) if kept else self._stored(period, (period,))

    def of_version(self, pk: UUID) -> Side | None:
        """None for another programme's, as for one that is not there."""
        version = next((one for one in self.versions if one.pk == pk), None)
        return None if version is None else self._kept(version)

    def as_stored(self, period: Period) -> Side:
        """What the tables tell now, also of a frozen quarter, and of those before it that a board sees."""
        return self._stored(period, self.periods)

    def _stored(self, period: Period, periods: tuple[Period, ...]) -> Side:
        rows = read_rows(self.viewer, self.programme, periods=periods, period=period, in_full=True)
        terms = Terms(
            settings_of(self.programme),
            read_definitions(self.programme),
            read_targets(self.programme, period.quarter),
        )
        return Side(rows, terms, self._milestones(period.quarter))

    def _kept(self, version: Version) -> Side:
        kept = snapshot(version.pk)
        return Side(kept.board, terms_of(kept), self._milestones(version.quarter), version)

    def _milestones(self, quarter: Quarter) -> tuple[ReportedMilestone, ...]:
        return tuple(reported_milestones(self.viewer, self.programme, quarter).values())


def terms_of(kept: Snapshot) -> Terms:
    basis = kept.basis
    return Terms(basis.settings, basis.indicators, basis.targets)
