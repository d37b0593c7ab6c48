"""Everything in the regional plan that points to something else, and what must agree with itself."""

from collections.abc import Iterator

from izaportal.core.errors import Mistake
from izaportal.demo.check import found_at, ids_at, repeated_at, unknown_at
from izaportal.demo.files import PlanFile
from izaportal.demo.plans.nml_regioplan.projects import WENT_ON_IN

IDS = (
    "organisations.*.slug",
    "municipalities.*.cbs_code",
    "opgaven.*.slug",
    "themes.*.slug",
    "themes.*.nr",
    "preconditions.*.slug",
    "indicators.*.slug",
    "work_agenda.actions.*.id",
    "milestones.*.slug",
    "governance.bodies.*.slug",
    "chain_approaches.*.slug",
    "initiatives.*.id",
    "initiatives.*.slug",
    "additional_initiatives.*.slug",
    "additional_sources.*.slug",
    "conflicts.*.slug",
)
ORGANISATIONS = (
    "region.lead_organisations.*",
    "municipalities.*.slug",
    "initiatives.*.submitters.*",
    "additional_initiatives.*.leads.*",
    "additional_initiatives.*.partners.*",
    "indicators.*.municipalities.*",
    "work_agenda.actions.*.owners.*",
    "governance.bodies.*.members.*",
    "governance.rings.*.members.*",
    "quantification.bundles.*.submitters.*",
)
THEMES = (
    "initiatives.*.theme",
    "additional_initiatives.*.theme",
    "additional_sources.*.themes.*",
    "indicators.*.theme",
    "chain_approaches.*.theme",
    "derived.impact_by_theme_app_b.~",
)
INITIATIVES = (
    "initiatives.*.duplicate_of",
    "indicators.*.initiative",
    "conflicts.*.initiative",
    "quantification.worked_examples.*.initiative",
    "quantification.sector_shifts.*.initiative",
    "quantification.best_case_only.*",
)
OTHERS = (
    (("indicators.*.ai", "milestones.*.ai"), "additional_initiatives.*.slug", "aanvullend initiatief"),
    (("initiatives.*.chain", "milestones.*.chain"), "chain_approaches.*.slug", "ketenaanpak"),
    (("initiatives.*.bundle",), "quantification.bundles.*.slug", "bundel"),
    (("preconditions.*.category",), "precondition_categories.*.slug", "categorie"),
    (("work_agenda.actions.*.line",), "work_agenda.lines.*.slug", "lijn"),
    (("work_agenda.actions.*.phase",), "work_agenda.phases.*.slug", "fase"),
    (("work_agenda.actions.*.depends_on.*",), "work_agenda.actions.*.id", "actie"),
    (("monitoring.kpis.*.line", "monitoring.reports.*.line"), "monitoring.lines.*.slug", "lijn"),
    (("monitoring.reports.*.to",), "governance.bodies.*.slug", "overleg"),
)


def reference_mistakes(file: PlanFile, nml_o: PlanFile) -> Iterator[Mistake]:
    yield from repeated_at(file, *IDS)
    yield from unknown_at(file, ORGANISATIONS, ids_at(file, "organisations.*.slug"), "organisatie")
    yield from unknown_at(file, THEMES, ids_at(file, "themes.*.slug"), "thema")
    yield from unknown_at(file, INITIATIVES, ids_at(file, "initiatives.*.id"), "initiatief")
    for patterns, known, what in OTHERS:
        yield from unknown_at(file, patterns, ids_at(file, known), what)
    codes = ids_at(nml_o, "municipalities.*.code")
    yield from unknown_at(file, ["municipalities.*.cbs_code"], codes, "gemeente van deze regio")
    yield from _members(file)
    yield from _ranges(file)
    yield from _continuations(file, nml_o)


def _members(file: PlanFile) -> Iterator[Mistake]:
    """Named and unnamed municipalities are those the plan counts."""
    named = len(ids_at(file, "municipalities.*.cbs_code"))
    counted, unnamed = (
        next((value for _, value in found_at(file, path) if isinstance(value, int)), None)
        for path in ("region.municipality_count", "municipalities_unnamed")
    )
    if counted is not None and unnamed is not None and named + unnamed != counted:
        yield file.mistake(
            ("region", "municipality_count"),
            f"telt {counted} gemeenten, maar er staan er {named} + {unnamed}",
        )


def _ranges(file: PlanFile) -> Iterator[Mistake]:
    """Both ends of a range, or neither, and in that order."""
    for section in ("initiatives", "additional_sources"):
        for path, item in found_at(file, f"{section}.*"):
            low, high = (
                item.get(name) if isinstance(item, dict) else None for name in ("impact_min", "impact_max")
            )
            if (low is None) != (high is None):
                yield file.mistake(path, "impact_min en impact_max horen bij elkaar: een van beide is leeg")
            elif isinstance(low, int) and isinstance(high, int) and low > high:
                yield file.mistake((*path, "impact_max"), f"impact_max {high} is minder dan impact_min {low}")


def _continuations(file: PlanFile, nml_o: PlanFile) -> Iterator[Mistake]:
    """The portal's reading of where an initiative went on must fit both plans."""
    here = ids_at(file, "initiatives.*.id", "additional_initiatives.*.slug", "additional_sources.*.slug")
    there = ids_at(nml_o, "projects.*.id")
    for initiative, project in WENT_ON_IN.items():
        if initiative not in here:
            yield file.mistake(("initiatives",), f"mist {initiative!r}, waarvan het portaal het vervolg kent")
        if project not in there:
            yield nml_o.mistake(("projects",), f"mist {project!r}, het vervolg van {initiative!r}")
