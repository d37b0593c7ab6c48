"""The programme, its members and its themes, challenges and stated totals."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.core.models import Knowledge
from izaportal.demo.plans.figures import figure
from izaportal.demo.plans.ground import Ground
from izaportal.demo.plans.keeping import rest, some
from izaportal.demo.plans.nml_regioplan.origin import at
from izaportal.demo.plans.sources import day_of, from_day, plain, text
from pillars.models import Pillar, PillarTerm, PlanFigureKind, Programme, ProgrammeState
from pillars.services import plan as pillars

SLUG = "nml"
REGION = "nml"  # the same partnership as that of NML-O
START, END = 2024, 2026  # the phases of the work agenda
LEAD = "gemeente-venlo"  # decides on behalf of the fourteen municipalities
PERSONS = "personen"
MISSING_MEMBER = (
    "De bron telt veertien gemeenten en noemt er dertien; Beesel (GM0889) ontbreekt in de opsomming."
)


@dataclass(frozen=True, slots=True)
class Frame:
    programme: Programme
    pillars: dict[str, Pillar]
    ground: Ground


def save_frame(batch: ImportBatch, data: dict[str, Any], ground: Ground) -> Frame:
    programme = _programme(batch, data, ground)
    own = {"programme": programme}
    _save_members(batch, data, ground, programme)
    # The source lost which theme answers which challenge: no links.
    pillars.save_challenges(batch, [{**own, **_challenge(item)} for item in data["opgaven"]])
    saved = pillars.save_pillars(batch, [{**own, **_pillar(item)} for item in data["themes"]])
    pillars.save_movements(
        batch,
        [
            {"pillar": saved[item["slug"]], "slug": step["slug"], "label": step["label"], **at("thema's")}
            for item in data["themes"]
            for step in item["change_movements"]
        ],
    )
    pillars.save_figures(batch, [{**own, **row} for row in _figures(data, saved)])
    return Frame(programme, saved, ground)


def _programme(batch: ImportBatch, data: dict[str, Any], ground: Ground) -> Programme:
    meta, region = data["meta"], data["region"]
    programme = pillars.save_programme(
        batch,
        {
            "slug": SLUG,
            "name": meta["title"],
            "short_name": f"Regioplan {region['short']}",
            "region": ground.regions[REGION],
            "lead_municipality": ground.organisation(LEAD).municipality,
            "state": ProgrammeState.CONCEPT,
            "pillar_term": PillarTerm.THEME,
            "start_year": START,
            "end_year": END,
            "goal": data["bottleneck"]["label"],
            "facts": {
                "municipality_count": region["municipality_count"],
                "municipalities_unnamed": data["municipalities_unnamed"],
                "note": MISSING_MEMBER,
                "municipalities_outside": plain(data["municipalities_outside"]),
                **some(meta, "living_document", "predecessor", "lineage", "related_frameworks"),
                "missing_in_source": meta["missing_in_source"],
            },
            **at("regioplan als geheel"),
        },
    )
    pillars.save_versions(
        batch,
        [
            {
                "programme": programme,
                "label": meta["status"],
                "dated": day_of(meta["date"]),
                "is_current": True,
                **at("regioplan als geheel"),
            }
        ],
    )
    return programme


def _save_members(batch: ImportBatch, data: dict[str, Any], ground: Ground, programme: Programme) -> None:
    started = from_day(date(START, 1, 1))
    pillars.save_members(
        batch,
        [
            {
                "programme": programme,
                "municipality": ground.municipalities[item["cbs_code"]],
                "validity": started,
                **at("gemeenten"),
            }
            for item in data["municipalities"]
        ],
    )
    pillars.save_organisations(
        batch,
        [
            {
                "programme": programme,
                "organisation": ground.organisation(item["slug"]),
                "is_signatory": False,
                **at("organisaties"),
            }
            for item in data["organisations"]
        ],
    )


def _challenge(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": item["slug"],
        "label": item["label"],
        "side": item["side"],
        "facts": some(item, "figures", "source"),
        **at("3"),
    }


def _pillar(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": item["slug"],
        "number": item["nr"],
        "name": item["name"],
        "aliases": item["aliases"],
        "ambition": item["goal"],
        "means": item["means"],
        "note": "De koppeling met de opgaven stond als vinkjes in een figuur en is niet overgeleverd.",
        "facts": rest(item, "slug", "nr", "name", "aliases", "goal", "means", "change_movements"),
        **at("thema's"),
    }


def _figures(data: dict[str, Any], saved: dict[str, Pillar]) -> Iterator[dict[str, Any]]:
    """What the plan states of staff saved and short, and beside it what its own rows add up to."""
    stated, derived = data["quantification"]["totals_stated"], data["derived"]
    saving, year = PlanFigureKind.STAFF_SAVED, "2032"
    yield _staff(saving, stated["impact_min"], stated["impact_max"], year, at("4"))
    own = {"is_default": False, "note": "door het portaal opgeteld, zonder dubbele regels"}
    total = derived["impact_total_app_b"]
    yield _staff(saving, total["min"], total["max"], year, {**at("B (afgeleid)"), **own})
    for slug, part in derived["impact_by_theme_app_b"].items():
        row = _staff(saving, part["min"], part["max"], year, {**at("B (afgeleid)"), **own})
        yield {**row, "pillar": saved[slug]}
    gap = derived["remaining_gap"]
    rest_of_it = {"is_default": False, "note": "resterend tekort, door het portaal berekend"}
    yield _staff(PlanFigureKind.SHORTAGE, gap["min"], gap["max"], year, {**at("4 (afgeleid)"), **rest_of_it})
    yield from _shortages(data["opgaven"])


def _shortages(challenges: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in (item for challenge in challenges for item in challenge["figures"]):
        if item["slug"].startswith("tekort-") and item["unit"] == PERSONS:
            sources = {**at(item["src"]), "note": item["label"]}
            sources["source_place"] += f", {item['slug']}"
            sources["is_default"] = item["slug"] in ("tekort-2023", "tekort-2032")
            period = text(item["year"])
            yield _staff(PlanFigureKind.SHORTAGE, item["value"], item["value"], period, sources)


def _staff(kind: str, lower: Any, upper: Any, period: str, more: dict[str, Any]) -> dict[str, Any]:
    known = Knowledge.MISSING if lower is None else Knowledge.GIVEN
    return {"pillar": None, **figure(kind, (lower, upper), PERSONS, period=period, knowledge=known, **more)}
