"""What a municipality may know of its own share: memberships, quarters, stored rows, budget and statuses.

For whoever may read the municipality's own share, API clients included; a fixed number of queries each.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce, JSONObject

from funding.models import (
    AllocationKey,
    AllocationPart,
    BudgetLine,
    Grant,
    MilestoneIndicator,
    MunicipalShare,
    RefundRisk,
)
from funding.refund import Source
from funding.shares import AllocationKey as KeyRule
from funding.shares import KeyKind
from funding.totals import FIGURES
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import IndicatorStatus
from pillars.models import PeriodState, ProgrammeMunicipality, ReportingPeriod
from regions.models import Population


@dataclass(frozen=True, slots=True)
class Member:
    """That a municipality takes part; `validity` is a range of days, its upper bound excluded."""

    code: str
    name: str
    validity: Any


@dataclass(frozen=True, slots=True)
class Participation:
    """A programme the municipality takes part in, or did, with everybody's membership over time."""

    programme: UUID
    slug: str
    name: str
    members: tuple[Member, ...]

    def members_on(self, day: date) -> frozenset[str]:
        """CBS codes of those who take part on that day."""
        return frozenset(member.code for member in self.members if day in member.validity)

    def name_of(self, code: str) -> str:
        return next(member.name for member in self.members if member.code == code)


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter of a programme. `has_spuk`: the programme has state grants, so that it has shares at all."""

    programme: UUID
    quarter: Quarter
    frozen_on: date | None
    has_spuk: bool


@dataclass(frozen=True, slots=True)
class ProjectBudget:
    """State money budgeted for a project in a year, in euros."""

    project: UUID
    year: int
    amount: Decimal
    illustrative: bool


At = tuple[UUID, Quarter]


def may_read(viewer: Viewer, code: str) -> bool:
    """Whether this is the viewer's own municipality."""
    return viewer.is_system or code in viewer.own_municipalities


def participations(viewer: Viewer, code: str, *, programme: str | None = None) -> list[Participation]:
    """Programmes of the municipality by slug, or only this one; none for who may not read its share."""
    if not may_read(viewer, code):
        return []
    mine = ProgrammeMunicipality.objects.filter(municipality__code=code)
    if programme is not None:
        mine = mine.filter(programme__slug=programme)
    rows = ProgrammeMunicipality.objects.filter(programme__in=mine.values("programme"))
    found: dict[tuple[UUID, str, str], list[Member]] = {}
    for pk, slug, name, member, called, validity in rows.order_by(
        "programme__slug", "municipality__code"
    ).values_list(
        "programme",
        "programme__slug",
        "programme__name",
        "municipality__code",
        "municipality__name",
        "validity",
    ):
        found.setdefault((pk, slug, name), []).append(Member(member, called, validity))
    return [Participation(pk, slug, name, tuple(members)) for (pk, slug, name), members in found.items()]


def periods(programmes: Iterable[UUID]) -> list[Period]:
    """Quarters of the programmes, oldest first."""
    spuk = Grant.objects.filter(project__programme=OuterRef("programme"), source=Source.SPUK)
    rows = ReportingPeriod.objects.filter(programme__in=list(programmes)).annotate(has_spuk=Exists(spuk))
    return [
        Period(row.programme_id, row.quarter, _frozen_on(row), row.has_spuk)
        for row in rows.order_by("quarter")
    ]


def _frozen_on(row: ReportingPeriod) -> date | None:
    return row.frozen_on if row.state == PeriodState.FROZEN else None


def shares(viewer: Viewer, code: str, at: Collection[At]) -> QuerySet[MunicipalShare]:
    """The municipality's stored share per project and quarter, each with the `risks` of its grants."""
    if not may_read(viewer, code):
        return MunicipalShare.objects.none()
    rows = MunicipalShare.objects.filter(_any_of("project__programme", at), municipality__code=code)
    risks = RefundRisk.objects.filter(grant__project=OuterRef("project"), quarter=OuterRef("quarter"))
    judged = risks.order_by("grant_id", "-id").distinct("grant_id").values(row=_JUDGED)
    return (
        rows.order_by("project_id", "quarter", "-id")
        .distinct("project_id", "quarter")
        .annotate(risks=ArraySubquery(judged))
        .select_related("project", "key")
        .only(*_COLUMNS)
    )


