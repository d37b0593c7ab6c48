"""Has files made of a frozen quarter, once, and keeps them outside what is served."""

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import transaction

from izaportal.core import audit, events, progress, runs
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.models import Run, RunState
from izaportal.core.outcome import Outcome
from izaportal.core.progress import Progress
from izaportal.core.viewer import Viewer
from izaportal.reporting.choices import PackKind
from izaportal.reporting.events import PackAsked
from izaportal.reporting.models import Freeze, PackFile
from izaportal.reporting.selectors.packs import KIND, Wanted, files_of, is_whole, may_ask, pack_files
from izaportal.reporting.services.pack_notices import (
    MAKER,
    WAITING,
    tell_of_failure,
    tell_that_it_is_ready,
    waiting_for,
)
from pillars.models import Programme
from projects.models import Project

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Made:
    """A file as it was built, and on what beside the frozen rows."""

    kind: PackKind
    content: bytes
    basis: str = ""


Build = Callable[[Wanted, Callable[[Progress], None]], Iterable[Made]]
"""Builds what is wanted, and tells how far it is."""


@transaction.atomic
def ask_for_pack(*, actor: Viewer, programme: Programme, wanted: Wanted) -> Run | None:
    """The job that makes it, also when another asked for it before; None when all of it is there.

    Raises NotAllowed for who may not ask, Freeze.DoesNotExist and Project.DoesNotExist.
    """
    if not may_ask(actor, programme.slug):
        raise NotAllowed("Het bestuursstuk laten de controller, de programmamanager en de secretaris maken.")
    freeze = Freeze.objects.select_for_update().get(pk=wanted.freeze, programme=programme)
    project = Project.objects.get(programme=programme, slug=wanted.project) if wanted.project else None
    busy = _busy(wanted)
    if busy is not None:
        _wait_for(busy, actor)
        return busy
    if _is_made(programme, wanted):
        return None
    what = f"dossier van {project.name}, {freeze}" if project else f"bestuursstuk van {freeze}"
    return _ask(actor, programme, wanted, asked_for=what)


def carry_out(run_id: UUID, build: Build) -> Run:
    """Make what the run asks for, once; files of one programme wait for each other.

    What nobody foresaw is raised as well, after the run says that it failed.
    """
    return runs.do_once(run_id, partial(_carry_out, build=build))


def _is_made(programme: Programme, wanted: Wanted) -> bool:
    found = files_of(pack_files(MAKER, programme, wanted.freeze), wanted)
    return all(
        kind in found and found[kind].basis == wanted.basis and is_whole(found[kind]) for kind in wanted.kinds
    )


def _busy(wanted: Wanted) -> Run | None:
    """The job that makes it now; its worker waits to end it until this transaction does."""
    rows = Run.objects.select_for_update().filter(kind=KIND, payload__contains=wanted.payload)
    return rows.filter(state__in=(RunState.QUEUED, RunState.RUNNING)).first()


def _wait_for(run: Run, actor: Viewer) -> None:
    """Who asks for what another asked for before is told as well."""
    waiting = run.payload[WAITING]
    if actor.id and actor.id not in waiting:
        run.payload[WAITING] = [*waiting, actor.id]
        run.save(update_fields=["payload"])


def _ask(actor: Viewer, programme: Programme, wanted: Wanted, *, asked_for: str) -> Run:
    waiting = [actor.id] if actor.id else []
    run = runs.ask_alone(
        KIND,
        programme=programme.slug,
        asked_by=actor.name,
        asked_for=asked_for,
        payload=wanted.payload | {WAITING: waiting},
    )
    audit.record(
        actor=actor,
        subject=audit.Subject("bestuursstuk", str(run.pk), asked_for, programme=programme.slug),
        change=audit.Change("laten maken"),
    )
    events.announce(PackAsked(run))
    return run


def _carry_out(run: Run, *, build: Build) -> None:
    wanted = Wanted(UUID(run.payload["freeze"]), run.payload["builder"], run.payload["project"])
    try:
        runs.require_patience(run)
        made = list(build(wanted, lambda told: progress.tell(run.pk, told)))
        _keep(run, wanted, made)
    except Exception as error:
        logger.exception("stuk %s mislukt", run.pk)
        why = f"{type(error).__name__}: {error}"
        _give_up(run, wanted, Outcome(failures=[{"what": run.asked_for, "why": why}]))
        if not isinstance(error, Refused):
            raise


@transaction.atomic
def _give_up(run: Run, wanted: Wanted, outcome: Outcome) -> None:
    waiting = waiting_for(run)
    runs.end(run, outcome, failed=True)
    freeze = _freeze(wanted)
    tell_of_failure(freeze, _project(freeze, wanted), run=run, waiting=waiting)


def _freeze(wanted: Wanted) -> Freeze:
    return Freeze.objects.select_related("programme").get(pk=wanted.freeze)


def _project(freeze: Freeze, wanted: Wanted) -> Project | None:
    """Whose dossier it is; none of a board pack."""
    if not wanted.project:
        return None
    return Project.objects.get(programme=freeze.programme, slug=wanted.project)


def _keep(run: Run, wanted: Wanted, made: list[Made]) -> None:
    """All files or none: what an earlier attempt kept without ending its run is not kept twice."""
    freeze = _freeze(wanted)
    project = _project(freeze, wanted)
    with transaction.atomic():
        waiting = waiting_for(run)
        for one in made:
            row = PackFile(
                freeze=freeze,
                project=project,
                kind=one.kind,
                builder=wanted.builder,
                basis=one.basis,
                size=len(one.content),
                sha256=hashlib.sha256(one.content).hexdigest(),
                run=run,
            )
            row.file.save(f"{row.pk}.{one.kind}", ContentFile(one.content), save=False)
            row.save(force_insert=True)
        runs.end(run, Outcome(looked_at=len(made), changed=len(made)))
        tell_that_it_is_ready(freeze, project, run=run, waiting=waiting)
