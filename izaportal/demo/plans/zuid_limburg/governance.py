"""Who meets and decides in Zuid-Limburg, the work agenda, preconditions and contradictions."""

from collections.abc import Iterator
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.keeping import rest, some
from izaportal.demo.plans.sources import text
from izaportal.demo.plans.zuid_limburg.origin import at, of
from izaportal.demo.plans.zuid_limburg.programme import Frame
from pillars.models import GovernanceBody, Severity
from pillars.services import plan as pillars
from projects.services import plan as projects

CONTINUOUS = "doorlopend"


def save_bodies(batch: ImportBatch, data: dict[str, Any], frame: Frame) -> dict[str, GovernanceBody]:
    return pillars.save_bodies(
        batch, [{"programme": frame.programme, **_body(item, frame)} for item in data["governance"]["bodies"]]
    )


def save_agreements(batch: ImportBatch, data: dict[str, Any], frame: Frame) -> None:
    own = {"programme": frame.programme}
    pillars.save_agenda(batch, [{**own, **row} for row in _actions(data)])
    projects.save_preconditions(batch, [{**own, **row} for row in _preconditions(data)])
    pillars.save_contradictions(batch, [{**own, **_note(item)} for item in data["seed_notes"]])


def _body(item: dict[str, Any], frame: Frame) -> dict[str, Any]:
    """Six times a year, by consent and without mandate: data, not rules of the portal."""
    cadence, mandate = item["cadence"] or {}, item["mandate"] or {}
    kept = rest(item, "slug", "name", "kind", "cadence", "mandate", "decision_principle", "members", "ref")
    return {
        "slug": item["slug"],
        "name": item["name"],
        "scope": item["kind"],
        "cadence": text(cadence.get("label")),
        "meetings_per_year": cadence.get("per_year"),
        "decision_principle": text(item["decision_principle"]),
        "has_mandate": mandate.get("formal"),
        "facts": {
            **kept,
            "cadence": some(cadence, "minimum", "duration"),
            "mandate": text(mandate.get("label")),
            "members": frame.ground.names(item["members"]),
        },
        **of(item, "9.2"),
    }


def _actions(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The figure's quarters are illegible: an action has a year and its place in the order."""
    for block in data["work_agenda"]:
        for number, label in enumerate(block["items"], start=1):
            yield _action(
                f"{block['order']}-{number}", label, phase=f"stap {block['order']}", year=block["year"]
            )
    for number, label in enumerate(data["work_agenda_continuous"], start=1):
        yield _action(f"{CONTINUOUS}-{number}", label, phase=CONTINUOUS, year="")


def _action(slug: str, label: str, *, phase: str, year: str) -> dict[str, Any]:
    return {"slug": slug, "label": label, "phase": phase, "starts": year, "ends": year, **at("werkagenda")}


def _preconditions(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for number, item in enumerate(data["preconditions"], start=1):
        yield {
            "slug": f"{item['group']}-{number}",
            "category": item["group"],
            "label": item["label"],
            "owner": item["level"],
            **at("randvoorwaarden"),
        }


def _note(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": item["slug"],
        "severity": Severity.UNKNOWN,
        "topic": item["label"],
        "label": item["label"],
        "values": [],
        "refs": item["parts"],
        "used": None,
        **at("regioplan en bijlage naast elkaar", "bijlage"),
    }
