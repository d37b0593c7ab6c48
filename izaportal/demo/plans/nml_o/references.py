"""Everything in the plan file that points to something else in it."""

from collections.abc import Iterator

from izaportal.core.errors import Mistake
from izaportal.demo.check import ids_at, repeated_at, unknown_at
from izaportal.demo.files import PlanFile

LISTS_WITH_IDS = (
    "organisations",
    "pillars",
    "projects",
    "kpis",
    "decisions",
    "decision_points",
    "milestones",
    "risks",
    "inconsistencies",
    "sum_checks",
)
PILLARS = ("projects.*.pillar", "kpis.*.pillar", "support_lines.*.pillar", "milestones.*.pillar")
PROJECTS = (
    "projects.*.parent",
    "dependencies.*.from",
    "dependencies.*.to",
    "spuk.parts.*.project",
    "decisions.*.projects.*",
    "decision_points.*.project",
    "kpis.*.reading.spuk_project",
)


def reference_mistakes(file: PlanFile) -> Iterator[Mistake]:
    """Every id used twice and every reference to nothing, with its place."""
    yield from repeated_at(file, *(f"{section}.*.id" for section in LISTS_WITH_IDS), "municipalities.*.code")
    yield from unknown_at(file, PILLARS, ids_at(file, "pillars.*.id"), "pijler")
    yield from unknown_at(file, PROJECTS, ids_at(file, "projects.*.id"), "project")
    organisations = ids_at(file, "organisations.*.id")
    yield from unknown_at(file, ["projects.*.organisations.*"], organisations, "organisatie")
    codes = ids_at(file, "municipalities.*.code")
    yield from unknown_at(file, ["programme.lead_municipality"], codes, "gemeente")
