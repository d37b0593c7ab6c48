"""What the pages about imports show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from izaportal.core import progress
from izaportal.core.formatting import number, number_of
from izaportal.core.progress import Progress
from izaportal.imports.books import BOOKS, Importable, may_work_on
from izaportal.imports.choices import BUSY, ImportState
from izaportal.imports.findings import Finding
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.link import Link

if TYPE_CHECKING:
    from izaportal.core.viewer import Viewer
    from izaportal.imports.models import Import
    from pillars.models import Programme

STEPS = {
    ImportState.CHECKING: "Het bestand wordt gecontroleerd",
    ImportState.APPLYING: "De wijzigingen worden toegepast",
    ImportState.UNDOING: "De wijzigingen worden teruggedraaid",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind on one tab; `more` counts those that are not listed."""

    title: str
    tab: str
    number: int
    findings: tuple[Finding, ...]
    is_warning: bool

    @property
    def more(self) -> int:
        return self.number - len(self.findings)

    @property
    def heading(self) -> str:
        words = ("waarschuwing", "waarschuwingen") if self.is_warning else ("fout", "fouten")
        return f"{self.title}: {number_of(self.number, *words)}"


@dataclass(frozen=True, slots=True)
class TabChanges:
    """`lines` are the first ones; `more` counts the others."""

    title: str
    added: int
    changed: int
    left: int
    lines: tuple[Mapping[str, Any], ...]

    @property
    def more(self) -> int:
        return self.added + self.changed - len(self.lines)

    @property
    def heading(self) -> str:
        return f"Wijzigingen op {self.title}"

    @property
    def summary(self) -> str:
        counts = ((self.added, "nieuw"), (self.changed, "gewijzigd"), (self.left, "ongewijzigd"))
        return ", ".join(f"{number(count)} {word}" for count, word in counts)


@dataclass(frozen=True)
class ImportPage:
    row: Import
    programme: Programme
    crumbs: tuple[Link, ...]
    title: str
    progress: Progress | None
    groups: tuple[Group, ...]
    tabs: tuple[TabChanges, ...]
    may_act: bool
    who: str

    @property
    def is_busy(self) -> bool:
        return self.row.state in BUSY

    @property
    def can_apply(self) -> bool:
        return self.row.state == ImportState.READY

    @property
    def can_undo(self) -> bool:
        return self.row.state == ImportState.APPLIED

    @property
    def has_failed(self) -> bool:
        return self.row.state == ImportState.FAILED

    @property
    def is_wrong(self) -> bool:
        return self.row.state == ImportState.WRONG

    @property
    def is_unchanged(self) -> bool:
        return self.row.state == ImportState.UNCHANGED

    @property
    def error_groups(self) -> tuple[Group, ...]:
        return tuple(one for one in self.groups if not one.is_warning)

    @property
    def warning_groups(self) -> tuple[Group, ...]:
        return tuple(one for one in self.groups if one.is_warning)

    @property
    def not_undone(self) -> str:
        return str(self.row.report.get("not_undone", ""))

    @property
    def errors(self) -> int:
        return int(self.row.report.get("errors", 0))

    @property
    def wrong_words(self) -> str:
        """`3 fouten gevonden`."""
        return f"{number_of(self.errors, 'fout', 'fouten')} gevonden"

    @property
    def change_words(self) -> str:
        """`12 wijzigingen`."""
        changes = sum(tab.added + tab.changed for tab in self.tabs)
        return number_of(changes, "wijziging", "wijzigingen")

    @property
    def busy_words(self) -> str:
        step = STEPS.get(ImportState(self.row.state), "")
        return f"{step}: {self.progress.step.lower()}" if self.progress else step

    @property
    def percent(self) -> int | None:
        return self.progress.percent if self.progress else None


@dataclass(frozen=True, slots=True)
class Line:
    """An import in the list."""

    row: Import
    url: str
    book: str
    result: str


def build(viewer: Viewer, row: Import, programme: Programme) -> ImportPage:
    """What is found may be read by all who take in files; only who may take in this kind acts on it."""
    place = {"programme": programme.slug}
    return ImportPage(
        row=row,
        programme=programme,
        crumbs=programme_crumbs(
            programme, Link("Importeren", reverse("imports", kwargs=place)), Link(row.file_name)
        ),
        title=title_of(row),
        progress=progress.of(row.pk) if row.state in BUSY else None,
        groups=tuple(_group(one) for one in row.report.get("groups", ())),
        tabs=tuple(_tab(one) for one in row.report.get("tabs", ())),
        may_act=may_work_on(viewer, programme.slug, row.book),
        who=BOOKS[row.book].who if row.book in BOOKS else "",
    )


def lines(rows: tuple[Import, ...], programme: Programme) -> list[Line]:
    return [
        Line(
            row,
            reverse("import", kwargs={"programme": programme.slug, "file": row.pk}),
            title_of(row),
            row.get_state_display(),
        )
        for row in rows
    ]


def title_of(row: Import) -> str:
    found: Importable | None = BOOKS.get(row.book)
    return found.book.title if found else "Onbekende soort"


def _group(kept: Mapping[str, Any]) -> Group:
    return Group(
        title=kept["group"],
        tab=kept["tab"],
        number=kept["number"],
        findings=tuple(Finding(**one) for one in kept["findings"]),
        is_warning=kept["is_warning"],
    )


def _tab(kept: Mapping[str, Any]) -> TabChanges:
    return TabChanges(
        title=kept["title"],
        added=kept["added"],
        changed=kept["changed"],
        left=kept["left"],
        lines=tuple(kept["lines"]),
    )
