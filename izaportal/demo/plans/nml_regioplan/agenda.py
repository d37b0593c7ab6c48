"""The work agenda, milestones, preconditions, bodies and contradictions of the plan."""

from collections.abc import Mapping
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.keeping import rest, some
from izaportal.demo.plans.nml_regioplan.origin import at
from izaportal.demo.plans.nml_regioplan.programme import Frame
from izaportal.demo.plans.sources import day_of, plain, text
from pillars.models import Severity
from pillars.services import plan as pillars
from projects.models import MilestoneState, Project
from projects.services import plan as projects

STATES = {
    "gehaald": MilestoneState.REACHED,
    "gepland": MilestoneState.PLANNED,
    "streven": MilestoneState.PLANNED,
    "verwacht": MilestoneState.PLANNED,
}


def save_agenda(
    batch: ImportBatch, data: dict[str, Any], frame: Frame, projects_by_id: Mapping[str, Project]
) -> None:
    own = {"programme": frame.programme}
    _save_actions(batch, data, frame)
    projects.save_milestones(
        batch, [{**own, **_milestone(item, projects_by_id)} for item in data["milestones"]]
    )
    categories = {item["slug"]: item["label"] for item in data["precondition_categories"]}
    projects.save_preconditions(
        batch, [{**own, **_precondition(item, categories)} for item in data["preconditions"]]
    )
    pillars.save_bodies(batch, [{**own, **_body(item, frame)} for item in data["governance"]["bodies"]])
    pillars.save_contradictions(batch, [{**own, **_contradiction(item)} for item in data["conflicts"]])


def _save_actions(batch: ImportBatch, data: dict[str, Any], frame: Frame) -> None:
    agenda = data["work_agenda"]
    lines = {item["slug"]: item["label"] for item in agenda["lines"]}
    phases = {item["slug"]: item for item in agenda["phases"]}
    saved = pillars.save_agenda(
        batch,
        [
            {
                "programme": frame.programme,
                "slug": item["id"],
                "line": lines[item["line"]],
                "phase": phases[item["phase"]]["label"],
                "label": item["label"],
                "owner_role": _owner(item, frame),
                "state": agenda["initial_status"],
                "starts": phases[item["phase"]]["start"],
                "ends": phases[item["phase"]]["end"],
                "facts": some(item, "dependency_origin"),
                **at("7"),
            }
            for item in agenda["actions"]
        ],
    )
    pillars.link_agenda(
        batch,
        {saved[item["id"]].pk: [saved[slug].pk for slug in item["depends_on"]] for item in agenda["actions"]},
    )


def _owner(item: dict[str, Any], frame: Frame) -> str:
    parts = (item["owner_role"], *frame.ground.names(item["owners"]), item.get("owner_note"))
    return ", ".join(filter(None, parts))


def _milestone(item: dict[str, Any], projects_by_id: Mapping[str, Project]) -> dict[str, Any]:
    state = STATES.get(item["state"], MilestoneState.UNKNOWN)
    due = day_of(item["date"])
    waits = f"niet vóór {item['not_before']}" if item.get("not_before") else ""
    return {
        "project": projects_by_id.get(item.get("ai", "")),
        "slug": item["slug"],
        "label": item["label"],
        "due": due,
        "due_text": text(item["date"]) or waits,
        "state": state,
        "reached_on": due if state is MilestoneState.REACHED else None,
        "facts": {"status": item["state"], **some(item, "chain", "not_before")},
        **at(item["src"]),
    }


def _precondition(item: dict[str, Any], categories: Mapping[str, str]) -> dict[str, Any]:
    return {
        "slug": item["slug"],
        "category": categories[item["category"]],
        "label": item["label"],
        "owner": text(item["owner"]),
        "due_text": text(item["due"]),
        **at("5"),
    }


def _body(item: dict[str, Any], frame: Frame) -> dict[str, Any]:
    kept = rest(item, "slug", "name", "level", "members", "cadence")
    return {
        "slug": item["slug"],
        "name": item["name"],
        "scope": item["level"],
        "cadence": text(item["cadence"]),
        "has_mandate": None,
        "facts": {**kept, "members": frame.ground.names(item["members"])},
        **at("4"),
    }


def _contradiction(item: dict[str, Any]) -> dict[str, Any]:
    places = [value["src"] for value in item["values"]] or [item["src"]]
    return {
        "slug": item["slug"],
        "severity": Severity.UNKNOWN,
        "topic": item["label"],
        "label": ". ".join(filter(None, (item["label"], item.get("note")))),
        "values": plain(item["values"]),
        "refs": [*places, *filter(None, [item.get("initiative")])],
        "used": None,
        **at(places[0]),
    }
