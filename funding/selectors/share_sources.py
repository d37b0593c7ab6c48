"""Reads what municipal shares are made from: memberships, quarters, stored rows, budget, keys, statuses.

For whoever may read a municipality's own share, API clients included; a fixed number of queries each.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.aggregates import BoolOr
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, OuterRef, Q, Sum
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
from funding.refund import RiskLevel, Source
from funding.selectors.share_facts import BudgetYear, Concern, KeyRow
from funding.selectors.share_rows import SHARE_FIELDS, ShareRow
from funding.shares import KeyKind, add_shares
from funding.totals import latest_settings, stored_settings, total_level
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import IndicatorStatus
from kpis.selectors.status_rows import STATUS_FIELDS, StatusRow, status_row
from pillars.models import PeriodState, ProgrammeMunicipality, ReportingPeriod
from pillars.selectors.municipalities import readable
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


At = tuple[UUID, Quarter]


@dataclass(frozen=True, slots=True)
class StoredShare:
    """A stored share with what it belongs to; `level` is that of the whole project."""

    at: At
    project: UUID
    pillar: UUID | None
    name: str
    level: RiskLevel | None
    row: ShareRow


@dataclass(frozen=True, slots=True)
class ConcernedStatus:
    """A stored status with the projects, of those with a share, that it says something about."""

    programme: UUID
    row: StatusRow
    concern: Concern


def participations(viewer: Viewer, code: str, *, programme: str | None = None) -> list[Participation]:
    """Programmes of the municipality by slug, or only this one, as far as the viewer may read its share."""
    mine = ProgrammeMunicipality.objects.filter(readable(viewer), municipality__code=code)
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
    """Quarters of the programmes that are over, oldest first: of a running one there is no share yet."""
    spuk = Grant.objects.filter(project__programme=OuterRef("programme"), source=Source.SPUK)
    rows = ReportingPeriod.objects.filter(programme__in=list(programmes)).annotate(has_spuk=Exists(spuk))
    return [
        Period(row.programme_id, row.quarter, _frozen_on(row), row.has_spuk)
        for row in rows.order_by("quarter")
        if not row.is_observed
    ]


def has_spuk(programme: UUID) -> bool:
    """Whether the programme has state grants, so that it has shares at all."""
    return Grant.objects.filter(project__programme=programme, source=Source.SPUK).exists()


def _frozen_on(row: ReportingPeriod) -> date | None:
    return row.frozen_on if row.state == PeriodState.FROZEN else None


def shares(viewer: Viewer, at: Collection[At], *, code: str | None = None) -> list[StoredShare]:
    """The last stored share per project and quarter: of one municipality, or of all for the system alone."""
    if code is None and not viewer.is_system:
        return []
    rows = MunicipalShare.objects.filter(_any_of("project__programme", at))
    if code is not None:
        rows = rows.filter(readable(viewer, "project__programme"), municipality__code=code)
    risks = RefundRisk.objects.filter(grant__project=OuterRef("project"), quarter=OuterRef("quarter"))
    judged = risks.order_by("grant_id", "-id").distinct("grant_id").values(row=_JUDGED)
    found = (
        rows.order_by("project_id", "municipality_id", "quarter", "-id")
        .distinct("project_id", "municipality_id", "quarter")
        .annotate(risks=ArraySubquery(judged))
        .values_list(*_BELONGING, *SHARE_FIELDS)
    )
    return [_stored(*row) for row in found]


# Amounts as text: a number of JSON would come back as a float.
_JUDGED = JSONObject(
    id=Cast("id", CharField()),
    expected=Cast("expected", CharField()),
    maximum=Cast("maximum", CharField()),
    settings="derivation__facts__settings",
)
_BELONGING = ("project__programme", "quarter", "project", "project__pillar", "project__name", "risks")


def _stored(
    programme: UUID, quarter: Quarter, project: UUID, pillar: UUID | None, name: str, *others: Any
) -> StoredShare:
    risks, *values = others
    return StoredShare((programme, quarter), project, pillar, name, level_of(risks), ShareRow(*values))


def level_of(risks: Sequence[Mapping[str, Any]]) -> RiskLevel | None:
    """Of a project's grants together, by the thresholds that were stored with them."""
    return total_level(
        add_shares(_amount(risk["expected"]) for risk in risks).amount,
        award=add_shares(_amount(risk["maximum"]) for risk in risks).amount,
        settings=latest_settings((UUID(risk["id"]), stored_settings(risk["settings"])) for risk in risks),
    )


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def statuses(at: Collection[At], shares: Iterable[StoredShare]) -> list[ConcernedStatus]:
    """The last status of every indicator that belongs to a project with a share, at these quarters.

    An indicator belongs to a project by itself, by a milestone of its grant, or by its pillar.
    """
    projects = {share.project: share for share in shares}
    links = MilestoneIndicator.objects.filter(milestone__grant__project__in=projects)
    of_milestone = links.filter(indicator=OuterRef("indicator")).order_by("milestone__grant__project")
    concerned = (
        Q(indicator__project__in=projects)
        | Q(indicator__in=links.values("indicator"))
        | Q(indicator__pillar__in={share.pillar for share in projects.values()} - {None})
    )
    rows = IndicatorStatus.objects.filter(_any_of("indicator__programme", at)).filter(concerned)
    found = (
        rows.order_by("indicator_id", "quarter", "-id")
        .distinct("indicator_id", "quarter")
        .annotate(linked=ArraySubquery(of_milestone.values("milestone__grant__project")))
        .values_list(*_CONCERNED, *STATUS_FIELDS)
    )
    return [_concerned(projects, *row) for row in found]


