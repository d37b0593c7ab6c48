"""Recalculation of a programme's quarters, beside one SQL statement that works out the same figures."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from django.db import connection, transaction

from izaportal.bench.by_hand import by_hand, differences
from izaportal.bench.grown import grown
from izaportal.bench.timing import Comparison, interleaved, replay, statements_of
from izaportal.core import runs
from izaportal.core.models import Run
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from izaportal.reporting.services.recalculation import KIND, recalculate
from pillars.models import PeriodState, Programme, ReportingPeriod

ROUNDS = 20
GROWN = 200
RESULTS = "kpis_indicatorstatus, funding_refundrisk, funding_municipalshare, reporting_projectstanding"


def compare_recalculation(programme: Programme) -> list[Comparison]:
    """One quarter and all quarters from nothing, of the demo and of a large programme; and a quarter again.

    Recalculation also stores, explains and judges the projects, which the statement does not.
    """
    quarters = [period.quarter for period in programme.periods.all()]
    last = quarters[-2:-1]
    measured = [
        _compare_by_hand("één kwartaal", programme, last),
        _compare_by_hand(f"{len(quarters)} kwartalen", programme, quarters),
        _compare_again("één kwartaal, niets gewijzigd", programme, last),
    ]
    with grown(programme, GROWN):
        return [*measured, _compare_by_hand(f"één kwartaal, {GROWN} projecten meer", programme, last)]


def _compare_by_hand(name: str, programme: Programme, quarters: list[Quarter]) -> Comparison:
    """Raises ValueError with the differences when the statement does not give what is stored."""
    work = _recalculation(programme, quarters)
    with _undone(programme, fresh=True):
        work()
        if different := differences(programme, quarters):
            raise ValueError("\n".join(different))
    measured, floor = interleaved(
        {
            f"herberekening {name}, alles nieuw": work,
            "  vloer: dezelfde cijfers met één SQL-opdracht": partial(by_hand, programme, quarters),
        },
        rounds=ROUNDS,
        around=partial(_undone, programme, fresh=True),
    ).values()
    return Comparison(measured, floor, aim=3)


def _compare_again(name: str, programme: Programme, quarters: list[Quarter]) -> Comparison:
    """Nothing is stored then, so what it asks of the database is the least that it could do."""
    work = _recalculation(programme, quarters)
    with _undone(programme, fresh=False):
        recorded = statements_of(work)
    measured, floor = interleaved(
        {
            f"herberekening {name}": work,
            f"  vloer: dezelfde {len(recorded)} opdrachten in kale SQL": partial(replay, recorded),
        },
        rounds=ROUNDS,
        around=partial(_undone, programme, fresh=False),
    ).values()
    return Comparison(measured, floor, aim=3)


def _recalculation(programme: Programme, quarters: list[Quarter]) -> Callable[[], None]:
    """With runs that stay, so that recorded statements can be executed again word for word."""
    asked = [_run(programme, quarter) for quarter in quarters]

    def work() -> None:
        for run in asked:
            recalculate(run)

    return work


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
