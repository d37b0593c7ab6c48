"""Files made of a frozen quarter: which there are, and whether they are still what was made."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from izaportal.core.models import Run, RunState
from izaportal.core.viewer import Viewer
from izaportal.reporting.choices import PackKind
from izaportal.reporting.models import PackFile
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids

KIND = "pack"
AT_ONCE = 2**20
BOARD_PACK = (PackKind.DOCUMENT, PackKind.SLIDES, PackKind.BOOK)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be made of a version of a frozen quarter: its board pack, or the dossier of a project.

    `builder` is the version of what makes it, `basis` what it would rest on now beside the frozen rows.
    """

    freeze: UUID
    builder: str
    project: str = ""
    basis: str = ""

    @property
    def kinds(self) -> tuple[PackKind, ...]:
        return (PackKind.DOSSIER,) if self.project else BOARD_PACK

    @property
    def payload(self) -> dict[str, str]:
        return {"freeze": str(self.freeze), "builder": self.builder, "project": self.project}


class BrokenFileError(LookupError):
    """The file is gone, or is no longer what was made."""


def may_ask(viewer: Viewer, programme: str) -> bool:
    """Whether the viewer has the pack and the dossiers of this programme made; all its readers read them.

    A secretary prepares the meeting that is given the pack.
    """
    runs_it = viewer.manages(programme) or viewer.controls(programme)
    return runs_it or bool(viewer.minuted_bodies(programme))


def pack_files(viewer: Viewer, programme: Programme, freeze: UUID) -> tuple[PackFile, ...]:
    """The last one of each kind and project, of a programme the viewer may see; one query."""
    rows = PackFile.objects.filter(freeze=freeze, freeze__programme__in=visible_ids(viewer))
    rows = rows.filter(freeze__programme=programme).select_related("project")
    return tuple(rows.order_by("kind", "project_id", "-id").distinct("kind", "project_id"))


def files_of(files: Iterable[PackFile], wanted: Wanted) -> dict[PackKind, PackFile]:
    """Those of what is wanted that its builder made."""
    return {
        PackKind(row.kind): row
        for row in files
        if row.builder == wanted.builder and (row.project.slug if row.project else "") == wanted.project
    }


def is_there(file: PackFile) -> bool:
    """Whether it lies where it was put, as large as it was; a look at the folder, not at the content."""
    try:
        return bool(file.file.size == file.size)
    except OSError:
        return False


def is_whole(file: PackFile) -> bool:
    """Whether it is still what was made, to the last byte."""
    try:
        opened(file).close()
    except BrokenFileError:
        return False
    return True


def opened(file: PackFile) -> IO[bytes]:
    """To read from its beginning. Raises BrokenFileError when it is not what was made."""
    try:
        source: IO[bytes] = file.file.storage.open(str(file.file.name), "rb")
    except OSError as gone:
        raise BrokenFileError(str(file)) from gone
    digest = hashlib.sha256()
    for part in iter(lambda: source.read(AT_ONCE), b""):
        digest.update(part)
    if digest.hexdigest() != file.sha256:
        source.close()
        raise BrokenFileError(str(file))
    source.seek(0)
    return source


def pack_runs(programme: Programme, freeze: UUID) -> Mapping[str, Run]:
    """The last job per project (empty: of the board pack) of a version; for who found the version."""
    rows = Run.objects.filter(kind=KIND, programme=programme.slug, payload__freeze=str(freeze))
    return {row.payload["project"]: row for row in rows.order_by("id")}


def is_busy(run: Run | None) -> bool:
    return run is not None and run.state in (RunState.QUEUED, RunState.RUNNING)


def has_failed(run: Run | None) -> bool:
    return run is not None and run.state == RunState.FAILED
