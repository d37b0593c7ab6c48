"""Recalculating a programme's quarter: order, repetition, what a change touches, and who waits for whom."""

import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, connection

from funding.models import Grant, MunicipalShare, RefundRisk
from izaportal.core import clock, events, runs
from izaportal.core.models import Run, RunState
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from izaportal.reporting.events import ResultsStored
from izaportal.reporting.services import recalculation
from izaportal.reporting.services.recalculation import ask_for, ask_for_all, carry_out
from kpis.models import Indicator, IndicatorStatus
from kpis.services.recompute import recompute_statuses
from pillars.models import Programme
from tests.factories.core import RunFactory
from tests.factories.funding import ExpenditureFactory
from tests.factories.kpis import MeasurementFactory
from tests.factories.pillars import ReportingPeriodFactory
from tests.factories.refusals import execute
from tests.factories.sessions import session_holding

Q2, Q3, Q4 = (Quarter(2026, number) for number in (2, 3, 4))
LONG_AGO = timedelta(minutes=5)
RESULTS = (IndicatorStatus, RefundRisk, MunicipalShare)


def the_programme() -> Programme:
    return Programme.objects.get(slug="nml-o")


def ask(quarter: Quarter = Q3, **limits) -> Run:
    """A run of the demo programme, as one of its quarters is asked for."""
    asked = ask_for(the_programme(), since=quarter, asked_by="proef", asked_for="proef", **limits)
    return next(run for run in asked if run.quarter == quarter)


def results() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in RESULTS)


def grow(before: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(now - then for now, then in zip(results(), before, strict=True))


def measure(slug: str, value: int) -> Indicator:
    """An approved value that nobody announced, in the open quarter."""
    indicator = Indicator.objects.get(programme__slug="nml-o", slug=slug)
    MeasurementFactory.create(indicator=indicator, quarter=Q3, value=Decimal(value), approved=True)
    return indicator


@pytest.mark.django_db
def test_nothing_new_writes_nothing():
    before = results()
    run = carry_out(ask().pk)
    assert (run.state, run.looked_at, run.changed, run.failed) == (RunState.DONE, 15 + 3 + 2, 0, 0)
    assert grow(before) == (0, 0, 0)


@pytest.mark.django_db
def test_all_of_it_writes_nothing():
    """What the nightly job asks for, over every programme and every quarter that is not frozen."""
    before = results()
    done = [carry_out(run.pk) for run in ask_for_all(asked_by="beat", asked_for="nacht")]
    assert done
    assert {(run.state, run.changed, run.failed) for run in done} == {(RunState.DONE, 0, 0)}
    assert grow(before) == (0, 0, 0)


@pytest.mark.django_db
def test_indicators_come_before_refunds_and_shares():
    """One run: the value approved now is in the status, the refund and the municipality's share."""
    measure("kpi-1-1", 660)
    before = results()
    run = carry_out(ask().pk)
    assert grow(before) == (1, 1, 14)
    assert run.changed == 16
    risk = RefundRisk.objects.get(run=run)
    assert (risk.due_gap, risk.grant.slug) == (Decimal("0.00"), "spuk-mgn")
    share = MunicipalShare.objects.get(run=run, municipality__code="GM0984")
    assert (share.due_gap, share.at_stake) == (Decimal("0.00"), Decimal("72000.00"))
    assert IndicatorStatus.objects.get(run=run).status == "on_track"


@pytest.mark.django_db
def test_a_value_touches_only_its_own():
    linked, loose = measure("kpi-1-1", 700), measure("kpi-2-1", 15)
    before = results()
    carry_out(ask(indicators=[loose.pk]).pk)
    assert grow(before) == (1, 0, 0)
    carry_out(ask(indicators=[linked.pk]).pk)
    assert grow(before) == (2, 1, 14)
    assert carry_out(ask().pk).changed == 0


@pytest.mark.django_db
def test_money_touches_no_indicator():
    measure("kpi-2-1", 15)
    grant = Grant.objects.get(slug="spuk-zorgstart")
    ExpenditureFactory.create(grant=grant)
    before = results()
    run = carry_out(ask(indicators=(), grants=[grant.pk]).pk)
    assert grow(before) == (0, 1, 14)
    assert run.looked_at == 1 + 2


@pytest.mark.django_db
def test_only_later_open_quarters_are_asked(programme):
    ReportingPeriodFactory.create(programme=programme, quarter=Q4)
    asked = {
        since: [run.quarter for run in ask_for(programme, since=since, asked_by="x", asked_for="y")]
        for since in (None, Q2, Q3, Q4, Q4.next)
    }
    assert asked == {None: [Q3, Q4], Q2: [Q3, Q4], Q3: [Q3, Q4], Q4: [Q4], Q4.next: []}


@pytest.mark.django_db
def test_limits_are_kept_with_the_run(programme):
    ids = sorted([UUID(int=2), UUID(int=1)])
    assert ask(indicators=ids).payload == {"indicators": [str(one) for one in ids]}
    assert ask(indicators=(), grants=ids).payload == {"indicators": [], "grants": [str(one) for one in ids]}
    assert ask().payload == {}


@pytest.mark.django_db
def test_a_failing_indicator_stays_visible(caplog):
    measure("kpi-1-1", 700)
    broken = Indicator.objects.get(programme__slug="nml-o", slug="kpi-2-1")
    execute("UPDATE kpis_indicator SET direction = 'opzij' WHERE id = %s", broken.pk)
    run = carry_out(ask().pk)
    assert (run.state, run.failed, run.changed) == (RunState.DONE, 1, 1 + 1 + 14)
    assert "2-1" in run.failures[0]["what"]
    assert run.failures[0]["why"] == "ValueError: 'opzij' is not a valid Direction"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"quarter": Q2}, "Q2 2026 is vastgesteld op 06-08-2026"),
        ({"quarter": None}, "een herberekening gaat over één kwartaal"),
        ({"programme": "bestaat-niet"}, "matching query does not exist"),
    ],
)
def test_an_impossible_run_says_why(values, why):
    run = carry_out(RunFactory.create(**{"programme": "nml-o", "quarter": Q3, **values}).pk)
    assert (run.state, run.changed, run.failed) == (RunState.FAILED, 0, 1)
    assert why in run.failures[0]["why"]


