"""The grid of a budget as it is shown: projects with their lines, a column a year, sums beside the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Self

from django.urls import reverse

from funding import choices
from funding.budget import Line, LineKey, Sum, per_year, together
from funding.selectors.budget import Use, Used
from izaportal.web.budget.read import Seen
from izaportal.web.budget.typed import CELL, NEW_PROJECT, NEW_SOURCE, NEW_YEAR, Typed, shown
from izaportal.web.choosing import Choice
from izaportal.web.crumbs import money_crumbs
from izaportal.web.link import Link

if TYPE_CHECKING:
    from projects.models import Project

SOURCE_WORDS = dict(choices.SOURCES)
STREAM_WORDS = dict(choices.STREAMS)
USE_WORDS = {Use.BUDGETED: "Begroot", Use.COMMITTED: "Verplicht", Use.BOOKED: "Geboekt"}
Texts = Mapping[str, str]
NOT_GIVEN = "–"


@dataclass(frozen=True, slots=True)
class CellView:
    """`id` in the page, `field` in the form; `theirs` is what another made of it meanwhile."""

    id: str
    field: str
    label: str
    text: str
    mistake: str
    theirs: str


@dataclass(frozen=True, slots=True)
class SumView:
    """A sum in words, beside what the plan says it is; `plan` is that as a script reads it."""

    total: str
    stated: str
    difference: str
    plan: str

    @classmethod
    def of(cls, found: Sum) -> Self:
        return cls(
            told(found.amount),
            told(found.stated),
            signed(found.difference),
            "" if found.stated is None else str(found.stated),
        )

    @classmethod
    def of_all(cls, found: Sum, blocks: Iterable[Block]) -> Self:
        """Of the page: what differs is the difference of the projects that can be compared, and no more."""
        difference = together(block.difference for block in blocks)
        return cls(told(found.amount), told(found.stated), signed(difference), "")


@dataclass(frozen=True, slots=True)
class LineView:
    """`stated` stands at the first line of a source, over `span` lines; at the others `span` is 0."""

    label: str
    source: str
    cells: tuple[CellView, ...]
    total: str
    stated: SumView
    span: int


@dataclass(frozen=True, slots=True)
class Block:
    """A project with its lines."""

    slug: str
    name: str
    url: str
    pillar: str
    lines: tuple[LineView, ...]
    years: tuple[str, ...]
    total: SumView
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class UseRow:
    word: str
    amounts: tuple[Decimal | None, ...]
    total: Decimal | None


@dataclass(frozen=True, slots=True)
class SourceUse:
    label: str
    rows: tuple[UseRow, ...]


@dataclass(frozen=True, slots=True)
class NewLine:
    projects: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    cost_type: str
    cells: tuple[CellView, ...]
    mistake: str


@dataclass(frozen=True, slots=True)
class Page:
    """`elsewhere`: what the author typed in cells that the filter leaves out; it goes along in the form.
    `uncompared`: projects of which either nothing is budgeted or the plan states nothing.
    """

    seen: Seen
    crumbs: tuple[Link, ...]
    blocks: tuple[Block, ...]
    year_totals: tuple[str, ...]
    total: SumView
    uncompared: int
    uses: tuple[SourceUse, ...]
    use_years: tuple[int, ...]
    pillars: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    new: NewLine
    typed: Typed
    elsewhere: tuple[tuple[str, str], ...]

    @property
    def is_illustrative(self) -> bool:
        return any(line.illustrative for line in self.seen.lines)

    @property
    def is_filtered(self) -> bool:
        return bool(self.seen.pillar or self.seen.source)

    @property
    def wrong(self) -> tuple[tuple[str, str], ...]:
        """(id in the page, sentence) of every mistake, the cells in order."""
        cells = [cell for block in self.blocks for line in block.lines for cell in line.cells]
        found = [
            (cell.id, f"{cell.label}: {cell.mistake}") for cell in (*cells, *self.new.cells) if cell.mistake
        ]
        return (*found, *([("nieuw-project", self.new.mistake)] if self.new.mistake else []))


def build(seen: Seen, typed: Typed) -> Page:
    lines, years = seen.lines, seen.years
    stored = {line.key.cell(year): line.amounts.get(year) for line in lines for year in years}
    texts = typed.lay_over(stored)
    own = {slug: tuple(rows) for slug, rows in groupby(lines, key=lambda line: line.key.project)}
    order = {name: place for place, name in enumerate(stored)}
    sums = per_year(lines, years)
    blocks = tuple(
        _block(seen, project, own[project.slug], _Cells(typed, texts, order))
        for project in seen.projects
        if project.slug in own
    )
    return Page(
        seen=seen,
        crumbs=money_crumbs(seen.programme, Link("Begroting")),
        blocks=blocks,
        year_totals=tuple(map(told, sums.values())),
        total=SumView.of_all(Sum(together(sums.values()), seen.stated_total), blocks),
        uncompared=sum(block.difference is None for block in blocks),
        uses=tuple(_uses(seen.used)),
        use_years=tuple(sorted({one.year for one in seen.used})),
        pillars=tuple(Choice(one.slug, one.name, one.slug == seen.pillar) for one in seen.pillars),
        sources=tuple(Choice(value, str(label), value == seen.source) for value, label in choices.SOURCES),
        new=_new_line(seen, typed),
        typed=typed,
        elsewhere=tuple((CELL + name, text) for name, text in typed.cells.items() if name not in texts),
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """What stands in the cells, and where they are."""

    typed: Typed
    texts: Texts
    order: Mapping[str, int]

    def of(self, line: Line, years: Iterable[int], label: str) -> Iterator[CellView]:
        for year in years:
            name = line.key.cell(year)
            yield CellView(
                id=f"cel-{self.order[name]}",
                field=CELL + name,
                label=f"{label} {year}",
                text=self.texts[name],
                mistake=self.typed.mistakes.get(name, ""),
                theirs=self.typed.theirs.get(name, ""),
            )


def _block(seen: Seen, project: Project, lines: tuple[Line, ...], cells: _Cells) -> Block:
    years = per_year(lines, seen.years)
    views = []
    for source, rows in groupby(lines, key=lambda line: line.key.source):
        listed = list(rows)
        summed = together(line.total for line in listed)
        stated = SumView.of(Sum(summed, seen.stated.get((project.slug, source))))
        for place, line in enumerate(listed):
            label = _line_label(line.key)
            own = tuple(cells.of(line, seen.years, f"{project.name}, {label}"))
            span = len(listed) if place == 0 else 0
            views.append(LineView(label, source, own, told(line.total), stated, span))
    whole = Sum(together(years.values()), seen.stated.get((project.slug, seen.source)))
    return Block(
        slug=project.slug,
        name=project.name,
        url=reverse("project", args=(seen.programme.slug, project.slug)),
        pillar=project.pillar.name if project.pillar else "",
        lines=tuple(views),
        years=tuple(map(told, years.values())),
        total=SumView.of(whole),
        difference=whole.difference,
    )


def told(amount: Decimal | None) -> str:
    return shown(amount) or NOT_GIVEN


def signed(amount: Decimal | None) -> str:
    return f"{'+' if amount and amount > 0 else ''}{told(amount)}"


def _line_label(key: LineKey) -> str:
    """`SPUK transformatiemiddelen · Personeel`."""
    words = _source_label(key.source, key.stream)
    return f"{words} · {key.cost_type}" if key.cost_type else words


def _source_label(source: str, stream: str) -> str:
    word, within = str(SOURCE_WORDS[source]), str(STREAM_WORDS.get(stream, ""))
    return within if word in within else f"{word} {within}".strip()


def _uses(used: Iterable[Used]) -> Iterator[SourceUse]:
    listed = list(used)
    years = sorted({one.year for one in listed})
    for (source, stream), own in groupby(listed, key=lambda one: (one.source, one.stream)):
        amounts = {(one.use, one.year): one.amount for one in own}
        rows = []
        for use, word in USE_WORDS.items():
            row = tuple(amounts.get((use, year)) for year in years)
            rows.append(UseRow(word, row, together(row)))
        yield SourceUse(_source_label(source, stream), tuple(rows))


def _new_line(seen: Seen, typed: Typed) -> NewLine:
    kinds = [("spuk." + value, value) for value, _ in choices.STREAMS]
    kinds += [(value, "") for value, _ in choices.SOURCES if value != "spuk"]
    sources = [
        (value, _source_label(value.partition(".")[0], stream))
        for value, stream in kinds
        if seen.source in ("", value.partition(".")[0])
    ]
    by_year = {name.rpartition(".")[2]: typed.mistakes.get(name, "") for name in typed.added}
    return NewLine(
        projects=tuple(
            Choice(one.slug, one.name, one.slug == typed.new.get(NEW_PROJECT)) for one in seen.projects
        ),
        sources=tuple(Choice(value, label, value == typed.new.get(NEW_SOURCE)) for value, label in sources),
        cost_type=typed.new.get("nieuw-soort", ""),
        cells=tuple(
            CellView(
                id=f"nieuw-{year}",
                field=f"{NEW_YEAR}{year}",
                label=f"Nieuwe regel {year}",
                text=typed.new.get(f"{NEW_YEAR}{year}", ""),
                mistake=by_year.get(str(year), ""),
                theirs="",
            )
            for year in seen.years
        ),
        mistake=typed.mistakes.get(NEW_PROJECT, ""),
    )
