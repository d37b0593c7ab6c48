"""What a report of a project and quarter is made from. For services, and pages that found the project."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from funding.models import Expenditure, Grant, MilestoneIndicator, PaymentCondition
from funding.selectors.facts import NET_COSTS
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import MilestoneOutlook, ProjectStanding, ReportSubmission, Ruling
from kpis.models import Indicator, IndicatorStatus, Measurement, MeasurementState
from kpis.selectors.facts import IndicatorFacts, indicator_facts
from pillars.models import Programme
from pillars.selectors.programmes import members_on
from projects.models import Evidence, Milestone, MilestoneState, Project, Risk
from projects.selectors.decisions import stop_days

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
    """Of one report. Needs the project's programme and pillar."""
    return facts_of([project], quarter)[project.pk]


def facts_of(projects: Sequence[Project], quarter: Quarter) -> dict[UUID, ReportFacts]:
    """By project, in a fixed number of queries. All of one programme; each comes with it and its pillar."""
    if not projects:
        return {}
    links = _indicator_links(projects)
    counted = _counted(projects[0].programme, quarter, links)
    asked = {
        pk: frozenset(one.indicator.pk for one in facts if links.asks(pk, one.indicator))
        for pk, facts in counted.items()
    }
    shared = _shared(projects, quarter, frozenset().union(*asked.values()))
    members = _members(projects[0].programme, quarter, counted)
    return {
        project.pk: _facts(
            shared,
            project,
            counted=counted[project.pk],
            asked=asked.get(project.pk, frozenset()),
            members=members,
        )
        for project in projects
    }


@dataclass(frozen=True, slots=True)
class _Shared:
    """What was read for all projects at once."""

    quarter: Quarter
    present: Mapping[Place, Measurement]
    last: Mapping[Place, Measurement]
    statuses: Mapping[UUID, IndicatorStatus]
    grants: Mapping[UUID, tuple[Grant, ...]]
    costs: Costs
    stopped: Mapping[UUID, date]
    milestones: Mapping[UUID, tuple[Milestone, ...]]
    expected: Mapping[UUID, Mapping[UUID, date]]
    risks: Mapping[UUID, tuple[Risk, ...]]
    standings: Mapping[UUID, ProjectStanding]
    before: Mapping[UUID, ReportSubmission]
    evidence: Mapping[UUID, tuple[Evidence, ...]]


def _shared(projects: Sequence[Project], quarter: Quarter, indicators: frozenset[UUID]) -> _Shared:
    present, last = _measurements(indicators, quarter)
    grants = list(_grants(projects, quarter))
    before = _approved_before(projects, quarter)
    return _Shared(
        quarter=quarter,
        present=present,
        last=last,
        statuses=_statuses(indicators, quarter.previous),
        grants=_by_project(grants),
        costs=_costs(grants, quarter),
        stopped=stop_days(project.pk for project in projects),
        milestones=_by_project(_milestones(projects)),
        expected=_expected(before),
        risks=_by_project(Risk.objects.filter(project__in=projects)),
        standings=_standings(projects, quarter),
        before=before,
        evidence=_by_project(Evidence.objects.filter(project__in=projects).order_by("label")),
    )


def _facts(
    shared: _Shared,
    project: Project,
    *,
    counted: tuple[IndicatorFacts, ...],
    asked: frozenset[UUID],
    members: tuple[tuple[UUID, str, str], ...],
) -> ReportFacts:
    """The project's part of what was read."""
    return ReportFacts(
        project=project,
        quarter=shared.quarter,
        counted=counted,
        asked=asked,
        present=_of(shared.present, asked),
        last=_of(shared.last, asked),
        members=members if any(one.indicator.disaggregated for one in counted) else (),
        statuses_before={pk: row for pk, row in shared.statuses.items() if pk in asked},
        grants=shared.grants.get(project.pk, ()),
        costs=shared.costs,
        stopped=shared.stopped.get(project.pk),
        milestones=shared.milestones.get(project.pk, ()),
        expected=shared.expected.get(project.pk, {}),
        risks=shared.risks.get(project.pk, ()),
        standing=shared.standings.get(project.pk),
        before=shared.before.get(project.pk),
        evidence=shared.evidence.get(project.pk, ()),
    )


@dataclass(frozen=True, slots=True)
class _Links:
    """Indicators by project: its own, and those its milestones and payment conditions hang on."""

    own: Mapping[UUID, set[UUID]]
    claimed: Mapping[UUID, set[UUID]]

    def counts(self, project: UUID, indicator: Indicator) -> bool:
        return indicator.pk in self.own[project] | self.claimed[project]

    def asks(self, project: UUID, indicator: Indicator) -> bool:
        """What is claimed but belongs to another project is reported there."""
        return indicator.pk in self.own[project] or not indicator.project_id


def _indicator_links(projects: Sequence[Project]) -> _Links:
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
    return _Links(own, claimed)


