"""Hands to the worker what nobody should wait for: a page's charts once its figures are stored, and packs."""

from django.db import transaction

from izaportal.core import events, runs
from izaportal.core.quarter import Quarter
from izaportal.reporting.events import PackAsked, QuarterFrozen, ResultsStored
from izaportal.web.tasks import (
    draw_dashboard_charts,
    draw_grant_charts,
    draw_indicator_charts,
    make_pack,
)


@events.on(ResultsStored)
def on_results_stored(event: ResultsStored) -> None:
    """A broker that is away costs a reader half a second: the page then draws what it misses."""
    _draw(event.programme, event.quarter)


@events.on(QuarterFrozen)
def on_quarter_frozen(event: QuarterFrozen) -> None:
    """A version may tell other figures than the one before."""
    _draw(event.programme, event.quarter)


@events.on(PackAsked)
def on_pack_asked(event: PackAsked) -> None:
    runs.send_after_commit(event.run, make_pack.delay)


def _draw(programme: str, quarter: Quarter) -> None:
    def ask() -> None:  # not a partial: when it fails, Django logs its name
        for task in (draw_dashboard_charts, draw_indicator_charts, draw_grant_charts):
            task.delay(programme, quarter.key)

    transaction.on_commit(ask, robust=True)
