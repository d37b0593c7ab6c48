"""Duties to report: for pages those of a programme, for the job those that still say something."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When

from funding.duty import DutyState
from funding.models import DutyToReport, GrantMilestone, MilestoneForecast, MilestoneIndicator
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids
from projects.models import Evidence

WITH_PROJECT = (
    "milestone__grant__project__programme",
    "milestone__grant__project__pillar",
    "milestone__grant__lead_municipality",
    "evidence",
)


def duties_of(viewer: Viewer, programme: Programme) -> QuerySet[DutyToReport]:
    """All of the programme: those that wait first, first to end first; then the latest that are over."""
    waits = Case(When(state=DutyState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = DutyToReport.objects.filter(milestone__grant__project__programme__in=visible_ids(viewer))
    rows = rows.filter(milestone__grant__project__programme=programme)
    return rows.select_related(*WITH_PROJECT).order_by(waits, "report_by", "-id")


def duty(viewer: Viewer, programme: Programme, duty_id: UUID) -> DutyToReport:
    """Raises DutyToReport.DoesNotExist, also for what may not be seen."""
    return duties_of(viewer, programme).get(pk=duty_id)


def proofs_for(duty: DutyToReport) -> QuerySet[Evidence]:
    """What the project holds as evidence, latest first."""
    return Evidence.objects.filter(project=duty.milestone.grant.project_id).order_by("-added_at", "-id")


def milestones_with_indicators(grants: Iterable[UUID]) -> list[GrantMilestone]:
    """For jobs: with project, pillar, settlement and indicators."""
    links = MilestoneIndicator.objects.select_related("indicator")
    rows = GrantMilestone.objects.filter(grant__in=list(grants))
    rows = rows.select_related("grant__project__programme", "grant__project__pillar", "grant__settlement")
    return list(rows.prefetch_related(Prefetch("indicator_links", links)).order_by("grant", "due", "slug"))


def latest_duties(milestones: Iterable[UUID]) -> dict[UUID, DutyToReport]:
    """For jobs: by milestone the last one that waits, or was sent and still holds; locked."""
    rows = DutyToReport.objects.select_for_update(of=("self",)).filter(
        milestone__in=list(milestones), state__in=(DutyState.OPEN, DutyState.SENT), recovered_on=None
    )
    rows = rows.select_related("milestone__grant__project__programme", "milestone__grant__project__pillar")
    return {row.milestone_id: row for row in rows.order_by("opened_on", "id")}


def manager_reasons(milestones: Iterable[GrantMilestone]) -> dict[UUID, str]:
    """For jobs: by milestone why the manager expects what they expect now."""
    rows = MilestoneForecast.objects.filter(milestone__in=[one.pk for one in milestones])
    return dict(rows.order_by("given_on", "id").values_list("milestone", "reason"))
