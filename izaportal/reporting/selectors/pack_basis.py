"""What files of a frozen quarter rest on beside the frozen rows; of another basis they are out of date."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from izaportal.core.codec import canonical
from izaportal.reporting.selectors.freezes import Version
from izaportal.reporting.selectors.snapshot import hash_of
from pillars.selectors.plan_figures import confidential_figures as of_the_plan
from projects.selectors.decisions import decision_marks
from projects.selectors.evidence import evidence_marks
from projects.selectors.figures import confidential_figures as of_projects


def basis_of_pack(version: Version) -> str:
    """What may not be told; empty while everything may. Two queries."""
    stated = sorted([pillar or "", kind] for pillar, kind in of_the_plan(version.programme))
    effects = sorted(map(list, of_projects(version.programme)))
    return hash_of(canonical([stated, effects])) if stated or effects else ""


def bases_of_dossiers(version: Version, projects: Iterable[UUID]) -> Mapping[UUID, str]:
    """Evidence of each project, and what was decided on it; empty without any. Two queries.

    Decisions of within the quarter count as well: they may be recorded, or replaced, after the freeze.
    """
    listed = list(projects)
    marks = (evidence_marks(listed, version.quarter), decision_marks(listed))
    told = {one: [[str(part) for part in found.get(one, ())] for found in marks] for one in listed}
    return {one: hash_of(canonical(parts)) if any(parts) else "" for one, parts in told.items()}
