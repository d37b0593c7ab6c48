"""Everything in the scenario that points into the plan."""

from collections.abc import Iterator
from typing import Any

from izaportal.core.errors import Mistake
from izaportal.demo.check import unknown_references
from izaportal.demo.files import PlanFile

Found = list[tuple[tuple[str | int, ...], Any]]


def scenario_mistakes(file: PlanFile, plan: PlanFile) -> Iterator[Mistake]:
    """Every reference to a project, indicator, municipality or body that the plan does not have."""
    known = plan.data
    indicators = [item["id"] for item in known["kpis"]]
    codes = [item["code"] for item in known["municipalities"]]
    bodies = [item["id"] for item in known["governance"]["bodies"]]
    yield from unknown_references(
        file, _projects(file), [item["id"] for item in known["projects"]], "project"
    )
    yield from unknown_references(file, _indicators(file), indicators, "indicator")
    yield from unknown_references(file, _keys(file, ("allocation_key", "percent")), codes, "gemeente")
    meetings = enumerate(file.data["meetings"])
    named = [(("meetings", at, "body"), item["body"]) for at, item in meetings]
    yield from unknown_references(file, named, bodies, "overleg")
    settings = set(file.data["indicator_settings"])
    for slug in sorted(set(indicators) - settings):
        yield file.mistake(("indicator_settings",), f"mist de instellingen van {slug!r}")


def _projects(file: PlanFile) -> Found:
    return [
        ((section, at, "project"), item["project"])
        for section in ("budget_lines", "grants", "decisions")
        for at, item in enumerate(file.data[section])
    ]


def _indicators(file: PlanFile) -> Found:
    data = file.data
    found: Found = [
        (("headline_indicators", at), slug) for at, slug in enumerate(data["headline_indicators"])
    ]
    for section in ("indicator_settings", "measurements", "measurements_submitted_2026_q3"):
        found += _keys(file, (section,))
    for at, grant in enumerate(data["grants"]):
        for part in ("milestones", "payment_conditions"):
            found += [
                (("grants", at, part, place, "indicator"), item.get("indicator"))
                for place, item in enumerate(grant.get(part, []))
            ]
    return found


def _keys(file: PlanFile, path: tuple[str, ...]) -> Found:
    section = file.data
    for step in path:
        section = section[step]
    return [((*path, key), key) for key in section]
