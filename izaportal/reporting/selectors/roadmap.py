"""When projects run and what they must have finished: their planning, and what their money was agreed on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from funding.models import Grant, GrantMilestone, MilestoneVerdict
from izaportal.core import clock
from izaportal.core.edits import CHANGED, type_of
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.aspects import MilestoneOutlook, Progress, Timing, timing
from izaportal.reporting.selectors.outlooks import expected_days
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids
from projects.models import Dependency, Milestone, MilestoneState

PROGRESS = {MilestoneState.REACHED: Progress.REACHED, MilestoneState.UNKNOWN: Progress.UNKNOWN}


PROGRESS_BY_VERDICT = {True: Progress.REACHED, False: Progress.OPEN}


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone with how it stands today. `before`: the day it was to be reached on at the end of the last
    quarter, None when it was not moved; `is_agreement`: a grant is settled on it, and it has a verdict."""

    label: str
    outlook: MilestoneOutlook
    timing: Timing
    before: date | None = None
    is_agreement: bool = False

    @property
    def day(self) -> date | None:
        """The day it is to be reached on, as it looks now."""
        return self.outlook.expected or self.outlook.due

    @property
    def slipped_days(self) -> int:
        """How many days later than a quarter ago; negative is earlier."""
        return (self.day - self.before).days if self.day and self.before else 0


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of when a project runs."""

    steps: tuple[Step, ...] = ()
    grant_days: tuple[tuple[date, date], ...] = ()
    needs: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Roadmap:
    """Courses by project id, and the milestones of the programme itself."""

    courses: Mapping[UUID, Course] = field(default_factory=dict)
    of_programme: tuple[Step, ...] = ()


def roadmap(
    viewer: Viewer,
    programme: Programme,
    projects: Iterable[UUID],
    *,
    quarter: Quarter | None = None,
) -> Roadmap:
    """Eight queries. `quarter`: up to which approved reports say when milestones are expected."""
    ids = list(projects)
    expected = expected_days(programme, quarter) if quarter else {}
    earlier = expected_days(programme, quarter.previous) if quarter else {}
    moved = _due_before(viewer, programme, since=Quarter.of(clock.today()).previous.last_day)
    steps: dict[UUID | None, list[Step]] = defaultdict(list)
    for milestone in _milestones(viewer, programme, ids):
        outlook = MilestoneOutlook(
            milestone.label,
            milestone.due,
            PROGRESS.get(MilestoneState(milestone.state), Progress.OPEN),
            milestone.reached_on,
            expected.get(milestone.pk),
        )
        agreed = moved.get(milestone.pk, milestone.due if outlook.expected else None)
        before = earlier.get(milestone.pk, agreed)
        steps[milestone.project_id].append(Step(milestone.label, outlook, _timing_today(outlook), before))
    for project, step in _agreements(viewer, ids):
        steps[project].append(step)
    days, needs = _grant_days(viewer, ids), _needs(viewer, ids)
    courses = {one: Course(tuple(steps[one]), tuple(days[one]), tuple(needs[one])) for one in ids}
    return Roadmap(courses, tuple(steps[None]))


def _timing_today(outlook: MilestoneOutlook) -> Timing:
    """What is due today is not late yet."""
    today = clock.today()
    return timing(outlook, Quarter.of(today), on=today - timedelta(days=1))


def _milestones(viewer: Viewer, programme: Programme, projects: list[UUID]) -> QuerySet[Milestone]:
    rows = Milestone.objects.filter(programme__in=visible_ids(viewer), programme=programme)
    wanted = Q(project__in=projects) | Q(project__isnull=True)
    return rows.filter(wanted).exclude(state=MilestoneState.DROPPED).order_by("due", "slug")


def _due_before(viewer: Viewer, programme: Programme, *, since: date) -> dict[UUID, date | None]:
    """Of milestones that were moved after that day, the day they were due on until then."""
    entries = AuditEntry.objects.filter(
        programme=programme.slug,
        object_type=type_of(Milestone),
        action=CHANGED,
        changes__has_key="due",
        at__date__gt=since,
    )
    if programme.pk not in visible_ids(viewer):
        return {}
    found: dict[UUID, date | None] = {}
    for identity, changes in entries.order_by("-at").values_list("object_id", "changes"):
        old = changes["due"][0]
        found[UUID(identity)] = date.fromisoformat(old) if old else None
    return found


def _agreements(viewer: Viewer, projects: list[UUID]) -> Iterable[tuple[UUID, Step]]:
    """Milestones of grants; how they stand is the insurer's verdict, nobody else's."""
    rows = GrantMilestone.objects.filter(
        grant__project__programme__in=visible_ids(viewer), grant__project__in=projects
    )
    verdicts = {
        row.milestone_id: row
        for row in MilestoneVerdict.objects.filter(milestone__in=rows, given_on__lte=clock.today()).order_by(
            "given_on", "id"
        )
    }
    for row in rows.select_related("grant").order_by("due", "slug"):
        verdict = verdicts.get(row.pk)
        progress = Progress.UNKNOWN if verdict is None else PROGRESS_BY_VERDICT[verdict.achieved]
        outlook = MilestoneOutlook(row.label, row.due, progress, verdict.given_on if verdict else None)
        yield row.grant.project_id, Step(row.label, outlook, _timing_today(outlook), is_agreement=True)


def _grant_days(viewer: Viewer, projects: list[UUID]) -> Mapping[UUID, list[tuple[date, date]]]:
    rows = Grant.objects.filter(project__programme__in=visible_ids(viewer), project__in=projects)
    found: dict[UUID, list[tuple[date, date]]] = defaultdict(list)
    for project, first, last in rows.order_by("starts_on").values_list("project", "starts_on", "ends_on"):
        found[project].append((first, last))
    return found


def _needs(viewer: Viewer, projects: list[UUID]) -> Mapping[UUID, list[UUID]]:
    """By project what it cannot go on without, as far as that is among the projects."""
    rows = Dependency.objects.filter(
        project__programme__in=visible_ids(viewer), project__in=projects, needs__in=projects
    )
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for project, needed in rows.order_by("project", "needs").values_list("project", "needs"):
        found[project].append(needed)
    return found
