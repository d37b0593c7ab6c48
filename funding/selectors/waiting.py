"""What grants ask of people: duties to report, verdicts to record, indicators to measure."""

from collections import defaultdict
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from funding.models import DutyState, DutyToReport, GrantMilestone, MilestoneIndicator, MilestoneVerdict
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


def projects_on_indicators(viewer: Viewer) -> dict[UUID, frozenset[str]]:
    """Scopes (`nml-o/mgn`) of the projects whose grants have a milestone on the indicator, by its id."""
    rows = MilestoneIndicator.objects.filter(milestone__grant__project__programme__in=visible_ids(viewer))
    found: dict[UUID, set[str]] = defaultdict(set)
    for indicator, programme, project in rows.values_list(
        "indicator", "milestone__grant__project__programme__slug", "milestone__grant__project__slug"
    ):
        found[indicator].add(f"{programme}/{project}")
    return {indicator: frozenset(scopes) for indicator, scopes in found.items()}
