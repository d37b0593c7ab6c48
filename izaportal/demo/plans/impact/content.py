"""Developments, activities with their targets, gaps and focus of every region."""

from collections.abc import Iterator, Mapping
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.impact.regions import Item, origin
from izaportal.demo.plans.sources import text
from regions.models import ImpactIndicator, ImpactTargetGroup, ImpactTheme, Region
from regions.services import impact

Regions = Mapping[str, Region]
BOUNDS = (("value_from", "from"), ("value_to", "to"), ("change", "change"))


def save_developments(
    batch: ImportBatch, items: list[Item], saved: Regions, indicators: Mapping[str, ImpactIndicator]
) -> None:
    impact.save_developments(
        batch,
        [
            {
                "region": saved[item["slug"]],
                "position": position,
                "indicator": indicators[development["indicator"]],
                "scope": saved[development["scope"]] if development.get("scope") else None,
                **_development(development),
                **origin(item),
            }
            for item in items
            for position, development in enumerate(item["developments"], start=1)
        ],
    )


def save_activities(
    batch: ImportBatch, items: list[Item], saved: Regions, themes: Mapping[str, ImpactTheme]
) -> None:
    found = [
        (item, (saved[item["slug"]], themes[slug], position), activity)
        for item in items
        for slug, activities in item["activities"].items()
        for position, activity in enumerate(activities, start=1)
    ]
    rows = impact.save_activities(
        batch,
        [
            {
                "region": region,
                "theme": theme,
                "position": position,
                "label": activity["label"],
                "document": text(activity.get("document")),
                **origin(item),
            }
            for item, (region, theme, position), activity in found
        ],
    )
    impact.save_gaps(
        batch,
        [
            {"region": saved[item["slug"]], "theme": themes[slug], "reason": reason, **origin(item)}
            for item in items
            for slug, reason in item["activity_gaps"].items()
        ],
    )
    impact.save_targets(
        batch,
        [
            {"activity": rows[(region.pk, theme.pk, position)], "focus": None, **target}
            for item, (region, theme, position), activity in found
            for target in _targets(item, activity)
        ],
    )


def save_focus(
    batch: ImportBatch, items: list[Item], saved: Regions, groups: Mapping[str, ImpactTargetGroup]
) -> None:
    found = [
        (item, saved[item["slug"]], position, focus)
        for item in items
        if item["target_groups"]
        for position, focus in enumerate(item["target_groups"]["items"], start=1)
    ]
    rows = impact.save_focus(
        batch,
        [
            {
                "region": region,
                "position": position,
                "target_group": groups[focus["slug"]],
                "label": focus["label"],
                "evidence": focus["evidence"],
                **origin(item),
            }
            for item, region, position, focus in found
        ],
    )
    impact.save_targets(
        batch,
        [
            {"activity": None, "focus": rows[(region.pk, position)], **target}
            for item, region, position, focus in found
            for target in _targets(item, focus)
        ],
    )


def _development(item: Mapping[str, Any]) -> dict[str, Any]:
    """A single figure fills both bounds; a change keeps its sign."""
    benchmark = item.get("benchmark") or {}
    return {
        "kind": item["type"],
        "direction": text(item.get("direction")),
        "label": text(item.get("label")),
        "from_year": item.get("from_year"),
        "to_year": item.get("to_year"),
        **dict(_bounds(item)),
        "unit": text(item.get("unit")),
        "change_unit": text(item.get("change_unit")),
        "qualifier": text(item.get("qualifier")),
        "population": text(item.get("population")),
        "benchmark": text(benchmark.get("against")),
        "benchmark_value": benchmark.get("value"),
        "benchmark_unit": text(benchmark.get("unit")),
        "deviation": benchmark.get("deviation"),
        "deviation_unit": text(benchmark.get("deviation_unit")),
        "note": text(item.get("note")),
    }


def _bounds(item: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, column in BOUNDS:
        single = item.get(name)
        lower, upper = item.get(f"{name}_range") or (single, single)
        yield f"{column}_lower", lower
        yield f"{column}_upper", upper


def _targets(item: Item, owner: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for position, target in enumerate(owner["targets"], start=1):
        yield {
            "position": position,
            "kind": target["kind"],
            "measure": target["measure"],
            "value": target["value"],
            "unit": text(target["unit"]),
            "by_year": target["by_year"],
            **origin(item),
        }
