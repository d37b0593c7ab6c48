"""Everything in the plan file that points to something else in it."""

from collections.abc import Iterator
from typing import Any

from izaportal.core.errors import Mistake
from izaportal.demo.check import repeated, unknown_references
from izaportal.demo.files import PlanFile

Found = list[tuple[tuple[str | int, ...], Any]]
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


def reference_mistakes(file: PlanFile) -> Iterator[Mistake]:
    """Every id used twice and every reference to nothing, with its place."""
    for section in LISTS_WITH_IDS:
        yield from repeated(file, section, "id")
    yield from repeated(file, "municipalities", "code")
    known = {
        section: [item["id"] for item in file.data[section]]
        for section in ("pillars", "projects", "organisations")
    }
    codes = [item["code"] for item in file.data["municipalities"]]
    yield from unknown_references(file, _pillars(file), known["pillars"], "pijler")
    yield from unknown_references(file, _projects(file), known["projects"], "project")
    yield from unknown_references(file, _organisations(file), known["organisations"], "organisatie")
    lead = [(("programme", "lead_municipality"), file.data["programme"]["lead_municipality"])]
    yield from unknown_references(file, lead, codes, "gemeente")


def _pillars(file: PlanFile) -> Found:
    found: Found = []
    for section in ("projects", "kpis", "support_lines", "milestones"):
        items = file.data.get(section) or []
        found += [((section, at, "pillar"), item.get("pillar")) for at, item in enumerate(items)]
    return found


def _projects(file: PlanFile) -> Found:
    data = file.data
    found: Found = [
        (("projects", at, "parent"), item.get("parent")) for at, item in enumerate(data["projects"])
    ]
    for at, item in enumerate(data.get("dependencies") or []):
        found += [(("dependencies", at, "from"), item["from"]), (("dependencies", at, "to"), item["to"])]
    found += [
        (("spuk", "parts", at, "project"), item["project"]) for at, item in enumerate(data["spuk"]["parts"])
    ]
    for at, item in enumerate(data["decisions"]):
        found += [(("decisions", at, "projects", place), slug) for place, slug in enumerate(item["projects"])]
    return found


def _organisations(file: PlanFile) -> Found:
    return [
        (("projects", at, "organisations", place), slug)
        for at, item in enumerate(file.data["projects"])
        for place, slug in enumerate(item["organisations"])
    ]
