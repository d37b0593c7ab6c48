"""The decisions log as a list for Excel: the same rows, order and words as on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from izaportal.core.workbook import Shape, Sheet, SheetColumn, Value
from izaportal.web.decision_lines import DecisionLine

COLUMNS = (
    SheetColumn("Genomen op", Shape.DAY, width=14),
    SheetColumn("Besluit"),
    SheetColumn("Tekst", width=40),
    SheetColumn("Overleg", width=26),
    SheetColumn("Grond", width=16),
    SheetColumn("Projecten", width=26),
    SheetColumn("Voorwaarden", width=40),
    SheetColumn("Opvolging door", width=18),
    SheetColumn("Klaar op", Shape.DAY, width=14),
    SheetColumn("Opvolging"),
    SheetColumn("Illustratief", width=12),
)


def sheet(lines: Iterable[DecisionLine]) -> Sheet:
    return Sheet("Besluiten", COLUMNS, _rows(lines), wraps=True)


def _rows(lines: Iterable[DecisionLine]) -> Iterator[list[Value]]:
    for line in lines:
        row = line.row
        yield [
            row.decided_on,
            row.get_kind_display(),
            row.label,
            str(row.body) if row.body else row.decided_by,
            row.get_basis_display() if row.basis else "",
            "; ".join(project.name for project in row.projects.all()),
            "; ".join(condition.label for condition in row.conditions.all()),
            line.owner,
            row.deadline,
            _state(line),
            "ja" if row.illustrative else "",
        ]


def _state(line: DecisionLine) -> str:
    if line.is_replaced:
        return f"{line.state} door ‘{line.row.replaced_by.label}’"
    return f"{line.state}, te laat" if line.is_late else line.state
