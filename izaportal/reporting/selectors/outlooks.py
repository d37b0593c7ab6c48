"""What approved reports say of milestones. For jobs, so without viewer."""

from datetime import date
from uuid import UUID

from izaportal.core.quarter import Quarter
from izaportal.reporting.models import MilestoneOutlook, Ruling
from pillars.models import Programme


def expected_days(programme: Programme, quarter: Quarter) -> dict[UUID, date]:
    """By milestone the day it is expected on, as the last approved report up to the quarter says."""
    rows = MilestoneOutlook.objects.filter(
        submission__report__project__programme=programme,
        submission__report__quarter__lte=quarter,
        submission__ruling=Ruling.APPROVED,
    )
    latest = rows.order_by("milestone", "-submission__report__quarter").distinct("milestone")
    return {milestone: day for milestone, day in latest.values_list("milestone", "expected_on") if day}
