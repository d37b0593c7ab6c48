"""What the page of a board pack shows: its files, how far a job is, and the dossiers per project."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template.defaultfilters import filesizeformat
from django.urls import reverse

from izaportal.core import progress
from izaportal.core.progress import Progress
from izaportal.reporting.choices import PACK_KIND_WORDS, PackKind
from izaportal.reporting.selectors.packs import (
    BOARD_PACK,
    files_of,
    has_failed,
    is_busy,
    is_there,
    is_whole,
    pack_runs,
)
from izaportal.web.crumbs import quarter_crumbs
from izaportal.web.link import Link
from izaportal.web.pack.read import Seen

if TYPE_CHECKING:
    from izaportal.core.models import Run
    from izaportal.reporting.models import PackFile

LEADS = {
    PackKind.DOCUMENT: "Om te lezen en te verspreiden: het oordeel voorop, dan elke pijler en elk project.",
    PackKind.SLIDES: "Voor het overleg: één boodschap per dia, met grafieken die u kunt bewerken.",
    PackKind.BOOK: "Om mee te rekenen: elke tabel op een eigen blad.",
}


@dataclass(frozen=True, slots=True)
class Work:
    """How far the last job is; `busy` without progress waits for a worker."""

    busy: bool = False
    failed: bool = False
    told: Progress | None = None

    @property
    def words(self) -> str:
        return self.told.step if self.told else "In de wachtrij"

    @property
    def percent(self) -> int | None:
        return self.told.percent if self.told else None


@dataclass(frozen=True, slots=True)
class FileLine:
    """`file` None: it was not made yet; `is_broken`: it was, and is not what it was; `is_overtaken`: it tells
    what a source has come to call confidential."""

    kind: PackKind
    title: str
    lead: str
    url: str
    name: str
    file: PackFile | None
    is_broken: bool
    is_overtaken: bool

    @property
    def is_ready(self) -> bool:
        return self.file is not None and not (self.is_broken or self.is_overtaken)

    @property
    def size(self) -> str:
        return filesizeformat(self.file.size) if self.file else ""


@dataclass(frozen=True, slots=True)
class DossierLine:
    """`is_older`: evidence or a decision has come since it was made."""

    name: str
    url: str
    file_url: str
    file: PackFile | None
    is_broken: bool
    is_older: bool
    work: Work

    @property
    def is_ready(self) -> bool:
        return self.file is not None and not self.is_broken

    @property
    def is_begun(self) -> bool:
        return self.file is not None or self.work.busy or self.work.failed

    @property
    def is_askable(self) -> bool:
        """Whether there is something to make that is not being made already."""
        return not self.work.busy and (self.is_older or not self.is_ready)


@dataclass(frozen=True)
class PackPage:
    seen: Seen
    crumbs: tuple[Link, ...]
    url: str
    lines: tuple[FileLine, ...]
    work: Work
    dossiers: tuple[DossierLine, ...]
    others: tuple[Link, ...]

    @property
    def is_busy(self) -> bool:
        return self.work.busy or any(one.work.busy for one in self.dossiers)

    @property
    def shown_dossiers(self) -> tuple[DossierLine, ...]:
        """Those that there are, for who cannot have another made."""
        return self.dossiers if self.seen.may_ask else tuple(one for one in self.dossiers if one.is_begun)

    @property
    def is_made(self) -> bool:
        return all(one.is_ready for one in self.lines)

    @property
    def is_broken(self) -> bool:
        return any(one.is_broken for one in self.lines)

    @property
    def is_overtaken(self) -> bool:
        return any(one.is_overtaken for one in self.lines)


def build(seen: Seen) -> PackPage:
    files, runs = seen.files(), pack_runs(seen.programme, seen.version.pk)
    return PackPage(
        seen=seen,
        crumbs=quarter_crumbs(seen.programme, seen.version.quarter, "Bestuursstuk"),
        url=seen.url,
        lines=tuple(_lines(seen, files)),
        work=_work(runs.get("")),
        dossiers=tuple(_dossiers(seen, files, runs)),
        others=tuple(
            Link(f"Versie {one.number}", reverse("pack-version", kwargs=seen.place | {"version": one.number}))
            for one in seen.versions
            if one is not seen.version
        ),
    )


def _work(run: Run | None) -> Work:
    busy = is_busy(run)
    return Work(busy, has_failed(run), progress.of(run.pk) if run and busy else None)


def _lines(seen: Seen, files: Iterable[PackFile]) -> Iterable[FileLine]:
    made = files_of(files, seen.pack)
    for kind in BOARD_PACK:
        file = made.get(kind)
        yield FileLine(
            kind=kind,
            title=f"{PACK_KIND_WORDS[kind].capitalize()} ({kind.upper()})",
            lead=LEADS[kind],
            url=reverse("pack-file", kwargs=seen.place | {"kind": kind.value}),
            name=seen.file_name(kind),
            file=file,
            is_broken=file is not None and not is_whole(file),
            is_overtaken=file is not None and file.basis != seen.pack.basis,
        )


def _dossiers(seen: Seen, files: Iterable[PackFile], runs: Mapping[str, Run]) -> Iterable[DossierLine]:
    listed = list(files)
    for slug, wanted in seen.dossiers.items():
        file = files_of(listed, wanted).get(PackKind.DOSSIER)
        place = seen.place | {"project": slug}
        yield DossierLine(
            name=seen.projects[slug].name,
            url=reverse("dossier", kwargs=place),
            file_url=reverse("dossier-file", kwargs=place),
            file=file,
            is_broken=file is not None and not is_there(file),
            is_older=file is not None and file.basis != wanted.basis,
            work=_work(runs.get(slug)),
        )
