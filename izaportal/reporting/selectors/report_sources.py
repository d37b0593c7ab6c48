"""Reads what reports are made from, for many projects of one programme at once: one question, one query."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from funding.models import Expenditure, Grant, MilestoneIndicator, PaymentCondition
from funding.selectors.facts import NET_COSTS
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import MilestoneOutlook, ProjectStanding, ReportSubmission, Ruling
from kpis.models import Indicator, IndicatorStatus, Measurement, MeasurementState
from kpis.selectors.facts import IndicatorFacts, indicator_facts
from pillars.models import Programme
from pillars.selectors.programmes import members_on
from projects.models import Milestone, MilestoneState, Project

Place = tuple[UUID, UUID | None]


class OfProject(Protocol):
    @property
    def project_id(self) -> UUID | None: ...


Row = TypeVar("Row", bound=OfProject)


@dataclass(frozen=True, slots=True)
class Costs:
    """Net costs in euros: in a quarter per grant and milestone, and per grant since its start."""

    booked: Mapping[tuple[Quarter, UUID, UUID | None], Decimal]
    spent: Mapping[UUID, Decimal]

    def of_line(self, quarter: Quarter, grant: UUID, milestone: UUID | None) -> Decimal:
        return self.booked.get((quarter, grant, milestone), Decimal(0))

    def of_grant(self, quarter: Quarter, grant: UUID) -> Decimal:
        found = (amount for (at, of, _), amount in self.booked.items() if (at, of) == (quarter, grant))
        return sum(found, Decimal(0))


@dataclass(frozen=True, slots=True)
class Links:
    """Indicators by project: its own, and those its milestones and payment conditions hang on."""

    own: Mapping[UUID, set[UUID]]
    claimed: Mapping[UUID, set[UUID]]

    def counts(self, project: UUID, indicator: Indicator) -> bool:
        return indicator.pk in self.own[project] | self.claimed[project]

    def asks(self, project: UUID, indicator: Indicator) -> bool:
        """What is claimed but belongs to another project is reported there."""
        return indicator.pk in self.own[project] or not indicator.project_id


def indicator_links(projects: Sequence[Project] | QuerySet[Project]) -> Links:
    own: dict[UUID, set[UUID]] = defaultdict(set)
    claimed: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Indicator.objects.filter(project__in=projects).order_by()
    for project, pk in rows.values_list("project", "pk"):
        if project is not None:
            own[project].add(pk)
    links = MilestoneIndicator.objects.filter(milestone__grant__project__in=projects).order_by()
    conditions = PaymentCondition.objects.filter(grant__project__in=projects, indicator__isnull=False)
    for project, indicator in links.values_list("milestone__grant__project", "indicator").union(
        conditions.order_by().values_list("grant__project", "indicator")
    ):
        claimed[project].add(indicator)
    return Links(own, claimed)


def counted(
    programme: Programme, quarter: Quarter, links: Links
) -> Mapping[UUID, tuple[IndicatorFacts, ...]]:
    ids = set().union(*links.own.values(), *links.claimed.values())
    listed = indicator_facts(programme, quarter, only=ids)
    found: dict[UUID, tuple[IndicatorFacts, ...]] = defaultdict(tuple)
    for project in {*links.own, *links.claimed}:
        found[project] = tuple(facts for facts in listed if links.counts(project, facts.indicator))
    return found


def of_indicators(
    values: Mapping[Place, Measurement], indicators: frozenset[UUID]
) -> dict[Place, Measurement]:
    return {place: row for place, row in values.items() if place[0] in indicators}


def by_project(rows: Iterable[Row]) -> Mapping[UUID, tuple[Row, ...]]:
    found: dict[UUID, tuple[Row, ...]] = defaultdict(tuple)
    for row in rows:
        if row.project_id is not None:
            found[row.project_id] = (*found[row.project_id], row)
    return found


def measurements(
    indicators: frozenset[UUID], quarter: Quarter
) -> tuple[dict[Place, Measurement], dict[Place, Measurement]]:
    """What was returned or superseded is no value; one that waits comes after the approved one."""
    rows = Measurement.objects.filter(
        indicator__in=indicators, quarter__lte=quarter, superseded_at__isnull=True
    ).exclude(state=MeasurementState.RETURNED)
    present: dict[Place, Measurement] = {}
    last: dict[Place, Measurement] = {}
    for row in rows.order_by("quarter", "id"):
        (present if row.quarter == quarter else last)[row.indicator_id, row.municipality_id] = row
    return present, last


def members(
    programme: Programme, quarter: Quarter, counted: Mapping[UUID, tuple[IndicatorFacts, ...]]
) -> tuple[tuple[UUID, str, str], ...]:
    """(id, CBS code, name), by name; only asked for when something is measured per municipality."""
    if not any(facts.indicator.disaggregated for own in counted.values() for facts in own):
        return ()
    rows = members_on(programme, quarter.last_day).order_by("name")
    return tuple(rows.values_list("pk", "code", "name"))


def statuses(indicators: frozenset[UUID], quarter: Quarter) -> dict[UUID, IndicatorStatus]:
    rows = IndicatorStatus.objects.filter(indicator__in=indicators, quarter=quarter)
    latest = rows.order_by("indicator_id", "-id").distinct("indicator_id").defer("explanation")
    return {row.indicator_id: row for row in latest}


def grants(projects: Sequence[Project], quarter: Quarter) -> QuerySet[Grant]:
    """Those that can have costs in the quarter."""
    rows = Grant.objects.filter(
        project__in=projects, starts_on__lte=quarter.last_day, ends_on__gte=quarter.first_day
    )
    return rows.order_by("source", "slug").prefetch_related("milestones")


def costs(grants: Sequence[Grant], quarter: Quarter) -> Costs:
    """Two queries: this quarter and the one before it line by line, and everything.

    By the day of performance: a correction that counts in this quarter is no spending of it.
    """
    performed = Coalesce("concerns_on", "performed_on")
    rows = Expenditure.objects.filter(grant__in=grants).order_by().annotate(day=performed)
    booked: dict[tuple[Quarter, UUID, UUID | None], Decimal] = defaultdict(Decimal)
    recent = rows.filter(day__range=(quarter.previous.first_day, quarter.last_day))
    for grant, milestone, day, amount in recent.values_list("grant", "milestone", "day").annotate(
        total=NET_COSTS
    ):
        booked[Quarter.of(day), grant, milestone] += amount
    return Costs(booked, dict(rows.values_list("grant").annotate(total=NET_COSTS)))


def milestones(projects: Sequence[Project]) -> QuerySet[Milestone]:
    return Milestone.objects.filter(Q(project__in=projects) & ~Q(state=MilestoneState.DROPPED))


def approved_before(projects: Sequence[Project], quarter: Quarter) -> dict[UUID, ReportSubmission]:
    """By project the approved report of the last quarter before this one that has any."""
    rows = ReportSubmission.objects.filter(
        report__project__in=projects, report__quarter__lt=quarter, ruling=Ruling.APPROVED
    )
    latest = rows.order_by("report__project_id", "-report__quarter").distinct("report__project_id")
    listed = latest.select_related("report").prefetch_related("judgements")
    return {row.report.project_id: row for row in listed}


def expected(before: Mapping[UUID, ReportSubmission]) -> dict[UUID, dict[UUID, date]]:
    """By project the days on which its milestones were last expected."""
    project_of = {submission.pk: project for project, submission in before.items()}
    rows = MilestoneOutlook.objects.filter(submission__in=project_of, expected_on__isnull=False)
    found: dict[UUID, dict[UUID, date]] = defaultdict(dict)
    for submission, milestone, day in rows.values_list("submission", "milestone", "expected_on"):
        if day is not None:
            found[project_of[submission]][milestone] = day
    return found


def standings(projects: Sequence[Project], quarter: Quarter) -> dict[UUID, ProjectStanding]:
    rows = ProjectStanding.objects.filter(project__in=projects, quarter=quarter)
    return {row.project_id: row for row in rows.order_by("project_id", "-id").distinct("project_id")}
