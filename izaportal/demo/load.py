"""Loads everything the demo shows, through the services: check all files, load, calculate, freeze."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from izaportal.core.models import Run, RunState
from izaportal.core.viewer import Viewer
from izaportal.demo.cast import make_cast
from izaportal.demo.files import read_plan
from izaportal.demo.plans.nml_o import load as nml_o
from izaportal.demo.plans.scenario.quarters import freeze_past
from izaportal.reporting.services.recalculation import carry_out

LOADER = Viewer.system("load_demo")
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class LoadedDemo:
    """How many rows were new or different, and how many calculations that asked for."""

    touched: int
    calculations: int


def load_demo(folder: Path, *, say: Say) -> LoadedDemo:
    """Raises Invalid, naming every mistake of every file, before anything is written."""
    plan = read_plan(folder / "nml-o-transformatieplan.yaml")
    scenario = read_plan(folder / "demo-scenario.yaml")
    nml_o.check(plan, scenario)

    programme, touched = nml_o.load(LOADER, plan, scenario)
    say(f"{programme.short_name}: {touched} rijen nieuw of gewijzigd")
    calculations = _calculate(programme.slug)
    freeze_past(LOADER, scenario.data, programme)
    say(
        f"{programme.short_name}: {calculations} herberekeningen, vastgesteld tot en met het laatste kwartaal"
    )
    say(f"{make_cast(LOADER)} nieuwe gebruikers")
    return LoadedDemo(touched, calculations)


def _calculate(programme: str) -> int:
    """Work off what loading asked for, as a worker would; nothing waits for one."""
    waiting = Run.objects.filter(programme=programme, state=RunState.QUEUED).order_by("quarter", "asked_at")
    runs = [carry_out(run.pk) for run in waiting]
    failed = [f"{run}: {run.failures}" for run in runs if run.failed or run.state == RunState.FAILED]
    if failed:
        raise RuntimeError("herberekening mislukt: " + "; ".join(failed))
    return len(runs)
