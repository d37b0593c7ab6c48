"""Pillar cards and the heat map of indicators and quarters, both narrowed by the filters of the URL."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from izaportal.core.formatting import Unknown, sentence_case
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import AnyStatus, PillarRow, Rows
from izaportal.web.board import words
from izaportal.web.board.changes import Change, changes_of
from izaportal.web.board.filters import Filters
from izaportal.web.board.links import Links
from izaportal.web.board.plan import Stated, stated
from izaportal.web.board.verdict import counting
from izaportal.web.hyphens import breakable
from kpis.selectors.status_rows import StatusRow, headlines
from kpis.status import Status

MOST_CHANGES = 2
SHOWN_AT_ONCE = 60
"""More indicators than this are a list, not a picture: then the key ones come first, the rest on asking."""
NO_PILLAR = "geen"
OLD, OLDEST = "is-old", "is-oldest is-old"


@dataclass(frozen=True, slots=True)
class PillarCard:
    """`name` may break in a narrow card, `plain_name` is what the pillar is called."""

    number: str
    name: str
    plain_name: str
    url: str
    counts: Counter[Status]
    changes: tuple[Change, ...]
    investment: Stated
    spuk: Stated
    stated_url: str
    compares: bool

    @property
    def still(self) -> str:
        """What is said when nothing changed; empty where there is nothing to compare."""
        return "geen verandering" if self.compares and words.measured(self.counts) else ""

    @property
    def no_spuk(self) -> bool:
        """The plan gives it none: *n.v.t.*, as nothing of it can go back."""
        return self.spuk.low == 0


@dataclass(frozen=True, slots=True)
class Cell:
    """`status` None: nothing was calculated for that quarter."""

    status: Status | None
    text: str
    url: str
    label: str
    css_class: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class HeatRow:
    row: StatusRow
    url: str
    cells: tuple[Cell, ...]
    projected: str

    @property
    def unit(self) -> str:
        return words.unit_of(self.row)


@dataclass(frozen=True, slots=True)
class HeatGroup:
    """The indicators of a pillar that are shown. `more_url` leads to the others, `more` says how many those
    are; both are empty when all are there."""

    title: str
    rows: tuple[HeatRow, ...]
    slug: str = ""
    more: str = ""
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A quarter's column head."""

    quarter: Quarter
    css_class: str


@dataclass(frozen=True, slots=True)
class Indicators:
    cards: tuple[PillarCard, ...]
    coordination: Stated
    heads: tuple[Head, ...]
    groups: tuple[HeatGroup, ...]
    filters: Filters
    shown: int
    total: int
    year: str
    word: str
    url: str
    pending: str = ""

    @property
    def cards_title(self) -> str:
        return f"Per {self.word}"

    @property
    def names_money(self) -> bool:
        """Whether the plan says of any what it costs, or why it cannot."""
        found = [amount for card in self.cards for amount in (card.investment, card.spuk)]
        return any(amount.is_known or amount.state is not Unknown.UNKNOWN for amount in found)

    @property
    def cards_lead(self) -> str:
        """Where the rest of the plan's money is, so that the cards do not seem to hold it all."""
        if not self.names_money:
            return f"Het plan noemt geen investering per {self.word}."
        if not self.coordination.is_known:
            return "Investering zoals het plan die noemt."
        return f"Investering zoals het plan die noemt; {self.coordination.text} coördinatie staat er los van."

    @property
    def warning_words(self) -> str:
        return f"nu op koers, maar te langzaam voor eind {self.year}"

    @property
    def is_big(self) -> bool:
        """Too many for a mark each."""
        return self.shown > SHOWN_AT_ONCE

    @property
    def columns(self) -> int:
        return len(self.heads) + 3


def indicators(rows: Rows, filters: Filters, links: Links, *, total: int | None = None) -> Indicators:
    """`total`: how many there are in the whole programme, where the rows are of a part of it."""
    kept = [row for row in rows.now if filters.keeps(row)]
    pillars = [pillar for pillar in rows.pillars if pillar.number]
    return Indicators(
        cards=tuple(
            _card(rows, pillar, kept, links) for pillar in pillars if filters.pillar in (None, pillar.slug)
        ),
        coordination=_coordination(rows),
        heads=tuple(Head(quarter, _age(rows, quarter)) for quarter in rows.shown),
        groups=tuple(_groups(rows, kept, filters, links)),
        filters=filters,
        shown=len(kept),
        total=len(rows.now) if total is None else total,
        year=str(rows.quarter.year),
        word=rows.frame.pillar_word,
        url=links.quarter(rows.quarter),
        pending=rows.pending if rows.lacks_statuses else "",
    )


