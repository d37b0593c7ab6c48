"""Recalculation of a programme's quarter and of all of them, beside the same SQL alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import connection, transaction

from izaportal.bench.timing import Comparison, interleaved, replay, statements_of
from izaportal.core import runs
from izaportal.core.models import Run
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from izaportal.reporting.services.recalculation import KIND, recalculate
from pillars.models import PeriodState, Programme, ReportingPeriod

ROUNDS = 20
RESULTS = "kpis_indicatorstatus, funding_refundrisk, funding_municipalshare, reporting_projectstanding"


def compare_recalculation(programme: Programme) -> list[Comparison]:
    """One quarter and all quarters, from nothing (everything is stored) and again (nothing changes)."""
    quarters = [period.quarter for period in programme.periods.all()]
    last = quarters[-2:-1]
    return [
        _compare("één kwartaal, alles nieuw", programme, last, fresh=True),
        _compare("één kwartaal, niets gewijzigd", programme, last, fresh=False),
        _compare(f"{len(quarters)} kwartalen, alles nieuw", programme, quarters, fresh=True),
    ]


def _compare(name: str, programme: Programme, quarters: list[Quarter], *, fresh: bool) -> Comparison:
    # The runs stay, so that the recorded statements can be executed again word for word.
    asked = [_run(programme, quarter) for quarter in quarters]

    def work() -> None:
        for run in asked:
            recalculate(run)

    with _undone(programme, fresh=fresh):
        recorded = statements_of(work)
    times = interleaved(
        {
            f"herberekening {name}": work,
            f"  vloer: dezelfde {len(recorded)} opdrachten in kale SQL": partial(replay, recorded),
        },
        rounds=ROUNDS,
        around=partial(_undone, programme, fresh=fresh),
    )
    measured, floor = times.values()
    return Comparison(measured, floor, aim=3)


@contextmanager
def _undone(programme: Programme, *, fresh: bool) -> Iterator[None]:
    """Every quarter open, and without results when `fresh`; afterwards as if nothing had happened."""
    with transaction.atomic():
        if fresh:
            with connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {RESULTS}")
        periods = ReportingPeriod.objects.filter(programme=programme)
        periods.update(state=PeriodState.OPEN, closed_on=None, frozen_on=None)
        yield
        transaction.set_rollback(True)


def _run(programme: Programme, quarter: Quarter) -> Run:
    """One that has ended as far as workers know, so that none of them takes it up meanwhile."""
    run = runs.ask(
        KIND, programme=programme.slug, quarter=quarter, asked_by="bench", asked_for="meting van de snelheid"
    )
    runs.end(run, Outcome())
    return run
