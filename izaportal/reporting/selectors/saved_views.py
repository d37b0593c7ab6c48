"""Saved views: one's own, and those that others share within the programme."""

from uuid import UUID

from django.db.models import Case, Q, QuerySet, When

from izaportal.core.viewer import Viewer
from izaportal.reporting.models import SavedView
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids


def saved_views(viewer: Viewer, programme: Programme) -> QuerySet[SavedView]:
    """One's own first, then the shared ones, each by name."""
    seen = SavedView.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    if viewer.id is None:
        return seen.none()
    own = Q(owner=UUID(viewer.id))
    return seen.filter(own | Q(shared=True)).order_by(Case(When(own, then=0), default=1), "name", "id")
