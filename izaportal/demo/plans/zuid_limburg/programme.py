"""The programme, its sixteen municipalities, deelopgaven and themes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans.ground import Ground
from izaportal.demo.plans.keeping import rest, some
from izaportal.demo.plans.sources import day_of, from_day, text
from izaportal.demo.plans.zuid_limburg.origin import at, of
from pillars.models import Challenge, Pillar, PillarTerm, Programme, ProgrammeState
from pillars.services import plan as pillars
from regions.services import plan as regions

SLUG = REGION = "zuid-limburg"
# The plan follows IZA and GALA; it names no lead municipality and no amount that is a grant.
STATE = ProgrammeState.CONCEPT


@dataclass(frozen=True, slots=True)
class Frame:
    programme: Programme
    pillars: Mapping[str, Pillar]
    challenges: Mapping[str, Challenge]
    ground: Ground


def save_frame(batch: ImportBatch, data: dict[str, Any], ground: Ground) -> Frame:
    programme = _programme(batch, data, ground)
    own = {"programme": programme}
    _save_members(batch, data, ground, programme)
    challenges = pillars.save_challenges(
        batch, [{**own, **_challenge(item, data)} for item in data["deelopgaven"]]
    )
    saved = pillars.save_pillars(
        batch, [{**own, **_pillar(item, number)} for number, item in enumerate(data["themes"], start=1)]
    )
    pillars.link_challenges(
        batch,
        {
            saved[item["slug"]].pk: [challenges[answer["slug"]].pk for answer in item["deelopgaven"]]
            for item in data["themes"]
        },
    )
    return Frame(programme, saved, challenges, ground)


def _programme(batch: ImportBatch, data: dict[str, Any], ground: Ground) -> Programme:
    plan, region = data["plan"], data["region"]
    programme = pillars.save_programme(
        batch,
        {
            "slug": SLUG,
            "name": f"Regioplan Zuid-Limburg: {plan['title']}",
            "short_name": "Zuid-Limburg",
            "region": ground.regions[REGION],
            "lead_municipality": None,
            "state": STATE,
            "pillar_term": PillarTerm.THEME,
            "start_year": int(plan["horizon"]["from"]),
            "end_year": int(plan["horizon"]["to"]),
            "goal": data["vision"]["label"],
            "facts": {
                **some(plan, "motto", "frameworks", "status_label", "regiobeeld_delivered", "health_policy"),
                "board_level": ground.names(plan["involved_at_board_level"]),
                "advice_and_data": ground.names(plan["involved_in_bat_and_dot_additionally"]),
                **some(region, "team_name", "working_levels", "municipality_names_source"),
            },
            **of(plan, "inleiding"),
        },
    )
    pillars.save_versions(
        batch,
        [
            {
                "programme": programme,
                "label": "regioplan",
                "dated": day_of(
                    next(item for item in data["sources"] if item["slug"] == "regioplan")["published"]
                ),
                "is_current": True,
                **of(plan, "inleiding"),
            }
        ],
    )
    return programme


def _save_members(batch: ImportBatch, data: dict[str, Any], ground: Ground, programme: Programme) -> None:
    started = from_day(date(programme.start_year, 1, 1))
    towns = [(item, ground.municipalities[item["cbs_code"]]) for item in data["region"]["municipalities"]]
    regions.save_region_members(
        batch,
        [
            {
                "region": programme.region,
                "municipality": town,
                "validity": started,
                "part": item["subregion"],
                **at("deelgebied: algemene kennis", "cbs"),
            }
            for item, town in towns
        ],
    )
    pillars.save_members(
        batch,
        [
            {"programme": programme, "municipality": town, "validity": started, **at("gemeenten", "cbs")}
            for _, town in towns
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


def _challenge(item: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """With the urgency it answers, and which themes name it (benoemd) or imply it (strekking)."""
    urgency: dict[str, Any] = next(
        (cause for cause in data["challenges"] if cause["deelopgave"] == item["slug"]), {}
    )
    themes = {
        theme["slug"]: answer["basis"]
        for theme in data["themes"]
        for answer in theme["deelopgaven"]
        if answer["slug"] == item["slug"]
    }
    return {
        "slug": item["slug"],
        "label": item["label"],
        "facts": {
            **some(item, "code", "aliases"),
            "urgency": some(urgency, "code", "label"),
            "themes": themes,
        },
        **of(item, "deelopgaven"),
    }


def _pillar(item: dict[str, Any], number: int) -> dict[str, Any]:
    taken = ("slug", "name", "label", "target_group", "priorities", "deelopgaven", "goals", "ref")
    return {
        "slug": item["slug"],
        "number": number,
        "name": item["name"],
        "ambition": item["label"],
        "serves": text(item["target_group"]),
        "means": item["priorities"],
        "facts": rest(item, *taken),
        **at(item["ref"]),
    }
