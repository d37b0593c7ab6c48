"""What a report of a project and quarter is made from. For services, and pages that found the project."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from funding.models import Grant
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import ProjectStanding, ReportSubmission
from izaportal.reporting.selectors import report_sources as sources
from izaportal.reporting.selectors.report_sources import Costs, Place
from kpis.models import IndicatorStatus, Measurement
from kpis.selectors.facts import IndicatorFacts
from projects.models import Evidence, Milestone, Project, Risk
from projects.selectors.decisions import stop_days


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
    links = sources.indicator_links(projects)
    counted = sources.counted(projects[0].programme, quarter, links)
    asked = {
        pk: frozenset(one.indicator.pk for one in facts if links.asks(pk, one.indicator))
        for pk, facts in counted.items()
    }
    shared = _shared(projects, quarter, frozenset().union(*asked.values()))
    members = sources.members(projects[0].programme, quarter, counted)
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
    present, last = sources.measurements(indicators, quarter)
    grants = list(sources.grants(projects, quarter))
    before = sources.approved_before(projects, quarter)
    return _Shared(
        quarter=quarter,
        present=present,
        last=last,
        statuses=sources.statuses(indicators, quarter.previous),
        grants=sources.by_project(grants),
        costs=sources.costs(grants, quarter),
        stopped=stop_days(project.pk for project in projects),
        milestones=sources.by_project(sources.milestones(projects)),
        expected=sources.expected(before),
        risks=sources.by_project(Risk.objects.filter(project__in=projects)),
        standings=sources.standings(projects, quarter),
        before=before,
        evidence=sources.by_project(Evidence.objects.filter(project__in=projects).order_by("label")),
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
        present=sources.of_indicators(shared.present, asked),
        last=sources.of_indicators(shared.last, asked),
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
