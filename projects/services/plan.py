"""Projects and what surrounds them as a plan describes them. Rows are model fields by name."""

from collections.abc import Iterable, Mapping
from typing import Any

from izaportal.core.bulk import ImportBatch, Links
from projects.models import (
    Decision,
    DecisionCondition,
    Dependency,
    Milestone,
    Precondition,
    Project,
    ProjectFigure,
    ProjectPartner,
    Risk,
)

Rows = Iterable[Mapping[str, Any]]


def save_projects(batch: ImportBatch, rows: Rows) -> dict[str, Project]:
    """By slug. Parents and duplicates must be saved before what refers to them."""
    return batch.save(Project, rows, key=("programme", "slug"))


def save_partners(batch: ImportBatch, rows: Rows) -> None:
    batch.save(ProjectPartner, rows, key=("project", "organisation"))


def link_pillars(batch: ImportBatch, links: Links) -> None:
    """Project id: ids of the other pillars it serves."""
    batch.link(Project.other_pillars.through, links, source="project_id", target="pillar_id")


def link_challenges(batch: ImportBatch, links: Links) -> None:
    """Project id: ids of its challenges."""
    batch.link(Project.challenges.through, links, source="project_id", target="challenge_id")


def save_figures(batch: ImportBatch, rows: Rows) -> None:
    """A stated figure is the same one when project, kind, place and period agree."""
    batch.save(ProjectFigure, rows, key=("project", "kind", "source_place", "period", "unit"))


def save_milestones(batch: ImportBatch, rows: Rows) -> dict[str, Milestone]:
    """By slug."""
    return batch.save(Milestone, rows, key=("programme", "slug"))


def save_dependencies(batch: ImportBatch, rows: Rows) -> None:
    batch.save(Dependency, rows, key=("project", "needs"))


def save_risks(batch: ImportBatch, rows: Rows) -> None:
    batch.save(Risk, rows, key=("programme", "slug"))


def save_preconditions(batch: ImportBatch, rows: Rows) -> None:
    batch.save(Precondition, rows, key=("programme", "slug"))


def save_decisions(batch: ImportBatch, rows: Rows) -> dict[str, Decision]:
    """By slug."""
    return batch.save(Decision, rows, key=("programme", "slug"))


def link_decisions(batch: ImportBatch, links: Links) -> None:
    """Decision id: ids of the projects it is about."""
    batch.link(Decision.projects.through, links, source="decision_id", target="project_id")


def save_conditions(batch: ImportBatch, rows: Rows) -> None:
    batch.save(DecisionCondition, rows, key=("decision", "slug"))
