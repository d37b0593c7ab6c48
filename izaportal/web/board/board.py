"""The whole page as plain data, in the order in which a board member reads it."""

from dataclasses import dataclass

from funding.selectors.dashboard import Standing
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.board_rows import Frame, Rows
from izaportal.web.board.attention import Attention, attention
from izaportal.web.board.changes import Changes, changes
from izaportal.web.board.decisions import Decisions, decisions
from izaportal.web.board.headline import Headline, headline
from izaportal.web.board.indicators import Filters, Indicators, indicators
from izaportal.web.board.links import Link, Links
from izaportal.web.board.money import Money, money
from izaportal.web.board.municipalities import Municipalities, municipalities
from izaportal.web.board.sources import Sources, sources
from izaportal.web.board.verdict import Verdict, verdict
from izaportal.web.board.versions import Versions
from izaportal.web.quarters import QuarterChoice
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

    @property
    def quarter(self) -> Quarter:
        return self.period.quarter

    @property
    def lead(self) -> str:
        if not self.decisions.meeting:
            return self.frame.name
        return f"{self.frame.name}, voor het {self.decisions.body} van {self.decisions.meeting}"


@dataclass(frozen=True, slots=True)
class Look:
    """What depends on who looks and how. `freeze_url` only for who may freeze the quarter."""

    links: Links
    filters: Filters
    periods: tuple[Period, ...]
    own: frozenset[str]
    opens_all: bool = False
    freeze_url: str = ""
    versions: Versions = NO_VERSIONS


def build_board(rows: Rows, look: Look) -> Board:
    links = look.links
    money_part = money(rows, links)
    return Board(
        frame=rows.frame,
        period=rows.period,
        crumbs=crumbs(rows.frame, rows.quarter.label, links),
        quarters=tuple(_choice(period, rows.quarter, look) for period in look.periods),
        verdict=verdict(rows, money_part.total, links),
        headline=headline(rows, money_part.total),
        attention=attention(rows, links),
        decisions=decisions(rows, links),
        indicators=indicators(rows, look.filters, links),
        money=money_part,
        municipalities=municipalities(rows, look.own, opens_all=look.opens_all),
        changes=changes(rows, links),
        sources=sources(rows),
        failures=failures(rows.standing),
        versions=look.versions,
        freeze_url=look.freeze_url,
    )


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
    return (Link(links.home(), frame.short_name), Link("", here))


def _choice(period: Period, quarter: Quarter, look: Look) -> QuarterChoice:
    return QuarterChoice(
        label=period.quarter.label,
        url=look.links.quarter(period.quarter) + look.filters.query,
        current=period.quarter == quarter,
        frozen=period.is_frozen,
        observed=period.is_observed,
    )
