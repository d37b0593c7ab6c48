"""The head of a programme's page and its tabs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.formatting import Figure, date_nl
from izaportal.web.fact import Fact
from izaportal.web.link import Link
from izaportal.web.navigation import Tab
from izaportal.web.plan_figures import KNOWLEDGE
from izaportal.web.plan_words import pillar_term, plan_value, used_value

if TYPE_CHECKING:
    from pillars.models import Contradiction, PlanFigure, Programme, ProgrammeVersion, ReportingPeriod

PLURALS = {"pijler": "Pijlers", "thema": "Thema’s"}
SEVERITIES = {
    "hoog": "Ernst hoog",
    "midden": "Ernst midden",
    "laag": "Ernst laag",
    "onbekend": "Ernst niet beoordeeld",
}


@dataclass(frozen=True, slots=True)
class Head:
    """`term` is the programme's word for a pillar, with a capital; `terms` its plural."""

    slug: str
    title: str
    short: str
    lead: str
    goal: str
    state: str
    term: str
    terms: str
    url: str
    dashboard_url: str
    crumbs: tuple[Link, ...]
    facts: tuple[Fact, ...]
    tabs: tuple[Tab, ...]


@dataclass(frozen=True, slots=True)
class Stat:
    """A key figure: the stated total, or why there is none."""

    label: str
    value: Figure
    note: str


@dataclass(frozen=True, slots=True)
class ContradictionRow:
    topic: str
    label: str
    values: str
    used: str
    is_confidential: bool


@dataclass(frozen=True, slots=True)
class SeverityGroup:
    label: str
    rows: tuple[ContradictionRow, ...]


def head(
    programme: "Programme",
    *,
    versions: "Iterable[ProgrammeVersion]",
    periods: "Iterable[ReportingPeriod]",
    part: str,
    counts: dict[str, int],
) -> Head:
    url = reverse("programme", kwargs={"programme": programme.slug})
    has_periods = any(True for _ in periods)
    return Head(
        slug=programme.slug,
        title=programme.name,
        short=programme.short_name,
        lead=f"{programme.region.name}, {_years(programme)}",
        goal=programme.goal,
        state=str(programme.get_state_display()),
        term=pillar_term(programme),
        terms=PLURALS[programme.pillar_term],
        url=url,
        dashboard_url=reverse("dashboard-latest", args=(programme.slug,)) if has_periods else "",
        crumbs=(Link("Start", reverse("start")), Link(programme.short_name)),
        facts=tuple(_facts(programme, versions)),
        tabs=tuple(_tabs(url, PLURALS[programme.pillar_term], part=part, counts=counts)),
    )


def _years(programme: "Programme") -> str:
    if programme.start_year == programme.end_year:
        return str(programme.start_year)
    return f"{programme.start_year}–{programme.end_year}"


def _facts(programme: "Programme", versions: "Iterable[ProgrammeVersion]") -> Iterator[Fact]:
    current = next((row for row in versions if row.is_current), None)
    lead = programme.lead_municipality
    yield Fact("Regio", f"{programme.region.name} ({programme.region.get_scheme_display()})")
    yield Fact("Periode", _years(programme))
    yield Fact("Mandaatgemeente", lead.name if lead else "niet vermeld")
    if current is not None:
        dated = date_nl(current.dated) if current.dated else "zonder datum"
        yield Fact("Planversie", f"{current.label}, {dated}")
    yield Fact("Stand", str(programme.get_state_display()))


def _tabs(url: str, first: str, *, part: str, counts: dict[str, int]) -> Iterator[Tab]:
    names = (
        ("", first),
        ("projecten", "Projecten"),
        ("cijfers", "Cijfers van het plan"),
        ("sturing", "Sturing"),
        ("planning", "Planning"),
        ("deelnemers", "Deelnemers en bronnen"),
    )
    for key, label in names:
        yield Tab(label, f"{url}?deel={key}" if key else url, key == part, counts.get(key))


def stats(figures: "Iterable[PlanFigure]", *, projects: int, indicators: int) -> tuple[Stat, ...]:
    """The totals the plan states for itself; a plan without money shows its sizes only."""
    whole = {row.kind: row for row in figures if row.pillar_id is None and row.is_default}
    labels = (
        ("investment", "Investering volgens het plan"),
        ("spuk", "Waarvan SPUK"),
        ("zvw_reduction", "Lagere zorgkosten (ZVW)"),
    )
    money = [
        Stat(label, KNOWLEDGE.get(row.knowledge, row.lower), row.period.replace("-", "–"))
        for kind, label in labels
        if (row := whole.get(kind)) is not None
    ]
    return (*money, Stat("Projecten", projects, f"{indicators} indicatoren"))


def severity_groups(
    rows: "Iterable[Contradiction]", *, names: Mapping[str, str]
) -> tuple[SeverityGroup, ...]:
    """`names` of projects by slug: a contradiction may name projects by their key only."""
    groups: dict[str, list[ContradictionRow]] = {key: [] for key in SEVERITIES}
    for row in rows:
        groups[row.severity].append(
            ContradictionRow(
                topic=row.topic,
                label="" if row.label == row.topic else row.label,
                values=" / ".join(names.get(str(value)) or plan_value(value) for value in row.values),
                used=used_value(row),
                is_confidential=row.confidential,
            )
        )
    return tuple(SeverityGroup(SEVERITIES[key], tuple(found)) for key, found in groups.items() if found)