_CONCERNED = ("indicator__programme", "indicator__pillar", "indicator__project", "linked")


def _concerned(
    projects: Mapping[UUID, StoredShare],
    programme: UUID,
    pillar: UUID | None,
    project: UUID | None,
    linked: Sequence[UUID],
    *values: Any,
) -> ConcernedStatus:
    row = status_row(*values)
    by_milestone = [share for pk, share in projects.items() if pk in linked]
    belongs = [
        share
        for pk, share in projects.items()
        if pk in linked or pk == project or (share.pillar is not None and share.pillar == pillar)
    ]
    return ConcernedStatus(programme, row, Concern(row.slug, _slugs(belongs), _slugs(by_milestone)))


def _slugs(shares: Iterable[StoredShare]) -> tuple[str, ...]:
    return tuple(sorted(share.row.project for share in shares))


def budgets(projects: Iterable[UUID]) -> dict[UUID, tuple[BudgetYear, ...]]:
    """State money per project and year; insurers' money is in no municipal share."""
    rows = BudgetLine.objects.filter(project__in=list(projects), source=Source.SPUK)
    found = rows.order_by("project", "year").values_list("project", "year")
    listed: dict[UUID, list[BudgetYear]] = {}
    for project, *year in found.annotate(amount=Sum("amount"), shown=BoolOr("illustrative")):
        listed.setdefault(project, []).append(BudgetYear(*year))
    return {project: tuple(years) for project, years in listed.items()}


def key_rows(keys: Iterable[UUID]) -> list[KeyRow]:
    """Stored keys with the parts that they split by, whatever their kind; one query."""
    parts = AllocationPart.objects.filter(key=OuterRef("pk")).values(
        row=JSONObject(code="municipality__code", part=Cast(Coalesce("percent", "amount"), CharField()))
    )
    inhabitants = Population.objects.filter(year=OuterRef("population_year")).values(
        row=JSONObject(code="municipality__code", part=Cast("inhabitants", CharField()))
    )
    rows = AllocationKey.objects.filter(pk__in=list(keys)).annotate(
        part_rows=ArraySubquery(parts), population_rows=ArraySubquery(inhabitants)
    )
    return [_key(row) for row in rows.order_by("pk")]


def _key(row: Any) -> KeyRow:
    kind = KeyKind(row.kind)
    used = row.population_rows if kind is KeyKind.POPULATION else row.part_rows
    parts = {part["code"]: Decimal(part["part"]) for part in sorted(used, key=lambda part: part["code"])}
    return KeyRow(row.pk, row.slug, row.label, kind, parts, row.validity.lower, row.illustrative)


def _any_of(programme: str, at: Collection[At]) -> Q:
    """Rows of one of these (programme, quarter) pairs; of none when there are none."""
    wanted = Q(pk__in=())
    for pk, quarter in at:
        wanted |= Q(**{programme: pk, "quarter": quarter})
    return wanted
