"""Recalculation by workers that die, fail or work at the same time; on a database of their own."""

import threading
import time
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError

from funding.models import MunicipalShare, RefundRisk
from izaportal.core import clock, runs
from izaportal.core.models import Run, RunState
from izaportal.core.outcome import Outcome
from izaportal.reporting.models import ProjectStanding
from izaportal.reporting.services import recalculation
from izaportal.reporting.services.recalculation import carry_out
from kpis.models import IndicatorStatus
from kpis.services.recompute import recompute_statuses
from tests.factories.core import RunFactory
from tests.factories.sessions import session_holding
from tests.reporting.test_recalculation import Q3, Q4, ask, grow, measure, results
from tests.threads import in_threads

LONG_AGO = timedelta(minutes=5)


def doubles() -> list[tuple[object, ...]]:
    """Results of one run that say the same thing twice."""
    found: Counter[tuple[object, ...]] = Counter()
    found.update(IndicatorStatus.objects.values_list("run", "indicator", "quarter"))
    found.update(RefundRisk.objects.values_list("run", "grant", "quarter"))
    found.update(MunicipalShare.objects.values_list("run", "project", "municipality", "quarter"))
    found.update(ProjectStanding.objects.values_list("run", "project", "quarter"))
    return [place for place, times in found.items() if times > 1]


def test_a_dead_workers_run_is_finished(own_database, monkeypatch):
    """It stored the statuses and the refund risk, and was gone before the shares."""
    measure("kpi-1-1", 700)
    run, before = ask(), results()
    with monkeypatch.context() as patched:
        patched.setattr(recalculation, "recompute_shares", _die)
        with pytest.raises(SystemExit):
            carry_out(run.pk)
    assert grow(before) == (1, 1, 0, 0)
    assert Run.objects.get(pk=run.pk).state == RunState.RUNNING
    assert run in runs.lost("recalculate")
    finished = carry_out(run.pk)
    assert (finished.state, finished.attempts, finished.changed) == (RunState.DONE, 2, 15)
    assert grow(before) == (1, 1, 14, 1)
    assert doubles() == []
    assert run not in runs.lost("recalculate")


def _die(**_: object) -> Outcome:
    raise SystemExit


def test_an_unexpected_error_keeps_the_run(own_database, monkeypatch):
    """The row still says that it was begun, so that it is tried again; half a step is undone."""
    measure("kpi-1-1", 700)
    run, before = ask(), results()

    def store_and_fail(**given: object) -> Outcome:
        recompute_statuses(**given)  # type: ignore[arg-type]  # what the service itself was given
        raise IntegrityError("proef")

    with monkeypatch.context() as patched:
        patched.setattr(recalculation, "recompute_refunds", store_and_fail)
        with pytest.raises(IntegrityError):
            carry_out(run.pk)
    assert run in runs.lost("recalculate")
    assert carry_out(run.pk).state == RunState.DONE
    assert grow(before) == (1, 1, 14, 1)


def test_runs_of_a_quarter_never_interleave(own_database, monkeypatch):
    """Two runs of one programme and quarter at once: one works, the other waits and finds nothing to do."""
    measure("kpi-1-1", 700)
    first, before = ask(), results()
    second = RunFactory.create(kind=first.kind, programme=first.programme, quarter=first.quarter)
    inside: list[UUID] = []
    overlapping: list[UUID] = []

    def slowly(*, run: Run, **given: object) -> Outcome:
        overlapping.extend(inside)
        inside.append(run.pk)
        time.sleep(0.15)
        outcome = recompute_statuses(run=run, **given)  # type: ignore[arg-type]  # as it was given
        inside.remove(run.pk)
        return outcome

    monkeypatch.setattr(recalculation, "recompute_statuses", slowly)
    assert in_threads(lambda: carry_out(first.pk), lambda: carry_out(second.pk)) == []
    assert overlapping == []
    assert grow(before) == (1, 1, 14, 1)
    assert sorted(Run.objects.filter(pk__in=[first.pk, second.pk]).values_list("changed", flat=True)) == [
        0,
        17,
    ]


def test_one_run_is_done_once(own_database):
    """The broker may deliver an id twice; two workers then take the same run."""
    measure("kpi-1-1", 700)
    run, before = ask(), results()
    assert in_threads(*[lambda: carry_out(run.pk)] * 3) == []
    assert grow(before) == (1, 1, 14, 1)
    assert Run.objects.get(pk=run.pk).attempts == 1


def test_other_quarters_do_not_wait(own_database, monkeypatch):
    third, fourth = ask(Q3), ask(Q4)
    together = threading.Barrier(2, timeout=10)

    def meet(**given: object) -> Outcome:
        together.wait()
        return recompute_statuses(**given)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(recalculation, "recompute_statuses", meet)
    assert in_threads(lambda: carry_out(third.pk), lambda: carry_out(fourth.pk)) == []


def test_a_held_run_is_not_lost(own_database):
    run = ask()
    Run.objects.filter(pk=run.pk).update(
        state=RunState.RUNNING, started_at=clock.now() - LONG_AGO, asked_at=clock.now() - LONG_AGO
    )
    with session_holding(runs.lock_name(run)):
        assert runs.lost("recalculate") == []
    assert runs.lost("recalculate") == [run]
