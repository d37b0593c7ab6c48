"""What the address of a dashboard narrows it to, and the rows that are left of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from izaportal.core.formatting import listed
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board.words import plural
from izaportal.web.choosing import Choice
from kpis.selectors.status_rows import StatusRow

WHOLE = "hele programma"
ALL_INDICATORS = "alle indicatoren"
SOURCES = {"spuk": "SPUK (Rijk)", "zvw": "ZVW (zorgverzekeraars)"}


@dataclass(frozen=True, slots=True)
class Filters:
    """`pillar` is a pillar's slug, `municipality` a CBS code, `source` whose money; None shows all.

    `headline` shows key indicators only, `opened` is the pillar whose every indicator is shown all the same.

    `freeze` is the id of the version that is looked at, empty for the latest: filtering stays with it.
    """

    pillar: str | None = None
    headline: bool = False
    freeze: str = ""
    municipality: str | None = None
    source: str | None = None
    opened: str | None = None

    def keeps(self, row: StatusRow) -> bool:
        return (self.pillar is None or row.pillar == self.pillar) and (row.headline or not self.headline)

    @property
    def is_on(self) -> bool:
        return self.headline or any((self.pillar, self.municipality, self.source))

    @property
    def query(self) -> str:
        """The query string that says the same of another quarter, empty or with its question mark."""
        return _query(self._asked)

    @property
    def query_here(self) -> str:
        """Likewise of the same version of the same quarter."""
        return _query({**self._asked, "alle": self.opened, "freeze": self.freeze})

    @property
    def _asked(self) -> dict[str, str | None]:
        return {
            "pijler": self.pillar,
            "gemeente": self.municipality,
            "bron": self.source,
            "kern": "1" if self.headline else None,
        }


def _query(asked: Mapping[str, str | None]) -> str:
    parts = urlencode({name: value for name, value in asked.items() if value})
    return f"?{parts}" if parts else ""


@dataclass(frozen=True, slots=True)
class FilterBar:
    """The filters with what there is to choose; `told` says in words what is left, empty when all is."""

    filters: Filters
    pillars: tuple[Choice, ...]
    municipalities: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    url: str
    told: str
    all_pillars: str

    @property
    def clear_url(self) -> str:
        """Without filters, still of the version that is looked at."""
        return f"{self.url}?freeze={self.filters.freeze}" if self.filters.freeze else self.url


def filter_bar(rows: Rows, filters: Filters, opens: Collection[str] | None, url: str) -> FilterBar:
    """`opens`: CBS codes of which whoever looks may see the parts, None for all."""
    members = {share.code: share.name for share in rows.shares if share.is_of_member}
    seen = {code: name for code, name in members.items() if opens is None or code in opens}
    word = rows.frame.pillar_word
    bar = FilterBar(
        filters=filters,
        pillars=tuple(
            Choice(one.slug, f"{word.capitalize()} {one.number} · {one.name}", one.slug == filters.pillar)
            for one in rows.pillars
            if one.number
        ),
        municipalities=tuple(
            Choice(code, name, code == filters.municipality)
            for code, name in sorted(seen.items(), key=lambda item: item[1])
        ),
        sources=tuple(Choice(key, label, key == filters.source) for key, label in SOURCES.items()),
        url=url,
        told="",
        all_pillars=f"Alle {plural(word)}",
    )
    return replace(bar, told=_told(bar))


def _told(bar: FilterBar) -> str:
    """`Pijler 1 · Gezond vooruit, Venray`: what the narrowed blocks are about."""
    choices = (*bar.pillars, *bar.municipalities, *bar.sources)
    told = [choice.label for choice in choices if choice.is_chosen]
    return ", ".join([*told, "Kernindicatoren"] if bar.filters.headline else told)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a block says of the filters that it does not follow, empty where it follows all that are on.

    By what blocks follow: nothing at all, the pillar, the municipality. `indicators`: those that follow the
    pillar and hold indicators, key ones or not. `payments`: of insurers, following the pillar and the source.
    """

    nothing: str
    pillar: str
    headline: str
    indicators: str
    payments: str


def marks(filters: Filters, word: str, *, places_payments: bool = True) -> Marks:
    """`word`: what the programme calls a pillar; `places_payments` as of the rows."""
    asked = {
        "pijler": filters.pillar is not None,
        "gemeente": filters.municipality is not None,
        "bron": filters.source is not None,
    }
    on = {name for name, is_on in asked.items() if is_on}
    of_pillar = _mark(on, {"pijler"}, word)
    return Marks(
        nothing=_mark(on, set(), word),
        pillar=of_pillar,
        headline=_mark(on, {"gemeente"}, word),
        indicators=of_pillar or (ALL_INDICATORS if filters.headline else ""),
        payments=_mark(on, {"pijler", "bron"} if places_payments else {"bron"}, word),
    )


def _mark(on: set[str], followed: set[str], word: str) -> str:
    left = on - followed
    if not left:
        return ""
    if not on & followed:
        return WHOLE
    beyond = {"pijler": f"alle {plural(word)}", "gemeente": "alle gemeenten", "bron": "alle bronnen"}
    return listed([told for name, told in beyond.items() if name in left])


def narrowed(rows: Rows, filters: Filters) -> Rows:
    """Of one pillar: its indicators, and the money, effects and milestones of its projects.

    What a snapshot of before does not know the pillar of stays whole.
    """
    pillar = filters.pillar
    if pillar is None:
        return rows
    statuses = {
        quarter: {slug: row for slug, row in found.items() if row.pillar == pillar}
        for quarter, found in rows.statuses.items()
    }
    if not rows.pillar_of:
        return replace(rows, statuses=statuses)
    inside = {slug for slug, of in rows.pillar_of.items() if of == pillar}
    grants = tuple(grant for grant in rows.standing.grants if grant.project in inside)
    payments = tuple(row for row in rows.payments if row.project_slug in inside)
    return replace(
        rows,
        statuses=statuses,
        risks=tuple(row for row in rows.risks if row.project in inside),
        shares=tuple(row for row in rows.shares if row.project in inside),
        effects=tuple(row for row in rows.effects if row.project in inside),
        pushed=tuple(row for row in rows.pushed if row.project in inside),
        projects=len(inside),
        payments=payments if rows.places_payments else rows.payments,
        standing=replace(rows.standing, grants=grants),
    )
