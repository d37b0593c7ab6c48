"""The 39 indicators. Goals become targets; forecasts, estimates and realised values stay facts."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.keeping import some
from izaportal.demo.plans.nml_regioplan.origin import at
from izaportal.demo.plans.nml_regioplan.programme import Frame
from izaportal.demo.plans.sources import day_of, text
from izaportal.demo.plans.stated_targets import NO_DIRECTION, Stated, has_fraction, target_row
from kpis.choices import IndicatorKind
from kpis.models import Indicator
from kpis.services import plan as kpis
from kpis.status import Frequency
from kpis.targets import Accumulation, Direction
from projects.models import Project

DIRECTIONS = {"omhoog": Direction.UP, "omlaag": Direction.DOWN}
KINDS = {"outcome": IndicatorKind.OUTCOME, "proces": IndicatorKind.PROCESS}  # an output is neither
FACTS = (
    "type",
    "result_kind",
    "horizon",
    "level",
    "municipalities",
    "forecast",
    "forecast_high",
    "actual",
    "target",
    "source",
)
REDUCTION = "procent daling"
READING = "Telling en frequentie zijn een lezing van het portaal; de bron zwijgt erover."


def save_indicators(
    batch: ImportBatch, data: dict[str, Any], frame: Frame, projects: Mapping[str, Project]
) -> dict[str, Indicator]:
    items = data["indicators"]
    saved = kpis.save_indicators(
        batch, [{"programme": frame.programme, **_indicator(item, frame, projects)} for item in items]
    )
    since = day_of(data["meta"]["date"])
    kpis.save_targets(
        batch,
        [
            {"indicator": saved[item["slug"]], "valid_from": since, **target, **at(item["src"])}
            for item in items
            for target in _targets(item)
        ],
    )
    return saved


def _indicator(item: dict[str, Any], frame: Frame, projects: Mapping[str, Project]) -> dict[str, Any]:
    baseline = item["baseline"] or {}
    goal = item["target"] or {}
    unit = _unit(item)
    stated = [baseline.get("value"), goal.get("value")]
    return {
        "pillar": frame.pillars[item["theme"]] if item["theme"] else None,
        "project": projects.get(item.get("initiative") or item.get("ai") or ""),
        "slug": item["slug"],
        "code": "",
        "name": item["label"],
        "kind": KINDS.get(item["result_kind"], ""),
        "unit": unit,
        "decimals": 1 if any(map(has_fraction, stated)) else 0,
        "direction": DIRECTIONS.get(item["direction"], Direction.UP),
        "accumulation": _accumulation(item),
        "frequency": Frequency.YEARLY,
        "is_change": unit == REDUCTION,
        "baseline": baseline.get("value"),
        "baseline_on": text(baseline.get("year")),
        "baseline_source": text(item["source"]) if baseline else "",
        "condition": f"Streven in woorden: {goal['qualitative']}" if "qualitative" in goal else "",
        "notes": [READING, *([] if item["direction"] else [NO_DIRECTION])],
        "facts": some(item, *FACTS),
        **at(item["src"]),
    }


def _unit(item: dict[str, Any]) -> str:
    parts = (item.get(name) or {} for name in ("target", "baseline", "actual", "forecast"))
    return next((part["unit"] for part in parts if part.get("unit")), "")


def _accumulation(item: dict[str, Any]) -> Accumulation:
    goal = item["target"] or {}
    if item.get("target_series"):
        return Accumulation.PER_YEAR
    if "period" in goal or "period_years" in goal:
        return Accumulation.CUMULATIVE
    return Accumulation.LEVEL


def _targets(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    goal = item["target"]
    if goal is None or goal["value"] is None:
        return
    direction = DIRECTIONS.get(item["direction"], Direction.UP)
    for step in item.get("target_series") or [goal]:
        value: Decimal | int = step["value"]
        stated = Stated(value, goal["unit"], goal.get("operator", ""), goal.get("approx", False))
        yield target_row(stated, direction=direction, year=step.get("year"), due=_due(goal), note=_note(goal))


def _due(goal: dict[str, Any]) -> str | None:
    """The end of a period such as 2022-10/2024-10."""
    return goal["period"].split("/")[1] if "period" in goal else None


def _note(goal: dict[str, Any]) -> str:
    if "period" in goal:
        return f"over de periode {goal['period'].replace('/', ' tot en met ')}"
    return f"over {goal['period_years']} jaar" if "period_years" in goal else ""
