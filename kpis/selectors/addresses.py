"""On whose page a thing of kpis stands: what links in lists over many things need."""

from collections.abc import Collection, Iterable
from uuid import UUID

from izaportal.core.viewer import Viewer
from kpis.models import Indicator, Measurement, Target
from pillars.selectors.programmes import visible_ids

Addresses = dict[str, tuple[str, str]]


def of_indicators(viewer: Viewer, ids: Collection[str]) -> Addresses:
    """Slugs of programme and indicator by id, as far as the viewer may see them; one query."""
    rows = Indicator.objects.filter(programme__in=visible_ids(viewer), pk__in=ids)
    return _read(rows.order_by().values_list("pk", "programme__slug", "slug"))


def of_measurements(viewer: Viewer, ids: Collection[str]) -> Addresses:
    """Likewise for the indicator that was measured."""
    rows = Measurement.objects.filter(indicator__programme__in=visible_ids(viewer), pk__in=ids)
    return _read(rows.order_by().values_list("pk", "indicator__programme__slug", "indicator__slug"))


def of_targets(viewer: Viewer, ids: Collection[str]) -> Addresses:
    rows = Target.objects.filter(indicator__programme__in=visible_ids(viewer), pk__in=ids)
    return _read(rows.order_by().values_list("pk", "indicator__programme__slug", "indicator__slug"))


def _read(rows: Iterable[tuple[UUID, str, str]]) -> Addresses:
    return {str(pk): (programme, slug) for pk, programme, slug in rows}
