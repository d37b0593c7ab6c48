"""Measurements that are due in a quarter and that nobody handed in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator, Measurement, MeasurementState
from kpis.selectors.statuses import visible_indicators
from kpis.status import MEASURED_IN, Frequency
from pillars.models import ProgrammeMunicipality, ReportingPeriod

HANDED_IN = (MeasurementState.SUBMITTED, MeasurementState.APPROVED)
# (values for the programme as a whole, municipalities with a value) per indicator and quarter
Handed = Mapping[tuple[UUID, Quarter], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class MissingValue:
    """`members` 0: measured as a whole; else how many municipalities there are, and how many `measured`."""

    indicator: Indicator
    period: ReportingPeriod
    measured: int = 0
    members: int = 0


def missing_values(viewer: Viewer, periods: Iterable[ReportingPeriod]) -> list[MissingValue]:
    """What these periods still lack, in the plan's order; three queries.

    A value that waits for its approval is handed in; a returned one is not.
    """
    listed = list(periods)
    indicators = visible_indicators(viewer).filter(programme__in={row.programme_id for row in listed})
    due = [
        (indicator, period)
        for indicator in indicators.select_related("programme", "pillar", "project")
        for period in listed
        if indicator.programme_id == period.programme_id and is_due(indicator, period.quarter)
    ]
    handed, members = _handed_in(listed), _members(listed)
    rows = [_row(indicator, period, handed, members[period.pk]) for indicator, period in due]
    return [row for row in rows if row.measured < max(row.members, 1)]


def is_due(indicator: Indicator, quarter: Quarter) -> bool:
    """Whether a measurement is due by the indicator's frequency."""
    return quarter.number in MEASURED_IN[Frequency(indicator.frequency)]


def _row(indicator: Indicator, period: ReportingPeriod, handed: Handed, members: int) -> MissingValue:
    whole, parts = handed.get((indicator.pk, period.quarter), (0, 0))
    if indicator.disaggregated:
        return MissingValue(indicator, period, measured=parts, members=members)
    return MissingValue(indicator, period, measured=whole)


def _handed_in(periods: list[ReportingPeriod]) -> Handed:
    rows = Measurement.objects.filter(
        indicator__programme__in={row.programme_id for row in periods},
        quarter__in={row.quarter for row in periods},
        state__in=HANDED_IN,
        superseded_at__isnull=True,
    )
    counted = (
        rows.order_by()
        .values_list("indicator", "quarter")
        .annotate(
            whole=Count("pk", filter=Q(municipality__isnull=True)), parts=Count("municipality", distinct=True)
        )
    )
    return {(indicator, quarter): (whole, parts) for indicator, quarter, whole, parts in counted}


def _members(periods: list[ReportingPeriod]) -> dict[UUID, int]:
    """How many municipalities take part on the last day of each period's quarter."""
    rows = ProgrammeMunicipality.objects.filter(programme__in={row.programme_id for row in periods})
    memberships = list(rows.values_list("programme", "validity"))
    return {
        period.pk: sum(
            programme == period.programme_id and period.quarter.last_day in validity
            for programme, validity in memberships
        )
        for period in periods
    }