@pytest.mark.django_db
def test_an_ended_run_does_nothing_again():
    run = carry_out(ask().pk)
    measure("kpi-1-1", 700)
    before = results()
    again = carry_out(run.pk)
    assert (again.attempts, again.finished_at) == (run.attempts, run.finished_at)
    assert grow(before) == (0, 0, 0)


@pytest.mark.django_db
def test_a_run_is_tried_five_times():
    run = ask()
    Run.objects.filter(pk=run.pk).update(
        state=RunState.RUNNING, started_at=clock.now(), attempts=runs.MOST_ATTEMPTS - 1
    )
    assert carry_out(run.pk).state == RunState.DONE
    Run.objects.filter(pk=run.pk).update(
        state=RunState.RUNNING, finished_at=None, attempts=runs.MOST_ATTEMPTS
    )
    given_up = carry_out(run.pk)
    assert given_up.state == RunState.FAILED
    assert given_up.failures[0]["why"] == "te vaak begonnen zonder einde"


@pytest.mark.django_db
def test_new_results_are_announced(monkeypatch):
    heard: list[object] = []
    monkeypatch.setitem(events._receivers, ResultsStored, [heard.append])
    carry_out(ask().pk)
    assert heard == []
    measure("kpi-2-1", 15)
    carry_out(ask().pk)
    assert heard == [ResultsStored("nml-o", Q3)]


def doubles() -> list[tuple[object, ...]]:
    """Results of one run that say the same thing twice."""
    found: Counter[tuple[object, ...]] = Counter()
    found.update(IndicatorStatus.objects.values_list("run", "indicator", "quarter"))
    found.update(RefundRisk.objects.values_list("run", "grant", "quarter"))
    found.update(MunicipalShare.objects.values_list("run", "project", "municipality", "quarter"))
    return [place for place, times in found.items() if times > 1]


