"""Everything in the impact map that points to something else in it, and what cannot both be so."""

from collections.abc import Iterator
from typing import Any

from izaportal.core.errors import Mistake
from izaportal.demo.check import Place, found_at, ids_at, repeated_at, unknown_at
from izaportal.demo.files import PlanFile

IDS = ("themes.*.slug", "indicators.*.slug", "sectors.*.slug", "target_groups.*.slug", "regions.*.slug")
REGIONS = (
    "regions.*.parent",
    "regions.*.developments_from.*",
    "regions.*.activities_from.*",
    "regions.*.focus_from.*",
    "regions.*.developments.*.scope",
)
OTHERS = (
    (REGIONS, "regions.*.slug", "regio"),
    (("regions.*.developments.*.indicator",), "indicators.*.slug", "indicator"),
    (("regions.*.activities.~", "regions.*.activity_gaps.~"), "themes.*.slug", "thema"),
    (("regions.*.sectors.slugs.*",), "sectors.*.slug", "sector"),
    (("regions.*.target_groups.items.*.slug",), "target_groups.*.slug", "doelgroep"),
)
RANGES = ("value_from", "value_to", "change")


def reference_mistakes(file: PlanFile) -> Iterator[Mistake]:
    yield from repeated_at(file, *IDS)
    for patterns, known, what in OTHERS:
        yield from unknown_at(file, patterns, ids_at(file, known), what)
    for path, region in found_at(file, "regions.*"):
        if isinstance(region, dict):
            yield from _gaps(file, path, region)
    for path, development in found_at(file, "regions.*.developments.*"):
        if isinstance(development, dict):
            yield from _ranges(file, path, development)


def _gaps(file: PlanFile, path: Place, region: dict[str, Any]) -> Iterator[Mistake]:
    """A theme is either silent or filled."""
    gaps, activities = region.get("activity_gaps"), region.get("activities")
    if isinstance(gaps, dict) and isinstance(activities, dict):
        for theme in gaps:
            if activities.get(theme):
                yield file.mistake(
                    (*path, "activity_gaps", theme), f"{theme!r} heeft activiteiten en kan niet ontbreken"
                )


def _ranges(file: PlanFile, path: Place, development: dict[str, Any]) -> Iterator[Mistake]:
    for name in RANGES:
        bounds = development.get(f"{name}_range")
        if not isinstance(bounds, list) or len(bounds) != 2:
            continue
        if development.get(name) is not None:
            yield file.mistake((*path, name), f"{name} hoort leeg te zijn naast een bandbreedte")
        if not any(isinstance(bound, str) for bound in bounds) and bounds[0] > bounds[1]:
            yield file.mistake(
                (*path, f"{name}_range"), f"de bandbreedte loopt terug: {bounds[0]} tot {bounds[1]}"
            )
