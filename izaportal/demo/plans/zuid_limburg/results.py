"""The 109 results: KPIs become indicators, milestones and products become milestones.

Effects stay a text of the part and estimates of impact stay figures of it (projects.py): neither can be
measured or dated as the plan states them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.keeping import some
from izaportal.demo.plans.sources import day_of, text
from izaportal.demo.plans.stated_targets import NO_DIRECTION, Stated, has_fraction, target_row
from izaportal.demo.plans.zuid_limburg.origin import of, of_part
from izaportal.demo.plans.zuid_limburg.programme import Frame
from kpis.choices import IndicatorKind
from kpis.services import plan as kpis
from kpis.status import Frequency
from kpis.targets import Accumulation, Direction
from projects.models import MilestoneState, Project
from projects.services import plan as projects

KPI = "kpi"
MILESTONES = ("mijlpaal", "product")
FREQUENCIES = {"kwartaal": Frequency.QUARTERLY, "halfjaarlijks": Frequency.HALF_YEARLY}
FACTS = ("status", "scope", "numerator", "denominator", "target_type", "direction", "frequency", "overlaps")
REDUCTION = "reductie"
# A result, the part it is a result of (none for the region as a whole), and its source.
Measured = tuple[dict[str, Any], Project | None, dict[str, str]]
READING = "Telling en frequentie zijn een lezing van het portaal waar de bron erover zwijgt."


def save_results(
    batch: ImportBatch, data: dict[str, Any], frame: Frame, parts: Mapping[str, Project]
) -> None:
    own = {"programme": frame.programme}
    found = [
        (item, parts[item["slug"]], result) for item in data["theme_parts"] for result in item["results"]
    ]
    projects.save_milestones(
        batch,
        [
            {**own, "project": project, "pillar": project.pillar, **_milestone(item, result)}
            for item, project, result in found
            if result["kind"] in MILESTONES
        ],
    )
    measured: list[Measured] = [
        (result, project, of_part(item, result["id"]))
        for item, project, result in found
        if result["kind"] == KPI
    ]
    measured += [(result, None, of(result, "7.2")) for result in data["region_indicators"]]
    _save_indicators(batch, frame, measured)


def _save_indicators(batch: ImportBatch, frame: Frame, measured: Sequence[Measured]) -> None:
    saved = kpis.save_indicators(
        batch,
        [
            {
                "programme": frame.programme,
                "project": project,
                "pillar": project.pillar if project else None,
                **_indicator(result, sources),
            }
            for result, project, sources in measured
        ],
    )
    since = date(frame.programme.start_year, 1, 1)
    kpis.save_targets(
        batch,
        [
            {"indicator": saved[result["id"].lower()], "valid_from": since, **target, **sources}
            for result, _, sources in measured
            for target in _targets(result)
        ],
    )


def _milestone(item: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": result["id"].lower(),
        "label": result["label"],
        "kind": result["kind"],
        "due": day_of(result.get("due")),
        "due_text": text(result.get("due")),
        "state": MilestoneState.PLANNED if result["status"] == "afgesproken" else MilestoneState.UNKNOWN,
        "facts": some(result, "status", "scope", "unit", "target", "direction"),
        **of_part(item, result["id"]),
    }


def _indicator(result: dict[str, Any], sources: dict[str, str]) -> dict[str, Any]:
    falls_by = result.get("target_type") == REDUCTION
    known = result.get("direction") is not None
    return {
        "slug": result["id"].lower(),
        "code": result["id"],
        "name": result["label"],
        "kind": IndicatorKind.OUTCOME if falls_by else "",
        "unit": f"{text(result.get('unit'))} daling" if falls_by else text(result.get("unit")),
        "decimals": 1 if has_fraction(result.get("target")) else 0,
        "direction": _direction(result),
        "accumulation": Accumulation.LEVEL,
        "frequency": FREQUENCIES.get(text(result.get("frequency")), Frequency.YEARLY),
        "is_change": falls_by,
        "baseline": result.get("baseline"),
        "notes": [READING, *([] if known else [NO_DIRECTION])],
        "facts": some(result, *FACTS),
        **sources,
    }


def _direction(result: dict[str, Any]) -> Direction:
    """A reduction counts upwards: the more percent less, the better (docs/domain.md §3)."""
    lower_is_better = result.get("direction") == "lager" and result.get("target_type") != REDUCTION
    return Direction.DOWN if lower_is_better else Direction.UP


def _targets(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if result.get("target") is None:
        return
    unit = f"{text(result.get('unit'))} {'daling' if result['target_type'] == REDUCTION else ''}".strip()
    operator = ">=" if result["target_type"] == "minimum" else ""
    stated = Stated(result["target"], unit, operator)
    yield target_row(stated, direction=_direction(result), year=None, due=result.get("due"))
