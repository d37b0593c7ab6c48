"""Grants of a project, and the milestones that hang on an indicator."""

from django.db.models import Prefetch, QuerySet

from funding.models import (
    Grant,
    GrantMilestone,
    MilestoneForecast,
    MilestoneIndicator,
    MilestoneVerdict,
    PaymentCondition,
    RefundRisk,
)
from funding.selectors.payment_states import state_at
from funding.selectors.results import visible_grants
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator
from pillars.selectors.programmes import visible_ids
from projects.models import Project


def grants_of_project(viewer: Viewer, project: Project, quarter: Quarter | None = None) -> QuerySet[Grant]:
    """Grants with milestones (indicators, verdicts, forecasts) and payment conditions; seven queries.

    With a quarter the conditions bring `then` along, their state at its end.
    """
    links = MilestoneIndicator.objects.select_related("indicator")
    milestones = GrantMilestone.objects.prefetch_related(
        Prefetch("indicator_links", queryset=links),
        Prefetch("verdicts", queryset=MilestoneVerdict.objects.order_by("given_on", "id")),
        Prefetch("forecasts", queryset=MilestoneForecast.objects.order_by("given_on", "id")),
    )
    conditions = PaymentCondition.objects.select_related("indicator")
    if quarter is not None:
        conditions = conditions.annotate(then=state_at(quarter))
    return (
        visible_grants(viewer)
        .filter(project=project)
        .order_by("source", "slug")
        .prefetch_related(
            Prefetch("milestones", queryset=milestones), Prefetch("payment_conditions", queryset=conditions)
        )
    )


def risks_of_project(viewer: Viewer, project: Project) -> QuerySet[RefundRisk]:
    """The last stored figures of every grant of the project and quarter, oldest quarter first."""
    rows = RefundRisk.objects.filter(
        grant__project__programme__in=visible_ids(viewer), grant__project=project
    )
    return rows.order_by("grant_id", "quarter", "-id").distinct("grant_id", "quarter")


def milestones_on(viewer: Viewer, indicator: Indicator) -> QuerySet[MilestoneIndicator]:
    """Milestones whose money depends on the indicator, first due first."""
    rows = MilestoneIndicator.objects.filter(milestone__grant__project__programme__in=visible_ids(viewer))
    return (
        rows.filter(indicator=indicator)
        .select_related("milestone__grant__project")
        .prefetch_related("milestone__verdicts")
        .order_by("milestone__due", "id")
    )


def conditions_on(viewer: Viewer, indicator: Indicator) -> QuerySet[PaymentCondition]:
    """Payment conditions (ZVW) that ask for a value of the indicator."""
    rows = PaymentCondition.objects.filter(
        grant__project__programme__in=visible_ids(viewer), indicator=indicator
    )
    return rows.select_related("grant__project").order_by("due", "slug")
