"""Has a page's charts drawn once its figures are stored, so that no reader waits for them."""

from functools import partial

from django.db import transaction

from izaportal.core import events
from izaportal.reporting.events import ResultsStored
from izaportal.web.charts.tasks import draw_dashboard_charts


@events.on(ResultsStored)
def on_results_stored(event: ResultsStored) -> None:
    """A broker that is away costs a reader half a second: the page then draws what it misses."""
    send = partial(draw_dashboard_charts.delay, event.programme, event.quarter.key)
    transaction.on_commit(send, robust=True)
