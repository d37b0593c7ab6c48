"""The table of projects: its head with the ways to sort it, and its rows, per pillar in the plan's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.formatting import Unknown
from izaportal.reporting.columns import Column, Kind
from izaportal.reporting.selectors.portfolio import PortfolioRow
from izaportal.web.plan_words import pillar_words
from izaportal.web.portfolio.asked import ORDER, Asked
from izaportal.web.portfolio.cells import Cell, cells_of
from projects.selectors.projects import may_edit

if TYPE_CHECKING:
    from projects.models import Project

NAME = "naam"
LEGEND = ("exceeded", "on_track", "at_risk", "off_track", "no_data")


@dataclass(frozen=True, slots=True)
class Heading:
    """`sorted_as`: ascending, descending or nothing; `url` sorts by it, or the other way round."""

    key: str
    label: str
    url: str
    sorted_as: str
    is_figure: bool


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell with what its column is called, for a phone, where a row becomes a block."""

    cell: Cell
    label: str
    is_figure: bool

    @property
    def css_class(self) -> str:
        """On a phone what does not apply is left out."""
        figure = "u-num" if self.is_figure else ""
        blank = "is-blank" if self.cell.value is Unknown.NOT_APPLICABLE else ""
        return f"{figure} {blank}".strip()


@dataclass(frozen=True, slots=True)
class TableRow:
    id: str
    name: str
    url: str
    summary: str
    is_double: bool
    may_edit: bool
    cells: tuple[TableCell, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """`label` is empty where the rows are not grouped."""

    label: str
    rows: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True)
class Table:
    headings: tuple[Heading, ...]
    groups: tuple[Group, ...]

    has_statuses: bool
    change_path: str
    change_all_url: str
    statuses: tuple[str, ...] = LEGEND

    @property
    def may_edit(self) -> bool:
        """Whether something on this page can be chosen."""
        return any(row.may_edit for group in self.groups for row in group.rows)

    @property
    def width(self) -> int:
        return len(self.headings) + self.may_edit


def table(asked: Asked, rows: Iterable[PortfolioRow]) -> Table:
    columns = asked.columns
    home = reverse("portfolio", kwargs={"programme": asked.programme.slug})
    listed = [_row(asked, row, columns, home=home) for row in rows]
    headings = [_heading(asked, NAME, "Project"), *(_of_column(asked, column) for column in columns)]
    has_statuses = any(column.kind is Kind.STATUS for column in columns)
    return Table(tuple(headings), tuple(_groups(asked, listed)), has_statuses, *_change_urls(asked))


def _change_urls(asked: Asked) -> tuple[str, str]:
    """Where chosen projects are changed, and all that the filter finds."""
    every = asked.url("change-projects", alle="1")
    return every.partition("?")[0], every


def _of_column(asked: Asked, column: Column) -> Heading:
    label = asked.pillar_term if column.key == "pijler" else column.label
    if not column.sort:
        return Heading(column.key, label, "", "", column.is_figure)
    return _heading(asked, column.key, label, is_figure=column.is_figure)


def _heading(asked: Asked, key: str, label: str, *, is_figure: bool = False) -> Heading:
    now = asked.data.get(ORDER, "")
    following = f"-{key}" if now == key else key
    sorted_as = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    return Heading(key, label, asked.url(**{ORDER: following}), sorted_as, is_figure)


def _row(asked: Asked, row: PortfolioRow, columns: tuple[Column, ...], *, home: str) -> tuple[str, TableRow]:
    """With the pillar it is grouped under. Projects have their pages below `home`, the list of them."""
    project = row.project
    cells = cells_of(row, tuple(column.key for column in columns))
    return pillar_label(asked, project), TableRow(
        id=str(project.pk),
        name=project.name,
        url=f"{home}{project.slug}/",
        summary=project.summary,
        is_double=project.duplicate_of_id is not None,
        may_edit=may_edit(asked.viewer, project),
        cells=tuple(
            TableCell(cell, column.label, column.is_figure)
            for cell, column in zip(cells, columns, strict=True)
        ),
    )


def pillar_label(asked: Asked, project: Project) -> str:
    """`Pijler 1 · Gezond vooruit`; what has no number goes by its name."""
    if project.pillar is None:
        return ""
    words = pillar_words(asked.programme, project.pillar)
    return words if words == project.pillar.name else f"{words} · {project.pillar.name}"


def _groups(asked: Asked, listed: list[tuple[str, TableRow]]) -> Iterator[Group]:
    """Only the plan's order has pillars together."""
    if asked.is_in_plan_order:
        for pillar, rows in groupby(listed, key=lambda one: one[0]):
            label = pillar or f"Zonder {asked.pillar_term.lower()}"
            yield Group(label, tuple(row for _, row in rows))
    elif listed:
        yield Group("", tuple(row for _, row in listed))
