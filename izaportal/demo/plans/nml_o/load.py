"""Loads the transformation plan and the scenario on top of it, all or nothing."""

from dataclasses import dataclass

from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Mistake
from izaportal.core.viewer import Viewer
from izaportal.demo.check import mistakes_in
from izaportal.demo.files import PlanFile
from izaportal.demo.plans.ground import Ground
from izaportal.demo.plans.nml_o.indicators import save_indicators, target_mistakes
from izaportal.demo.plans.nml_o.places import Places, save_places
from izaportal.demo.plans.nml_o.projects import save_projects
from izaportal.demo.plans.nml_o.references import reference_mistakes
from izaportal.demo.plans.nml_o.structure import Structure, save_structure
from izaportal.demo.plans.scenario.money import save_money
from izaportal.demo.plans.scenario.planning import save_planning
from izaportal.demo.plans.scenario.quarters import open_periods, save_measurements, save_meetings
from izaportal.demo.plans.scenario.references import scenario_mistakes
from kpis.models import Indicator
from pillars.models import Programme
from projects.models import Project


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the scenario builds on, by the ids of the file."""

    places: Places
    structure: Structure
    projects: dict[str, Project]
    indicators: dict[str, Indicator]


def mistakes(plan: PlanFile, scenario: PlanFile) -> list[Mistake]:
    """Of both files. Bounds and the scenario are only worth reading when the shape of the files is right."""
    found = mistakes_in(plan, reference_mistakes(plan))
    found += mistakes_in(scenario)
    if not found:
        found = [*target_mistakes(plan), *scenario_mistakes(scenario, plan)]
    return found


def load(actor: Viewer, plan: PlanFile, scenario: PlanFile, ground: Ground) -> tuple[Programme, int]:
    """The programme, and how many rows were new or different."""
    with ImportBatch(actor=actor, title=plan.name, programme=plan.data["programme"]["id"]) as batch:
        places = save_places(batch, plan.data, ground)
        structure = save_structure(batch, plan.data, places)
        projects = save_projects(batch, plan.data, places, structure)
        indicators = save_indicators(batch, plan.data, places, structure, projects, scenario.data)
        _add_scenario(batch, scenario, Loaded(places, structure, projects, indicators))
    return places.programme, batch.touched


def _add_scenario(batch: ImportBatch, scenario: PlanFile, loaded: Loaded) -> None:
    programme = loaded.places.programme
    open_periods(batch.actor, scenario.data, programme)
    save_measurements(batch, scenario.data, programme, loaded.indicators)
    save_planning(batch, scenario.data, programme, loaded.projects)
    save_money(
        batch,
        scenario.data,
        programme=programme,
        projects=loaded.projects,
        indicators=loaded.indicators,
        municipalities=loaded.places.municipalities,
    )
    save_meetings(
        batch,
        scenario.data,
        programme=programme,
        bodies=loaded.structure.bodies,
        projects_by_slug=loaded.projects,
    )
