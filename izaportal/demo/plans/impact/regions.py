"""The regions of the map by scheme, and which region's page holds which part."""

from collections.abc import Mapping
from typing import Any

from izaportal.core.bulk import ImportBatch
from izaportal.demo.plans import titles
from izaportal.demo.plans.ground import Ground
from izaportal.demo.plans.sources import source, text
from regions.models import ImpactSector, Region, RegionScheme
from regions.services import impact
from regions.services import plan as regions

# The source's kind and whether the region lies within another one; and the letters its slugs begin with.
SCHEMES = {
    ("zorgkantoor", False): RegionScheme.ZORGKANTOOR,
    ("zorgkantoor", True): RegionScheme.ZORGKANTOOR_SUB,
    ("roaz", False): RegionScheme.ROAZ,
    ("roaz", True): RegionScheme.ROAZ_SUB,
}
NAMES = {"zorgkantoor": "zorgkantoorregio", "roaz": "ROAZ-regio"}
PREFIXES = ("zk-", "roaz-")
# Where the programmes of the portal work.
PLAN_REGIONS = (
    ("zk-noord-en-midden-limburg", "nml"),
    ("zk-zuid-limburg", "zuid-limburg"),
    ("roaz-limburg", "nml"),
    ("roaz-limburg", "zuid-limburg"),
)
Item = Mapping[str, Any]


def code_of(slug: str) -> str:
    """The scheme stands in the address already: `zk-zuid-limburg` is its `zuid-limburg`."""
    for prefix in PREFIXES:
        if slug.startswith(prefix):
            return slug.removeprefix(prefix)
    return slug


def origin(item: Item) -> dict[str, str]:
    """The map has no chapters, only a section per region."""
    return source(titles.IMPACT_MAP, f"{NAMES[item['kind']]} {item['name']}")


def save_regions(batch: ImportBatch, items: list[Item]) -> dict[str, Region]:
    """By the slug of the source. Schemes may share a code, so each is saved apart."""
    saved: dict[str, Region] = {}
    for (kind, is_part), scheme in SCHEMES.items():
        chosen = [item for item in items if (item["kind"], bool(item["parent"])) == (kind, is_part)]
        found = regions.save_regions(batch, [_region(item, scheme, saved) for item in chosen])
        saved |= {item["slug"]: found[code_of(item["slug"])] for item in chosen}
    return saved


def save_profiles(
    batch: ImportBatch,
    items: list[Item],
    *,
    saved: Mapping[str, Region],
    sectors: Mapping[str, ImpactSector],
    ground: Ground,
) -> None:
    profiles = impact.save_profiles(batch, [_profile(item, saved[item["slug"]]) for item in items])
    ids = {item["slug"]: profiles[saved[item["slug"]].pk].pk for item in items}
    for field in ("developments_from", "activities_from", "focus_from"):
        links = {ids[item["slug"]]: [saved[slug].pk for slug in item[field]] for item in items}
        impact.link_profiles(batch, field, links=links)
    own: dict[Any, list[Any]] = {profile: [] for profile in ids.values()}
    for slug, code in PLAN_REGIONS:
        own[ids[slug]].append(ground.regions[code].pk)
    impact.link_profiles(batch, "plan_regions", links=own)
    impact.link_sectors(batch, {ids[item["slug"]]: _ticked(item, sectors) for item in items})


def _region(item: Item, scheme: RegionScheme, saved: Mapping[str, Region]) -> dict[str, Any]:
    return {
        "scheme": scheme,
        "code": code_of(item["slug"]),
        "name": item["name"],
        "parent": saved[item["parent"]] if item["parent"] else None,
        "aliases": item["aliases"],
        **origin(item),
    }


def _profile(item: Item, region: Region) -> dict[str, Any]:
    sectors, groups = item["sectors"] or {}, item["target_groups"] or {}
    return {
        "region": region,
        "in_source_list": item["in_source_list"],
        "documents": item["documents"] or [],
        "sector_ticks": sectors.get("ticks"),
        "sector_evidence": text(sectors.get("evidence")),
        "target_group_ticks": groups.get("ticks"),
        "ticks_match_text": groups.get("ticks_match_text"),
        **origin(item),
    }


def _ticked(item: Item, sectors: Mapping[str, ImpactSector]) -> list[Any]:
    """Only where the ticks could be told apart; elsewhere their number alone survived."""
    return [sectors[slug].pk for slug in (item["sectors"] or {}).get("slugs") or ()]
