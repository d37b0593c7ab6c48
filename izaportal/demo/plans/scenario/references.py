"""Everything in the scenario that points into the plan."""

from collections.abc import Iterator

from izaportal.core.errors import Mistake
from izaportal.demo.check import ids_at, unknown_at
from izaportal.demo.files import PlanFile

PROJECTS = ("budget_lines.*.project", "grants.*.project", "decisions.*.project")
INDICATORS = (
    "headline_indicators.*",
    "indicator_settings.~",
    "measurements.~",
    "measurements_submitted_2026_q3.~",
    "grants.*.milestones.*.indicator",
    "grants.*.payment_conditions.*.indicator",
)


def scenario_mistakes(file: PlanFile, plan: PlanFile) -> Iterator[Mistake]:
    """Every reference to a project, indicator, municipality or body that the plan does not have."""
    indicators = ids_at(plan, "kpis.*.id")
    yield from unknown_at(file, PROJECTS, ids_at(plan, "projects.*.id"), "project")
    yield from unknown_at(file, INDICATORS, indicators, "indicator")
    yield from unknown_at(
        file, ["allocation_key.percent.~"], ids_at(plan, "municipalities.*.code"), "gemeente"
    )
    yield from unknown_at(file, ["meetings.*.body"], ids_at(plan, "governance.bodies.*.id"), "overleg")
    for slug in sorted(indicators - ids_at(file, "indicator_settings.~")):
        yield file.mistake(("indicator_settings",), f"mist de instellingen van {slug!r}")
