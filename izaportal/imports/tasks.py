"""Jobs: an id in, a service called, safe to repeat."""

from uuid import UUID

from celery import shared_task
from celery.signals import worker_ready

from izaportal.core import runs
from izaportal.imports.services.receiving import KIND
from izaportal.imports.services.working import work


@shared_task(name="imports.work", acks_late=True)
def work_on(run_id: str) -> None:
    work(UUID(run_id))


@shared_task(name="imports.requeue_lost")
def requeue_lost() -> None:
    for run in runs.lost(KIND):
        work_on.delay(str(run.pk))


@worker_ready.connect
def take_up_what_was_left(**_: object) -> None:
    """A worker that starts looks at once for imports that an earlier one left behind."""
    requeue_lost.delay()
