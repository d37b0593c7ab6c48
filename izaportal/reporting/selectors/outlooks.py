"""What approved reports say: when milestones are expected, and how the manager judged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.aspects import Aspect, AspectStatus
from izaportal.reporting.models import AspectJudgement, JudgedAs, MilestoneOutlook, ReportSubmission, Ruling
from izaportal.reporting.selectors.board_rows import PushedMilestone
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids
from projects.models import Milestone, MilestoneState


@dataclass(frozen=True, slots=True)
class LastReport:
    """The last approved report of a project, with the manager's judgement per aspect."""

    quarter: Quarter
    judgements: Mapping[Aspect, AspectStatus]


def expected_days(programme: Programme, quarter: Quarter) -> dict[UUID, date]:
    """By milestone the day it is expected on, as the last approved report up to the quarter says. Without a
    viewer, as jobs ask for it too: the programme was seen."""
    rows = MilestoneOutlook.objects.filter(
        submission__report__project__programme=programme,
        submission__report__quarter__lte=quarter,
        submission__ruling=Ruling.APPROVED,
    )
    latest = rows.order_by("milestone", "-submission__report__quarter").distinct("milestone")
    return {milestone: day for milestone, day in latest.values_list("milestone", "expected_on") if day}


def with_expected(milestones: QuerySet[Milestone]) -> QuerySet[Milestone]:
    """Each with `expected_on`: the day that its last approved report tells, None where it tells of none or of
    what is no longer expected."""
    told = MilestoneOutlook.objects.filter(
        milestone=OuterRef("pk"), submission__ruling=Ruling.APPROVED
    ).order_by("-submission__report__quarter", "-submission__number")
    is_over = Q(state__in=(MilestoneState.REACHED, MilestoneState.DROPPED))
    return milestones.annotate(
        expected_on=Case(When(is_over, then=None), default=Subquery(told.values("expected_on")[:1]))
    )


def pushed_milestones(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[PushedMilestone, ...]:
    """Expected later than at the quarter before, the furthest first, as approved reports tell; one query.

    A milestone that no earlier report spoke of was expected on the day it was due. What is reached or dropped
    by now is expected no more.
    """
    outlooks = MilestoneOutlook.objects.filter(
        milestone=OuterRef("milestone"),
        submission__ruling=Ruling.APPROVED,
        submission__report__quarter__lt=quarter,
    ).order_by("-submission__report__quarter", "-submission__number")
    rows = (
        MilestoneOutlook.objects.filter(
            milestone__programme__in=visible_ids(viewer),
            milestone__programme=programme,
            submission__report__quarter=quarter,
            submission__ruling=Ruling.APPROVED,
        )
        .exclude(state__in=(MilestoneState.REACHED, MilestoneState.DROPPED))
        .annotate(was=Coalesce(Subquery(outlooks.values("expected_on")[:1]), F("milestone__due")))
        .filter(expected_on__gt=F("was"))
        .order_by("milestone_id", "-submission__number")
        .distinct("milestone_id")
    )
    found = rows.values_list(
        "milestone__label", "milestone__project__slug", "milestone__project__name", "was", "expected_on"
    )
    pushed = [
        PushedMilestone(label, slug or "", name or "", was, now)
        for label, slug, name, was, now in found
        if now is not None
    ]
    return tuple(sorted(pushed, key=lambda one: (-one.days, one.now, one.label)))


def last_reports(
    viewer: Viewer, projects: Iterable[UUID], *, until: Quarter | None = None
) -> dict[UUID, LastReport]:
    """By project, of reports up to the quarter; two queries."""
    rows = ReportSubmission.objects.filter(
        report__project__pk__among=projects,
        report__project__programme__in=visible_ids(viewer),
        ruling=Ruling.APPROVED,
    )
    if until is not None:
        rows = rows.filter(report__quarter__lte=until)
    latest = rows.order_by("report__project", "-report__quarter", "-number").distinct("report__project")
    places = latest.values_list("pk", "report__project", "report__quarter")
    found = {pk: (project, at) for pk, project, at in places}
    settled = AspectJudgement.objects.filter(submission__in=list(found), judged_as=JudgedAs.SETTLED)
    colours: dict[UUID, dict[Aspect, AspectStatus]] = defaultdict(dict)
    for submission, aspect, colour in settled.order_by().values_list("submission", "aspect", "colour"):
        colours[submission][Aspect(aspect)] = AspectStatus(colour)
    return {project: LastReport(at, colours[pk]) for pk, (project, at) in found.items()}


@dataclass(frozen=True, slots=True)
class ReportedMilestone:
    """How a milestone stood in the last approved report on it; `planned` is the day that the plan names and
    `word` the state in Dutch."""

    pk: UUID
    label: str
    project: str
    project_name: str
    planned: date | None
    word: str
    expected_on: date | None
    reached_on: date | None


REPORTED = (
    "milestone", "milestone__label", "submission__report__project__slug",
    "submission__report__project__name", "milestone__due", "state", "expected_on", "reached_on",
)  # fmt: skip


def reported_milestones(
    viewer: Viewer, programme: Programme, quarter: Quarter
) -> dict[UUID, ReportedMilestone]:
    """By milestone, of reports up to the quarter; one query."""
    rows = MilestoneOutlook.objects.filter(
        submission__report__project__programme__in=visible_ids(viewer),
        submission__report__quarter__lte=quarter,
        submission__ruling=Ruling.APPROVED,
    ).filter(submission__report__project__programme=programme)
    latest = rows.order_by("milestone", "-submission__report__quarter", "-id").distinct("milestone")
    return {row[0]: _reported(*row) for row in latest.values_list(*REPORTED)}


def _reported(*row: Any) -> ReportedMilestone:
    *named, state, expected_on, reached_on = row
    told = (*named, str(MilestoneState(state).label), expected_on, reached_on)
    return ReportedMilestone(*told)
