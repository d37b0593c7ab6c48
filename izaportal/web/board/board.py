"""The whole page as plain data, in the order in which a board member reads it."""

from dataclasses import dataclass, replace

from funding.selectors.dashboard import Standing
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import Frame, Rows
from izaportal.web.board.attention import Attention, attention
from izaportal.web.board.changes import Changes, changes
from izaportal.web.board.completeness import Completeness, completeness
from izaportal.web.board.decisions import Decisions, decisions
from izaportal.web.board.effects import Effects, effects
from izaportal.web.board.filters import FilterBar, Filters, Marks, filter_bar, marks, narrowed
from izaportal.web.board.headline import Headline, headline, of_municipality
from izaportal.web.board.indicators import Indicators, indicators
from izaportal.web.board.key_figures import KeyFigure, key_figures
from izaportal.web.board.links import Links
from izaportal.web.board.milestones import Milestones, milestones
from izaportal.web.board.money import Money, money
from izaportal.web.board.municipalities import (
    Municipalities,
    OneMunicipality,
    municipalities,
    one_municipality,
)
from izaportal.web.board.sources import Sources, sources
from izaportal.web.board.staff import Staff, staff
from izaportal.web.board.verdict import Verdict, verdict
from izaportal.web.board.versions import Versions
from izaportal.web.link import Link
from izaportal.web.quarters import QuarterChoice, quarter_choices
from pillars.selectors.quarters import Period

NO_VERSIONS = Versions()


@dataclass(frozen=True, slots=True)
class Board:
    frame: Frame
    period: Period
    crumbs: tuple[Link, ...]
    quarters: tuple[QuarterChoice, ...]
    verdict: Verdict
    headline: Headline
    attention: Attention
    decisions: Decisions
    indicators: Indicators
    money: Money
    municipalities: Municipalities
    changes: Changes
    sources: Sources
    failures: str
    versions: Versions
    freeze_url: str
    choose_url: str
    effects: Effects
    staff: Staff
    milestones: Milestones
    completeness: Completeness
    filters: FilterBar
    marks: Marks

    @property
    def quarter(self) -> Quarter:
        return self.period.quarter

    @property
    def key_figures(self) -> tuple[KeyFigure, ...]:
        return key_figures(self.headline)

    @property
    def contents(self) -> tuple[Link, ...]:
        """The parts further down, as far as they are there."""
        parts = (
            ("#kerncijfers", "Kerncijfers", True),
            ("#pijlers", self.indicators.cards_title, True),
            ("#verloop", "Indicatoren door de tijd", True),
            ("#geld", "Geld", True),
            ("#gemeenten", "Per gemeente", True),
            ("#opbrengst", "Opbrengst", not self.effects.is_empty),
            ("#personeel", "Personeel", not self.staff.is_empty),
            ("#versies", "Versies", bool(self.versions.lines)),
            ("#volledigheid", "Volledigheid", bool(self.completeness.total)),
        )
        return tuple(Link(label, url) for url, label, is_there in parts if is_there)

    @property
    def lead(self) -> str:
        if not self.decisions.meeting:
            return self.frame.name
        return f"{self.frame.name}, voor het {self.decisions.body} van {self.decisions.meeting}"


@dataclass(frozen=True, slots=True)
class Look:
    """What depends on who looks and how. `freeze_url` only for who may freeze the quarter, `verdict_url` only
    for who may put its verdict in other words, `choose_url` for who chooses the headline indicators."""

    links: Links
    filters: Filters
    periods: tuple[Period, ...]
    own: frozenset[str]
    opens_all: bool = False
    freeze_url: str = ""
    verdict_url: str = ""
    choose_url: str = ""
    versions: Versions = NO_VERSIONS

    @property
    def opens(self) -> frozenset[str] | None:
        """CBS codes of which whoever looks may see the parts per project; None is all."""
        return None if self.opens_all else self.own


def build_board(rows: Rows, look: Look) -> Board:
    """Verdict, decisions and spending are of the whole programme, the headline of all its pillars; a filter
    narrows the others."""
    links, filters = look.links, look.filters
    whole = money(rows, links)
    part = narrowed(rows, filters)
    part_effects = effects(part, links, is_whole=filters.pillar is None)
    part_staff = staff(rows, links)
    return Board(
        frame=rows.frame,
        period=rows.period,
        crumbs=crumbs(rows.frame, rows.quarter.label, links),
        quarters=quarter_choices(
            look.periods,
            current=rows.quarter,
            at=lambda quarter: look.links.quarter(quarter) + look.filters.query,
        ),
        verdict=verdict(rows, whole.total, links, edit_url=look.verdict_url),
        headline=_headline(rows, whole, look),
        attention=attention(part, links),
        decisions=decisions(rows, links),
        indicators=indicators(part, filters, links, total=len(rows.now)),
        money=replace(money(part, links, filters.source), spending=whole.spending, award=whole.award),
        municipalities=municipalities(part, look.own, opens_all=look.opens_all, of_one=_chosen(part, look)),
        changes=changes(part, links),
        sources=sources(rows),
        failures=failures(rows.standing),
        versions=look.versions,
        freeze_url=look.freeze_url,
        choose_url=look.choose_url,
        effects=part_effects,
        staff=part_staff,
        milestones=milestones(part, links),
        completeness=completeness(rows, part_effects, part_staff, links),
        filters=filter_bar(rows, filters, look.opens, links.quarter(rows.quarter)),
        marks=marks(filters, rows.frame.pillar_word, places_payments=rows.places_payments),
    )


def _headline(rows: Rows, whole: Money, look: Look) -> Headline:
    """Of the whole programme, or what a municipality has of it."""
    found, one = headline(rows, whole.total), _chosen(rows, look)
    return of_municipality(found, one) if one else found


def _chosen(rows: Rows, look: Look) -> OneMunicipality | None:
    code = look.filters.municipality
    return one_municipality(rows, code, look.links) if code else None


def failures(standing: Standing) -> str:
    """What the last recalculation of the quarter failed on, empty when it failed on nothing."""
    if standing.is_broken:
        return "De laatste herberekening mislukte; de cijfers zijn van een eerdere berekening."
    if standing.failed == 1:
        return "Van 1 onderdeel mislukte de herberekening; de cijfers zijn daar van een eerdere berekening."
    if not standing.failed:
        return ""
    return (
        f"Van {standing.failed} onderdelen mislukte de herberekening; "
        "hun cijfers zijn van een eerdere berekening."
    )


def crumbs(frame: Frame, here: str, links: Links) -> tuple[Link, ...]:
    return (Link(frame.short_name, links.home()), Link(here))
