"""Loads everything the demo shows, through the services: check all files, load, calculate, freeze."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from izaportal.core import clock
from izaportal.core.errors import Invalid, Mistake
from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.demo import once
from izaportal.demo.files import PlanFile, read_plan
from izaportal.demo.plans.ground import Plans, save_ground
from izaportal.demo.plans.impact import load as impact
from izaportal.demo.plans.nml_o import load as nml_o
from izaportal.demo.plans.nml_regioplan import load as nml
from izaportal.demo.plans.scenario.meetings import hold_meetings
from izaportal.demo.plans.scenario.members import seat_members
from izaportal.demo.plans.scenario.quarters import days_of_freezing, freeze_past, publish_last
from izaportal.demo.plans.scenario.reports import write_reports
from izaportal.demo.plans.zuid_limburg import load as zuid_limburg
from izaportal.demo.users import make_cast
from izaportal.notices.services.notices import quietly
from izaportal.reporting.services.recalculation import carry_out
from pillars.models import Programme
from pillars.services.opening import open_begun_quarters

LOADER = Viewer.system("Plannen laden")  # as people read it under Wijzigingen
CONTROLLER = Viewer.system("Voorbeeldscenario")  # who stands on the pages as having frozen the past
Say = Callable[[str], None]
FILES = {
    "plan": "nml-o-transformatieplan.yaml",
    "scenario": "demo-scenario.yaml",
    "nml": "nml-regioplan.yaml",
    "zuid_limburg": "zuid-limburg.yaml",
    "impact": "impactkaart.yaml",
}


@dataclass(frozen=True, slots=True)
class Files:
    """All files of the demo, read and found right."""

    plan: PlanFile
    scenario: PlanFile
    nml: PlanFile
    zuid_limburg: PlanFile
    impact: PlanFile


@dataclass(frozen=True, slots=True)
class LoadedDemo:
    """How many rows were new or different, and how many calculations that asked for."""

    touched: int
    calculations: int


def load_demo(folder: Path, *, say: Say) -> LoadedDemo:
    """Raises Invalid, naming every mistake of every file, before anything is written.

    Files that are loaded already are left alone: what people changed since is theirs.
    """
    files = read_all(folder)
    identity = once.digest(folder / name for name in FILES.values())
    programme = Programme.objects.filter(slug=files.plan.data["programme"]["id"]).first()
    touched = 0
    if programme is None or not once.is_loaded(identity):
        programme, touched = _load_plans(files, say)
        once.remember(identity, actor=LOADER)
    open_begun_quarters(actor=LOADER)
    days = days_of_freezing(files.scenario.data)
    calculations = _calculate(programme.slug, days)
    say(f"{make_cast(LOADER)} nieuwe gebruikers")
    with quietly():
        say(f"{seat_members(LOADER, files.scenario.data, programme)} nieuwe leden van overleggen")
    say(f"{write_reports(files.scenario.data, programme)} rapportages geschreven")
    calculations += _calculate(programme.slug, days)
    with quietly():
        say(f"{hold_meetings(CONTROLLER, files.scenario.data, programme)} vergaderingen gehouden")
        freeze_past(CONTROLLER, files.scenario.data, programme)
    publish_last(CONTROLLER, programme)
    say(
        f"{programme.short_name}: {calculations} herberekeningen, vastgesteld tot en met het laatste kwartaal"
    )
    return LoadedDemo(touched, calculations)


def _load_plans(files: Files, say: Say) -> tuple[Programme, int]:
    """The programme of the scenario, and how many rows of all plans were new or different."""
    ground, on_ground = save_ground(LOADER, Plans(files.plan, files.nml, files.zuid_limburg))
    programme, in_plan = nml_o.load(LOADER, files.plan, files.scenario, ground)
    region, in_region = nml.load(LOADER, files.nml, ground)
    zuid, in_zuid = zuid_limburg.load(LOADER, files.zuid_limburg, ground)
    touched = {
        "gemeenten en organisaties": on_ground,
        programme.short_name: in_plan,
        region.short_name: in_region,
        zuid.short_name: in_zuid,
        "impactkaart": impact.load(LOADER, files.impact, ground),
    }
    for name, rows in touched.items():
        say(f"{name}: {rows} rijen nieuw of gewijzigd")
    return programme, sum(touched.values())


def read_all(folder: Path) -> Files:
    """Raises Invalid with the mistakes of all files together."""
    read: dict[str, PlanFile] = {}
    mistakes: list[Mistake] = []
    for name, file in FILES.items():
        try:
            read[name] = read_plan(folder / file)
        except Invalid as unreadable:
            mistakes += unreadable.mistakes
    if not mistakes:
        files = Files(**read)
        mistakes += nml_o.mistakes(files.plan, files.scenario)
        mistakes += nml.mistakes(files.nml, files.plan)
        mistakes += zuid_limburg.mistakes(files.zuid_limburg)
        mistakes += impact.mistakes(files.impact)
    if mistakes:
        raise Invalid(mistakes)
    return files


def _calculate(programme: str, days: Mapping[Quarter, date]) -> int:
    """Work off what loading asked for, as a worker would, each quarter on the day it is frozen; nobody is
    told of what turned out long ago."""
    waiting = Run.objects.filter(programme=programme, state=RunState.QUEUED).order_by("quarter", "id")
    runs = []
    for run in waiting:
        with quietly(), clock.pretending(days.get(run.quarter, clock.today())):
            runs.append(carry_out(run.pk))
    failed = [f"{run}: {run.failures}" for run in runs if run.failed or run.state == RunState.FAILED]
    if failed:
        raise RuntimeError("herberekening mislukt: " + "; ".join(failed))
    return len(runs)
