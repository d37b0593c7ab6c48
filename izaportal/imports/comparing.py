"""What a sheet that was read would change. Pure: three versions of a row meet (izaportal/core/editing.py).

`seen` is what the template held when it was made, `wanted` what it holds now, `stored` what the portal
holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from izaportal.core.editing import Conflict, Conflicted, Edit, merge
from izaportal.core.formatting import date_nl, euro_cents, number, number_of
from izaportal.imports.findings import Finding
from izaportal.imports.layout import Column, Form, Record, Row, Tab, Value, Writes


@dataclass(frozen=True, slots=True)
class Changed:
    """A stored row with the fields to change, old and new."""

    row: Row
    id: str
    fields: Mapping[str, Edit]


@dataclass(slots=True)
class Comparison:
    """What would be added and changed; `left` counts the rows that stay as they are."""

    tab: Tab
    added: list[Row] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    left: int = 0

    @property
    def has_changes(self) -> bool:
        return bool(self.added or self.changed)


@dataclass(frozen=True, slots=True)
class Known:
    """Rows by id: as the template was made (empty for a file that is no template) and as stored now."""

    seen: Mapping[str, Record]
    stored: Mapping[str, Record]


MOST_SHOWN = 300  # characters of a text
THERE_ALREADY = (
    "Staat al in het portaal",
    "deze regel staat al in het portaal",
    "Wijzig de regel van het sjabloon, of haal deze weg.",
)


class Comparer:
    """Compares row after row; what cannot be is told as a finding at its cell."""

    def __init__(self, tab: Tab, known: Known, *, cells: Mapping[str, str]) -> None:
        """`cells`: the letter of each column in the file."""
        self.result = Comparison(tab)
        self._tab, self._known, self._cells = tab, known, cells
        self._by_key = (
            {tab.key_of(record): row_id for row_id, record in known.stored.items()} if tab.key_places else {}
        )
        self._lines: dict[object, int] = {}

    def take(self, row: Row) -> Iterator[Finding]:
        """Sort the row in; what is wrong with it."""
        if row.id and row.id not in self._known.stored:
            yield self._strange(row)
            return
        key = self._tab.key_of(row.record)
        row_id = row.id or ("" if self._lacks_key(row) else self._by_key.get(key, ""))
        mark: object = row_id or (row.line if self._lacks_key(row) else key or row.line)
        if (first := self._lines.setdefault(mark, row.line)) != row.line:
            yield self._finding(row, self._key_name, _twice(first))
            return
        missing = list(self._missing(row, row_id))
        yield from missing
        if row_id and not row.id and not self._tab.finds:
            yield self._finding(row, self._key_name, THERE_ALREADY)
        elif row_id:
            yield from self._existing(row, row_id, may_change=not missing)
        elif not missing and not row.unread:
            yield from self._new(row)

    def _lacks_key(self, row: Row) -> bool:
        columns, places = self._tab.columns, self._tab.key_places
        return any(columns[place].required and row.record[place] is None for place in places)

    def vanished(self) -> Iterator[Finding]:
        """Rows of the template that are no longer in it stay; said once."""
        gone = sum(row_id in self._known.stored and row_id not in self._lines for row_id in self._known.seen)
        if gone:
            rows = number_of(gone, "regel", "regels")
            yield Finding(
                "Regels weggehaald",
                f"{rows} van het sjabloon {'staat' if gone == 1 else 'staan'} niet in het bestand",
                "Wat er niet in staat, blijft in het portaal zoals het is: importeren verwijdert niets.",
                tab=self._tab.title,
                is_warning=True,
            )

    def _new(self, row: Row) -> Iterator[Finding]:
        if not self._tab.adds:
            yield self._finding(
                row,
                self._key_name,
                (
                    "Nieuwe regel",
                    "deze regel staat niet in het portaal",
                    "Voeg hier geen regels toe; haal hem weg.",
                ),
            )
        else:
            self.result.added.append(row)

    def _existing(self, row: Row, row_id: str, *, may_change: bool) -> Iterator[Finding]:
        stored = self._known.stored[row_id]
        seen = self._known.seen.get(row_id)
        edits: dict[str, Edit] = {}
        for place, column in enumerate(self._tab.columns):
            wanted, held = row.record[place], stored[place]
            before = held if seen is None else seen[place]
            if wanted in (before, held) or column.name in row.unread or (seen is None and wanted is None):
                continue
            if column.writes is Writes.ALWAYS:
                edits[column.name] = Edit(before, wanted)
            else:
                yield self._untouchable(row, column)
        if not edits:
            self.result.left += 1
            return
        changes, conflicts = self._merged(edits, stored)
        for name, text in conflicts.items():
            yield self._finding(row, name, text)
        if changes and not conflicts and may_change and not row.unread:
            self.result.changed.append(Changed(row, row_id, changes))

    def _merged(
        self, edits: Mapping[str, Edit], stored: Record
    ) -> tuple[dict[str, Edit], dict[str, tuple[str, str, str]]]:
        held = {name: self._tab.get(stored, name) for name in edits}
        try:
            changes = merge(held, edits)
        except Conflicted as conflict:
            return {}, {
                one.field: _met(one, self._tab.columns[self._tab.places[one.field]].form)
                for one in conflict.conflicts
            }
        return {name: Edit(held[name], wanted) for name, wanted in changes.items()}, {}

    def _missing(self, row: Row, row_id: str) -> Iterable[Finding]:
        """What is empty in the portal too, as the reference of a reversal, is no mistake of the file."""
        held = self._known.stored.get(row_id)
        for place, column in enumerate(self._tab.columns):
            is_empty = row.record[place] is None and column.name not in row.unread
            if column.required and is_empty and (held is None or held[place] is not None):
                text = ("Verplichte cel is leeg", f"‘{column.title}’ is leeg", "Vul deze cel in.")
                yield self._finding(row, column.name, text)

    def _untouchable(self, row: Row, column: Column) -> Finding:
        if column.writes is Writes.NEVER:
            return self._finding(
                row,
                column.name,
                (
                    "Alleen ter informatie",
                    f"‘{column.title}’ is niet overgenomen",
                    "Wat in deze kolom staat, verandert u met een import niet.",
                ),
                is_warning=True,
            )
        text = (
            "Staat vast",
            f"‘{column.title}’ van een bestaande regel verandert niet meer",
            self._tab.help or "Zet de oude waarde terug, of voeg een nieuwe regel toe.",
        )
        return self._finding(row, column.name, text)

    def _strange(self, row: Row) -> Finding:
        text = (
            "Regel is er niet meer",
            "deze regel van het sjabloon staat niet (meer) in dit programma",
            "Haal een nieuw sjabloon op, of voeg haar als nieuwe regel toe zonder verborgen kenmerk.",
        )
        return self._finding(row, self._key_name, text)

    @property
    def _key_name(self) -> str:
        return self._tab.columns[self._tab.key_places[0] if self._tab.key_places else 0].name

    def _finding(
        self, row: Row, name: str, text: tuple[str, str, str], *, is_warning: bool = False
    ) -> Finding:
        group, what, how = text
        cell = f"{self._cells.get(name, 'A')}{row.line}"
        return Finding(group, what, how, tab=self._tab.title, cell=cell, is_warning=is_warning)


def _twice(first: int) -> tuple[str, str, str]:
    return ("Staat er twee keer", f"dezelfde regel staat ook op regel {first}", "Laat één van beide staan.")


def _met(one: Conflict, form: Form) -> tuple[str, str, str]:
    seen, mine, theirs = (shown(value, form) for value in (one.seen, one.mine, one.theirs))
    return (
        "Intussen gewijzigd in het portaal",
        f"in het sjabloon stond {seen}, u maakte er {mine} van, maar in het portaal staat nu {theirs}",
        f"Neem {theirs} over, of haal een nieuw sjabloon op en wijzig het opnieuw.",
    )


def shown(value: Value, form: Form = Form.TEXT) -> str:
    """A value as a sentence or a table of the report shows it."""
    if value is None:
        return "leeg"
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, date):
        return date_nl(value)
    if form is Form.YEAR:
        return f"{value:f}" if isinstance(value, Decimal) else value
    if isinstance(value, Decimal):
        return euro_cents(value) if form is Form.EUROS else number(value)
    if form is Form.OUTLINE:
        return f"een grens van {number(value.count('[') - value.count('[['))} punten"
    return f"“{value}”" if len(str(value)) <= MOST_SHOWN else f"“{str(value)[: MOST_SHOWN - 1]}…”"
