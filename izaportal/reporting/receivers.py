"""Turns what happens below into runs. The row is written with the change, the worker told after it."""

from funding.events import MoneyChanged
from izaportal.core import events, runs
from izaportal.core.quarter import Quarter
from izaportal.reporting.services.recalculation import ask_for
from izaportal.reporting.tasks import recalculate
from kpis.events import ValuesApproved
from pillars.models import Programme


@events.on(ValuesApproved)
def on_values_approved(event: ValuesApproved) -> None:
    asked = ask_for(
        Programme.objects.get(slug=event.programme),
        since=event.since,
        asked_by=event.actor,
        asked_for="meting goedgekeurd",
        indicators=event.indicators,
    )
    for run in asked:
        runs.send_after_commit(run, recalculate.delay)


@events.on(MoneyChanged)
def on_money_changed(event: MoneyChanged) -> None:
    asked = ask_for(
        Programme.objects.get(slug=event.programme),
        since=Quarter.of(event.since),
        asked_by=event.actor,
        asked_for=event.what,
        indicators=(),
        grants=event.grants,
    )
    for run in asked:
        runs.send_after_commit(run, recalculate.delay)
