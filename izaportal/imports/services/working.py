"""The job of an import: checks, applies or takes back, and writes down how it went."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from typing import BinaryIO, cast
from uuid import UUID

from django.db import transaction

from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of
from izaportal.core import audit, clock, progress, runs
from izaportal.core.editing import Conflicted
from izaportal.core.errors import Refused
from izaportal.core.models import Run
from izaportal.core.outcome import Outcome
from izaportal.core.progress import Progress
from izaportal.core.viewer import Viewer
from izaportal.imports.books import BOOKS
from izaportal.imports.choices import ImportState
from izaportal.imports.kinds.kind import Act, Done, Kind
from izaportal.imports.models import Import, ImportedRow
from izaportal.imports.services.checking import Checked, Tell, carry_out, check, compare
from izaportal.imports.services.receiving import record

logger = logging.getLogger(__name__)
ROWS_AT_ONCE = 5_000
# Where an import returns to when its job fails for a reason nobody foresaw.
WHILE = {"check": ImportState.CHECKING, "apply": ImportState.APPLYING, "undo": ImportState.UNDOING}
AFTER_FAILURE = {"check": ImportState.FAILED, "apply": ImportState.FAILED, "undo": ImportState.APPLIED}


def work(run_id: UUID) -> Run:
    """Do what the run asks for, once; imports of one programme wait for each other.

    What nobody foresaw is raised as well, after the import says that it failed.
    """
    return runs.do_once(run_id, _work)


def _work(run: Run) -> None:
    row = Import.objects.select_related("programme").get(pk=run.payload["import"])
    step = run.payload["step"]
    if row.state != WHILE[step]:  # an earlier attempt did it all but end the run
        runs.end(run, Outcome())
        return
    try:
        runs.require_patience(run)
        STEPS[step](row, viewer_of(User.objects.get(pk=run.payload["actor"])))
    except Exception as error:
        logger.exception("import %s mislukt", row.pk)
        why = f"{type(error).__name__}: {error}"
        runs.end(run, Outcome(failures=[{"what": str(row), "why": why}]), failed=True)
        Import.objects.filter(pk=row.pk).update(state=AFTER_FAILURE[step])
        if not isinstance(error, Refused):
            raise
    else:
        runs.end(run, Outcome(looked_at=1, changed=1))


def _check(row: Import, actor: Viewer) -> None:
    with _opened(row) as file:
        checked = check(
            actor=actor, programme=row.programme, file=file, name=row.file_name, tell=_teller(row)
        )
    _keep(row, checked, _state_of(checked))


def _apply(row: Import, actor: Viewer) -> None:
    """All of it or nothing. What the portal holds may have changed since the check: it is compared anew."""
    tell = _teller(row)
    row.batch = audit.begin()
    with _opened(row) as file, transaction.atomic():
        checked = compare(actor=actor, programme=row.programme, file=file, name=row.file_name, tell=tell)
        if not checked.findings.errors:
            with transaction.atomic():
                done = carry_out(checked, _act(row, actor, row.reason, checked))
                if checked.findings.errors:
                    transaction.set_rollback(True)
                else:
                    _keep_rows(row, done)
        if checked.findings.errors:
            _keep(row, checked, ImportState.WRONG)
            return
        row.applied_at = clock.now()
        row.save(update_fields=["applied_at", "batch"])
        _keep(row, checked, ImportState.APPLIED)
        counts = {
            plan.tab.title: _counted(len(plan.added), len(plan.changed)) for _, plan, _ in checked.plans
        }
        record(row, actor=actor, action="toegepast", reason=row.reason, **counts)


def _undo(row: Import, actor: Viewer) -> None:
    audit.begin()
    kinds = {kind.tab.name: kind for kind in BOOKS[row.book].kinds}
    rows = row.rows.filter(batch=_batch(row)).order_by("tab", "id")
    total, tell = rows.count(), _teller(row)
    act = Act(actor, row.programme, row.undo_reason, lambda done: tell("Terugdraaien", done, total))
    try:
        with transaction.atomic():
            for tab, own in groupby(rows.iterator(ROWS_AT_ONCE), key=lambda one: one.tab):
                kinds[tab].undo(act, [_done(one) for one in own])
            row.state, row.undone_at = ImportState.UNDONE, clock.now()
            row.save(update_fields=["state", "undone_at"])
            record(row, actor=actor, action="teruggedraaid", reason=row.undo_reason)
    except Refused as refusal:
        _not_undone(row, _why(refusal))


STEPS = {"check": _check, "apply": _apply, "undo": _undo}


def _not_undone(row: Import, why: str) -> None:
    """It stays applied, and says why."""
    row.refresh_from_db()
    row.state = ImportState.APPLIED
    row.report = {**row.report, "not_undone": f"{why} Er is niets teruggedraaid."}
    row.save(update_fields=["state", "report"])


def _why(refusal: Refused) -> str:
    if isinstance(refusal, Conflicted):
        return "Een regel van deze import is intussen opnieuw gewijzigd."
    return str(refusal)


def _keep(row: Import, checked: Checked, state: ImportState) -> None:
    row.book = checked.importable.book.key if checked.importable else ""
    row.state, row.report = state, checked.report()
    row.save(update_fields=["book", "state", "report"])


def _state_of(checked: Checked) -> ImportState:
    if checked.findings.errors:
        return ImportState.WRONG
    return ImportState.READY if checked.has_changes else ImportState.UNCHANGED


def _keep_rows(row: Import, done: dict[Kind, list[Done]]) -> None:
    rows = (
        ImportedRow(
            origin=row,
            batch=_batch(row),
            tab=kind.tab.name,
            row_id=one.row_id,
            is_new=one.is_new,
            entry=one.entry,
            before=one.before,
            after=one.after,
        )
        for kind, listed in done.items()
        for one in listed
    )
    ImportedRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)


def _batch(row: Import) -> UUID:
    if row.batch is None:
        raise ValueError(f"import {row.pk} is nooit toegepast")
    return row.batch


def _done(row: ImportedRow) -> Done:
    return Done(row.row_id, row.is_new, row.entry, row.before, row.after)


def _act(row: Import, actor: Viewer, reason: str, checked: Checked) -> Act:
    total = sum(len(plan.added) + len(plan.changed) for _, plan, _ in checked.plans)
    return Act(actor, row.programme, reason, lambda done: _teller(row)("Toepassen", done, total))


def _counted(added: int, changed: int) -> str:
    return f"{added} toegevoegd, {changed} gewijzigd"


def _teller(row: Import) -> Tell:
    def tell(step: str, done: int, total: int) -> None:
        progress.tell(row.pk, Progress(step, done, total))

    return tell


@contextmanager
def _opened(row: Import) -> Iterator[BinaryIO]:
    with row.file.open("rb") as file:
        yield cast("BinaryIO", file)  # it hands on to the file it holds
