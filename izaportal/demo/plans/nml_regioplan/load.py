"""Checks and loads the regional plan, all or nothing."""

from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Mistake
from izaportal.core.viewer import Viewer
from izaportal.demo.check import mistakes_in
from izaportal.demo.files import PlanFile
from izaportal.demo.plans.ground import Ground
from izaportal.demo.plans.nml_regioplan.agenda import save_agenda
from izaportal.demo.plans.nml_regioplan.facts import save_facts
from izaportal.demo.plans.nml_regioplan.indicators import save_indicators
from izaportal.demo.plans.nml_regioplan.programme import SLUG, save_frame
from izaportal.demo.plans.nml_regioplan.projects import save_projects
from izaportal.demo.plans.nml_regioplan.references import reference_mistakes
from pillars.models import Programme


def mistakes(plan: PlanFile, nml_o: PlanFile) -> list[Mistake]:
    """Of the file by itself, and where it names what the plan of NML-O does not know."""
    return mistakes_in(plan, reference_mistakes(plan, nml_o))


def load(actor: Viewer, plan: PlanFile, ground: Ground) -> tuple[Programme, int]:
    """The programme, and how many rows were new or different."""
    with ImportBatch(actor=actor, title=plan.name, programme=SLUG) as batch:
        frame = save_frame(batch, plan.data, ground)
        projects = save_projects(batch, plan.data, frame)
        save_indicators(batch, plan.data, frame, projects)
        save_agenda(batch, plan.data, frame, projects)
        save_facts(batch, plan.data, frame)
    return frame.programme, batch.touched
