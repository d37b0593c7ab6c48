"""What is typed in the grid of a budget: the text of every cell, beside what its author saw there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self

from django.utils.datastructures import MultiValueDict

from funding.budget import LineKey, why_no_budget
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid
from izaportal.core.formatting import number
from izaportal.core.numbers import read_number

CELL, BASIS, REASON = "cel:", "basis", "reason"
NEW_PROJECT, NEW_SOURCE, NEW_COST_TYPE, NEW_YEAR = "nieuw-project", "nieuw-bron", "nieuw-soort", "nieuw:"
NO_NUMBER = "Dit is geen bedrag. Schrijf bijvoorbeeld 1.234,50."
NOT_WHOLE = "Kies het project en de bron van de nieuwe regel, en vul een bedrag in."
IS_THERE = "Deze regel is er al; vul hem in de tabel in."


def shown(amount: Decimal | None) -> str:
    """An amount as it stands in a cell: `750.000`, `1.234,50`; an empty cell is empty."""
    if amount is None:
        return ""
    return number(amount, 0 if amount == amount.to_integral_value() else 2)


@dataclass
class Typed:
    """`cells` and `basis` by name of the cell. `mistakes` by cell, or by field of the new line; `theirs` is
    what another made of a cell meanwhile."""

    cells: dict[str, str] = field(default_factory=dict)
    basis: dict[str, str] = field(default_factory=dict)
    new: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    mistakes: dict[str, str] = field(default_factory=dict)
    theirs: dict[str, str] = field(default_factory=dict)
    added: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, posted: MultiValueDict[str, str]) -> Self:
        given = {name: str(posted.get(name) or "").strip() for name in posted}
        return cls(
            cells={n.removeprefix(CELL): text for n, text in given.items() if n.startswith(CELL)},
            basis=_basis(given.get(BASIS, "")),
            new={n: text for n, text in given.items() if n.startswith("nieuw")},
            reason=given.get(REASON, "")[:300],
        )

    def edits(self, known: Iterable[LineKey]) -> dict[str, Edit]:
        """The cells as edits; what cannot be read stays behind in `mistakes`. `known`: lines there are."""
        self.added = self._new_cells(frozenset(known))
        edits = {}
        for name, text in (self.cells | self.added).items():
            seen = self.basis.get(name, "")
            if text == seen:
                continue
            try:
                edits[name] = Edit(_read(seen), _read_budget(text))
            except ValueError as mistake:
                self.mistakes[name] = str(mistake)
        return edits

    def refuse(self, invalid: Invalid) -> None:
        for mistake in invalid.mistakes:
            self.mistakes[mistake.place] = mistake.message

    def rebase(self, conflicted: Conflicted) -> None:
        """On what another made of these cells; the author's own texts stay in them. A new line that another
        added too stands among the others then."""
        for conflict in conflicted.conflicts:
            self.theirs[conflict.field] = shown(conflict.theirs) or "leeg"
            self.basis[conflict.field] = shown(conflict.theirs)
        if self.theirs.keys() & self.added.keys():
            self.cells |= self.added
            self.new = {}

    def lay_over(self, stored: Mapping[str, Decimal | None]) -> dict[str, str]:
        """The text of every cell of the page: what the author made of it, else what is stored. What they did
        not touch they see as it is now."""
        texts = {}
        for name, amount in stored.items():
            mine = self.cells.get(name)
            if mine is None or mine == self.basis.get(name, ""):
                texts[name] = self.basis[name] = shown(amount)
            else:
                texts[name] = mine
        return texts

    @property
    def basis_json(self) -> str:
        return json.dumps(self.basis, ensure_ascii=False)

    def _new_cells(self, known: frozenset[LineKey]) -> dict[str, str]:
        """The cells of the line that is added; nothing when nobody filled in anything of it."""
        amounts = {n.removeprefix(NEW_YEAR): t for n, t in self.new.items() if n.startswith(NEW_YEAR) and t}
        if not any(self.new.values()):
            return {}
        project, kind = self.new.get(NEW_PROJECT, ""), self.new.get(NEW_SOURCE, "")
        if not (project and kind and amounts):
            self.mistakes[NEW_PROJECT] = NOT_WHOLE
            return {}
        source, _, stream = kind.partition(".")
        key = LineKey(project, source, stream, " ".join(self.new.get(NEW_COST_TYPE, "").split()))
        if key in known:
            self.mistakes[NEW_PROJECT] = IS_THERE
            return {}
        return {key.cell(int(year)): text for year, text in amounts.items() if year.isdigit()}


def _read(text: str) -> Decimal | None:
    """None for an empty cell; Excel writes nothing as `-`. Raises ValueError for what is no number."""
    return None if text in {"", "-", "–"} else read_number(text)


def _read_budget(text: str) -> Decimal | None:
    """Raises ValueError, in words for its author, for what cannot be an amount of a budget."""
    try:
        amount = _read(text)
    except ValueError as unread:
        raise ValueError(NO_NUMBER) from unread
    if amount is not None and (why := why_no_budget(amount)):
        raise ValueError(why)
    return amount


def _basis(text: str) -> dict[str, str]:
    """What the author saw; a basis that is broken counts as seeing nothing."""
    try:
        kept: Any = json.loads(text or "{}")
    except ValueError:
        return {}
    return {str(name): str(kept[name]) for name in kept} if isinstance(kept, dict) else {}
