"""What the rules need to know of a programme's projects as of a quarter. For jobs, so without viewer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from funding.models import Grant, MilestoneIndicator, PaymentCondition, RefundRisk
from funding.refund import RiskSettings, Source, Stream
from funding.selectors.facts import risk_settings
from funding.selectors.results import stored_risks
from funding.totals import total_risk
from izaportal.core.quarter import Quarter
from izaportal.reporting.aspects import (
    IndicatorOutlook,
    MilestoneOutlook,
    Progress,
    ProjectFacts,
    RefundOutlook,
)
from izaportal.reporting.selectors.outlooks import expected_days
from kpis.models import Indicator, IndicatorStatus
from kpis.status import Status
from pillars.models import Programme
from projects.models import Milestone, MilestoneState, Project

PROGRESS = {MilestoneState.REACHED: Progress.REACHED, MilestoneState.UNKNOWN: Progress.UNKNOWN}
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class StateMoney:
    """A project's state grants with their stored figures."""

    grants: Sequence[Grant]
    risks: Mapping[UUID, RefundRisk]
    settings: RiskSettings

    @property
    def rows(self) -> list[RefundRisk]:
        return self._stored(self.grants)

    @property
    def spent(self) -> Decimal | None:
        """Unknown as long as one of the grants has no figures."""
        if not self.grants or len(self.rows) < len(self.grants):
            return None
        return sum((row.at_stake for row in self.rows), Decimal("0.00"))

    @property
    def outlook(self) -> RefundOutlook | None:
        """What may go back; None when none of the grants carries refund risk."""
        risky = [grant for grant in self.grants if grant.stream == Stream.TRANSFORMATION]
        if not risky:
            return None
        rows = self._stored(risky)
        if len(rows) < len(risky):
            return RefundOutlook(None, None, None, uncalculated=len(risky) - len(rows))
        total = total_risk(rows, settings=self.settings)
        return RefundOutlook(total.level, total.expected, total.expected_low)

    def _stored(self, grants: Iterable[Grant]) -> list[RefundRisk]:
        return [self.risks[grant.pk] for grant in grants if grant.pk in self.risks]


@dataclass(frozen=True, slots=True)
class ProjectReading:
    """A project with what was stored about it; an indicator comes with its status, if it has one.

    `expected`: by milestone the day on which reports expect it.
    """

    project: Project
    quarter: Quarter
    indicators: Sequence[tuple[Indicator, IndicatorStatus | None]]
    milestones: Sequence[Milestone]
    money: StateMoney
    expected: Mapping[UUID, date]

    @property
    def facts(self) -> ProjectFacts:
        """Read when it is used: data that no rule understands then fails for this project alone."""
        return ProjectFacts(
            self.quarter,
            tuple(_indicator_outlook(row, status) for row, status in self.indicators),
            tuple(_milestone_outlook(row, self.expected.get(row.pk)) for row in self.milestones),
            self.money.outlook,
        )

    @property
    def illustrative(self) -> bool:
        """Whether something behind the standing was invented for show."""
        return (
            any(status.illustrative for _, status in self.indicators if status is not None)
            or any(row.illustrative for row in self.milestones)
            or any(row.illustrative for row in self.money.rows)
        )

    @property
    def failure_key(self) -> tuple[str, str]:
        """For what a failed judgement is kept under; see izaportal.core.outcome."""
        return "project", str(self.project.pk)

    def __str__(self) -> str:
        return str(self.project)


def project_readings(programme: Programme, quarter: Quarter) -> list[ProjectReading]:
    """Every project of the programme; eight queries whatever their number."""
    statuses = _statuses(programme, quarter)
    indicators: dict[UUID, list[tuple[Indicator, IndicatorStatus | None]]] = defaultdict(list)
    for project, indicator in _indicators(programme):
        indicators[project].append((indicator, statuses.get(indicator.pk)))
    milestones = _grouped(_milestones(programme), "project_id")
    grants = _grouped(Grant.objects.filter(project__programme=programme, source=Source.SPUK), "project_id")
    risks = {row.grant_id: row for row in stored_risks(programme, quarter).defer("derivation")}
    settings = risk_settings(programme)
    expected = expected_days(programme, quarter)
    return [
        ProjectReading(
            project,
            quarter,
            indicators[project.pk],
            milestones[project.pk],
            StateMoney(grants[project.pk], risks, settings),
            expected,
        )
        for project in Project.objects.filter(programme=programme).only("id", "name").order_by("id")
    ]


def _grouped(rows: Iterable[Row], key: str) -> dict[UUID, list[Row]]:
    grouped: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, key)].append(row)
    return grouped


def _indicators(programme: Programme) -> Iterable[tuple[UUID, Indicator]]:
    """(project, indicator that counts): its own, and those that its milestones and payments hang on.

    Each pair once, in order of code.
    """
    counting = Indicator.objects.filter(programme=programme, counts=True).order_by("code", "slug")
    links = MilestoneIndicator.objects.filter(milestone__grant__project__programme=programme)
    conditions = PaymentCondition.objects.filter(
        grant__project__programme=programme, indicator__isnull=False
    ).order_by()
    asked = links.values_list("milestone__grant__project", "indicator").union(
        conditions.values_list("grant__project", "indicator")
    )
    projects: dict[UUID, set[UUID]] = defaultdict(set)
    for project, indicator in asked:
        projects[indicator].add(project)
    for row in counting.only("id", "code", "name", "short_name", "project_id"):
        own = {row.project_id} if row.project_id is not None else set()
        yield from ((project, row) for project in own | projects[row.pk])


def _milestones(programme: Programme) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(programme=programme, project__isnull=False)
    return rows.exclude(state=MilestoneState.DROPPED)


def _statuses(programme: Programme, quarter: Quarter) -> Mapping[UUID, IndicatorStatus]:
    rows = IndicatorStatus.objects.filter(indicator__programme=programme, quarter=quarter)
    latest = rows.order_by("indicator_id", "-id").distinct("indicator_id")
    return {row.indicator_id: row for row in latest.only("indicator_id", "status", "illustrative")}


def _indicator_outlook(row: Indicator, status: IndicatorStatus | None) -> IndicatorOutlook:
    return IndicatorOutlook(str(row), None if status is None else Status(status.status))


def _milestone_outlook(row: Milestone, expected: date | None) -> MilestoneOutlook:
    """Planned and late are both not reached; how late follows from the days."""
    progress = PROGRESS.get(MilestoneState(row.state), Progress.OPEN)
    return MilestoneOutlook(row.label, row.due, progress, row.reached_on, expected)