def test_a_dead_workers_run_is_finished(own_database, monkeypatch):
    """It stored the statuses and the refund risk, and was gone before the shares."""
    measure("kpi-1-1", 700)
    run, before = ask(), results()
    with monkeypatch.context() as patched:
        patched.setattr(recalculation, "recompute_shares", _die)
        with pytest.raises(SystemExit):
            carry_out(run.pk)
    assert grow(before) == (1, 1, 0)
    assert Run.objects.get(pk=run.pk).state == RunState.RUNNING
    assert run in runs.lost()
    finished = carry_out(run.pk)
    assert (finished.state, finished.attempts, finished.changed) == (RunState.DONE, 2, 14)
    assert grow(before) == (1, 1, 14)
    assert doubles() == []
    assert run not in runs.lost()


def _die(**_: object) -> Outcome:
    raise SystemExit


def test_an_unexpected_error_keeps_the_run(own_database, monkeypatch):
    """The row still says that it was begun, so that it is tried again; half a step is undone."""
    measure("kpi-1-1", 700)
    run, before = ask(), results()

    def store_and_fail(**given: object) -> Outcome:
        recompute_statuses(**given)  # type: ignore[arg-type]  # what the service itself was given
        raise IntegrityError("proef")

    with monkeypatch.context() as patched:
        patched.setattr(recalculation, "recompute_refunds", store_and_fail)
        with pytest.raises(IntegrityError):
            carry_out(run.pk)
    assert run in runs.lost()
    assert carry_out(run.pk).state == RunState.DONE
    assert grow(before) == (1, 1, 14)


def in_threads(*work: Callable[[], object]) -> list[BaseException]:
    """Do it all at once, each in a thread with a database session of its own; what went wrong."""
    wrong: list[BaseException] = []

    def one(task: Callable[[], object]) -> None:
        try:
            task()
        except BaseException as error:  # noqa: BLE001 - handed to the test
            wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(task,)) for task in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert not any(thread.is_alive() for thread in threads)
    return wrong


def test_runs_of_a_quarter_never_interleave(own_database, monkeypatch):
    """Two runs of one programme and quarter at once: one works, the other waits and finds nothing to do."""
    measure("kpi-1-1", 700)
    first, second, before = ask(), ask(), results()
    inside: list[UUID] = []
    overlapping: list[UUID] = []

    def slowly(*, run: Run, **given: object) -> Outcome:
        overlapping.extend(inside)
        inside.append(run.pk)
        time.sleep(0.15)
        outcome = recompute_statuses(run=run, **given)  # type: ignore[arg-type]  # as it was given
        inside.remove(run.pk)
        return outcome

    monkeypatch.setattr(recalculation, "recompute_statuses", slowly)
    assert in_threads(lambda: carry_out(first.pk), lambda: carry_out(second.pk)) == []
    assert overlapping == []
    assert grow(before) == (1, 1, 14)
    assert sorted(Run.objects.filter(pk__in=[first.pk, second.pk]).values_list("changed", flat=True)) == [
        0,
        16,
    ]


def test_one_run_is_done_once(own_database):
    """The broker may deliver an id twice; two workers then take the same run."""
    measure("kpi-1-1", 700)
    run, before = ask(), results()
    assert in_threads(*[lambda: carry_out(run.pk)] * 3) == []
    assert grow(before) == (1, 1, 14)
    assert Run.objects.get(pk=run.pk).attempts == 1


def test_other_quarters_do_not_wait(own_database, monkeypatch):
    ReportingPeriodFactory.create(programme=the_programme(), quarter=Q4)
    third, fourth = ask(Q3), ask(Q4)
    together = threading.Barrier(2, timeout=10)

    def meet(**given: object) -> Outcome:
        together.wait()
        return recompute_statuses(**given)  # type: ignore[arg-type]  # as it was given

    monkeypatch.setattr(recalculation, "recompute_statuses", meet)
    assert in_threads(lambda: carry_out(third.pk), lambda: carry_out(fourth.pk)) == []


def test_a_held_run_is_not_lost(own_database):
    run = ask()
    Run.objects.filter(pk=run.pk).update(
        state=RunState.RUNNING, started_at=clock.now() - LONG_AGO, asked_at=clock.now() - LONG_AGO
    )
    with session_holding(runs.lock_name(run)):
        assert runs.lost() == []
    assert runs.lost() == [run]
