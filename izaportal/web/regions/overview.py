"""The map as a table: what every region plans on every theme, as plain data."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from izaportal.core.formatting import number, number_of
from izaportal.web.choosing import Choice
from izaportal.web.fact import Fact
from izaportal.web.link import Link
from izaportal.web.regions.places import links_to, short, url_of
from regions.selectors.impact import Cell, Held, MatrixRow, kind_of

if TYPE_CHECKING:
    from regions.models import ImpactTheme, Region

TINTS = (1, 2, 3, 4, 6)
"""From how many activities a cell gets its next tint."""
SIGNS = {Held.NOT_IN_PLAN: "–", Held.ELSEWHERE: "→", Held.NOT_RECORDED: "?"}
WORDS = {
    Held.NOT_IN_PLAN: "niet in het plan",
    Held.ELSEWHERE: "staat bij een andere regio",
    Held.NOT_RECORDED: "niet vastgelegd",
}
KINDS = {"zorgkantoor": "Zorgkantoorregio’s", "roaz": "ROAZ-regio’s"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: `tint` 1 to 5 for its number of activities, else 0; `others` are where it stands instead.

    `note` is how the source says that there are none.
    """

    theme: str
    held: Held
    url: str
    count: int
    tint: int
    note: str
    others: tuple[Link, ...]

    @property
    def sign(self) -> str:
        return SIGNS.get(self.held, str(self.count))

    @property
    def word(self) -> str:
        return WORDS.get(self.held, "activiteit" if self.count == 1 else "activiteiten")

    @property
    def is_filled(self) -> bool:
        return self.held is Held.ACTIVITIES


@dataclass(frozen=True, slots=True)
class Row:
    """`part_of` names the region it is a part of; `whole`: all its cells say this one thing."""

    name: str
    url: str
    part_of: str
    cells: tuple[Shown, ...]

    @property
    def whole(self) -> Shown | None:
        first = self.cells[0]
        alike = all((cell.held, cell.others) == (first.held, first.others) for cell in self.cells)
        return first if alike and first.held in (Held.ELSEWHERE, Held.NOT_RECORDED) else None


@dataclass(frozen=True, slots=True)
class Group:
    key: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    themes: tuple[str, ...]
    groups: tuple[Group, ...]
    choices: tuple[Choice, ...]

    @property
    def width(self) -> int:
        return 1 + len(self.themes)

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]

    @property
    def planning(self) -> list[Row]:
        """Regions with a plan of their own on the map."""
        return [row for row in self.rows if row.whole is None]

    @property
    def line(self) -> str:
        everywhere = sum(all(cell.is_filled for cell in row.cells) for row in self.planning)
        return (
            f"{everywhere or 'Geen'} van de {len(self.planning)} regio’s met een eigen plan "
            f"{'noemt' if everywhere < 2 else 'noemen'} activiteiten bij alle {len(self.themes)} thema’s."
        )

    @property
    def sub(self) -> str:
        """The theme that is lacking most often; empty where none is."""
        lacking = Counter(
            cell.theme for row in self.rows for cell in row.cells if cell.held is Held.NOT_IN_PLAN
        )
        if not lacking:
            return ""
        theme, times = lacking.most_common(1)[0]
        return f"Het vaakst ontbreekt {theme}: bij {number_of(times, 'regio', 'regio’s')}."

    @property
    def totals(self) -> tuple[Fact, ...]:
        """What all cells hold, each with its number."""
        cells = [cell for row in self.rows for cell in row.cells]
        held = Counter(cell.held for cell in cells)
        return (
            Fact("Regio’s op de kaart", number(len(self.rows))),
            Fact("Activiteiten", number(sum(cell.count for cell in cells))),
            Fact("Thema niet in het plan", _times(held[Held.NOT_IN_PLAN])),
            Fact("Thema niet vastgelegd", _times(held[Held.NOT_RECORDED])),
        )


def build(themes: Sequence[ImpactTheme], rows: Iterable[MatrixRow], *, asked: str) -> Overview:
    """`asked`: a key of KINDS; anything else asks for all."""
    listed = list(rows)
    shown = [asked] if asked in KINDS else list(KINDS)
    return Overview(
        themes=tuple(short(theme.label) for theme in themes),
        groups=tuple(_group(kind, listed, themes) for kind in shown),
        choices=(
            Choice("", f"Alle {len(listed)} regio’s", len(shown) > 1),
            *(Choice(kind, label, shown == [kind]) for kind, label in KINDS.items()),
        ),
    )


def _times(count: int) -> str:
    return f"{number(count)} keer" if count else "nergens"


def _group(kind: str, rows: Iterable[MatrixRow], themes: Sequence[ImpactTheme]) -> Group:
    """Regions by name, each with its parts below it."""
    own = [row for row in rows if kind_of(row.region) == kind]
    own.sort(key=lambda row: _place(row.region))
    return Group(kind, KINDS[kind], tuple(_row(row, themes) for row in own))


def _place(region: Region) -> tuple[str, bool, str]:
    whole = region.parent or region
    return _sorted(whole.name), region.parent is not None, _sorted(region.name)


def _sorted(name: str) -> str:
    """'t Gooi stands at the G."""
    return name.removeprefix("'t ").casefold()


def _row(row: MatrixRow, themes: Sequence[ImpactTheme]) -> Row:
    url = url_of(row.region)
    return Row(
        name=row.region.name,
        url=url,
        part_of=row.region.parent.name if row.region.parent else "",
        cells=tuple(_shown(cell, theme, url) for cell, theme in zip(row.cells, themes, strict=True)),
    )


def _shown(cell: Cell, theme: ImpactTheme, url: str) -> Shown:
    return Shown(
        theme=short(theme.label),
        held=cell.held,
        url=f"{url}#{theme.slug}",
        count=cell.count,
        tint=bisect_right(TINTS, cell.count),
        note=cell.reason,
        others=links_to(cell.regions),
    )
