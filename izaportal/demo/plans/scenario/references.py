"""Everything in the scenario that points into the plan."""

from collections.abc import Iterator

from izaportal.core.errors import Mistake
from izaportal.demo.cast import CAST
from izaportal.demo.check import found_at, ids_at, repeated_at, unknown_at
from izaportal.demo.files import PlanFile

PROJECTS = (
    "budget_lines.*.project",
    "grants.*.project",
    "meetings.*.items.*.project",
    "decisions.*.project",
    "project_milestones.*.project",
    "project_risks.*.project",
    "reports.*.project",
)
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
    codes = ids_at(plan, "municipalities.*.code")
    yield from unknown_at(file, ["allocation_key.percent.~", "members.*.municipality"], codes, "gemeente")
    bodies = ids_at(plan, "governance.bodies.*.id")
    yield from unknown_at(file, ["meetings.*.body", "members.*.body"], bodies, "overleg")
    yield from unknown_at(file, ["members.*.user"], CAST.keys(), "gebruiker")
    yield from unknown_at(file, ["decisions.*.meeting"], ids_at(file, "meetings.*.date"), "overleg op")
    yield from repeated_at(
        file,
        "grants.*.id",
        "grants.*.milestones.*.id",
        "grants.*.payment_conditions.*.id",
        "project_milestones.*.id",
        "project_risks.*.id",
    )
    yield from _bookings(file)
    for slug in sorted(indicators - ids_at(file, "indicator_settings.~")):
        yield file.mistake(("indicator_settings",), f"mist de instellingen van {slug!r}")


def _bookings(file: PlanFile) -> Iterator[Mistake]:
    """A booking names a milestone of its own grant, or none."""
    for path, grant in found_at(file, "grants.*"):
        known = {item.get("id") for item in grant.get("milestones", [])}
        for quarter, amounts in grant["expenditure"].items():
            for slug in amounts:
                if slug is not None and slug not in known:
                    place = (*path, "expenditure", quarter, slug)
                    yield file.mistake(place, f"mijlpaal {slug!r} hoort niet bij deze subsidie")
