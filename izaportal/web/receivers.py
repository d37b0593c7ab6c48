"""Hands to the worker what nobody should wait for: a page's charts once its figures are stored, and packs."""

from django.db import transaction

from izaportal.core import events, runs
from izaportal.core.quarter import Quarter
from izaportal.notices.services.notices import is_quiet
from izaportal.reporting.events import PackAsked, QuarterFrozen, ResultsStored
from izaportal.reporting.selectors.freezes import versions
from izaportal.reporting.selectors.packs import Wanted, may_ask
from izaportal.reporting.services.packs import ask_for_pack
from izaportal.web.documents.contents import BUILDER
from izaportal.web.tasks import (
    draw_dashboard_charts,
    draw_grant_charts,
    draw_indicator_charts,
    make_pack,
)
from pillars.selectors.programmes import programme as find_programme


@events.on(ResultsStored)
def on_results_stored(event: ResultsStored) -> None:
    """A broker that is away costs a reader half a second: the page then draws what it misses."""
    _draw(event.programme, event.quarter)


@events.on(QuarterFrozen)
def on_quarter_frozen(event: QuarterFrozen) -> None:
    """A version may tell other figures than the one before; who fixed it finds its board pack made."""
    _draw(event.programme, event.quarter)
    if not is_quiet() and may_ask(event.actor, event.programme):
        _ask_for_pack(event)


@events.on(PackAsked)
def on_pack_asked(event: PackAsked) -> None:
    runs.send_after_commit(event.run, make_pack.delay)


def _ask_for_pack(event: QuarterFrozen) -> None:
    programme = find_programme(event.actor, event.programme)
    found = versions(event.actor, programme, event.quarter)
    freeze = next(one.pk for one in found if one.number == event.version)
    ask_for_pack(actor=event.actor, programme=programme, wanted=Wanted(freeze, BUILDER))


def _draw(programme: str, quarter: Quarter) -> None:
    def ask() -> None:  # not a partial: when it fails, Django logs its name
        for task in (draw_dashboard_charts, draw_indicator_charts, draw_grant_charts):
            task.delay(programme, quarter.key)

    transaction.on_commit(ask, robust=True)
