"""Initiatives as candidate projects: those of the list, the additional ones and the further sources."""

from collections.abc import Iterator
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.core.models import Knowledge
from izaportal.demo.plans.figures import figure
from izaportal.demo.plans.keeping import rest, some
from izaportal.demo.plans.nml_regioplan.origin import at
from izaportal.demo.plans.nml_regioplan.programme import PERSONS, Frame
from izaportal.demo.plans.sources import text
from pillars.models import PlanFigureKind
from projects.models import OwnerKind, Project, ProjectKind, Stage
from projects.services import plan as projects

SUBMITTER, LEAD = "indiener", "trekker"
READING = "lezing van het portaal, te bevestigen"
# The project of NML-O in which an initiative went on (our reading, for the manager to confirm).
WENT_ON_IN = {
    "i001": "mgn",
    "i093": "ricm",
    "ai-monitoringscentrum": "rdg",
    "ai-zvz-digitaal": "zvz",
    "i141": "tmz",
    "i135": "elv",
    "i131": "apm",
    "ai-academie": "apm",
    "i133": "pzp",
    "as-reablement": "reablement",
    "i168": "hbov",
    "ai-hbov": "hbov",
    "i167": "behoud",
    "ai-behoud-instroom": "behoud",
    "i169": "zorgstart",
    "ai-zorgstart": "zorgstart",
    "i171": "hr",
    "ai-datahr": "hr",
    "i191": "kzp",
    "i196": "eoverdracht",
}


def save_projects(batch: ImportBatch, data: dict[str, Any], frame: Frame) -> dict[str, Project]:
    """By the id the file refers to: `i001` for an initiative, the slug for the others."""
    initiatives, additional, sources = (
        data["initiatives"],
        data["additional_initiatives"],
        data["additional_sources"],
    )
    rows = [_initiative(item, frame) for item in initiatives]
    rows += [_additional(item, frame) for item in additional]
    rows += [_source(item, frame) for item in sources]
    saved = projects.save_projects(batch, [{"programme": frame.programme, **row} for row in rows])
    found = {item["id"]: saved[item["slug"]] for item in initiatives}
    found |= {item["slug"]: saved[item["slug"]] for item in additional + sources}
    projects.save_projects(
        batch,
        [
            {"programme": frame.programme, "slug": item["slug"], "duplicate_of": found[item["duplicate_of"]]}
            for item in initiatives
            if item.get("duplicate_of")
        ],
    )
    projects.link_pillars(
        batch,
        {found[item["slug"]].pk: [frame.pillars[slug].pk for slug in item["themes"][1:]] for item in sources},
    )
    projects.save_partners(batch, _partners(data, found, frame))
    projects.save_figures(batch, _figures(data, found))
    return found


def _initiative(item: dict[str, Any], frame: Frame) -> dict[str, Any]:
    taken = ("id", "slug", "name", "theme", "submitters", "impact_min", "impact_max", "duplicate_of")
    return {
        **_candidate(item, item["id"], ProjectKind.INITIATIVE),
        "code": item["id"],
        "pillar": frame.pillars[item["theme"]],
        "facts": {**rest(item, *taken), **_continuation(item["id"])},
        **at("B"),
    }


def _additional(item: dict[str, Any], frame: Frame) -> dict[str, Any]:
    taken = ("slug", "name", "theme", "leads", "lead_note", "partners", "impact")
    return {
        **_candidate(item, item["slug"], ProjectKind.ADDITIONAL_INITIATIVE),
        "pillar": frame.pillars[item["theme"]],
        **_owner(item, frame),
        "facts": {**rest(item, *taken), **_continuation(item["slug"])},
        **at("E"),
    }


def _source(item: dict[str, Any], frame: Frame) -> dict[str, Any]:
    return {
        **_candidate(item, item["slug"], ProjectKind.ADDITIONAL_SOURCE),
        "pillar": frame.pillars[item["themes"][0]],
        "notes": ["Hierover is volgens de bron nog niet besloten."],
        "facts": {**some(item, "domains"), **_continuation(item["slug"])},
        **at("F"),
    }


def _candidate(item: dict[str, Any], reference: str, kind: ProjectKind) -> dict[str, Any]:
    return {
        "slug": item["slug"],
        "name": item["name"],
        "kind": kind,
        "stage": Stage.CANDIDATE,
        "code": "",
        "notes": [],
        "owner_kind": OwnerKind.UNKNOWN,
        "owner": None,
        "owner_role": "",
    }


def _owner(item: dict[str, Any], frame: Frame) -> dict[str, Any]:
    """One lead is an owner, several share it, and a role without organisation is a role."""
    leads = [frame.ground.organisation(slug) for slug in item["leads"]]
    kinds = {0: OwnerKind.UNKNOWN, 1: OwnerKind.ORGANISATION}
    return {
        "owner_kind": kinds.get(len(leads), OwnerKind.SHARED),
        "owner": leads[0] if len(leads) == 1 else None,
        "owner_role": text(item["lead_note"]),
    }


def _continuation(reference: str) -> dict[str, Any]:
    slug = WENT_ON_IN.get(reference)
    return {"went_on_in": {"programme": "nml-o", "project": slug, "basis": READING}} if slug else {}


def _partners(data: dict[str, Any], found: dict[str, Project], frame: Frame) -> Iterator[dict[str, Any]]:
    for item in data["initiatives"]:
        yield from _rows(found[item["id"]], item["submitters"], SUBMITTER, frame, "B")
    for item in data["additional_initiatives"]:
        shared = item["leads"] if len(item["leads"]) > 1 else []
        yield from _rows(found[item["slug"]], shared, LEAD, frame, "E")
        yield from _rows(found[item["slug"]], item["partners"], "", frame, "E")


def _rows(
    project: Project, slugs: list[str], commitment: str, frame: Frame, place: str
) -> Iterator[dict[str, Any]]:
    for slug in slugs:
        yield {
            "project": project,
            "organisation": frame.ground.organisation(slug),
            "commitment": commitment,
            **at(place),
        }


def _figures(data: dict[str, Any], found: dict[str, Project]) -> Iterator[dict[str, Any]]:
    """Staff saved in 2032. Appendix B says of some that they cannot be quantified, E that it is to come."""
    for item in data["initiatives"]:
        yield {"project": found[item["id"]], **_saved_staff(item, Knowledge.NOT_QUANTIFIABLE, "B")}
    for item in data["additional_sources"]:
        yield {
            "project": found[item["slug"]],
            **_saved_staff(item, Knowledge.MISSING, "F"),
            "is_rounded": True,
        }
    for item in data["additional_initiatives"]:
        row = _saved_staff({}, Knowledge.TO_BE_DETERMINED, "E")
        yield {"project": found[item["slug"]], **row}


def _saved_staff(item: dict[str, Any], unknown: Knowledge, place: str) -> dict[str, Any]:
    lower, upper = item.get("impact_min"), item.get("impact_max")
    known = unknown if lower is None else Knowledge.GIVEN
    return figure(
        PlanFigureKind.STAFF_SAVED, (lower, upper), PERSONS, period="2032", knowledge=known, **at(place)
    )
