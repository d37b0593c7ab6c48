"""The jobs, with a real broker: what they send, and that doing them again changes nothing."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from queue import Empty

import pytest
from celery.signals import worker_ready

from izaportal.celery import app
from izaportal.core import clock
from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.reporting import tasks
from izaportal.reporting.services.recalculation import ask_for
from kpis.models import Indicator, IndicatorStatus
from tests.factories.core import RunFactory
from tests.factories.kpis import MeasurementFactory

REPORTING_JOBS = ("deliver_mail", "gather_mail", "keep_periods", "requeue_lost_runs")

pytestmark = pytest.mark.django_db
Q3 = Quarter(2026, 3)


@pytest.fixture(autouse=True)
def empty_queue() -> Iterator[None]:
    list(sent())
    yield
    list(sent())


def sent() -> Iterator[tuple[str, list[str]]]:
    """Takes what waits in the broker: (task, its arguments)."""
    with app.connection_for_read() as broker, broker.SimpleQueue("celery") as queue:
        while True:
            try:
                message = queue.get(block=False)
            except Empty:
                return
            message.ack()
            yield message.headers["task"], message.payload[0]


def run_of(programme) -> Run:
    return ask_for(programme, since=Q3, asked_by="proef", asked_for="proef")[0]


def test_a_job_carries_its_run_out(programme):
    run = run_of(programme)
    tasks.recalculate(str(run.pk))
    assert Run.objects.get(pk=run.pk).state == RunState.DONE


def test_a_job_may_be_repeated(programme):
    indicator = Indicator.objects.get(programme=programme, slug="kpi-2-1")
    MeasurementFactory.create(indicator=indicator, quarter=Q3, value=Decimal(15), approved=True)
    run = run_of(programme)
    for _ in range(3):
        tasks.recalculate(str(run.pk))
    assert IndicatorStatus.objects.filter(run=run).count() == 1
    assert Run.objects.get(pk=run.pk).attempts == 1


def test_the_night_asks_for_all_open(programme):
    known = set(Run.objects.values_list("pk", flat=True))
    tasks.recalculate_nightly()
    asked = Run.objects.exclude(pk__in=known).order_by("quarter")
    assert [(run.programme, run.quarter, run.payload, run.asked_by) for run in asked] == [
        ("nml-o", Q3, {}, "beat"),
        ("nml-o", Q3.next, {}, "beat"),
    ]
    assert list(sent()) == [("reporting.recalculate", [str(run.pk)]) for run in asked]


def test_lost_runs_are_sent_again():
    lost = RunFactory.create(asked_at=clock.now() - timedelta(hours=1))
    RunFactory.create()
    RunFactory.create(state=RunState.DONE, finished_at=clock.now())
    tasks.requeue_lost_runs()
    assert list(sent()) == [("reporting.recalculate", [str(lost.pk)])]


def test_nothing_lost_sends_nothing():
    tasks.requeue_lost_runs()
    assert list(sent()) == []


def test_a_starting_worker_looks_for_lost():
    worker_ready.send(sender=None)
    assert sorted(sent()) == [
        ("imports.requeue_lost", []),
        ("packs.requeue_lost", []),
        *((f"reporting.{job}", []) for job in REPORTING_JOBS),
    ]


def test_the_schedule_names_real_jobs():
    named = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert named == {
        "imports.requeue_lost",
        "meetings.keep_agendas",
        "packs.requeue_lost",
        "reporting.recalculate_nightly",
        *(f"reporting.{job}" for job in REPORTING_JOBS),
    }
    app.loader.import_default_modules()  # as a starting worker does
    assert named <= set(app.tasks)


def test_a_job_is_acknowledged_when_done():
    """A worker that dies leaves its job with the broker."""
    assert tasks.recalculate.acks_late
    assert app.conf.task_reject_on_worker_lost
