"""The theme parts as projects, with who owns them, who takes part and what they answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.figures import figure
from izaportal.demo.plans.ground import Ground
from izaportal.demo.plans.keeping import some
from izaportal.demo.plans.sources import text
from izaportal.demo.plans.zuid_limburg.origin import of_part
from izaportal.demo.plans.zuid_limburg.programme import Frame
from pillars.models import GovernanceBody, PlanFigureKind
from projects.models import OwnerKind, Project, ProjectKind, Stage
from projects.services import plan as projects

OWNERS = {
    "organisatie": OwnerKind.ORGANISATION,
    "persoon": OwnerKind.ORGANISATION,  # the organisation that person works for, with the role
    "gedeeld": OwnerKind.SHARED,
    "coalitie": OwnerKind.COALITION,
    "gremium": OwnerKind.BODY,
    "nader-te-bepalen": OwnerKind.TO_BE_DETERMINED,
    "onbekend": OwnerKind.UNKNOWN,
}
CO_OWNER = {"gedeeld": "mede-eigenaar", "coalitie": "eigenaar (coalitie)"}
# Our reading of the plan's phases; its own word stays beside it. An uncertain phase is no phase.
STAGES = {
    "verkenning": Stage.INITIATION,
    "voorbereiding": Stage.PREPARATION,
    "uitwerking": Stage.DESIGN,
    "pilot": Stage.EXECUTION,
    "uitvoering": Stage.EXECUTION,
    "opschaling": Stage.REALISATION,
}
FACTS = (
    "maturity",
    "chain_approach",
    "external_goals",
    "participation",
    "scale",
    "planning",
    "components",
    "finance",
    "monitoring",
    "partner_notes",
    "origin_plan",
    "gate",
    "context_figures",
    "links",
    "deelopgaven",
)


def save_projects(
    batch: ImportBatch, data: dict[str, Any], frame: Frame, bodies: Mapping[str, GovernanceBody]
) -> dict[str, Project]:
    parts = data["theme_parts"]
    own = {"programme": frame.programme}
    saved = projects.save_projects(batch, [{**own, **_part(item, frame, bodies)} for item in parts])
    projects.save_projects(
        batch,
        [
            {**own, "slug": item["slug"], "parent": saved[item["part_of"]]}
            for item in parts
            if item.get("part_of")
        ],
    )
    projects.link_pillars(
        batch,
        {saved[item["slug"]].pk: [frame.pillars[slug].pk for slug in item["themes"][1:]] for item in parts},
    )
    projects.link_challenges(
        batch,
        {
            saved[item["slug"]].pk: [
                frame.challenges[answer["slug"]].pk for answer in item.get("deelopgaven") or ()
            ]
            for item in parts
        },
    )
    projects.save_partners(
        batch, [row for item in parts for row in _partners(item, saved[item["slug"]], frame.ground)]
    )
    projects.save_figures(batch, [row for item in parts for row in _amounts(item, saved[item["slug"]])])
    projects.save_preconditions(
        batch, [{**own, **row} for item in parts for row in _preconditions(item, saved[item["slug"]])]
    )
    return saved


def _part(item: dict[str, Any], frame: Frame, bodies: Mapping[str, GovernanceBody]) -> dict[str, Any]:
    phase = (item.get("planning") or {}).get("phase")
    return {
        "kind": ProjectKind.THEME_PART,
        "pillar": frame.pillars[item["themes"][0]],
        "slug": item["slug"],
        "code": item["code"],
        "name": item["name"],
        "aliases": item.get("aliases") or [],
        "summary": text(item["label"]),
        "effects": "\n".join(effect["label"] for effect in item["results"] if effect["kind"] == "effect"),
        "target_group": text(item.get("target_group")),
        "stage": STAGES.get(phase or "", ""),
        "stage_sources": [{"place": "planning", "stage": phase}] if phase else [],
        "region_wide": (item.get("scale") or {}).get("kind") == "heel-zuid-limburg",
        **_owner(item["owner"], frame.ground, bodies),
        "notes": [note for note in (text(item.get("results_note")), _owner_note(item["owner"])) if note],
        "facts": {
            **some(item, *FACTS),
            "effects": [
                some(r, "id", "label", "status", "scope", "direction", "unit", "due")
                for r in item["results"]
                if r["kind"] == "effect"
            ],
        },
        **of_part(item),
    }


def _owner(owner: dict[str, Any], ground: Ground, bodies: Mapping[str, GovernanceBody]) -> dict[str, Any]:
    kind = OWNERS[owner["kind"]]
    first = next(iter(owner["refs"]), None)
    if kind in (OwnerKind.ORGANISATION, OwnerKind.BODY) and first is None:
        kind = OwnerKind.UNKNOWN
    return {
        "owner_kind": kind,
        "owner": ground.organisation(first) if first and kind is OwnerKind.ORGANISATION else None,
        "owner_body": bodies[first] if first and kind is OwnerKind.BODY else None,
        "owner_role": text(owner["person_role"]),
    }


def _owner_note(owner: dict[str, Any]) -> str:
    if owner["kind"] == "persoon" and not owner["refs"]:
        return "De bron noemt een persoon zonder organisatie of rol; namen neemt het portaal niet over."
    return ""


def _partners(item: dict[str, Any], project: Project, ground: Ground) -> Iterator[dict[str, Any]]:
    """An organisation stands once, with the strongest thing said of it: owner, partner, intended."""
    roles: dict[str, tuple[str, bool]] = {}
    for intended in item.get("partners_intended") or ():
        roles[intended["slug"]] = (intended["commitment"], True)
    roles |= {slug: (text((item.get("partner_notes") or {}).get(slug)), False) for slug in item["partners"]}
    if said := CO_OWNER.get(item["owner"]["kind"]):
        roles |= {slug: (said, False) for slug in item["owner"]["refs"]}
    for slug, (commitment, intended_only) in roles.items():
        yield {
            "project": project,
            "organisation": ground.organisation(slug),
            "commitment": commitment,
            "intended": intended_only,
            **of_part(item, "partners"),
        }


def _amounts(item: dict[str, Any], project: Project) -> Iterator[dict[str, Any]]:
    """Amounts are prices and contributions, never a budget; estimates of impact are figures, no targets."""
    for number, amount in enumerate((item.get("finance") or {}).get("amounts") or (), start=1):
        place = of_part(item, f"bedrag {number}")
        single = amount.get("amount")
        value = (amount.get("amount_min", single), amount.get("amount_max", single))
        vat = f" ({amount['vat']} btw)" if amount.get("vat") else ""
        row = figure(PlanFigureKind.OTHER, value, amount["unit"], note=f"{amount['label']}{vat}", **place)
        yield {"project": project, **row}
    for result in item["results"]:
        if result["kind"] == "impactraming":
            yield {"project": project, **_estimate(item, result)}


def _estimate(item: dict[str, Any], result: dict[str, Any]) -> dict[str, Any]:
    single = result.get("target")
    value = (result.get("target_min", single), result.get("target_max", single))
    known = "missing" if value == (None, None) else "given"
    start = f" (nu {result['baseline']})" if result.get("baseline") is not None else ""
    return figure(
        PlanFigureKind.OTHER,
        value,
        text(result.get("unit")),
        knowledge=known,
        note=f"{result['label']}{start}, {result.get('direction', '')}, {result['status']}",
        **of_part(item, result["id"]),
    )


def _preconditions(item: dict[str, Any], project: Project) -> Iterator[dict[str, Any]]:
    for number, label in enumerate(item.get("preconditions") or (), start=1):
        yield {
            "project": project,
            "slug": f"{item['slug']}-{number}",
            "category": "thema-onderdeel",
            "label": label,
            "owner": "",
            **of_part(item, "randvoorwaarden"),
        }
