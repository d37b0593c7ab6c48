"""Bodies of a programme and their meetings, and who keeps their agendas and minutes."""

from uuid import UUID

from django.db.models import Q, QuerySet

from izaportal.core import clock
from izaportal.core.viewer import Viewer
from pillars.models import GovernanceBody, Meeting, Programme
from pillars.selectors.programmes import bodies, visible_ids


def keeps(viewer: Viewer, programme: str, body: str) -> bool:
    """Whether the viewer plans the body's meetings and keeps its agenda, decisions and minutes (slugs).

    That is the secretary of the body, and who manages the whole programme (docs/domain.md §7).
    """
    return viewer.manages(programme) or viewer.minutes(f"{programme}/{body}")


def keeps_any(viewer: Viewer, programme: Programme) -> bool:
    return bool(kept_bodies(viewer, programme))


def kept_bodies(viewer: Viewer, programme: Programme) -> list[GovernanceBody]:
    """Bodies that still meet and that the viewer keeps, by name; no query for who keeps none."""
    if not viewer.manages(programme.slug) and not viewer.minuted_bodies(programme.slug):
        return []
    rows = bodies(viewer, programme).filter(Q(closed_on=None) | Q(closed_on__gt=clock.today()))
    return sorted((row for row in rows if keeps(viewer, programme.slug, row.slug)), key=str)


def body(viewer: Viewer, programme: Programme, slug: str) -> GovernanceBody:
    """Raises GovernanceBody.DoesNotExist, also for what may not be seen."""
    return bodies(viewer, programme).select_related("programme").get(slug=slug)


def meetings_of(viewer: Viewer, programme: Programme) -> QuerySet[Meeting]:
    """With body and programme, first one first."""
    rows = Meeting.objects.filter(body__programme__in=visible_ids(viewer)).filter(body__programme=programme)
    return rows.select_related("body__programme").order_by("held_on", "body__slug")


def meeting(viewer: Viewer, programme: Programme, meeting_id: UUID) -> Meeting:
    """Raises Meeting.DoesNotExist, also for what may not be seen."""
    return meetings_of(viewer, programme).get(pk=meeting_id)
