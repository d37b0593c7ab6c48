"""Region, municipalities, organisations and the programme itself."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans import titles
from izaportal.demo.plans.ground import Ground
from izaportal.demo.plans.sources import from_day, plain, source, text
from pillars.models import Programme, ProgrammeState
from pillars.services import plan as pillars
from regions.models import Municipality, Organisation, Region
from regions.services import plan as regions

PLAN, CBS = titles.NML_O, titles.CBS
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


def save_places(batch: ImportBatch, data: dict[str, Any], ground: Ground) -> Places:
    municipalities = {item["code"]: ground.municipalities[item["code"]] for item in data["municipalities"]}
    region = ground.regions[data["programme"]["region"]["id"]]
    organisations = {item["id"]: ground.organisation(item["id"]) for item in data["organisations"]}
    _save_municipal_facts(batch, data, municipalities, region)
    programme = _programme(batch, data, municipalities, region)
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


def _save_municipal_facts(
    batch: ImportBatch, data: dict[str, Any], municipalities: dict[str, Municipality], region: Region
) -> None:
    items = data["municipalities"]
    regions.save_populations(
        batch,
        [
            {
                "municipality": municipalities[item["code"]],
                "year": year,
                "inhabitants": inhabitants,
                **source(CBS),
            }
            for item in items
            for year, inhabitants in item["population"].items()
            if inhabitants is not None
        ],
    )
    joined = from_day(date(data["programme"]["period"]["start_year"], 1, 1))
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


def _programme(
    batch: ImportBatch, data: dict[str, Any], municipalities: dict[str, Municipality], region: Region
) -> Programme:
    stated = data["programme"]
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
