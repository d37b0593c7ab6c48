from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from psycopg.errors import LockNotAvailable

from izaportal.core import clock, runs
from izaportal.core.errors import Refused
from izaportal.core.models import Run, RunState
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from tests.factories.core import RunFactory
from tests.factories.sessions import another_session, session_holding

LONG_AGO = timedelta(minutes=5)
Q3 = Quarter(2026, 3)


def queued(**values) -> Run:
    return runs.ask(
        "proef", programme="proef", quarter=Q3, asked_by="iemand", asked_for="een proef", **values
    )


@pytest.mark.django_db
def test_asking_notes_down_who_and_why():
    run = Run.objects.get(pk=queued(payload={"grants": ["a"]}).pk)
    assert (run.kind, run.programme, run.quarter, run.asked_by) == ("proef", "proef", Q3, "iemand")
    assert (run.state, run.attempts, run.payload) == (RunState.QUEUED, 0, {"grants": ["a"]})


@pytest.mark.django_db
def test_a_waiting_run_takes_a_wish_along():
    first = queued(payload={"grants": ["a"]})
    assert queued(payload={"grants": ["b"], "indicators": ["c"]}).pk == first.pk
    assert Run.objects.get(pk=first.pk).payload == {"grants": ["a", "b"], "indicators": ["c"]}
    assert queued().payload == {}


@pytest.mark.django_db
def test_a_run_that_has_begun_takes_nothing_along():
    begun = queued()
    runs.begin(begun.pk)
    assert queued().pk != begun.pk


def test_a_worker_waits_for_whoever_adds_a_wish(own_database):
    """Otherwise it would begin without having seen what changed."""
    run = queued()
    update = "UPDATE core_run SET attempts = attempts WHERE id = %s"
    with another_session() as worker:
        worker.execute("SET lock_timeout = '100ms'")
        with transaction.atomic():
            queued(payload={"grants": ["a"]})
            with pytest.raises(LockNotAvailable):
                worker.execute(update, [run.pk])
        assert worker.execute(update, [run.pk]).rowcount == 1


@pytest.mark.django_db
def test_beginning_counts_every_attempt():
    run = queued()
    first, second = runs.begin(run.pk), runs.begin(run.pk)
    assert first is not None
    assert second is not None
    assert (first.attempts, second.attempts, second.state) == (1, 2, RunState.RUNNING)
    assert second.started_at is not None


@pytest.mark.django_db
def test_the_work_of_a_run_is_done_once():
    run, done = queued(), list[Run]()

    def work(begun: Run) -> None:
        done.append(begun)
        runs.end(begun, Outcome())

    first, second = runs.do_once(run.pk, work), runs.do_once(run.pk, work)
    assert done == [run]
    assert (first.state, second.state, second.attempts) == (RunState.DONE, RunState.DONE, 1)


@pytest.mark.django_db
def test_patience_ends_after_some_attempts():
    run = queued()
    Run.objects.filter(pk=run.pk).update(attempts=runs.MOST_ATTEMPTS - 1)
    last, over = runs.begin(run.pk), runs.begin(run.pk)
    assert last is not None
    assert over is not None
    runs.require_patience(last)
    with pytest.raises(Refused, match="te vaak begonnen"):
        runs.require_patience(over)


@pytest.mark.django_db
@pytest.mark.parametrize("failed", [False, True])
def test_an_ended_run_never_begins_again(failed):
    run = queued()
    runs.begin(run.pk)
    runs.end(run, Outcome(), failed=failed)
    assert runs.begin(run.pk) is None


@pytest.mark.django_db
def test_ending_tells_what_was_done():
    run = runs.begin(queued().pk)
    assert run is not None
    runs.end(run, Outcome(15, 2, [{"what": "1-1", "why": "stuk"}]))
    run.refresh_from_db()
    assert (run.state, run.looked_at, run.changed, run.failed) == (RunState.DONE, 15, 2, 1)
    assert run.failures == [{"what": "1-1", "why": "stuk"}]
    assert run.started_at is not None
    assert run.finished_at is not None
    assert run.finished_at >= run.started_at


@pytest.mark.django_db
def test_a_failed_run_says_so():
    run = runs.begin(queued().pk)
    assert run is not None
    runs.end(run, Outcome(failures=[{"what": "proef", "why": "stuk"}]), failed=True)
    assert Run.objects.get(pk=run.pk).state == RunState.FAILED


@pytest.mark.django_db
def test_runs_share_a_lock_per_quarter():
    first, same, other = queued(), queued(), RunFactory.create(kind="proef", quarter=Q3.next)
    assert runs.lock_name(first) == runs.lock_name(same)
    assert runs.lock_name(first) != runs.lock_name(other)


@pytest.mark.django_db
def test_a_run_is_sent_after_commit(django_capture_on_commit_callbacks):
    sent: list[str] = []
    with django_capture_on_commit_callbacks(execute=True):
        run = queued()
        runs.send_after_commit(run, sent.append)
        assert sent == []
    assert sent == [str(run.pk)]


def refuse(run_id: str) -> None:
    raise ConnectionError(f"geen postbode voor {run_id}")


def test_a_broker_away_only_delays(own_database, caplog):
    """The change commits, the run is there, and it is found again when it has waited long enough."""
    with transaction.atomic():
        run = queued()
        runs.send_after_commit(run, refuse)
    assert Run.objects.get(pk=run.pk).state == RunState.QUEUED
    assert "geen postbode" in caplog.text
    assert runs.lost("proef") == []
    Run.objects.filter(pk=run.pk).update(asked_at=clock.machine() - LONG_AGO)
    assert runs.lost("proef") == [run]


def test_a_change_undone_sends_nothing(own_database):
    sent: list[str] = []
    with pytest.raises(LookupError), transaction.atomic():
        _ask_and_fail(sent)
    assert sent == []
    assert not Run.objects.filter(kind="proef").exists()


def _ask_and_fail(sent: list[str]) -> None:
    runs.send_after_commit(queued(), sent.append)
    raise LookupError


@pytest.mark.django_db
def test_lost_runs_are_nobodys():
    """Waiting too long, or begun by a worker that is gone; oldest first."""
    orphan = RunFactory.create(
        quarter=Q3.next, state=RunState.RUNNING, started_at=clock.machine(), attempts=1
    )
    waiting = RunFactory.create(quarter=Q3, asked_at=clock.machine() - LONG_AGO)
    fresh = Run.objects.create(kind="proef", programme="proef", quarter=Q3, asked_by="iemand")
    ended = RunFactory.create(
        state=RunState.DONE, asked_at=clock.machine() - LONG_AGO, finished_at=clock.machine()
    )
    mine = {fresh.pk, waiting.pk, orphan.pk, ended.pk}
    assert [run for run in runs.lost("recalculate") if run.pk in mine] == [orphan, waiting]


@pytest.mark.django_db
def test_a_living_worker_keeps_its_run():
    run = RunFactory.create(state=RunState.RUNNING, started_at=clock.machine() - LONG_AGO, attempts=1)
    with session_holding(runs.lock_name(run)):
        assert run not in runs.lost("recalculate")
    assert run in runs.lost("recalculate")


@pytest.mark.django_db
def test_an_unknown_run_does_not_begin():
    assert runs.begin(UUID(int=0)) is None
