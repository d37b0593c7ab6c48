"""Pillars, with their projects and indicators."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

from izaportal.core.formatting import Figure
from izaportal.web.indicator_rows import IndicatorRow, indicator_row
from izaportal.web.plan_figures import (
    KNOWLEDGE,
    StatedFigure,
    Total,
    lower_or_state,
    stated,
    total_of,
)
from izaportal.web.plan_words import pillar_words

if TYPE_CHECKING:
    from kpis.models import Indicator, IndicatorStatus
    from pillars.models import Pillar, PlanFigure, Programme
    from projects.models import Project

MOST_PROJECTS = 15


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in a list; money is a figure or the state that stands for it."""

    name: str
    url: str
    code: str
    stage: str
    lead: str
    lead_known: bool
    is_vacancy: bool
    pillar: str
    investment: Figure
    spuk: Figure
    staff_saved: StatedFigure | None
    summary: str
    duplicate_of: bool


@dataclass(frozen=True, slots=True)
class Money:
    """Stated by the plan beside the sum of the projects and the support line; `difference` is stated
    minus summed, only where both are known."""

    label: str
    stated: Figure
    total: Total
    support: Decimal | None
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class PillarPart:
    slug: str
    title: str
    ambition: str
    counts: Mapping[str, int]
    projects: tuple[ProjectRow, ...]
    project_count: int
    projects_url: str
    indicators: tuple[IndicatorRow, ...]
    money: tuple[Money, ...]
    movements: tuple[str, ...]
    challenges: tuple[str, ...]

    @property
    def projects_name(self) -> str:
        """A name of its own for every table of the page."""
        return f"Projecten van {self.title}"

    @property
    def indicators_name(self) -> str:
        return f"Indicatoren van {self.title}"

    @property
    def has_money(self) -> bool:
        return any(row.stated is not None or row.total.amount is not None for row in self.money)

    @property
    def has_support(self) -> bool:
        """Whether the plan names management and support beside the projects."""
        return any(row.support for row in self.money)


@dataclass(frozen=True, slots=True)
class OverviewFacts:
    programme: "Programme"
    pillars: "tuple[Pillar, ...]"
    projects: "tuple[Project, ...]"
    indicators: "tuple[Indicator, ...]"
    statuses: "tuple[IndicatorStatus, ...]"
    figures: "tuple[PlanFigure, ...]"


def pillar_parts(facts: OverviewFacts) -> tuple[PillarPart, ...]:
    """In the plan's order, the coordination around them last; then what belongs to no pillar."""
    projects: dict[UUID | None, list[Project]] = defaultdict(list)
    for project in facts.projects:
        projects[project.pillar_id].append(project)
    indicators: dict[UUID | None, list[Indicator]] = defaultdict(list)
    for indicator in facts.indicators:
        indicators[indicator.pillar_id].append(indicator)
    statuses = {row.indicator_id: row for row in facts.statuses}
    ordered = sorted(facts.pillars, key=lambda pillar: (pillar.number == 0, pillar.number))
    parts = [
        _part(facts, pillar, projects[pillar.pk], _rows(facts, indicators[pillar.pk], statuses))
        for pillar in ordered
    ]
    loose = _part(facts, None, projects[None], _rows(facts, indicators[None], statuses))
    return (*parts, loose) if loose.project_count or loose.indicators else tuple(parts)


def _part(
    facts: OverviewFacts, pillar: "Pillar | None", projects: "list[Project]", rows: tuple[IndicatorRow, ...]
) -> PillarPart:
    home = reverse("programme", kwargs={"programme": facts.programme.slug})
    shown = projects if len(projects) <= MOST_PROJECTS else []
    slug = pillar.slug if pillar else "overig"
    return PillarPart(
        slug=slug,
        title=_title(facts.programme, pillar),
        ambition=pillar.ambition if pillar else "",
        counts=Counter(row.status for row in rows if row.status),
        projects=tuple(project_row(facts.programme.slug, project) for project in shown),
        project_count=len(projects),
        projects_url=f"{home}?deel=projecten&pijler={slug}",
        indicators=rows,
        money=tuple(_money(facts, pillar, projects)),
        movements=tuple(row.label for row in pillar.movements.all()) if pillar else (),
        challenges=tuple(row.label for row in pillar.challenges.all()) if pillar else (),
    )


def _title(programme: "Programme", pillar: "Pillar | None") -> str:
    if pillar is None:
        return f"Zonder {programme.get_pillar_term_display()}"
    words = pillar_words(programme, pillar)
    return words if words == pillar.name else f"{words} · {pillar.name}"


def _money(facts: OverviewFacts, pillar: "Pillar | None", projects: "list[Project]") -> Iterable[Money]:
    of_pillar = {
        row.kind: row
        for row in facts.figures
        if row.is_default and pillar is not None and row.pillar_id == pillar.pk
    }
    for kind, label in (("investment", "Investering"), ("spuk", "SPUK")):
        row = of_pillar.get(kind)
        total = total_of(projects, kind)
        amount = None if row is None else KNOWLEDGE.get(row.knowledge, row.lower)
        support = _support(of_pillar.get("support")) if kind == "investment" else None
        difference = None
        if isinstance(amount, Decimal) and total.amount is not None:
            difference = amount - total.amount - (support or Decimal(0))
        yield Money(label, amount, total, support, difference)


def _support(row: "PlanFigure | None") -> Decimal | None:
    return None if row is None else row.lower


def project_row(programme: str, project: "Project") -> ProjectRow:
    """`project` comes from the selectors, with `listed_figures`."""
    figures = project.listed_figures  # type: ignore[attr-defined]  # to_attr of the selector
    return ProjectRow(
        name=project.name,
        url=reverse("project", kwargs={"programme": programme, "project": project.slug}),
        code=project.code,
        stage=str(project.get_stage_display()) if project.stage else "",
        lead=str(project.get_lead_state_display()),
        lead_known=project.lead_state != "unknown",
        is_vacancy=project.lead_state == "vacancy",
        pillar=project.pillar.name if project.pillar else "",
        investment=lower_or_state(figures, "investment"),
        spuk=lower_or_state(figures, "spuk"),
        staff_saved=next((stated(row) for row in figures if row.kind == "staff_saved"), None),
        summary=project.summary,
        duplicate_of=project.duplicate_of_id is not None,
    )


def _rows(
    facts: OverviewFacts, indicators: "list[Indicator]", statuses: "Mapping[UUID, IndicatorStatus]"
) -> "tuple[IndicatorRow, ...]":
    return tuple(indicator_row(facts.programme.slug, row, statuses.get(row.pk)) for row in indicators)