# Amounts as text: a number of JSON would come back as a float.
_JUDGED = JSONObject(
    id=Cast("id", CharField()),
    expected=Cast("expected", CharField()),
    maximum=Cast("maximum", CharField()),
    settings="derivation__facts__settings",
)

# Plans write long texts about a project; none of them is part of a share.
_COLUMNS = (
    "project__programme", "project__pillar", "project__slug", "project__name",
    "key__label", "key__illustrative",
    "quarter", "percent", "award", *FIGURES, "illustrative", "calculated_at",
)  # fmt: skip


def statuses(at: Collection[At], projects: Mapping[UUID, UUID | None]) -> QuerySet[IndicatorStatus]:
    """The last status of every indicator that belongs to the projects (id: pillar's id) at these quarters.

    An indicator belongs to a project by itself, by a milestone of its grant, or by its pillar. `linked` holds
    the projects whose milestones hang on it.
    """
    links = MilestoneIndicator.objects.filter(milestone__grant__project__in=projects)
    of_milestone = links.filter(indicator=OuterRef("indicator")).order_by("milestone__grant__project")
    concerned = (
        Q(indicator__project__in=projects)
        | Q(indicator__in=links.values("indicator"))
        | Q(indicator__pillar__in={pillar for pillar in projects.values() if pillar is not None})
    )
    rows = IndicatorStatus.objects.filter(_any_of("indicator__programme", at)).filter(concerned)
    return (
        rows.order_by("indicator_id", "quarter", "-id")
        .distinct("indicator_id", "quarter")
        .annotate(linked=ArraySubquery(of_milestone.values("milestone__grant__project")))
        .select_related("indicator")
        .defer("explanation", "indicator__notes", "indicator__facts", "indicator__condition")
    )


def budgets(projects: Iterable[UUID]) -> list[ProjectBudget]:
    """State money per project and year; insurers' money is in no municipal share."""
    rows = BudgetLine.objects.filter(project__in=list(projects), source=Source.SPUK)
    found = rows.order_by("project", "year").values_list("project", "year")
    return [ProjectBudget(*row) for row in found.annotate(amount=Sum("amount"), shown=BoolOr("illustrative"))]


def key_rules(keys: Iterable[UUID]) -> dict[UUID, KeyRule]:
    """The rules' view of stored keys, whatever their kind; one query."""
    parts = AllocationPart.objects.filter(key=OuterRef("pk")).values(
        row=JSONObject(code="municipality__code", part=Cast(Coalesce("percent", "amount"), CharField()))
    )
    inhabitants = Population.objects.filter(year=OuterRef("population_year")).values(
        row=JSONObject(code="municipality__code", part=Cast("inhabitants", CharField()))
    )
    rows = AllocationKey.objects.filter(pk__in=list(keys)).annotate(
        part_rows=ArraySubquery(parts), population_rows=ArraySubquery(inhabitants)
    )
    return {row.pk: _rule(KeyKind(row.kind), row.part_rows, row.population_rows) for row in rows}


def _rule(kind: KeyKind, parts: list[dict[str, str]], population: list[dict[str, str]]) -> KeyRule:
    used = population if kind is KeyKind.POPULATION else parts
    return KeyRule(kind, {row["code"]: Decimal(row["part"]) for row in used})


def _any_of(programme: str, at: Collection[At]) -> Q:
    """Rows of one of these (programme, quarter) pairs; of none when there are none."""
    wanted = Q(pk__in=())
    for pk, quarter in at:
        wanted |= Q(**{programme: pk, "quarter": quarter})
    return wanted
