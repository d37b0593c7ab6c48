"""Jobs: an id in, a service called, safe to repeat."""

from uuid import UUID

from celery import shared_task
from celery.signals import worker_ready

from izaportal.core import runs
from izaportal.reporting.services.mail import deliver_mail_due, gather_mail_due
from izaportal.reporting.services.recalculation import KIND, ask_for_all, carry_out
from izaportal.reporting.services.reminding import keep_quarters


@shared_task(name="reporting.recalculate", acks_late=True)
def recalculate(run_id: str) -> None:
    carry_out(UUID(run_id))


@shared_task(name="reporting.recalculate_nightly")
def recalculate_nightly() -> None:
    for run in ask_for_all(asked_by="beat", asked_for="nachtelijke herberekening"):
        recalculate.delay(str(run.pk))


@shared_task(name="reporting.requeue_lost_runs")
def requeue_lost_runs() -> None:
    for run in runs.lost(KIND):
        recalculate.delay(str(run.pk))


@shared_task(name="reporting.keep_periods")
def keep_periods() -> None:
    keep_quarters()


@shared_task(name="reporting.deliver_mail")
def deliver_mail() -> None:
    deliver_mail_due()


@shared_task(name="reporting.gather_mail")
def gather_mail() -> None:
    gather_mail_due()


@worker_ready.connect
def take_up_what_was_left(**_: object) -> None:
    """A worker that starts looks at once for runs, quarters and messages that an earlier one left behind."""
    keep_periods.delay()
    requeue_lost_runs.delay()
    gather_mail.delay()
    deliver_mail.delay()