def _counted(
    programme: Programme, quarter: Quarter, links: _Links
) -> Mapping[UUID, tuple[IndicatorFacts, ...]]:
    ids = set().union(*links.own.values(), *links.claimed.values())
    listed = indicator_facts(programme, quarter, only=ids)
    found: dict[UUID, tuple[IndicatorFacts, ...]] = defaultdict(tuple)
    for project in {*links.own, *links.claimed}:
        found[project] = tuple(facts for facts in listed if links.counts(project, facts.indicator))
    return found


def _of(values: Mapping[Place, Measurement], indicators: frozenset[UUID]) -> dict[Place, Measurement]:
    return {place: row for place, row in values.items() if place[0] in indicators}


def _by_project(rows: Iterable[Row]) -> Mapping[UUID, tuple[Row, ...]]:
    found: dict[UUID, tuple[Row, ...]] = defaultdict(tuple)
    for row in rows:
        if row.project_id is not None:
            found[row.project_id] = (*found[row.project_id], row)
    return found


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
    programme: Programme, quarter: Quarter, counted: Mapping[UUID, tuple[IndicatorFacts, ...]]
) -> tuple[tuple[UUID, str, str], ...]:
    """(id, CBS code, name), by name; only asked for when something is measured per municipality."""
    if not any(facts.indicator.disaggregated for own in counted.values() for facts in own):
        return ()
    rows = members_on(programme, quarter.last_day).order_by("name")
    return tuple(rows.values_list("pk", "code", "name"))


def _statuses(indicators: frozenset[UUID], quarter: Quarter) -> dict[UUID, IndicatorStatus]:
    rows = IndicatorStatus.objects.filter(indicator__in=indicators, quarter=quarter)
    latest = rows.order_by("indicator_id", "-id").distinct("indicator_id").defer("explanation")
    return {row.indicator_id: row for row in latest}


def _grants(projects: Sequence[Project], quarter: Quarter) -> QuerySet[Grant]:
    """Those that can have costs in the quarter."""
    rows = Grant.objects.filter(
        project__in=projects, starts_on__lte=quarter.last_day, ends_on__gte=quarter.first_day
    )
    return rows.order_by("source", "slug").prefetch_related("milestones")


def _costs(grants: Sequence[Grant], quarter: Quarter) -> Costs:
    """Two queries: this quarter and the one before it line by line, and everything."""
    rows = Expenditure.objects.filter(grant__in=grants).order_by()
    booked: dict[tuple[Quarter, UUID, UUID | None], Decimal] = defaultdict(Decimal)
    recent = rows.filter(performed_on__gte=quarter.previous.first_day, performed_on__lte=quarter.last_day)
    for grant, milestone, day, amount in recent.values_list("grant", "milestone", "performed_on").annotate(
        total=NET_COSTS
    ):
        booked[Quarter.of(day), grant, milestone] += amount
    return Costs(booked, dict(rows.values_list("grant").annotate(total=NET_COSTS)))


def _milestones(projects: Sequence[Project]) -> QuerySet[Milestone]:
    return Milestone.objects.filter(Q(project__in=projects) & ~Q(state=MilestoneState.DROPPED))


def _approved_before(projects: Sequence[Project], quarter: Quarter) -> dict[UUID, ReportSubmission]:
    """By project the approved report of the last quarter before this one that has any."""
    rows = ReportSubmission.objects.filter(
        report__project__in=projects, report__quarter__lt=quarter, ruling=Ruling.APPROVED
    )
    latest = rows.order_by("report__project", "-report__quarter").distinct("report__project")
    listed = latest.select_related("report").prefetch_related("judgements")
    return {row.report.project_id: row for row in listed}


def _expected(before: Mapping[UUID, ReportSubmission]) -> dict[UUID, dict[UUID, date]]:
    """By project the days on which its milestones were last expected."""
    project_of = {submission.pk: project for project, submission in before.items()}
    rows = MilestoneOutlook.objects.filter(submission__in=project_of, expected_on__isnull=False)
    found: dict[UUID, dict[UUID, date]] = defaultdict(dict)
    for submission, milestone, day in rows.values_list("submission", "milestone", "expected_on"):
        if day is not None:
            found[project_of[submission]][milestone] = day
    return found


def _standings(projects: Sequence[Project], quarter: Quarter) -> dict[UUID, ProjectStanding]:
    rows = ProjectStanding.objects.filter(project__in=projects, quarter=quarter)
    return {row.project_id: row for row in rows.order_by("project", "-id").distinct("project")}


def expected_days(projects: QuerySet[Project], quarter: Quarter) -> dict[UUID, date]:
    """By milestone the day it is expected on, as the last approved report up to the quarter says."""
    rows = MilestoneOutlook.objects.filter(
        submission__report__project__in=projects,
        submission__report__quarter__lte=quarter,
        submission__ruling=Ruling.APPROVED,
    )
    latest = rows.order_by("milestone", "-submission__report__quarter").distinct("milestone")
    return {milestone: day for milestone, day in latest.values_list("milestone", "expected_on") if day}
