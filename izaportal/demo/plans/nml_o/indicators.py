"""The indicators of the plan. Targets are read from its own notation and held against its bounds."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Mistake
from izaportal.demo.files import PlanFile
from izaportal.demo.plans.nml_o.places import PLAN, Places
from izaportal.demo.plans.nml_o.reading import notes_of
from izaportal.demo.plans.nml_o.structure import Structure
from izaportal.demo.plans.sources import plain, source, text
from kpis.choices import Effect, IndicatorKind
from kpis.models import Indicator, TargetState
from kpis.services import plan as kpis
from kpis.status import Frequency
from kpis.targets import Direction, ParsedTarget, TargetForm, parse_target
from projects.models import Project

KINDS = {
    "resultaat": IndicatorKind.OUTCOME,
    "inspanning": IndicatorKind.EFFORT,
    "proces": IndicatorKind.PROCESS,
    "kli": IndicatorKind.KEY_LEARNING,
}
POTENTIALS = {"potential_h": Effect.HOURS_FREED, "potential_eur": Effect.ZVW_REDUCTION}
"""A KPI that counts a part of a potential measures the effect which that potential is of."""
FACTS = ("base_population", "interventions", "also_type", "underlying_direction", "measured_as")


def target_mistakes(file: PlanFile) -> Iterator[Mistake]:
    """Where the notation of the plan and the bounds beside it do not agree."""
    for position, item in enumerate(file.data["kpis"]):
        for year, cell, parsed in _cells(item):
            path = ("kpis", position, "targets", year)
            if parsed.form is TargetForm.UNREADABLE:
                yield file.mistake(path, f"streefwaarde {cell['text']!r}: {parsed.problem}")
            elif (parsed.lower, parsed.upper) != (cell["min"], cell["max"]):
                yield file.mistake(
                    path,
                    f"{cell['text']!r} betekent {parsed.lower} tot {parsed.upper}, "
                    f"maar hier staat {cell['min']} tot {cell['max']}",
                )


def save_indicators(
    batch: ImportBatch,
    data: dict[str, Any],
    places: Places,
    structure: Structure,
    projects: dict[str, Project],
    scenario: dict[str, Any],
) -> dict[str, Indicator]:
    """The scenario's settings win over the plan's reading, which is kept as a note.

    An indicator read as one of a project is reported by that project.
    """
    project_names = {item["id"]: item["name"] for item in data["projects"]}
    places_of = {slug: place for place, slug in enumerate(scenario["headline_indicators"], start=1)}
    rows = [
        {
            "programme": places.programme,
            "pillar": structure.pillars[item["pillar"]],
            "project": projects.get(item["reading"].get("spuk_project")),
            **_indicator(item, scenario["indicator_settings"][item["id"]], project_names),
            "headline": item["id"] in places_of,
            "headline_order": places_of.get(item["id"]),
        }
        for item in data["kpis"]
    ]
    saved = kpis.save_indicators(batch, rows)
    since = {"valid_from": data["programme"]["date"], "version": 1, "quarter": None, "due": None}
    kpis.save_targets(
        batch,
        [
            {"indicator": saved[item["id"]], "year": year, **since, **_target(cell, parsed)}
            for item in data["kpis"]
            for year, cell, parsed in _cells(item)
        ],
    )
    return saved


def _indicator(
    item: dict[str, Any], settings: dict[str, Any], project_names: dict[str, str]
) -> dict[str, Any]:
    reading = item["reading"]
    baseline = item["baseline"] or {}
    return {
        "slug": item["id"],
        "code": item["id"].removeprefix("kpi-"),
        "name": item["name"],
        "short_name": item["short_name"],
        "kind": KINDS[item["type"]],
        "unit": item["unit"],
        "decimals": 1 if item["measured_as"] == "saldo" else 0,
        "direction": item["direction"],
        "accumulation": settings["accumulation"],
        "frequency": Frequency.QUARTERLY,
        "is_change": item["measured_as"] == "reductie" or "extra" in reading,
        "baseline": baseline.get("value"),
        "baseline_on": text(baseline.get("date")),
        "baseline_source": text(baseline.get("note")),
        "second_unit": next((cell["alt"]["unit"] for cell in item["targets"].values() if cell["alt"]), ""),
        "condition": next((cell["note"] for cell in item["targets"].values() if cell.get("condition")), ""),
        "growth_rule": text(reading.get("growth_rule")),
        "phasing": [Decimal(share) for share in settings["phasing_pct"]],
        "effect": next((effect for name, effect in POTENTIALS.items() if name in reading), ""),
        "notes": notes_of(reading, project_names),
        "facts": plain({name: item[name] for name in FACTS if name in item}),
        **source(PLAN, f"h5, KPI {item['id'].removeprefix('kpi-')}"),
    }


def _cells(item: dict[str, Any]) -> Iterator[tuple[int, dict[str, Any], ParsedTarget]]:
    for year, cell in item["targets"].items():
        yield year, cell, parse_target(cell["text"], direction=Direction(item["direction"]))


def _target(cell: dict[str, Any], parsed: ParsedTarget) -> dict[str, Any]:
    second = cell["alt"] or {}
    return {
        "state": TargetState.GIVEN if parsed.has_bounds else TargetState.NONE,
        "source_text": cell["text"],
        "lower": parsed.lower,
        "upper": parsed.upper,
        "second_lower": second.get("min"),
        "second_upper": second.get("max"),
        "note": text(cell["note"]),
        **source(PLAN, "h5"),
    }
