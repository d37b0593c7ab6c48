"""Checks and loads the plan of Zuid-Limburg, all or nothing."""

from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Mistake
from izaportal.core.viewer import Viewer
from izaportal.demo.check import mistakes_in
from izaportal.demo.files import PlanFile
from izaportal.demo.plans.ground import Ground
from izaportal.demo.plans.zuid_limburg.facts import save_facts
from izaportal.demo.plans.zuid_limburg.governance import save_agreements, save_bodies
from izaportal.demo.plans.zuid_limburg.programme import SLUG, save_frame
from izaportal.demo.plans.zuid_limburg.projects import save_projects
from izaportal.demo.plans.zuid_limburg.references import reference_mistakes
from izaportal.demo.plans.zuid_limburg.results import save_results
from pillars.models import Programme


def mistakes(plan: PlanFile) -> list[Mistake]:
    return mistakes_in(plan, reference_mistakes(plan))


def load(actor: Viewer, plan: PlanFile, ground: Ground) -> tuple[Programme, int]:
    """The programme, and how many rows were new or different."""
    with ImportBatch(actor=actor, title=plan.name, programme=SLUG) as batch:
        frame = save_frame(batch, plan.data, ground)
        bodies = save_bodies(batch, plan.data, frame)
        parts = save_projects(batch, plan.data, frame, bodies)
        save_results(batch, plan.data, frame, parts)
        save_agreements(batch, plan.data, frame)
        save_facts(batch, plan.data, frame)
    return frame.programme, batch.touched
