"""What the project page is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from izaportal.core.quarter import Quarter
from izaportal.web.decision_lines import DecisionLine
from izaportal.web.fact import Fact
from izaportal.web.indicator_rows import IndicatorRow
from izaportal.web.link import Link
from izaportal.web.plan_figures import FigureGroup
from izaportal.web.plan_words import Mismatch
from izaportal.web.project.changes import EditBar
from izaportal.web.project.money import GrantPart
from izaportal.web.quarters import QuarterChoice
from izaportal.web.report_words import ReportRow

if TYPE_CHECKING:
    from projects.models import Milestone, Precondition, Risk


SECTIONS = {
    "waarom": "Waar het om gaat",
    "kerngegevens": "Kerngegevens",
    "geld": "Geld",
    "indicatoren": "Indicatoren",
    "rapportages": "Rapportages",
    "cijfers": "Cijfers van het plan",
    "afhankelijkheden": "Afhankelijkheden",
    "partners": "Partners",
    "besluiten": "Besluiten",
    "mijlpalen": "Mijlpalen",
    "risicos": "Risico’s",
    "randvoorwaarden": "Randvoorwaarden",
    "bewijs": "Bewijs",
    "bron": "Bron en aantekeningen",
}


@dataclass(frozen=True, slots=True)
class LinkedIndicator:
    """An indicator with the reason why it stands on this page."""

    row: IndicatorRow
    reason: str
    is_of_pillar: bool


@dataclass(frozen=True, slots=True)
class Partner:
    pk: UUID
    name: str
    kind: str
    commitment: str
    intended: bool


@dataclass(frozen=True, slots=True)
class NeededLink:
    """A project that this one waits for, by a dependency that can be edited."""

    pk: UUID
    link: Link


@dataclass(frozen=True, slots=True)
class Proof:
    """A piece of evidence: a link elsewhere, or a file that is kept here; `size` in words."""

    pk: UUID
    label: str
    url: str
    file_name: str
    size: str
    quarter: Quarter | None
    note: str


@dataclass(frozen=True, slots=True)
class ProjectPage:
    slug: str
    title: str
    called_then: str
    lead: str
    stage: str
    crumbs: tuple[Link, ...]
    quarter: Quarter | None
    quarters: tuple[QuarterChoice, ...]
    is_frozen: bool
    is_illustrative: bool
    texts: tuple[Fact, ...]
    facts: tuple[Fact, ...]
    mismatches: tuple[Mismatch, ...]
    figures: tuple[FigureGroup, ...]
    indicators: tuple[LinkedIndicator, ...]
    pillar_indicators: tuple[LinkedIndicator, ...]
    grants: tuple[GrantPart, ...]
    needs: tuple[NeededLink, ...]
    needed_by: tuple[Link, ...]
    relatives: tuple[Link, ...]
    partners: tuple[Partner, ...]
    decisions: tuple[DecisionLine, ...]
    milestones: tuple[Milestone, ...]
    risks: tuple[Risk, ...]
    preconditions: tuple[Precondition, ...]
    evidence: tuple[Proof, ...]
    bars: dict[str, EditBar]
    may_edit: bool
    notes: tuple[str, ...]
    source: str
    programme: str
    reports: tuple[ReportRow, ...] = ()
    to_report: ReportRow | None = None

    @property
    def edit_place(self) -> dict[str, str]:
        """Where the forms of the project are; empty for who may not edit."""
        return {"programme": self.programme, "project": self.slug} if self.may_edit else {}

    @property
    def shown(self) -> dict[str, bool]:
        """Which sections are on the page: those with something in it, or with something to add or to see of
        what was in it."""
        filled: dict[str, object] = {
            "indicatoren": self.indicators or self.pillar_indicators,
            "rapportages": self.reports,
            "cijfers": self.figures or self.may_edit,
            "besluiten": self.decisions,
            "mijlpalen": self.milestones or self._is_kept("mijlpalen"),
            "risicos": self.risks or self._is_kept("risicos"),
            "randvoorwaarden": self.preconditions or self._is_kept("randvoorwaarden"),
            "bewijs": self.evidence or self._is_kept("bewijs"),
        }
        return {section: bool(filled.get(section, True)) for section in SECTIONS}

    @property
    def contents(self) -> tuple[Link, ...]:
        """The sections that are on the page, in its order."""
        return tuple(Link(SECTIONS[section], f"#{section}") for section, here in self.shown.items() if here)

    def _is_kept(self, section: str) -> bool:
        return self.may_edit or bool(self.bars[section].history)
