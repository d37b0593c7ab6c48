"""Projects and what surrounds them as a plan describes them. Rows are model fields by name."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from izaportal.core.bulk import Difference, ImportBatch, Links
from izaportal.core.errors import Invalid, Mistake
from pillars.services.periods import DatedFact, frozen_mistakes
from projects.models import (
    Decision,
    DecisionCondition,
    DecisionKind,
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
    """By slug. Raises Invalid naming every stop that would begin or end in a frozen quarter."""
    return batch.save(Decision, rows, key=("programme", "slug"), check=_stop_mistakes)


def link_decisions(batch: ImportBatch, links: Links) -> None:
    """Decision id: ids of the projects it is about.

    Raises Invalid naming every stop that would be about other projects in a frozen quarter.
    """
    wanted = {decision: set(projects) for decision, projects in links.items()}
    moved = [stop for stop in _stops(wanted) if {p.pk for p in stop.projects.all()} != wanted[stop.pk]]
    mistakes = frozen_mistakes(
        DatedFact(stop.programme_id, _place(stop), partial(_has_stopped, stop.kind, stop.decided_on))
        for stop in moved
    )
    if mistakes:
        raise Invalid(mistakes)
    batch.link(Decision.projects.through, wanted, source="decision_id", target="project_id")


def save_conditions(batch: ImportBatch, rows: Rows) -> None:
    batch.save(DecisionCondition, rows, key=("decision", "slug"))


def _stop_mistakes(differences: Sequence[Difference[Decision]]) -> list[Mistake]:
    return frozen_mistakes(
        DatedFact(one.row.programme_id, _place(one.row), partial(_stops_otherwise, one))
        for one in differences
    )


def _stops_otherwise(one: Difference[Decision], day: date) -> bool:
    """Whether a project stopped on that day now goes on, or the other way round."""
    before = not one.is_new and _has_stopped(one.value_before("kind"), one.value_before("decided_on"), day)
    return before != _has_stopped(one.row.kind, one.row.decided_on, day)


def _has_stopped(kind: str, decided_on: date | None, day: date) -> bool:
    return kind == DecisionKind.STOP and decided_on is not None and decided_on <= day


def _stops(decision_ids: Iterable[Any]) -> Iterable[Decision]:
    rows = Decision.objects.filter(
        pk__in=list(decision_ids), kind=DecisionKind.STOP, decided_on__isnull=False
    )
    return rows.prefetch_related("projects")


def _place(row: Decision) -> str:
    return f"besluit {row.slug}"
