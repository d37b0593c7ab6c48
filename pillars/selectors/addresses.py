"""Of which quarter a reporting period is: what links in lists over many things need."""

from collections.abc import Collection

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import ReportingPeriod
from pillars.selectors.programmes import visible_ids


def of_periods(viewer: Viewer, ids: Collection[str]) -> dict[str, tuple[str, Quarter]]:
    """Programme (slug) and quarter by id, as far as the viewer may see them; one query."""
    rows = ReportingPeriod.objects.filter(programme__in=visible_ids(viewer), pk__in=ids).order_by()
    return {
        str(pk): (programme, quarter)
        for pk, programme, quarter in rows.values_list("pk", "programme__slug", "quarter")
    }
