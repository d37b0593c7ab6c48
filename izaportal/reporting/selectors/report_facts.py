"""What a report of a project and quarter is made from. For services, and pages that found the project."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from funding.models import Expenditure, Grant, MilestoneIndicator, PaymentCondition
from funding.selectors.facts import NET_COSTS
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import MilestoneOutlook, ProjectStanding, ReportSubmission, Ruling
from izaportal.reporting.selectors.reports import approved_before
from kpis.models import Indicator, IndicatorStatus, Measurement, MeasurementState
from kpis.selectors.facts import IndicatorFacts, indicator_facts
from pillars.selectors.programmes import members_on
from projects.models import Evidence, Milestone, MilestoneState, Project, Risk
from projects.selectors.decisions import stop_days

Place = tuple[UUID, UUID | None]


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
class ReportFacts:
    """`counted`: indicators the project is judged by; `asked`: those whose values it reports.

    `present` and `last`: the value of this quarter and the latest one before it, per indicator and
    municipality (ids). `before`: the approved report of an earlier quarter. `stopped`: the day of a decision
    to stop it.
    """

    project: Project
    quarter: Quarter
    counted: tuple[IndicatorFacts, ...]
    asked: frozenset[UUID]
    present: Mapping[Place, Measurement]
    last: Mapping[Place, Measurement]
    members: tuple[tuple[UUID, str, str], ...]
    statuses_before: Mapping[UUID, IndicatorStatus]
    grants: tuple[Grant, ...]
    costs: Costs
    stopped: date | None
    milestones: tuple[Milestone, ...]
    expected: Mapping[UUID, date]
    risks: tuple[Risk, ...]
    standing: ProjectStanding | None
    before: ReportSubmission | None
    evidence: tuple[Evidence, ...]


def report_facts(project: Project, quarter: Quarter) -> ReportFacts:
    """A fixed number of queries, whatever the project has. Needs the project's programme and pillar."""
    own, claimed = _indicator_ids(project)
    counted = tuple(indicator_facts(project.programme, quarter, only=own | claimed))
    asked = frozenset(f.indicator.pk for f in counted if f.indicator.pk in own or not f.indicator.project_id)
    present, last = _measurements(asked, quarter)
    grants = tuple(_grants(project, quarter))
    before = approved_before(project, quarter)
    return ReportFacts(
        project=project,
        quarter=quarter,
        counted=counted,
        asked=asked,
        present=present,
        last=last,
        members=_members(project, quarter, counted),
        statuses_before=_statuses(asked, quarter.previous),
        grants=grants,
        costs=_costs(grants, quarter),
        stopped=stop_days([project.pk]).get(project.pk),
        milestones=tuple(_milestones(project)),
        expected=_expected(before),
        risks=tuple(Risk.objects.filter(project=project)),
        standing=_standing(project, quarter),
        before=before,
        evidence=tuple(Evidence.objects.filter(project=project).order_by("label")),
    )


def _indicator_ids(project: Project) -> tuple[set[UUID], set[UUID]]:
    """(the project's own, those its milestones and payment conditions hang on)."""
    own = Indicator.objects.filter(project=project).order_by().values_list("pk", flat=True)
    links = MilestoneIndicator.objects.filter(milestone__grant__project=project).order_by()
    conditions = PaymentCondition.objects.filter(grant__project=project, indicator__isnull=False).order_by()
    claimed = links.values_list("indicator", flat=True).union(conditions.values_list("indicator", flat=True))
    return set(own), {pk for pk in claimed if pk is not None}


def _measurements(
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


def _members(
    project: Project, quarter: Quarter, counted: tuple[IndicatorFacts, ...]
) -> tuple[tuple[UUID, str, str], ...]:
    """(id, CBS code, name), by name; only asked for when something is measured per municipality."""
    if not any(facts.indicator.disaggregated for facts in counted):
        return ()
    rows = members_on(project.programme, quarter.last_day).order_by("name")
    return tuple(rows.values_list("pk", "code", "name"))


def _statuses(indicators: frozenset[UUID], quarter: Quarter) -> dict[UUID, IndicatorStatus]:
    rows = IndicatorStatus.objects.filter(indicator__in=indicators, quarter=quarter)
    latest = rows.order_by("indicator_id", "-id").distinct("indicator_id").defer("explanation")
    return {row.indicator_id: row for row in latest}


def _grants(project: Project, quarter: Quarter) -> QuerySet[Grant]:
    """Those that can have costs in the quarter."""
    rows = Grant.objects.filter(
        project=project, starts_on__lte=quarter.last_day, ends_on__gte=quarter.first_day
    )
    return rows.order_by("source", "slug").prefetch_related("milestones")


def _costs(grants: tuple[Grant, ...], quarter: Quarter) -> Costs:
    """Two queries: this quarter and the one before it line by line, and everything."""
    rows = Expenditure.objects.filter(grant__in=grants).order_by()
    booked: dict[tuple[Quarter, UUID, UUID | None], Decimal] = defaultdict(Decimal)
    recent = rows.filter(performed_on__gte=quarter.previous.first_day, performed_on__lte=quarter.last_day)
    for grant, milestone, day, amount in recent.values_list("grant", "milestone", "performed_on").annotate(
        total=NET_COSTS
    ):
        booked[Quarter.of(day), grant, milestone] += amount
    return Costs(booked, dict(rows.values_list("grant").annotate(total=NET_COSTS)))


def _milestones(project: Project) -> QuerySet[Milestone]:
    return Milestone.objects.filter(Q(project=project) & ~Q(state=MilestoneState.DROPPED))


def _expected(before: ReportSubmission | None) -> dict[UUID, date]:
    """The days on which milestones were last expected."""
    if before is None:
        return {}
    rows = MilestoneOutlook.objects.filter(submission=before).values_list("milestone", "expected_on")
    return {milestone: day for milestone, day in rows if day is not None}


def _standing(project: Project, quarter: Quarter) -> ProjectStanding | None:
    return ProjectStanding.objects.filter(project=project, quarter=quarter).order_by("-id").first()


def expected_days(projects: QuerySet[Project], quarter: Quarter) -> dict[UUID, date]:
    """By milestone the day it is expected on, as the last approved report up to the quarter says."""
    rows = MilestoneOutlook.objects.filter(
        submission__report__project__in=projects,
        submission__report__quarter__lte=quarter,
        submission__ruling=Ruling.APPROVED,
    )
    latest = rows.order_by("milestone", "-submission__report__quarter").distinct("milestone")
    return {milestone: day for milestone, day in latest.values_list("milestone", "expected_on") if day}
