"""The rows a project has, by the word that pages and the audit trail use for their kind."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Model

from izaportal.core.edits import type_of, value_of
from izaportal.core.viewer import Viewer
from pillars.selectors.programmes import visible_ids
from projects.models import (
    Dependency,
    Evidence,
    Milestone,
    Precondition,
    Project,
    ProjectFigure,
    ProjectPartner,
    Risk,
)

ROWS: Mapping[str, type[Model]] = {
    type_of(model): model
    for model in (ProjectPartner, ProjectFigure, Milestone, Risk, Dependency, Precondition, Evidence)
}
PROJECT = type_of(Project)


def project_values(project: Project, names: Iterable[str]) -> dict[str, Any]:
    """What the fields hold, as an edit compares them: ids of references, sets of ids for many."""
    return {name: value_of(project, name) for name in names}


def row_values(project: Project, kind: str, row_id: UUID, names: Iterable[str]) -> dict[str, Any]:
    """Likewise of one of its rows. Raises Model.DoesNotExist for what is not a row of this project."""
    row = ROWS[kind]._default_manager.get(pk=row_id, project=project)
    return {name: value_of(row, name) for name in names}


def label_of(project: Project, kind: str, row_id: UUID) -> str:
    """What people call the row. Raises Model.DoesNotExist."""
    return str(ROWS[kind]._default_manager.get(pk=row_id, project=project))


def evidence(viewer: Viewer, evidence_id: UUID) -> Evidence:
    """A file or link of a project the viewer may see. Raises Evidence.DoesNotExist otherwise."""
    rows = Evidence.objects.filter(project__programme__in=visible_ids(viewer))
    return rows.select_related("project__programme").get(pk=evidence_id)
