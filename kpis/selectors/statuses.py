"""Stored statuses: the last row of every indicator and quarter."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator, IndicatorStatus, Measurement, MeasurementState
from kpis.selectors.definition import that_counted
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids


def visible_indicators(viewer: Viewer) -> QuerySet[Indicator]:
    """Indicators of the programmes the viewer may see."""
    return Indicator.objects.filter(programme__in=visible_ids(viewer))


def latest_statuses(
    viewer: Viewer, programme: Programme, *, quarters: Iterable[Quarter] | None = None
) -> QuerySet[IndicatorStatus]:
    """One row per indicator and quarter: the last one stored. With indicator and pillar."""
    rows = IndicatorStatus.objects.filter(indicator__programme__in=visible_ids(viewer))
    rows = rows.filter(indicator__programme=programme)
    if quarters is not None:
        rows = rows.filter(quarter__in=list(quarters))
    return (
        rows.order_by("indicator_id", "quarter", "-id")
        .distinct("indicator_id", "quarter")
        .select_related("indicator", "indicator__pillar")
        .defer("explanation")
    )


def latest_fingerprints(programme: Programme, quarter: Quarter) -> dict[UUID, str]:
    """For jobs: what the last result of every indicator was calculated from."""
    rows = IndicatorStatus.objects.filter(indicator__programme=programme, quarter=quarter)
    latest = rows.order_by("indicator_id", "-id").distinct("indicator_id")
    return dict(latest.values_list("indicator_id", "fingerprint"))


def status_history(viewer: Viewer, indicator: Indicator) -> QuerySet[IndicatorStatus]:
    """The last status of every quarter of one indicator, oldest first, with explanation."""
    rows = IndicatorStatus.objects.filter(indicator__programme__in=visible_ids(viewer))
    return rows.filter(indicator=indicator).order_by("quarter", "-id").distinct("quarter")


def measurements_of(viewer: Viewer, indicator: Indicator) -> QuerySet[Measurement]:
    """Every measurement of the indicator, newest quarter first, with who decided on it."""
    rows = Measurement.objects.filter(indicator__programme__in=visible_ids(viewer)).filter(
        indicator=indicator
    )
    return rows.select_related("municipality", "submitted_by", "decided_by").order_by("-quarter", "-id")


def waiting_everywhere(viewer: Viewer) -> QuerySet[Measurement]:
    """Submitted values of all programmes the viewer may see, oldest first, with indicator and pillar."""
    rows = Measurement.objects.filter(
        indicator__programme__in=visible_ids(viewer),
        state=MeasurementState.SUBMITTED,
        superseded_at__isnull=True,
    )
    return rows.select_related("indicator__programme", "indicator__pillar").order_by("quarter", "id")


def statuses_everywhere(viewer: Viewer, quarters: Iterable[Quarter]) -> QuerySet[IndicatorStatus]:
    """The last status of every indicator that counts, at these quarters, over all programmes seen."""
    rows = IndicatorStatus.objects.filter(indicator__programme__in=visible_ids(viewer))
    latest = rows.filter(quarter__in=list(quarters)).order_by("indicator_id", "quarter", "-id")
    counted = that_counted(
        IndicatorStatus.objects.filter(pk__in=latest.distinct("indicator_id", "quarter").values("pk"))
    )
    return counted.order_by("indicator_id", "quarter").select_related("indicator").defer("explanation")
