"""Takes a file in: kept outside what is served, looked at by a job."""

import hashlib
from dataclasses import dataclass
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.core.files.base import File
from django.db import IntegrityError, transaction

from izaportal.core import audit, events, runs
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.filetypes import NotAcceptedError, file_type
from izaportal.core.models import Run
from izaportal.core.viewer import Viewer
from izaportal.imports.archive import LARGEST, MEGABYTE, require_workbook
from izaportal.imports.books import BOOKS, may_import, may_work_on
from izaportal.imports.choices import CAN_BE_CHECKED, ImportState
from izaportal.imports.events import ImportAsked
from izaportal.imports.models import Import
from izaportal.imports.selectors import imports_of
from pillars.models import Programme

KIND = "import"
LONGEST_NAME = 200


class TakenInBefore(Refused):
    """The very same file is there already, where its sender may see it."""

    def __init__(self, import_id: UUID, message: str) -> None:
        super().__init__(message, place="file")
        self.import_id = import_id


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as somebody sent it."""

    content: "File[bytes]"
    name: str
    size: int


@transaction.atomic
def receive(*, actor: Viewer, programme: Programme, sent: Sent) -> Import:
    """Keep the file and ask for its check.

    Raises NotAllowed for who may take in nothing, TakenInBefore for the very same file, and Refused for what
    is no workbook or was sent by somebody whose imports the actor may not see.
    """
    if not may_import(actor, programme.slug):
        raise NotAllowed("Alleen de programmamanager en de controller lezen bestanden in.")
    if sent.size > LARGEST:
        raise Refused(
            f"Dit bestand is {sent.size / MEGABYTE:.0f} MB; hoogstens {LARGEST // MEGABYTE} MB kan erin.",
            place="file",
        )
    _require_readable(sent)
    if actor.user_id is None:
        raise NotAllowed("Alleen een persoon leest bestanden in.")
    row = Import(
        programme=programme,
        uploaded_by_id=actor.user_id,
        file_name=sent.name[-LONGEST_NAME:],
        size=sent.size,
        sha256=_digest(sent),
    )
    _require_new(row, actor)
    row.file.save(f"{row.pk}", sent.content, save=False)
    row.run = _ask(row, "check", actor)
    _insert(row)
    record(row, actor=actor, action="ingelezen")
    return row


@transaction.atomic
def check_again(*, actor: Viewer, programme: Programme, import_id: UUID) -> Import:
    """Look at a file once more, as what it meets may have changed. Raises NotAllowed, and Refused while it is
    being worked on or when it was applied."""
    row = _opened(actor, programme, import_id)
    if row.state not in CAN_BE_CHECKED:
        raise Refused(f"Dit bestand kan nu niet opnieuw worden gecontroleerd: {row.get_state_display()}.")
    row.state, row.run = ImportState.CHECKING, _ask(row, "check", actor)
    row.save(update_fields=["state", "run"])
    return row


@transaction.atomic
def ask_to_apply(*, actor: Viewer, programme: Programme, import_id: UUID, reason: str) -> Import:
    """Raises NotAllowed, and Refused without a reason or when the file is not ready for it."""
    row = _opened(actor, programme, import_id)
    if row.state != ImportState.READY:
        raise Refused(f"Dit bestand kan nu niet worden toegepast: {row.get_state_display()}.")
    row.reason = _given(reason)
    row.state, row.run = ImportState.APPLYING, _ask(row, "apply", actor)
    row.save(update_fields=["state", "reason", "run"])
    return row


@transaction.atomic
def ask_to_undo(*, actor: Viewer, programme: Programme, import_id: UUID, reason: str) -> Import:
    """Raises NotAllowed, and Refused without a reason or for what was not applied."""
    row = _opened(actor, programme, import_id)
    if row.state != ImportState.APPLIED:
        raise Refused(f"Dit kan nu niet worden teruggedraaid: {row.get_state_display()}.")
    row.undo_reason = _given(reason)
    row.state, row.run = ImportState.UNDOING, _ask(row, "undo", actor)
    row.save(update_fields=["state", "undo_reason", "run"])
    return row


def _opened(actor: Viewer, programme: Programme, import_id: UUID) -> Import:
    """The import, locked; NotAllowed for who may not take in its kind."""
    row = Import.objects.select_for_update(of=("self",)).get(pk=import_id, programme=programme)
    if not may_work_on(actor, programme.slug, row.book):
        who = BOOKS[row.book].who if row.book in BOOKS else "de programmamanager en de controller"
        raise NotAllowed(f"Dit bestand is voor {who} van dit programma.")
    return row


def _ask(row: Import, step: str, actor: Viewer) -> Run:
    """Note down the job; it acts with the rights that its asker has then."""
    run = runs.ask_alone(
        KIND,
        programme=row.programme.slug,
        asked_by=actor.name,
        asked_for=f"{row.file_name}: {step}",
        payload={"import": str(row.pk), "step": step, "actor": actor.id},
    )
    events.announce(ImportAsked(run))
    return run


def record(row: Import, *, actor: Viewer, action: str, reason: str = "", **counts: Any) -> None:
    fields = {name: (None, value) for name, value in counts.items()}
    audit.record(
        actor=actor,
        subject=audit.Subject("import", str(row.pk), row.file_name, programme=row.programme.slug),
        change=audit.Change(action, fields, reason),
    )


def _require_readable(sent: Sent) -> None:
    try:
        if sent.name.lower().endswith(".csv"):
            file_type(_stream(sent), sent.name)
        elif sent.name.lower().endswith((".geojson", ".json")):
            file_type(_stream(sent), "grenzen.txt")
        else:
            require_workbook(_stream(sent))
    except (Refused, NotAcceptedError) as refusal:
        raise Refused(str(refusal), place="file") from refusal


def _stream(sent: Sent) -> BinaryIO:
    return cast("BinaryIO", sent.content)  # it hands on to the file it holds


def _digest(sent: Sent) -> str:
    digest = hashlib.sha256()
    for part in sent.content.chunks():
        digest.update(part)
    return digest.hexdigest()


def _require_new(row: Import, actor: Viewer) -> None:
    same = {"programme": row.programme, "sha256": row.sha256}
    known = imports_of(actor, row.programme).filter(**same).first()
    if known is None and Import.objects.filter(**same).exists():
        raise Refused("Dit bestand kan alleen worden ingelezen door wie over zijn soort gaat.", place="file")
    if known is not None:
        raise TakenInBefore(
            known.pk, f"Precies dit bestand is al ingelezen: {known.file_name}, {known.get_state_display()}."
        )


def _insert(row: Import) -> None:
    """Somebody may have sent the same at the same moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as twice:
        row.file.delete(save=False)
        raise Refused("Precies dit bestand wordt nu al ingelezen.", place="file") from twice


def _given(reason: str) -> str:
    if not reason.strip():
        raise Refused("Schrijf op waarom.", place="reason")
    return reason.strip()
