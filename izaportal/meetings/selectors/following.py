"""How far decisions are, and what their colleges say: the last of what was written down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery

from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import AGREES, ENDED, FollowUp, Stance
from izaportal.meetings.models import CollegePosition, FollowUpStep
from pillars.selectors.meetings import keeps
from pillars.selectors.programmes import visible_ids
from projects.models import Decision, Evidence, Project
from projects.selectors.projects import may_edit

Steps = dict[tuple[UUID, UUID | None], FollowUpStep]


@dataclass(frozen=True, slots=True)
class Standing:
    """`step` None: nobody did anything yet. `deadline` None: nobody agreed on one."""

    step: FollowUpStep | None
    deadline: date | None

    @property
    def state(self) -> FollowUp:
        return FollowUp(self.step.state) if self.step else FollowUp.OPEN

    @property
    def is_over(self) -> bool:
        return self.state in ENDED

    def is_late(self, today: date) -> bool:
        return not self.is_over and self.deadline is not None and self.deadline < today


def may_record(viewer: Viewer, decision: Decision) -> bool:
    """Who keeps the body that decided; without a body who manages the programme. Needs both."""
    programme = decision.programme.slug
    body = decision.body.slug if decision.body else ""
    return keeps(viewer, programme, body) if body else viewer.manages(programme)


def may_follow_up(viewer: Viewer, decision: Decision) -> bool:
    """These, and who edits one of the projects it is about; needs the projects with pillar and programme."""
    return may_record(viewer, decision) or any(may_edit(viewer, one) for one in decision.projects.all())


def latest_steps(decisions: Iterable[UUID]) -> Steps:
    """The last step of each decision (condition None) and of each of its conditions."""
    rows = FollowUpStep.objects.filter(decision__in=list(decisions)).select_related("evidence")
    last = rows.order_by("decision_id", "condition_id", "-number").distinct("decision_id", "condition_id")
    return {(row.decision_id, row.condition_id): row for row in last}


def steps_of(decision: Decision) -> QuerySet[FollowUpStep]:
    """Everything that was done, newest first."""
    rows = FollowUpStep.objects.filter(decision=decision).select_related("condition", "evidence")
    return rows.order_by("-taken_at", "-id")


def proofs_for(decision: Decision) -> QuerySet[Evidence]:
    """What the projects of the decision hold as evidence, latest first."""
    return Evidence.objects.filter(project__in=decision.projects.all()).order_by("-added_at", "-id")


def latest_positions(decision: Decision) -> dict[UUID, CollegePosition]:
    """By municipality the last that was written down."""
    rows = CollegePosition.objects.filter(decision=decision)
    last = rows.order_by("municipality_id", "-number").distinct("municipality_id")
    return {row.municipality_id: row for row in last.select_related("municipality")}


def all_agree(positions: Iterable[CollegePosition | None]) -> bool:
    """Whether there is a yes of every one, with or without reservation."""
    listed = list(positions)
    return bool(listed) and all(one is not None and Stance(one.stance) in AGREES for one in listed)


def with_state(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """With `state`: that of the last step of the decision as a whole, None before any."""
    steps = FollowUpStep.objects.filter(decision=OuterRef("pk"), condition=None).order_by("-number")
    return rows.annotate(state=Subquery(steps.values("state")[:1]))


def to_follow_up(viewer: Viewer, *, until: date) -> QuerySet[Decision]:
    """Decisions with a deadline on or before the day that are not closed, first to end first, of all
    programmes the viewer may see; two queries."""
    rows = with_state(Decision.standing.filter(programme__in=visible_ids(viewer), deadline__lte=until))
    rows = rows.filter(Q(state=None) | ~Q(state__in=sorted(ENDED)))
    projects = Prefetch("projects", Project.objects.select_related("pillar", "programme"))
    found = rows.select_related("programme", "body", "owner").prefetch_related(projects)
    return found.order_by("deadline", "slug")