def _number(rows: Rows, pillar: PillarRow) -> str:
    return f"{sentence_case(rows.frame.pillar_word)} {pillar.number}"


def _card(rows: Rows, pillar: PillarRow, kept: list[StatusRow], links: Links) -> PillarCard:
    own = [row for row in counting(tuple(kept)) if row.pillar == pillar.slug]
    return PillarCard(
        number=_number(rows, pillar),
        name=breakable(pillar.name),
        plain_name=pillar.name,
        url=f"{links.home()}#{pillar.slug}" if links.home() else "",
        counts=words.counted(own),
        changes=tuple(islice(changes_of(rows, own, links), MOST_CHANGES)),
        investment=stated(rows.figures, "investment", pillar=pillar.slug),
        spuk=stated(rows.figures, "spuk", pillar=pillar.slug),
        stated_url=links.stated(),
        compares=rows.previous is not None,
    )


def _coordination(rows: Rows) -> Stated:
    """What the plan spends around the pillars; unknown when it has no such part."""
    around = next((pillar.slug for pillar in rows.pillars if not pillar.number), "")
    return stated(rows.figures, "investment", pillar=around) if around else Stated()


def _groups(rows: Rows, kept: list[StatusRow], filters: Filters, links: Links) -> Iterable[HeatGroup]:
    heads = {pillar.slug: f"{_number(rows, pillar)} · {pillar.name}" for pillar in rows.pillars}
    ages = [(quarter, _age(rows, quarter)) for quarter in rows.shown]
    if filters.headline:
        yield from _chosen(rows, kept, ages, links)
        return
    grouped: dict[str | None, list[StatusRow]] = defaultdict(list)
    for row in kept:
        grouped[row.pillar].append(row)
    is_big = len(kept) > SHOWN_AT_ONCE
    for slug, own in grouped.items():
        is_short = is_big and (slug or NO_PILLAR) not in (filters.opened, filters.pillar)
        shown = headlines(own) if is_short else tuple(own)
        title = heads.get(slug or "", f"Zonder {rows.frame.pillar_word}")
        heat = tuple(_heat_row(rows, row, ages, links) for row in shown)
        more, url = _more(rows, own, shown, filters, links)
        yield HeatGroup(title, heat, slug or "", more, url)


def _chosen(
    rows: Rows, kept: list[StatusRow], ages: list[tuple[Quarter, str]], links: Links
) -> Iterable[HeatGroup]:
    """The headline indicators in the order that was chosen, of whatever pillar."""
    if kept:
        yield HeatGroup(
            "Kernindicatoren", tuple(_heat_row(rows, row, ages, links) for row in headlines(kept))
        )


def _more(
    rows: Rows, own: list[StatusRow], shown: Sequence[StatusRow], filters: Filters, links: Links
) -> tuple[str, str]:
    """What is not shown of the group and where it is; both empty when all is."""
    left = len(own) - len(shown)
    if not left:
        return "", ""
    query = replace(filters, opened=own[0].pillar or NO_PILLAR).query_here
    told = f"nog {left} indicatoren" if shown else f"{left} indicatoren"
    return told, f"{links.quarter(rows.quarter)}{query}#indicatoren"


def _heat_row(rows: Rows, row: StatusRow, ages: list[tuple[Quarter, str]], links: Links) -> HeatRow:
    return HeatRow(
        row=row,
        url=links.indicator(row.slug),
        cells=tuple(_cell(row, rows.at(quarter, row.slug), quarter, age, links) for quarter, age in ages),
        projected="" if row.projected is None else words.projected_text(row, row.projected),
    )


def _cell(row: StatusRow, then: AnyStatus | None, quarter: Quarter, age: str, links: Links) -> Cell:
    """Only a measured value is a link: behind the others lies no measurement."""
    is_now = age == "is-now"
    css_class = "" if is_now else age
    if then is None:
        return Cell(None, "", "", "", css_class, is_now)
    if then.value is None:
        return Cell(then.status, "", "", "", css_class, is_now)
    url = links.indicator(row.slug, quarter)
    return Cell(
        then.status, words.value_text(then), url, f"{row.label} in {quarter.label}", css_class, is_now
    )


def _age(rows: Rows, quarter: Quarter) -> str:
    """The class by which a column leaves a narrow screen: the two oldest go first."""
    position = rows.shown.index(quarter)
    newest = len(rows.shown) - 1
    if position == newest:
        return "is-now"
    if position == newest - 1:
        return ""
    return OLDEST if position == newest - 3 else OLD
