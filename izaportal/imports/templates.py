"""Makes the workbook that goes out: filled with what is stored, ready to be changed and to come back."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest
from typing import IO

from openpyxl.utils import get_column_letter

from izaportal.core import clock
from izaportal.core.formatting import sentence_case
from izaportal.core.viewer import Viewer
from izaportal.core.workbook import Shape, Sheet, SheetColumn, Value, save_xlsx
from izaportal.imports import layout
from izaportal.imports.books import Importable
from izaportal.imports.kinds.kind import Kind
from izaportal.imports.layout import FIRST_LINE, ID, Choices, Column, Form, Record, Tab, Writes
from izaportal.imports.reading import ABOUT, seen_title
from pillars.models import Programme

CHOICES, HELP = "Keuzes", "Uitleg"
SHAPES = {
    Form.TEXT: Shape.TYPED,
    Form.YES_NO: Shape.TYPED,
    Form.WHOLE: Shape.WHOLE,
    Form.YEAR: Shape.YEAR,
    Form.EUROS: Shape.EUROS,
    Form.DAY: Shape.DAY,
}
HOW_TO = (
    ("Wijzigen", "Verander de cellen van een regel. Een lege cel maakt leeg wat er stond."),
    ("Toevoegen", "Zet nieuwe regels onder de laatste regel, waar het tabblad dat toelaat."),
    ("Verwijderen", "Een regel weghalen verandert niets in het portaal."),
    (
        "Laten staan",
        "Laat de verborgen eerste regel, de verborgen eerste kolom en de namen van tabbladen staan.",
    ),
    (
        "Getallen",
        "Met een komma voor decimalen. Datums als dag-maand-jaar. Formules mogen; hun uitkomst telt.",
    ),
    ("Inlezen", "Kies het bestand op de pagina Importeren. U ziet eerst wat er zou veranderen."),
)


def write_template(
    importable: Importable, programme: Programme, file: IO[bytes], *, viewer: Viewer | None = None
) -> None:
    """For a viewer who manages pillars only with the rows of these; for nobody in particular with all.

    Sheets: the tabs, what the columns mean, what can be chosen, and hidden what the portal must know."""
    lists = [(kind.tab, kind.choices(programme)) for kind in importable.kinds]
    ranges = _ranges(lists)
    stored = [(kind.tab, _rows_for(viewer, kind, programme)) for kind in importable.kinds]
    sheets = [_sheet(tab, rows, ranges) for tab, rows in stored]
    sheets += [_help(importable, lists), _choices(ranges)]
    sheets += [_seen(tab, rows) for tab, rows in stored if tab.changes]
    save_xlsx([*sheets, _about(importable, programme)], file)


def _rows_for(viewer: Viewer | None, kind: Kind, programme: Programme) -> Mapping[str, Record]:
    rows = kind.stored(programme)
    if kind.of_pillars is None or viewer is None or viewer.manages(programme.slug):
        return rows
    is_own = kind.of_pillars(programme, viewer.managed_pillars(programme.slug))
    return {row_id: record for row_id, record in rows.items() if is_own(row_id)}


def _sheet(tab: Tab, rows: Mapping[str, Record], ranges: "Ranges") -> Sheet:
    columns = [
        SheetColumn(
            column.title,
            SHAPES.get(column.form, Shape.TEXT),
            column.width,
            name=column.name,
            editable=column.writes is Writes.ALWAYS or (column.writes is Writes.NEW and tab.adds),
            choices=ranges[tab.name, column.choices][0] if column.choices else "",
            note=_note(column),
        )
        for column in tab.columns
    ]
    return Sheet(tab.title, [_id_column(), *columns], _lines(rows), protected=True)


def _id_column() -> SheetColumn:
    return SheetColumn("Kenmerk", width=38, name=ID, hidden=True, editable=False)


def _note(column: Column) -> str:
    parts = (
        f"{sentence_case(column.form.value)}{', verplicht' if column.required else ''}.",
        "" if column.writes is Writes.ALWAYS else f"Wordt overgenomen: {column.writes.value}.",
        column.help,
    )
    return " ".join(part for part in parts if part)


def _lines(rows: Mapping[str, Record]) -> Iterator[list[Value]]:
    for row_id, record in rows.items():
        yield [row_id, *(_written(value) for value in record)]


def _written(value: layout.Value) -> Value:
    """A sheet has no yes and no of its own."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return value


def _seen(tab: Tab, rows: Mapping[str, Record]) -> Sheet:
    columns = [
        SheetColumn(column.title, SHAPES.get(column.form, Shape.TEXT), name=column.name)
        for column in tab.columns
    ]
    return Sheet(seen_title(tab), [_id_column(), *columns], _lines(rows), hidden=True)


# Of a tab and the name of a list: the range of cells and what stands in it.
Ranges = dict[tuple[str, str], tuple[str, list[str]]]


def _ranges(lists: Iterable[tuple[Tab, Choices]]) -> Ranges:
    found: Ranges = {}
    for tab, choices in lists:
        for name in dict.fromkeys(column.choices for column in tab.columns if column.choices):
            letter = get_column_letter(len(found) + 1)
            offered = list(choices[name])
            last = max(2, len(offered) + 1)
            found[tab.name, name] = (f"{CHOICES}!${letter}$2:${letter}${last}", offered)
    return found


def _choices(ranges: Ranges) -> Sheet:
    columns = [SheetColumn(f"{tab}: {name}", width=30) for tab, name in ranges] or [
        SheetColumn("Geen", width=30)
    ]
    rows = zip_longest(*(offered for _, offered in ranges.values()))
    return Sheet(CHOICES, columns, rows, protected=True)


def _help(importable: Importable, lists: Iterable[tuple[Tab, Choices]]) -> Sheet:
    rows: list[tuple[Value, ...]] = [(word, "", text) for word, text in HOW_TO]
    for tab, _ in lists:
        if tab.help:
            rows.append((tab.title, "", tab.help))
        rows += [(tab.title, column.title, _note(column)) for column in tab.columns]
    heads = (
        SheetColumn("Waarover", width=20),
        SheetColumn("Kolom", width=24),
        SheetColumn("Uitleg", width=110),
    )
    return Sheet(HELP, heads, rows, protected=True)


def _about(importable: Importable, programme: Programme) -> Sheet:
    facts: list[tuple[Value, ...]] = [
        ("soort", importable.book.key),
        ("versie", str(importable.book.version)),
        ("programma", programme.slug),
        ("gemaakt", f"{clock.now():%Y-%m-%dT%H:%M:%SZ}"),
        ("eerste regel", str(FIRST_LINE)),
    ]
    return Sheet(ABOUT, (SheetColumn("gegeven"), SheetColumn("waarde")), facts, hidden=True)
