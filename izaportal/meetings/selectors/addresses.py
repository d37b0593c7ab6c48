"""Parts of addresses of meetings, agenda items and decisions, by id: for links to what a viewer may see."""

from collections.abc import Collection
from uuid import UUID

from izaportal.core.viewer import Viewer
from izaportal.meetings.models import AgendaItem
from pillars.models import Meeting
from pillars.selectors.programmes import visible_ids
from projects.models import Decision


def of_decisions(viewer: Viewer, ids: Collection[str]) -> dict[str, tuple[str, str]]:
    """Programme and slug."""
    rows = Decision.objects.filter(pk__in=ids, programme__in=visible_ids(viewer))
    return {
        str(pk): (programme, slug)
        for pk, programme, slug in rows.values_list("pk", "programme__slug", "slug")
    }


def of_meetings(viewer: Viewer, ids: Collection[str]) -> dict[str, tuple[str, UUID]]:
    """Programme and id."""
    rows = Meeting.objects.filter(pk__in=ids, body__programme__in=visible_ids(viewer))
    return {str(pk): (programme, pk) for pk, programme in rows.values_list("pk", "body__programme__slug")}


def of_items(viewer: Viewer, ids: Collection[str]) -> dict[str, tuple[str, UUID]]:
    """Programme and meeting."""
    place = ("pk", "agenda__meeting__body__programme__slug", "agenda__meeting")
    rows = AgendaItem.objects.filter(pk__in=ids, agenda__meeting__body__programme__in=visible_ids(viewer))
    return {str(pk): (programme, meeting) for pk, programme, meeting in rows.values_list(*place)}
