"""Milestones that were not reached, over all programmes seen."""

from datetime import date

from django.db.models import QuerySet

from izaportal.core.viewer import Viewer
from pillars.selectors.programmes import visible_ids
from projects.models import Milestone, MilestoneState

OVER = (MilestoneState.REACHED, MilestoneState.DROPPED)


def unreached_milestones(viewer: Viewer, *, until: date) -> QuerySet[Milestone]:
    """Due on or before the day, first due first, with programme, pillar and project."""
    rows = Milestone.objects.filter(programme__in=visible_ids(viewer), due__lte=until).exclude(state__in=OVER)
    return rows.select_related("programme", "pillar", "project__pillar").order_by("due", "slug")
