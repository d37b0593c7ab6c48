"""The life of a job's row: asked for, begun, ended. The broker only carries ids; this is the truth."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from izaportal.core import clock, locks
from izaportal.core.errors import Refused
from izaportal.core.models import Run, RunState
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter

# Younger queued runs are probably on their way through the broker.
GRACE = timedelta(seconds=30)
MOST_ATTEMPTS = 5
Send = Callable[[str], object]


@transaction.atomic
def ask(
    kind: str,
    *,
    programme: str,
    quarter: Quarter,
    asked_by: str,
    asked_for: str,
    payload: Mapping[str, Any] | None = None,
) -> Run:
    """Note down a job in the transaction of what asks for it; one that still waits takes the wish along.

    The row lock keeps a worker from beginning the waiting one before this transaction ends, so that it
    sees what was changed. `payload` names ids per kind of thing to look at; empty is everything.
    """
    waiting = (
        Run.objects.select_for_update()
        .filter(kind=kind, programme=programme, quarter=quarter, state=RunState.QUEUED)
        .order_by("id")
        .first()
    )
    if waiting is None:
        return Run.objects.create(
            kind=kind,
            programme=programme,
            quarter=quarter,
            asked_by=asked_by,
            asked_for=asked_for,
            payload=dict(payload or {}),
        )
    waiting.payload = widened(waiting.payload, payload or {})
    waiting.asked_by = _together(waiting.asked_by, asked_by)
    waiting.asked_for = _together(waiting.asked_for, asked_for)
    waiting.save(update_fields=["payload", "asked_by", "asked_for"])
    return waiting


def ask_alone(kind: str, *, programme: str, asked_by: str, asked_for: str, payload: Mapping[str, Any]) -> Run:
    """Note down a job that never takes in another: `payload` is its own."""
    return Run.objects.create(
        kind=kind, programme=programme, asked_by=asked_by, asked_for=asked_for, payload=dict(payload)
    )


def widened(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """What two jobs look at together; when one of them looks at everything, so does the sum."""
    if not one or not other:
        return {}
    return {name: sorted({*one.get(name, ()), *other.get(name, ())}) for name in {*one, *other}}


def _together(listed: str, added: str) -> str:
    return listed if added in listed.split("; ") else f"{listed}; {added}"


def send_after_commit(run: Run, send: Send) -> None:
    """Hand the id to the broker once the row is there. A broker that is away only delays: see `lost`."""

    def hand_over() -> None:  # not a partial: when it fails, Django logs its name
        send(str(run.pk))

    transaction.on_commit(hand_over, robust=True)


def lock_name(run: Run) -> str:
    """Runs of one programme and quarter wait for each other."""
    return f"{run.kind}/{run.programme}/{run.quarter}"


def do_once(run_id: UUID, work: Callable[[Run], None]) -> Run:
    """Have the work of a run done, once: a second call finds it ended. Others with its lock are waited for.

    `work` ends the run, or leaves it begun so that it is tried again. Gives the row as it is afterwards.
    """
    run = Run.objects.get(pk=run_id)
    with locks.held(lock_name(run)):
        begun = begin(run_id)
        if begun is not None:
            work(begun)
    return Run.objects.get(pk=run_id)


def require_patience(run: Run) -> None:
    """Raises Refused for a run that was begun too often: it may be what its workers die of."""
    if run.attempts > MOST_ATTEMPTS:
        raise Refused("te vaak begonnen zonder einde")


def begin(run_id: UUID) -> Run | None:
    """Take the run, or None when it has ended already. Call while holding its lock."""
    taken = Run.objects.filter(pk=run_id, state__in=(RunState.QUEUED, RunState.RUNNING)).update(
        state=RunState.RUNNING, started_at=clock.machine(), attempts=F("attempts") + 1
    )
    return Run.objects.get(pk=run_id) if taken else None


def end(run: Run, outcome: Outcome, *, failed: bool = False) -> None:
    """Write down what the run did; `failed` when it could not do its work at all."""
    Run.objects.filter(pk=run.pk).update(
        state=RunState.FAILED if failed else RunState.DONE,
        finished_at=clock.machine(),
        looked_at=outcome.looked_at,
        changed=outcome.changed,
        failed=len(outcome.failures),
        failures=outcome.failures,
    )


def note_failure(run: Run, failure: Mapping[str, str]) -> None:
    """Write down what went wrong with a run that is to be tried again, while it is still to be seen."""
    Run.objects.filter(pk=run.pk).update(failures=[*run.failures, dict(failure)])


def is_unsettled(programme: str, quarter: Quarter) -> bool:
    """Whether a run of the quarter is still to come, or the last one could not do its work at all."""
    rows = Run.objects.filter(programme=programme, quarter=quarter)
    if rows.filter(state__in=(RunState.QUEUED, RunState.RUNNING)).exists():
        return True
    last = rows.order_by("-id").first()
    return last is not None and last.state == RunState.FAILED


def lost(kind: str) -> list[Run]:
    """Runs of the kind that nobody works on: waiting longer than the grace, or begun by one that is gone.

    A run is only RUNNING while its worker holds the lock: a free lock tells that the worker is not there.
    """
    own = Run.objects.filter(kind=kind)
    waiting = own.filter(state=RunState.QUEUED, asked_at__lt=clock.machine() - GRACE)
    begun = own.filter(state=RunState.RUNNING)
    return [run for run in (waiting | begun).order_by("id") if locks.is_free(lock_name(run))]
