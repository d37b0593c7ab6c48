"""The same figures as a file: per project with totals, and per quarter."""

from collections.abc import Iterator

from funding.choices import RISK_LEVELS
from funding.share_figures import SHARE_FIGURES
from izaportal.core.workbook import (
    Shape,
    Sheet,
    SheetColumn,
    Value,
    write_csv,
    write_xlsx,
)
from izaportal.web.municipality.figures import LABELS, Shown
from izaportal.web.municipality.page import Page, ProgrammeShare
from izaportal.web.share_lines import as_cell

LEVELS = dict(RISK_LEVELS)
FIGURE_COLUMNS = tuple(SheetColumn(LABELS[name], Shape.EUROS, 16) for name in SHARE_FIGURES)
PROJECT_COLUMNS = (
    SheetColumn("Gemeente", width=24),
    SheetColumn("CBS-code", width=10),
    SheetColumn("Kwartaal", width=10),
    SheetColumn("Programma", width=44),
    SheetColumn("Stand", width=26),
    SheetColumn("Verdeelsleutel", width=44),
    SheetColumn("Deel (%)", width=12),
    SheetColumn("Project", width=44),
    *FIGURE_COLUMNS,
    SheetColumn("Risico van het project", width=14),
)
QUARTER_COLUMNS = (SheetColumn("Kwartaal", width=10), SheetColumn("Stand", width=14), *FIGURE_COLUMNS)


def write(page: Page, form: str) -> bytes:
    """`form` is one of TABLE_FORMS; a CSV holds the projects alone."""
    projects = Sheet("Per project", PROJECT_COLUMNS, list(_projects(page)))
    if form == "csv":
        return write_csv(projects)
    return write_xlsx([projects, Sheet("Per kwartaal", QUARTER_COLUMNS, list(_quarters(page)))])


def _projects(page: Page) -> Iterator[list[Value]]:
    for one in page.shared:
        for project in one.projects:
            level = LEVELS[project.level] if project.level else ""
            yield [*_belonging(page, one), project.name, *_amounts(project.figures), level]
        yield [*_belonging(page, one), f"Totaal {one.name}", *_amounts(one.total), ""]
    if len(page.shared) > 1:
        place = [page.name, page.code, page.quarter.label if page.quarter else ""]
        yield [*place, "", "", "", "", f"Totaal {page.name}", *_amounts(page.total), ""]


def _belonging(page: Page, one: ProgrammeShare) -> list[Value]:
    percentage: Value = "n.t.b." if one.key is None or one.key.percentage is None else one.key.percentage
    return [
        page.name,
        page.code,
        page.quarter.label if page.quarter else "",
        one.name,
        one.state,
        one.key.label if one.key else "geen",
        percentage,
    ]


def _quarters(page: Page) -> Iterator[list[Value]]:
    for line in page.history:
        state = "vastgesteld" if line.is_frozen else "voorlopig"
        yield [line.quarter.label, state, *_amounts(line.figures)]


def _amounts(figures: Shown) -> list[Value]:
    return [as_cell(value) for value in figures.values.values()]
