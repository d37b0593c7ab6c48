"""Takes over what an approved report says of a project's milestones and risks."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from izaportal.core import audit
from izaportal.core.errors import NotAllowed
from izaportal.core.viewer import Viewer
from projects.models import Milestone, Project, Risk


@transaction.atomic
def settle_milestone(
    *, actor: Viewer, milestone_id: UUID, state: str, reached_on: date | None, reason: str = ""
) -> bool:
    """Whether something changed. Raises NotAllowed for who does not manage the project."""
    rows = Milestone.objects.select_for_update(of=("self",)).select_related(
        "project__programme", "project__pillar"
    )
    row = rows.order_by("pk").get(pk=milestone_id)
    _require_manager(actor, row.project)
    return _change(actor, row, {"state": state, "reached_on": reached_on}, reason)


@transaction.atomic
def score_risk(*, actor: Viewer, risk_id: UUID, likelihood: int, impact: int, reason: str = "") -> bool:
    """Whether something changed. Raises NotAllowed for who does not manage the project."""
    rows = Risk.objects.select_for_update(of=("self",)).select_related(
        "project__programme", "project__pillar"
    )
    row = rows.order_by("pk").get(pk=risk_id)
    _require_manager(actor, row.project)
    return _change(actor, row, {"likelihood": likelihood, "impact": impact}, reason)


def _require_manager(actor: Viewer, project: Project | None) -> None:
    pillar = project.pillar.slug if project is not None and project.pillar else None
    if project is None or not actor.manages(project.programme.slug, pillar):
        raise NotAllowed("Alleen de programmamanager neemt een rapportage over in het project.")


def _change(actor: Viewer, row: Milestone | Risk, wanted: dict[str, Any], reason: str) -> bool:
    changes = {name: (getattr(row, name), new) for name, new in wanted.items() if getattr(row, name) != new}
    for name, (_, new) in changes.items():
        setattr(row, name, new)
    if changes:
        row.save(update_fields=list(changes))
        audit.record(
            actor=actor,
            subject=audit.Subject(_type(row), str(row.pk), str(row), programme=row.programme.slug),
            change=audit.Change("gewijzigd", changes, reason),
        )
    return bool(changes)


def _type(row: Model) -> str:
    return str(row._meta.verbose_name)
