"""Everything in the plan of Zuid-Limburg that points to something else in it."""

from collections.abc import Iterator

from izaportal.core.errors import Mistake
from izaportal.demo.check import found_at, ids_at, repeated_at, unknown_at
from izaportal.demo.files import PlanFile

IDS = (
    "sources.*.slug",
    "region.municipalities.*.cbs_code",
    "region.subregions.*.slug",
    "deelopgaven.*.slug",
    "themes.*.slug",
    "organisations.*.slug",
    "funding_sources.*.slug",
    "theme_parts.*.slug",
    "theme_parts.*.code",
    "theme_parts.*.results.*.id",
    "governance.bodies.*.slug",
    "decision_rules.*.slug",
    "seed_notes.*.slug",
)
ORGANISATIONS = (
    "region.municipalities.*.slug",
    "region.subregions.*.coalition",
    "plan.involved_at_board_level.*",
    "plan.involved_in_bat_and_dot_additionally.*",
    "organisations.*.parent",
    "organisations.*.members.*",
    "theme_parts.*.partners.*",
    "theme_parts.*.partners_intended.*.slug",
    "theme_parts.*.partner_notes.~",
    "theme_parts.*.scale.municipalities.*",
    "theme_parts.*.participation.supported_by.*",
    "governance.bodies.*.members.*",
    "participation.supporting_organisations.*",
)
CHALLENGES = ("challenges.*.deelopgave", "themes.*.deelopgaven.*.slug", "theme_parts.*.deelopgaven.*.slug")
SOURCES = (
    "plan.source",
    "deelopgaven.*.source",
    "region_indicators.*.source",
    "context_figures.*.source",
    "theme_parts.*.documented_in.*",
)
PARTS = ("theme_parts.*.part_of", "chain_approaches.*.parts.*", "seed_notes.*.parts.*")
OTHERS = (
    (CHALLENGES, "deelopgaven.*.slug", "deelopgave"),
    (SOURCES, "sources.*.slug", "bron"),
    (PARTS, "theme_parts.*.slug", "thema-onderdeel"),
    (("theme_parts.*.themes.*",), "themes.*.slug", "thema"),
    (("theme_parts.*.external_goals.*",), "external_goals.*.slug", "extern doel"),
    (("theme_parts.*.finance.lines.*.source",), "funding_sources.*.slug", "financieringsbron"),
    (("theme_parts.*.chain_approach",), "chain_approaches.*.slug", "ketenaanpak"),
    (("theme_parts.*.results.*.overlaps",), "theme_parts.*.results.*.id", "resultaat"),
    (("theme_parts.*.scale.subregions.*",), "region.subregions.*.slug", "deelgebied"),
    (("region.municipalities.*.subregion",), "region.subregions.*.slug", "deelgebied"),
    (("region.subregions.*.parent",), "region.subregions.*.slug", "deelgebied"),
    (("decision_rules.*.body",), "governance.bodies.*.slug", "overleg"),
)


def reference_mistakes(file: PlanFile) -> Iterator[Mistake]:
    yield from repeated_at(file, *IDS)
    organisations, bodies = ids_at(file, "organisations.*.slug"), ids_at(file, "governance.bodies.*.slug")
    yield from unknown_at(file, ORGANISATIONS, organisations, "organisatie")
    for patterns, known, what in OTHERS:
        yield from unknown_at(file, patterns, ids_at(file, known), what)
    yield from _owners(file, organisations, bodies)
    yield from _links(file)
    yield from _counted(file)


def _owners(file: PlanFile, organisations: set[str], bodies: set[str]) -> Iterator[Mistake]:
    """A body (gremium) is one of the bodies, every other owner one of the organisations."""
    for path, owner in found_at(file, "theme_parts.*.owner"):
        if isinstance(owner, dict) and isinstance(owner.get("refs"), list):
            is_body = owner.get("kind") == "gremium"
            for at, slug in enumerate(owner["refs"]):
                if isinstance(slug, str) and slug not in (bodies if is_body else organisations):
                    what = "overleg" if is_body else "organisatie"
                    yield file.mistake((*path, "refs", at), f"{what} {slug!r} is onbekend")


def _links(file: PlanFile) -> Iterator[Mistake]:
    known = {"thema": ids_at(file, "themes.*.slug"), "themaonderdeel": ids_at(file, "theme_parts.*.slug")}
    for path, link in found_at(file, "theme_parts.*.links.*"):
        target, kind = (link.get("ref"), link.get("kind")) if isinstance(link, dict) else (None, None)
        if isinstance(target, str) and isinstance(kind, str) and target not in known.get(kind, [target]):
            yield file.mistake((*path, "ref"), f"{kind} {target!r} is onbekend")


def _counted(file: PlanFile) -> Iterator[Mistake]:
    named = len(ids_at(file, "region.municipalities.*.cbs_code"))
    for path, counted in found_at(file, "region.municipality_count"):
        if isinstance(counted, int) and counted != named:
            yield file.mistake(path, f"telt {counted} gemeenten, maar er staan er {named}")
