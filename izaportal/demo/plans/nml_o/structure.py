"""Pillars, movements, stated totals, contradictions, governance, risks and milestones of the programme."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.figures import figure, main_and_others
from izaportal.demo.plans.nml_o.places import PLAN, Places
from izaportal.demo.plans.sources import day_of, plain, source, text
from pillars.models import GovernanceBody, Pillar, PlanFigureKind
from pillars.services import plan as pillars
from projects.models import Milestone, MilestoneState
from projects.services import plan as projects

ADVICE = "Collegeadvies gemeente Venray"
MEETINGS_PER_YEAR = {"kwartaal": 4, "halfjaar": 2, "jaar": 1}
EURO = "euro"


@dataclass(frozen=True, slots=True)
class Structure:
    pillars: dict[str, Pillar]
    bodies: dict[str, GovernanceBody]
    milestones: dict[str, Milestone]


def save_structure(batch: ImportBatch, data: dict[str, Any], places: Places) -> Structure:
    programme = {"programme": places.programme}
    saved = pillars.save_pillars(batch, [{**programme, **_pillar(item)} for item in data["pillars"]])
    pillars.save_movements(
        batch,
        [
            {
                "pillar": saved[item["id"]],
                "slug": movement["id"],
                "label": movement["label"],
                **source(PLAN, "h6"),
            }
            for item in data["pillars"]
            for movement in item["movements"]
        ],
    )
    pillars.save_figures(batch, [{**programme, **row} for row in _figures(data, saved)])
    pillars.save_sum_checks(batch, [{**programme, **_sum_check(item)} for item in data["sum_checks"]])
    pillars.save_contradictions(
        batch, [{**programme, **_contradiction(item)} for item in data["inconsistencies"]]
    )
    bodies = pillars.save_bodies(
        batch, [{**programme, **_body(item)} for item in data["governance"]["bodies"]]
    )
    projects.save_risks(
        batch,
        [{**programme, "slug": item["id"], "label": item["label"], **source(PLAN)} for item in data["risks"]],
    )
    milestones = projects.save_milestones(
        batch, [{**programme, **_milestone(item, saved)} for item in data["milestones"]]
    )
    return Structure(saved, bodies, milestones)


def _pillar(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": item["id"],
        "number": item["number"],
        "name": item["name"],
        "aliases": item["aliases"],
        "ambition": text(item["ambition"]),
        "serves": text(item["serves"]),
        "roles": [{"role": role["role"], "organisation": role.get("organisation")} for role in item["roles"]],
        "stakeholders": item["stakeholders"],
        "note": text(item.get("reading")),
        **source(PLAN, "h6"),
    }


def _figures(data: dict[str, Any], saved: dict[str, Pillar]) -> Iterator[dict[str, Any]]:
    for item in data["pillars"]:
        for row in _pillar_figures(item):
            yield {"pillar": saved[item["id"]], **row}
    for item in data["support_lines"]:
        yield {
            "pillar": saved[item["pillar"]],
            **figure(PlanFigureKind.SUPPORT, item["eur"], EURO, is_rounded=True, **source(PLAN, "h6")),
        }
    for row in (*_totals(data["totals"]), *_shortages(data["goal"]), _ambition(data["goal"])):
        yield {"pillar": None, **row}


def _pillar_figures(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    stated = {**item, "precision": "mln"}
    yield from main_and_others(
        stated, kind=PlanFigureKind.INVESTMENT, field="investment_eur", unit=EURO, document=PLAN
    )
    yield from main_and_others(item, kind=PlanFigureKind.SPUK, field="spuk_eur", unit=EURO, document=ADVICE)
    reduction = item["zvw_reduction_2025_2027_eur_derived"]
    if reduction is not None:
        yield figure(
            PlanFigureKind.ZVW_REDUCTION,
            reduction,
            EURO,
            period="2025-2027",
            note="som van de projecten, door het portaal berekend",
            **source(PLAN, "h6 (afgeleid)"),
        )


def _totals(totals: dict[str, Any]) -> Iterator[dict[str, Any]]:
    stated = (
        (PlanFigureKind.INVESTMENT, "investment_eur", EURO, ""),
        (PlanFigureKind.SPUK, "spuk_eur", EURO, ""),
        (PlanFigureKind.ZVW_REDUCTION, "zvw_reduction_through_2027_eur", EURO, "2025-2027"),
        (PlanFigureKind.ZVW_REDUCTION_YEARLY, "zvw_reduction_yearly_from_2028_eur", EURO, "vanaf 2028"),
        (PlanFigureKind.HOURS_FREED, "hours_freed_through_2027", "uur", "2025-2027"),
        (PlanFigureKind.FTE, "fte_per_year_from_2028", "fte", "vanaf 2028"),
    )
    for kind, field, unit, period in stated:
        yield figure(kind, totals[field], unit, period=period, **source(PLAN, "h2 en h6"))


def _shortages(goal: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """How many the subregion is short of; the year in which the plan's effects are whole is the one used."""
    for year, is_default in (("2028", True), ("2032", False)):
        short = goal[f"shortage_nml_o_{year}"]
        yield figure(
            PlanFigureKind.SHORTAGE,
            short["fte"],
            "fte",
            period=year,
            is_rounded=True,
            is_default=is_default,
            note=f"{short['persons']} personen",
            **source(PLAN, f"h2, tekort {year}"),
        )


def _ambition(goal: dict[str, Any]) -> dict[str, Any]:
    """The part of the shortage of 2028 that the plan wants to prevent."""
    wanted, share = goal["ambition_2028"], goal["expected_share_of_ambition_pct"]
    return figure(
        PlanFigureKind.AMBITION,
        wanted["fte"],
        "fte",
        period="2028",
        is_rounded=True,
        note=f"{wanted['persons']} personen; het plan verwacht daarvan {share} %",
        **source(PLAN, "h2, ambitie 2028"),
    )


def _sum_check(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": item["id"],
        "label": item["label"],
        "parts": [str(part) for part in item["parts"]],
        "stated": item["stated"],
        "unit": item["unit"],
        **source(PLAN),
    }


def _contradiction(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": item["id"],
        "severity": item["severity"],
        "topic": item["topic"],
        "label": item["label"],
        "values": plain(item["values"]),
        "refs": item["refs"],
        "used": plain(item.get("default")),
        "confidential": item.get("confidential", False),
        **source(PLAN),
    }


def _body(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": item["id"],
        "name": text(item["name"]),
        "label": text(item.get("label")),
        "aliases": item.get("aliases", []),
        "scope": item["scope"],
        "cadence": text(item["meets"]),
        "meetings_per_year": MEETINGS_PER_YEAR.get(item["meets"]),
        "roles": [role["role"] for role in item["roles"]],
        **source(PLAN, "h9"),
    }


def _milestone(item: dict[str, Any], saved: dict[str, Pillar]) -> dict[str, Any]:
    return {
        "pillar": saved[item["pillar"]] if item.get("pillar") else None,
        "slug": item["id"],
        "label": item["label"],
        "kind": item["kind"],
        "due": day_of(item["date"]),
        "due_text": text(item["date"]),
        "state": MilestoneState.REACHED if item["kind"] == "historie" else MilestoneState.UNKNOWN,
        **source(PLAN),
    }
