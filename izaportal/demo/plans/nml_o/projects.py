"""The projects of the plan, their figures, partners, dependencies, and the colleges' decisions."""

from collections.abc import Iterator
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.figures import figure, main_and_others
from izaportal.demo.plans.nml_o.places import PLAN, Places
from izaportal.demo.plans.nml_o.structure import ADVICE, EURO, Structure
from izaportal.demo.plans.sources import day_of, plain, source, text
from pillars.models import PlanFigureKind
from projects.models import Aim, DecisionKind, LeadState, Project, Stage
from projects.services import plan as projects

STAGES = {
    "kandidaat": Stage.CANDIDATE,
    "initiatie": Stage.INITIATION,
    "voorbereiding": Stage.PREPARATION,
    "ontwerp": Stage.DESIGN,
    "uitvoering": Stage.EXECUTION,
    "realisatie": Stage.REALISATION,
    "afgerond": Stage.DONE,
}
LEADS = {
    "ingevuld": LeadState.FILLED,
    "vacature": LeadState.VACANCY,
    "nog te bepalen": LeadState.TO_BE_DETERMINED,
}
MONEY = (
    (PlanFigureKind.INVESTMENT, "investment_eur", EURO),
    (PlanFigureKind.SPUK, "spuk_eur", EURO),
    (PlanFigureKind.ZVW_REDUCTION, "zvw_reduction_eur", EURO),
    (PlanFigureKind.HOURS_FREED, "hours_freed", "uur"),
    (PlanFigureKind.ZVW_REDUCTION_YEARLY, "yearly_zvw_reduction_from_2028_eur", EURO),
    (PlanFigureKind.SHARE_PCT, "municipal_share_pct", "%"),
)


def save_projects(
    batch: ImportBatch, data: dict[str, Any], places: Places, structure: Structure
) -> dict[str, Project]:
    items = data["projects"]
    common = {"programme": places.programme}
    saved = projects.save_projects(batch, [{**common, **_project(item, structure)} for item in items])
    children = [item for item in items if item.get("parent")]
    projects.save_projects(
        batch,
        [{**common, "slug": item["id"], "parent": saved[item["parent"]]} for item in children],
    )
    projects.save_partners(
        batch,
        [
            {"project": saved[item["id"]], "organisation": places.organisations[slug], **source(PLAN, "h3")}
            for item in items
            for slug in item["organisations"]
        ],
    )
    projects.save_figures(
        batch, [{"project": saved[item["id"]], **row} for item in items for row in _figures(item)]
    )
    projects.save_dependencies(
        batch,
        [
            {
                "project": saved[item["from"]],
                "needs": saved[item["to"]],
                "label": item["label"],
                **source(PLAN, "h7"),
            }
            for item in data["dependencies"]
        ],
    )
    _save_decisions(batch, data, places, saved)
    return saved


def _project(item: dict[str, Any], structure: Structure) -> dict[str, Any]:
    code = item["code_sheet"] or item["code_overview"]
    codes = {"projectenoverzicht": item["code_overview"], "projectblad": item["code_sheet"]}
    return {
        "pillar": structure.pillars[item["pillar"]],
        "slug": item["id"],
        "code": text(code),
        "other_codes": [{"scheme": scheme, "code": value} for scheme, value in codes.items() if value],
        "name": item["name"],
        "aliases": item["aliases"],
        "summary": text(item["summary"]),
        "stage": STAGES[item["stage"]] if item["stage"] else "",
        "stage_sources": [{"place": place, "stage": item[f"stage_{place}"]} for place in ("h3", "h7")],
        "lead_state": LEADS[item["lead"]],
        "in_plan": item["in_plan"],
        "region_wide": item["region_wide"],
        "aims": _aims(item["quadruple_aim"]),
        "quadruple_aim": plain(item["quadruple_aim"]) or {},
        "notes": item["notes"],
        "confidential_notes": item.get("confidential_notes", []),
        "facts": plain({name: item[name] for name in ("people_reached", "fte", "sroi") if item[name]}),
        **source(PLAN, f"projectblad {code}" if item["code_sheet"] else "projectenoverzicht h3"),
    }


def _aims(read: dict[str, Any] | None) -> list[str]:
    """The aims themselves, only where the plan's ticks tell which."""
    return [aim.value for aim in Aim] if read and read["aims"] == "all" else []


def _figures(item: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for kind, field, unit in MONEY:
        yield from main_and_others(item, kind=kind, field=field, unit=unit, document=PLAN)
    if item["zvw_eur_derived"] is not None:
        yield figure(
            PlanFigureKind.ZVW,
            item["zvw_eur_derived"],
            EURO,
            note="investering min SPUK, door het portaal berekend",
            **source(PLAN, "projectentabel (afgeleid)"),
        )
    if item["fte"]:
        stated = item["fte"]
        yield figure(
            PlanFigureKind.FTE,
            stated["value"],
            "fte",
            period=stated["period"],
            note=stated["kind"],
            **source(PLAN, "h8"),
        )
    if item["sroi"]:
        years = f"{item['sroi']['years']} jaar, tot en met {item['sroi']['through']}"
        yield figure(
            PlanFigureKind.SROI, item["sroi"]["ratio"], "× de investering", period=years, **source(PLAN, "h8")
        )


def _save_decisions(
    batch: ImportBatch, data: dict[str, Any], places: Places, saved: dict[str, Project]
) -> None:
    rows = [_college_decision(item, data["decision_deciders"]["kind"]) for item in data["decisions"]]
    rows += [_decision_point(item) for item in data["decision_points"]]
    decisions = projects.save_decisions(batch, [{"programme": places.programme, **row} for row in rows])
    about = {item["id"]: item["projects"] for item in data["decisions"]}
    about |= {item["id"]: filter(None, [item.get("project")]) for item in data["decision_points"]}
    projects.link_decisions(
        batch, {decisions[item].pk: [saved[slug].pk for slug in slugs] for item, slugs in about.items()}
    )
    projects.save_conditions(
        batch,
        [
            {
                "decision": decisions[item["id"]],
                "slug": condition["id"],
                "label": condition["label"],
                "kind": text(condition.get("kind")),
                **source(ADVICE, "gevraagd besluit"),
            }
            for item in data["decisions"]
            for condition in item["conditions"]
        ],
    )


def _college_decision(item: dict[str, Any], deciders: str) -> dict[str, Any]:
    """Asked of every college; the plan does not say when each of them decided."""
    return {
        "slug": item["id"],
        "kind": DecisionKind.SUBMIT,
        "label": item["label"],
        "decided_on": None,
        "decided_by": deciders,
        "asks_colleges": True,
        **source(ADVICE, "gevraagd besluit"),
    }


def _decision_point(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": item["id"],
        "kind": DecisionKind.POINT,
        "label": item["label"],
        "decided_on": day_of(item["date"]),
        "decided_by": "",
        **source(PLAN),
    }
