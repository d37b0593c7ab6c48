"""One region of the map as plain data: what it expects, what it plans, and on whom it focuses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.formatting import sentence_case
from izaportal.web.link import Link
from izaportal.web.regions import wording
from izaportal.web.regions.places import link_to, links_to, short
from regions.selectors.impact import Cell, Held, RegionPage

if TYPE_CHECKING:
    from pillars.models import Programme
    from regions.models import Development, ImpactActivity, ImpactFocus, ImpactProfile, ImpactTheme, Region

DOCUMENTS = {"roaz-plan": "ROAZ-plan", "roaz-beeld": "ROAZ-beeld"}
NOT_TOLD_APART = "niet-herleidbaar"
DERIVED = "afgeleid"
SILENT = "Niet vastgelegd: de bron zegt er niets over."
NONE_TICKED = "Geen: in de bron is geen doelgroep aangevinkt."


@dataclass(frozen=True, slots=True)
class Expected:
    """What a region expects of an indicator, and when."""

    indicator: Link
    said: str
    years: str
    remarks: str


@dataclass(frozen=True, slots=True)
class Domain:
    name: str
    lines: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """`targets` are what it aims at, `mark` what is to be known of how it was read."""

    label: str
    targets: tuple[str, ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """`silence` says why nothing is planned here, `others` where it stands instead."""

    slug: str
    label: str
    activities: tuple[Planned, ...]
    silence: str
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    lines: tuple[Planned, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What of a section stands at other regions, or that it is not recorded; both empty where it is here."""

    others: tuple[Link, ...]
    silence: str


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    lead: str
    facts: tuple[Fact, ...]
    source: str
    domains: tuple[Domain, ...]
    expected_at: Part
    themes: tuple[Theme, ...]
    groups: tuple[Group, ...]
    focus_at: Part
    focus_note: str

    @property
    def contents(self) -> tuple[Link, ...]:
        return (
            Link("Ontwikkelingen", "#ontwikkelingen"),
            *(Link(short(theme.label), f"#{theme.slug}") for theme in self.themes),
            Link("Doelgroepen", "#doelgroepen"),
        )


def build(found: RegionPage, *, programmes: Iterable[Programme]) -> Page:
    """`programmes`: those the viewer may see; of them the ones that work in this region are named."""
    profile = found.profile
    region = profile.region
    kind = region.get_scheme_display()
    return Page(
        name=region.name,
        lead=f"{kind[0].upper()}{kind[1:]} op de landelijke impactkaart.",
        facts=tuple(fact for fact in _facts(found, programmes) if fact.links),
        source=", ".join(filter(None, (profile.source_document, profile.source_place))),
        domains=tuple(_domains(found.developments)),
        expected_at=_part(profile, profile.developments_from.all(), found.developments, none=SILENT),
        themes=tuple(
            _theme(theme, cell, found.activities)
            for theme, cell in zip(found.themes, found.cells, strict=True)
        ),
        groups=tuple(_groups(found.focus)),
        focus_at=_part(
            profile,
            profile.focus_from.all(),
            found.focus,
            none=NONE_TICKED if profile.target_group_ticks == 0 else SILENT,
        ),
        focus_note=_mismatch(profile),
    )


def _facts(found: RegionPage, programmes: Iterable[Programme]) -> Iterator[Fact]:
    profile = found.profile
    region = profile.region
    yield Fact("Deel van", (link_to(region.parent),) if region.parent else ())
    yield Fact("Bestaat uit", links_to(found.parts))
    yield Fact("Ook bekend als", tuple(map(Link, region.aliases)))
    yield Fact("Plannen", tuple(Link(DOCUMENTS.get(name, name)) for name in profile.documents))
    yield Fact("Sectoren", tuple(map(Link, _sectors(profile))))
    worked_in = {other.pk for other in profile.plan_regions.all()}
    yield Fact(
        "Programma’s in dit portaal",
        tuple(
            Link(one.name, reverse("programme", args=(one.slug,)))
            for one in programmes
            if one.region_id in worked_in
        ),
    )
    if not profile.in_source_list:
        yield Fact("Bijzonderheid", (Link("heeft een blad, maar staat niet in de lijst van de bron"),))


def _sectors(profile: ImpactProfile) -> Iterator[str]:
    """By name where the ticks could be told apart; elsewhere their number is all that is known."""
    if profile.sector_ticks is None:
        return
    named = [sector.label for sector in profile.sectors.all()]
    if named:
        yield ", ".join(named)
    elif profile.sector_evidence == NOT_TOLD_APART:
        yield f"{profile.sector_ticks} aangevinkt; welke is uit de bron niet te herleiden"
    else:
        yield "geen aangevinkt in de bron"


def _part(profile: ImpactProfile, holders: Iterable[Region], here: Sequence[object], *, none: str) -> Part:
    """`none` is what it says where nothing of it is on the map."""
    others = [other for other in holders if other.pk != profile.region_id]
    return Part(links_to(others), "" if here or others else none)


def _mismatch(profile: ImpactProfile) -> str:
    """The source ticks target groups and writes about them, and the two do not always agree."""
    if profile.ticks_match_text is not False:
        return ""
    return f"Aangevinkt in de bron: {profile.target_group_ticks}; dat komt niet overeen met haar tekst."


def _domains(rows: Iterable[Development]) -> Iterator[Domain]:
    """In the order of the map's own list of indicators."""
    for name, listed in groupby(rows, key=lambda row: row.indicator.domain):
        yield Domain(sentence_case(name), tuple(map(_expected, listed)))


def _expected(row: Development) -> Expected:
    return Expected(
        indicator=Link(row.indicator.label, reverse("development", args=(row.indicator.slug,))),
        said=wording.said(row),
        years=wording.years(row),
        remarks=wording.remarks(row),
    )


def _theme(theme: ImpactTheme, cell: Cell, activities: Iterable[ImpactActivity]) -> Theme:
    own = tuple(_planned(row) for row in activities if row.theme_id == theme.pk)
    silent = {Held.NOT_IN_PLAN: f"Niet in het plan: {cell.reason}.", Held.NOT_RECORDED: SILENT}
    return Theme(theme.slug, theme.label, own, silent.get(cell.held, ""), links_to(cell.regions))


def _planned(row: ImpactActivity | ImpactFocus, mark: str = "") -> Planned:
    return Planned(row.label, tuple(map(wording.target, row.targets.all())), mark)


def _groups(rows: Iterable[ImpactFocus]) -> Iterator[Group]:
    listed = sorted(rows, key=lambda row: row.target_group.position)
    for label, found in groupby(listed, key=lambda row: row.target_group.label):
        yield Group(
            label,
            tuple(_planned(row, "afgeleid uit de tekst" if row.evidence == DERIVED else "") for row in found),
        )
