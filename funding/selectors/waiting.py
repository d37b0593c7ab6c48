"""What grants ask of people: duties to report and verdicts to record."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from funding.models import DutyState, DutyToReport, GrantMilestone, MilestoneVerdict
from izaportal.core.viewer import Viewer
from pillars.selectors.programmes import visible_ids


def open_duties(viewer: Viewer) -> QuerySet[DutyToReport]:
    """Running clocks over all programmes seen, first to end first, with project, pillar and programme."""
    rows = DutyToReport.objects.filter(
        state=DutyState.OPEN, milestone__grant__project__programme__in=visible_ids(viewer)
    )
    return rows.select_related(
        "milestone__grant__project__programme", "milestone__grant__project__pillar"
    ).order_by("report_by", "id")


def milestones_without_verdict(viewer: Viewer, *, until: date) -> QuerySet[GrantMilestone]:
    """Due on or before the day and not judged by the insurer, with project and programme."""
    judged = MilestoneVerdict.objects.filter(milestone=OuterRef("pk"))
    rows = GrantMilestone.objects.filter(
        ~Exists(judged), grant__project__programme__in=visible_ids(viewer), due__lte=until
    )
    return rows.select_related("grant__project__programme").order_by("due", "slug")
