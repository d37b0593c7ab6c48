"""Of which quarter a period is, of which body a member: what links in lists over many things need."""

from collections.abc import Collection

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import BodyMember, ReportingPeriod
from pillars.selectors.programmes import visible_ids


def of_periods(viewer: Viewer, ids: Collection[str]) -> dict[str, tuple[str, Quarter]]:
    """Programme (slug) and quarter by id, as far as the viewer may see them; one query."""
    rows = ReportingPeriod.objects.filter(programme__in=visible_ids(viewer), pk__in=ids).order_by()
    return {
        str(pk): (programme, quarter)
        for pk, programme, quarter in rows.values_list("pk", "programme__slug", "quarter")
    }


def of_members(viewer: Viewer, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Programme and body (slugs) by the id of the membership, likewise."""
    rows = BodyMember.objects.filter(body__programme__in=visible_ids(viewer), pk__in=ids).order_by()
    return {
        str(pk): (programme, body)
        for pk, programme, body in rows.values_list("pk", "body__programme__slug", "body__slug")
    }
