"""Jobs: a service called, safe to repeat."""

from celery import shared_task

from izaportal.meetings.services.composing import compose_all


@shared_task(name="meetings.keep_agendas")
def keep_agendas() -> None:
    compose_all()
