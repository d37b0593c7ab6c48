"""A grant and what was agreed of it: to show, to edit, and who may do what."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model, Prefetch

from funding.models import (
    Commitment,
    Grant,
    GrantInstalment,
    GrantMilestone,
    MilestoneForecast,
    MilestoneIndicator,
    MilestoneVerdict,
    PaymentCondition,
    PaymentStep,
)
from funding.selectors.results import visible_grants
from izaportal.core import edits
from izaportal.core.history import Event, history_of
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from projects.models import Evidence
from projects.selectors.projects import visible_projects

GRANT = edits.type_of(Grant)
# What a grant is made of and can be edited, by what the trail calls it; each with the way to its grant.
ROWS: Mapping[str, tuple[type[Model], str]] = {
    edits.type_of(model): (model, way)
    for model, way in (
        (GrantMilestone, "grant"),
        (MilestoneIndicator, "milestone__grant"),
        (GrantInstalment, "grant"),
        (PaymentCondition, "grant"),
        (Commitment, "grant"),
    )
}


def controls(viewer: Viewer, grant: Grant) -> bool:
    """Whether the viewer edits the programme's money."""
    return viewer.controls(grant.project.programme.slug)


def manages(viewer: Viewer, grant: Grant) -> bool:
    """Whether the viewer manages the programme or the pillar of the grant's project, and so forecasts."""
    pillar = grant.project.pillar.slug if grant.project.pillar else None
    return viewer.manages(grant.project.programme.slug, pillar)


def may_record_verdict(viewer: Viewer, grant: Grant) -> bool:
    """A verdict is the insurer's; the controller or the manager writes it down."""
    return controls(viewer, grant) or manages(viewer, grant)


def grant_to_edit(viewer: Viewer, programme: Programme, *, project: str, slug: str) -> Grant:
    """With what decides who may do what. Raises Grant.DoesNotExist, also for what may not be seen."""
    rows = visible_grants(viewer).filter(project__programme=programme, project__slug=project)
    return rows.select_related("project__programme", "project__pillar", "lead_municipality").get(slug=slug)


def grant_to_show(viewer: Viewer, programme: Programme, *, project: str, slug: str) -> Grant:
    """With everything that was agreed of it; a fixed number of queries. Raises likewise."""
    rows = visible_grants(viewer).filter(project__programme=programme, project__slug=project)
    verdicts = MilestoneVerdict.objects.select_related("given_by", "evidence").order_by("given_on", "id")
    milestones = GrantMilestone.objects.prefetch_related(
        Prefetch("indicator_links", queryset=MilestoneIndicator.objects.select_related("indicator")),
        Prefetch("verdicts", queryset=verdicts),
        Prefetch("forecasts", queryset=MilestoneForecast.objects.order_by("given_on", "id")),
        Prefetch("evidence", queryset=Evidence.objects.order_by("added_at", "id")),
    )
    conditions = PaymentCondition.objects.select_related("indicator").prefetch_related(
        Prefetch("steps", queryset=PaymentStep.objects.order_by("id"))
    )
    return (
        rows.select_related("project__programme", "project__pillar", "lead_municipality")
        .prefetch_related(
            Prefetch("milestones", queryset=milestones),
            Prefetch("payment_conditions", queryset=conditions),
            "instalments",
            "commitments",
        )
        .get(slug=slug)
    )


def milestone_of(grant: Grant, row: UUID) -> GrantMilestone:
    """Raises GrantMilestone.DoesNotExist for one of another grant."""
    return GrantMilestone.objects.get(pk=row, grant=grant)


def condition_of(grant: Grant, row: UUID) -> PaymentCondition:
    """Raises PaymentCondition.DoesNotExist for one of another grant."""
    return PaymentCondition.objects.get(pk=row, grant=grant)


def grant_values(grant: Grant, names: Iterable[str]) -> dict[str, Any]:
    """What the fields of the grant hold, as it is stored now."""
    stored = Grant.objects.get(pk=grant.pk)
    return {name: edits.value_of(stored, name) for name in names}


def row_values(grant: Grant, kind: str, row: UUID, names: Iterable[str]) -> dict[str, Any]:
    """What the fields of one of its rows hold. Raises ObjectDoesNotExist for a row of another grant."""
    stored = stored_row(grant, kind, row)
    return {name: edits.value_of(stored, name) for name in names}


def stored_row(grant: Grant, kind: str, row: UUID) -> Model:
    """Raises ObjectDoesNotExist likewise."""
    model, way = ROWS[kind]
    return model._default_manager.get(pk=row, **{way: grant})


def evidence_choices(grant: Grant) -> list[tuple[str, str]]:
    """(id, label) of what the project keeps as evidence."""
    rows = Evidence.objects.filter(project=grant.project_id).order_by("added_at", "id")
    return [(str(pk), label) for pk, label in rows.values_list("pk", "label")]


def milestone_choices(grant: Grant) -> list[tuple[str, str]]:
    rows = GrantMilestone.objects.filter(grant=grant).order_by("due", "slug")
    return [(str(pk), label) for pk, label in rows.values_list("pk", "label")]


def project_choices(viewer: Viewer, programme: Programme) -> list[tuple[str, str]]:
    """(id, name) of the projects a grant can be for."""
    rows = visible_projects(viewer).filter(programme=programme).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def history_of_grant(grant: Grant, *, most: int) -> list[Event]:
    """What was changed of the grant and of what it is, or was, made of, newest first."""
    return history_of(grant.scope, most=most)
