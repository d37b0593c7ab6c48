"""Jobs that draw charts ahead and make board packs: keys in, a service called, safe to repeat."""

from uuid import UUID

from celery import shared_task
from celery.signals import worker_ready

from izaportal.core import runs
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.packs import KIND
from izaportal.web.documents.making import make
from izaportal.web.drawing import draw_dashboard, draw_grants, draw_indicators


@shared_task(name="charts.draw_dashboard")
def draw_dashboard_charts(programme: str, quarter: str) -> None:
    draw_dashboard(programme, Quarter.parse(quarter))


@shared_task(name="charts.draw_indicators")
def draw_indicator_charts(programme: str, quarter: str) -> None:
    draw_indicators(programme, Quarter.parse(quarter))


@shared_task(name="charts.draw_grants")
def draw_grant_charts(programme: str, quarter: str) -> None:
    draw_grants(programme, Quarter.parse(quarter))


@shared_task(name="packs.make", acks_late=True)
def make_pack(run_id: str) -> None:
    make(UUID(run_id))


@shared_task(name="packs.requeue_lost")
def requeue_lost_packs() -> None:
    for run in runs.lost(KIND):
        make_pack.delay(str(run.pk))


@worker_ready.connect
def take_up_what_was_left(**_: object) -> None:
    """A worker that starts looks at once for packs that an earlier one left behind."""
    requeue_lost_packs.delay()
