"""What is told of a quarter since it was frozen: a calm list, each with where to read on."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.urls import reverse
from django.utils import timezone

from funding.selectors.afterwards import LaterCost, LaterVerdict
from izaportal.core.formatting import date_nl, euro_cents, percent, sentence_case
from izaportal.core.quarter import Quarter
from izaportal.reporting.differences import differences
from izaportal.reporting.selectors.basis import Settings
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.sides import terms_of
from izaportal.reporting.selectors.since_frozen import Since
from izaportal.reporting.selectors.snapshot import Snapshot
from izaportal.web.board.board import crumbs
from izaportal.web.board.links import Links
from izaportal.web.link import Link
from izaportal.web.terms import Term, definitions, targets
from kpis.selectors.status_rows import StatusRow

SETTINGS = (
    ("margin_pct", "Marge voor oranje", 1),
    ("risk_medium_pct", "Risico heet midden vanaf", 1),
    ("risk_high_pct", "Risico heet hoog vanaf", 1),
    ("credit_on_track", "Verwachting bij de status op koers", 100),
    ("credit_at_risk", "Verwachting bij de status risico", 100),
    ("credit_off_track", "Verwachting bij de status achter", 100),
)


@dataclass(frozen=True, slots=True)
class Item:
    """`was` and `is_now` only of what became another; `on` is None where no day is known."""

    text: str
    url: str = ""
    on: date | None = None
    was: str = ""
    is_now: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """`means` says what it does to the figures of the quarter."""

    title: str
    means: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class SincePage:
    name: str
    crumbs: tuple[Link, ...]
    quarter: Quarter
    frozen_on: date | None
    dashboard_url: str
    compare_url: str
    groups: tuple[Group, ...]

    @property
    def title(self) -> str:
        return f"{self.quarter.label} sinds de vaststelling"

    @property
    def nothing(self) -> str:
        return f"Niets veranderd sinds {date_nl(self.frozen_on)}"

    @property
    def count(self) -> int:
        return sum(len(group.items) for group in self.groups)


def build(since: Since) -> SincePage:
    rows = since.kept.board
    links = Links(rows.frame.slug, rows.quarter)
    dashboard = links.quarter(rows.quarter)
    groups = (Group(title, means, tuple(find(since, links))) for title, means, find in GROUPS)
    return SincePage(
        name=rows.frame.name,
        crumbs=_crumbs(rows, links, dashboard),
        quarter=rows.quarter,
        frozen_on=rows.period.frozen_on,
        dashboard_url=dashboard,
        compare_url=f"{reverse('compare', kwargs={'programme': rows.frame.slug})}?van={rows.quarter}",
        groups=tuple(group for group in groups if group.items),
    )


def _crumbs(rows: Rows, links: Links, dashboard: str) -> tuple[Link, ...]:
    home, here = crumbs(rows.frame, "Sinds de vaststelling", links)
    return home, Link(rows.quarter.label, dashboard), here


def _versions(since: Since, links: Links) -> Iterator[Item]:
    """The newest first."""
    dashboard = links.quarter(since.kept.quarter)
    for version in reversed(since.versions[1:]):
        yield Item(
            f"Versie {version.number}: {version.reason}",
            f"{dashboard}#versies",
            on=timezone.localdate(version.at),
            note=f"door {version.by}",
        )


def _costs(since: Since, links: Links) -> Iterator[Item]:
    for row in since.costs:
        yield Item(
            f"{row.project_name}: {row.word} van {euro_cents(row.amount)}",
            _ledger(row, links),
            on=row.counts_on,
            note=f"{row.description or 'zonder omschrijving'}, geleverd op {date_nl(row.concerns_on)}",
        )


def _ledger(row: LaterCost, links: Links) -> str:
    place = {"programme": links.programme, "project": row.project, "grant": row.grant}
    return reverse("ledger", kwargs=place)


def _verdicts(since: Since, links: Links) -> Iterator[Item]:
    for row in since.verdicts:
        word = "behaald" if row.achieved else "niet behaald"
        yield Item(f"{row.project_name}: {row.label} is {word}", _grant(row, links), on=row.given_on)


def _grant(row: LaterVerdict, links: Links) -> str:
    place = {"programme": links.programme, "project": row.project, "grant": row.grant}
    return reverse("grant", kwargs=place)


def _decisions(since: Since, links: Links) -> Iterator[Item]:
    """Those of later meetings about the quarter, and those put on record late."""
    known = {row.key for row in since.kept.board.decisions}
    taken = (row for row in since.stored.rows.decisions if row.decided_on)
    late = (row for row in taken if not known & {row.key, row.said})
    for row in (*since.decisions, *late):
        project = next(iter(row.projects), None)
        url = links.project(project[0]) if project else links.quarter(since.kept.quarter)
        on = ", ".join(name for _, name in row.projects)
        yield Item(row.label, url, on=row.decided_on, note=f"{row.word}{f': {on}' if on else ''}")


def _names(since: Since, links: Links) -> Iterator[Item]:
    for slug, was in _projects(since.kept).items():
        is_now = since.names.get(slug)
        if is_now is None:
            yield Item(f"Project {was} is er niet meer")
        elif is_now != was:
            yield Item("Project", links.project(slug), was=was, is_now=is_now)
    yield from _indicator_names(_own(since.kept.board), _own(since.stored.rows), links)


def _projects(kept: Snapshot) -> Mapping[str, str]:
    """What projects were called, as far as the snapshot tells of them."""
    board = kept.board
    names = {slug: name for row in board.decisions for slug, name in row.projects}
    names |= {row.project: row.project_name for row in board.standing.grants}
    return names | {row.project: row.project_name for row in board.current_risks}


def _own(rows: Rows) -> Mapping[str, StatusRow]:
    return rows.statuses.get(rows.quarter, {})


def _indicator_names(
    then: Mapping[str, StatusRow], now: Mapping[str, StatusRow], links: Links
) -> Iterator[Item]:
    for slug, row in then.items():
        if slug in now and now[slug].title != row.title:
            yield Item("Indicator", links.indicator(slug), was=row.title, is_now=now[slug].title)


def _members(since: Since, links: Links) -> Iterator[Item]:
    then = {row.code: row.name for row in since.kept.basis.members}
    now = {row.code: row.name for row in since.members}
    for code in sorted(now.keys() - then.keys()):
        yield Item(f"{now[code]} doet nu mee", reverse("municipality", kwargs={"code": code}))
    for code in sorted(then.keys() - now.keys()):
        yield Item(f"{then[code]} doet niet meer mee")


def _rules(since: Since, links: Links) -> Iterator[Item]:
    yield from _settings(since.kept.basis.settings, since.terms.settings)
    keys = reverse("allocation-keys", kwargs={"programme": links.programme})
    for key in since.keys:
        yield Item(f"Verdeelsleutel: {key.label}", keys, on=key.since)
    then = terms_of(since.kept)
    for term in (*definitions(then, since.terms, links), *targets(then, since.terms, links)):
        yield _term(term)


def _term(term: Term) -> Item:
    return Item(term.about, term.url, was=term.was, is_now=term.is_now, note=term.meaning)


def _settings(then: Settings, now: Settings) -> Iterator[Item]:
    for name, word, times in SETTINGS:
        was, is_now = getattr(then, name), getattr(now, name)
        if was != is_now:
            yield Item(word, was=percent(was * times), is_now=percent(is_now * times))


def _results(since: Since, links: Links) -> Iterator[Item]:
    """Stored results of the quarter beside those that were frozen. The portal itself never makes any: the
    quarter is locked."""
    kept = since.kept
    found = differences(kept, replace(kept, board=since.stored.rows))
    for one in found.figures:
        yield Item(f"{one.place}, {one.figure}", was=one.old, is_now=one.new)
    if found.shares:
        yield Item(sentence_case(found.shares_words))


GROUPS: tuple[tuple[str, str, Callable[[Since, Links], Iterable[Item]]], ...] = (
    (
        "Herzieningen",
        "Een correctie van een meting maakt een nieuwe versie; de oude blijft te zien.",
        _versions,
    ),
    (
        "Kosten van dit kwartaal die later tellen",
        "Ze tellen in het kwartaal waarin ze zijn geboekt; de cijfers van dit kwartaal blijven gelijk.",
        _costs,
    ),
    (
        "Latere oordelen van de verzekeraar",
        "Over mijlpalen die toen al klaar moesten zijn. Ze tellen vanaf de dag van het oordeel.",
        _verdicts,
    ),
    ("Besluiten over dit kwartaal", "Genomen na afloop, of later vastgelegd.", _decisions),
    (
        "Andere regels voor latere kwartalen",
        "Dit kwartaal houdt de regels waarmee het is vastgesteld.",
        _rules,
    ),
    ("Andere namen", "Het vastgestelde kwartaal toont de namen van toen.", _names),
    ("Deelnemers", "De verdeling van dit kwartaal blijft zoals die was.", _members),
    (
        "Andere uitkomsten in de opslag",
        "Dit hoort niet te kunnen. Laat de beheerder manage.py verify_freeze draaien.",
        _results,
    ),
)
