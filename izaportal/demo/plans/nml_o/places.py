"""Region, municipalities, organisations and the programme itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.sources import from_day, plain, source, text
from pillars.models import Programme, ProgrammeState
from pillars.services import plan as pillars
from regions.models import Municipality, Organisation, OrganisationKind, RegionScheme
from regions.services import plan as regions

PLAN = "Transformatieplan NML-O v1.2"
CBS = "CBS StatLine, bevolking per 1 januari"
PROGRAMME_FACTS = (
    "residents_about",
    "care_workers_min",
    "care_cost_per_year_about_eur",
    "organisations_about",
    "projects_about",
    "quick_scan_ceiling_eur",
    "sibling_plans",
    "version_label",
)


@dataclass(frozen=True, slots=True)
class Places:
    programme: Programme
    municipalities: dict[str, Municipality]
    organisations: dict[str, Organisation]


def save_places(batch: ImportBatch, data: dict[str, Any]) -> Places:
    municipalities = _municipalities(batch, data)
    organisations = regions.save_organisations(batch, [_organisation(item) for item in data["organisations"]])
    programme = _programme(batch, data, municipalities)
    started = from_day(date(programme.start_year, 1, 1))
    pillars.save_members(
        batch,
        [
            {"programme": programme, "municipality": municipality, "validity": started, **source(PLAN, "h2")}
            for municipality in municipalities.values()
        ],
    )
    pillars.save_organisations(
        batch,
        [
            {
                "programme": programme,
                "organisation": organisations[item["id"]],
                "is_signatory": item["member"],
                **source(PLAN, "h2"),
            }
            for item in data["organisations"]
        ],
    )
    return Places(programme, municipalities, organisations)


def _municipalities(batch: ImportBatch, data: dict[str, Any]) -> dict[str, Municipality]:
    items = data["municipalities"]
    saved = regions.save_municipalities(
        batch,
        [
            {"code": item["code"], "name": item["name"], "alias": text(item.get("alias")), **source(CBS)}
            for item in items
        ],
    )
    regions.save_populations(
        batch,
        [
            {"municipality": saved[item["code"]], "year": year, "inhabitants": inhabitants, **source(CBS)}
            for item in items
            for year, inhabitants in item["population"].items()
            if inhabitants is not None
        ],
    )
    _save_region(batch, data["programme"], items, saved)
    return saved


def _save_region(
    batch: ImportBatch,
    programme: dict[str, Any],
    items: list[dict[str, Any]],
    municipalities: dict[str, Municipality],
) -> None:
    stated = programme["region"]
    row = {"scheme": RegionScheme.IZA, "code": stated["id"], "name": stated["name"], **source(PLAN, "h2")}
    region = regions.save_regions(batch, [row])[stated["id"]]
    joined = from_day(date(programme["period"]["start_year"], 1, 1))
    regions.save_region_members(
        batch,
        [
            {
                "region": region,
                "municipality": municipalities[item["code"]],
                "validity": joined,
                "part": text(item.get("subregion")),
                **source(PLAN, "h2"),
            }
            for item in items
        ],
    )


def _organisation(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "slug": item["id"],
        "name": item["name"],
        "kind": item["kind"] or OrganisationKind.UNKNOWN,
        "aliases": item.get("abbreviations", []),
        "is_collective": item.get("group", False),
        "note": text(item.get("reading")),
        **source(PLAN, "h2"),
    }


def _programme(
    batch: ImportBatch, data: dict[str, Any], municipalities: dict[str, Municipality]
) -> Programme:
    stated = data["programme"]
    region = (
        next(iter(municipalities.values())).region_memberships.get(region__code=stated["region"]["id"]).region
    )
    programme = pillars.save_programme(
        batch,
        {
            "slug": stated["id"],
            "name": stated["name"],
            "short_name": stated["short_name"],
            "region": region,
            "lead_municipality": municipalities[stated["lead_municipality"]],
            # The demo shows a programme that receives its grants; the plan itself was under review.
            "state": ProgrammeState.FUNDED,
            "pillar_term": stated["pillar_term"],
            "start_year": stated["period"]["start_year"],
            "end_year": stated["period"]["end_year"],
            "goal": data["goal"]["label"],
            "facts": plain({"goal": data["goal"], **{name: stated[name] for name in PROGRAMME_FACTS}}),
            **source(PLAN, "h2"),
        },
    )
    versions = [(stated["version"], stated["date"], True)]
    if earlier := stated.get("previous_version"):
        versions.append((earlier["version"], earlier["date"], False))
    pillars.save_versions(
        batch,
        [
            {"programme": programme, "label": label, "dated": dated, "is_current": current, **source(PLAN)}
            for label, dated, current in versions
        ],
    )
    return programme
