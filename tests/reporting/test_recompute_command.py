"""manage.py recompute: through a really running worker, or through one of its own."""

import json
import signal
import subprocess
import sys
import time
from contextlib import suppress
from decimal import Decimal
from io import StringIO

import psutil
import pytest
from django.core.management import CommandError, call_command

from funding.models import GrantMilestone
from izaportal.core.models import Run, RunState
from kpis.models import Indicator, IndicatorStatus
from tests.fixtures.portal import ROOT, Portal

ONE_QUARTER = ("--programme", "nml-o", "--quarter", "2026-Q3")


def command(portal: Portal, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", "recompute", *words],
        cwd=ROOT,
        env=portal.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def recompute(portal: Portal, *words: str) -> tuple[int, str, str]:
    """Exit code, what it said and what it complained."""
    process = command(portal, *words)
    said, complained = process.communicate(timeout=60)
    return process.returncode, said, complained


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--programme", "nml-o", "--quarter", "2026-Q2"), "Q2 2026 is vastgesteld op 06-08-2026"),
        (("--programme", "nml-o", "--quarter", "2031-Q1"), "geen rapportageperiode Q1 2031"),
        (("--programme", "nml-o", "--quarter", "2026q3"), "geen kwartaal: '2026q3'"),
        (("--programme", "niets", "--quarter", "2026-Q3"), "geen programma niets"),
        (("--programme", "nml-o"), "Noem een kwartaal"),
        (("--quarter", "2026-Q3"), "Noem een programma"),
        ((), "--all"),
    ],
)
def test_what_cannot_be_done_is_refused(db, words, message):
    before = Run.objects.count()
    with pytest.raises(CommandError, match=message):
        call_command("recompute", *words)
    assert Run.objects.count() == before


def test_a_refusal_is_json_too(db):
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("recompute", "--programme", "nml-o", "--quarter", "2026-Q2", "--json", stdout=said)
    answer = json.loads(said.getvalue())
    assert answer["runs"] == []
    assert "vastgesteld" in answer["refused"]


@pytest.mark.slow
def test_a_broker_away_is_told(own_portal):
    """The run stays: it is taken up when the broker is back."""
    own_portal.environment["REDIS_URL"] = "redis://127.0.0.1:1/0"
    code, said, complained = recompute(own_portal, *ONE_QUARTER)
    assert (code, said) == (1, "")
    assert "De broker (Valkey) antwoordt niet" in complained
    assert Run.objects.get(asked_by="manage.py recompute").state == RunState.QUEUED


def test_a_running_worker_does_it(portal):
    code, said, complained = recompute(portal, *ONE_QUARTER, "--json")
    assert code == 0, complained
    answer = json.loads(said)
    [run] = answer["runs"]
    assert (run["programme"], run["quarter"], run["state"]) == ("nml-o", "2026-Q3", "done")
    assert (answer["changed"], answer["failed"]) == (0, 0)
    assert run["lookedAt"] == answer["lookedAt"] > 15
    assert Decimal(run["seconds"]) > 0


def test_all_open_quarters_are_done(portal):
    code, said, complained = recompute(portal, "--all")
    assert code == 0, complained
    head, *lines = said.splitlines()
    assert head.split() == ["programma", "kwartaal", "bekeken", "gewijzigd", "mislukt", "duur"]
    quarters = [line.split()[1] for line in lines if line.startswith("nml-o ")]
    assert quarters == ["2026-Q3", "2026-Q4"]


@pytest.mark.slow
def test_without_worker_it_brings_one(own_portal):
    Indicator.objects.filter(slug="kpi-1-1").update(unit="mensen")  # its sentence names the unit
    code, said, complained = recompute(own_portal, *ONE_QUARTER, "--json")
    assert code == 0, complained
    assert json.loads(said)["changed"] == 1
    status = IndicatorStatus.objects.filter(indicator__slug="kpi-1-1", quarter="2026-Q3").latest("id")
    assert status.run == Run.objects.get(asked_by="manage.py recompute")
    assert _workers_of(own_portal) == []


@pytest.mark.slow
def test_a_failure_is_told(own_portal):
    GrantMilestone.objects.filter(grant__slug="spuk-mgn").update(amount=Decimal(3_000_000))
    code, said, complained = recompute(own_portal, *ONE_QUARTER)
    assert code == 1
    assert "meer waard dan de toekenning" in said
    assert "1 van 1 herberekeningen is mislukt." in complained
    run = Run.objects.get(asked_by="manage.py recompute")
    assert (run.state, run.failed) == (RunState.DONE, 1)


@pytest.mark.slow
def test_ctrl_c_ends_its_worker(own_portal):
    """However early it comes: the worker is gone before the command is."""
    process = command(own_portal, *ONE_QUARTER)
    worker = _worker_under(process)
    process.send_signal(signal.SIGINT)
    said = process.communicate()
    assert process.returncode == 130, said
    assert not worker.is_running()


def _worker_under(process: subprocess.Popen[str]) -> psutil.Process:
    """The Celery worker that the command started, as soon as it is there; a command that ends has none."""
    while process.poll() is None:
        for child in psutil.Process(process.pid).children():
            with suppress(psutil.Error):
                if "celery" in child.cmdline():
                    return child
        time.sleep(0.02)
    pytest.fail(f"geen worker: {process.communicate()}")


def _workers_of(portal: Portal) -> list[psutil.Process]:
    """Celery workers on the portal's own database."""
    found = []
    for process in psutil.process_iter():
        try:
            if "celery" in process.cmdline() and portal.database in process.environ().get("DATABASE_URL", ""):
                found.append(process)
        except psutil.Error:
            continue
    return found
