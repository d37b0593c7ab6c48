"""What was decided on projects, and what a plan still leaves to decide."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids
from projects.models import Decision, DecisionBasis, DecisionKind

FIRST_DAY = Min(Coalesce("settled_on", "decided_on"))
Key: TypeAlias = str | tuple[str, date | None]


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """`word` is the kind in Dutch, `about` the quarter that the meeting looked back on, `projects` pairs of
    slug and name. `decided_on` None: still to be decided. `slug` is empty in what was frozen before it was
    kept."""

    word: str
    label: str
    decided_on: date | None
    about: Quarter | None
    projects: tuple[tuple[str, str], ...]
    illustrative: bool
    slug: str = ""

    @property
    def key(self) -> Key:
        """By which it is known from other decisions of the programme."""
        return self.slug or self.said

    @property
    def said(self) -> Key:
        """As far as that goes without its slug."""
        return self.label, self.decided_on


@dataclass(frozen=True, slots=True)
class Replacement:
    """What took the place of a decision: when it was recorded, and why."""

    slug: str
    word: str
    label: str
    why: str
    recorded_at: datetime | None


def decisions_as_of(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[DecisionRow, ...]:
    """Taken on or before the quarter's last day, latest first, then points still open; one query."""
    is_open = Q(decided_on__isnull=True, kind=DecisionKind.POINT)
    return _read(_seen(viewer, programme).filter(Q(decided_on__lte=quarter.last_day) | is_open))


def decisions_after(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[DecisionRow, ...]:
    """Taken later, by a meeting that looked back on the quarter; one query."""
    rows = _seen(viewer, programme).filter(meeting__quarter=quarter, decided_on__gt=quarter.last_day)
    return _read(rows)


def decisions_taken(project: UUID) -> tuple[DecisionRow, ...]:
    """Those on the project that count now, the latest first; one query. For who found the project."""
    return _read(Decision.standing.filter(projects=project, decided_on__isnull=False))


def replacements(programme: UUID) -> Mapping[Key, Replacement]:
    """What took the place of decisions of the programme, by each key the old one may have; one query. For who
    found the programme."""
    rows = Decision.objects.filter(programme=programme, replaced_by__isnull=False)
    found: dict[Key, Replacement] = {}
    for row in rows.select_related("replaced_by"):
        new = row.replaced_by
        by = Replacement(new.slug, str(new.get_kind_display()), new.label, new.replaces_why, new.recorded_at)
        found |= {row.slug: by, (row.label, row.decided_on): by}
    return found


def decision_marks(projects: Iterable[UUID]) -> Mapping[UUID, tuple[int, int, date]]:
    """By which it shows that more was decided since, or that some of it counts no longer: how many on each
    project, how many of those were replaced, and the last; one query."""
    rows = Decision.objects.filter(projects__in=projects, decided_on__isnull=False).order_by()
    replaced = Count("id", filter=Q(replaced_by__isnull=False))
    found = rows.values("projects").annotate(count=Count("id"), replaced=replaced, last=Max("decided_on"))
    listed = found.values_list("projects", "count", "replaced", "last")
    return {project: (count, gone, last) for project, count, gone, last in listed}


def _seen(viewer: Viewer, programme: Programme) -> QuerySet[Decision]:
    return Decision.standing.filter(programme__in=visible_ids(viewer)).filter(programme=programme)


def _read(rows: QuerySet[Decision]) -> tuple[DecisionRow, ...]:
    on = JSONBAgg(
        JSONObject(slug="projects__slug", name="projects__name"),
        filter=Q(projects__isnull=False),
        order_by="projects__slug",
        default=[],
    )
    found = (
        rows.annotate(on=on)
        .order_by(F("decided_on").desc(nulls_last=True), "slug")
        .values_list("kind", "label", "decided_on", "meeting__quarter", "on", "illustrative", "slug")
    )
    return tuple(
        DecisionRow(
            word=str(DecisionKind(kind).label),
            label=label,
            decided_on=decided_on,
            about=about,
            projects=tuple((project["slug"], project["name"]) for project in projects),
            illustrative=illustrative,
            slug=slug,
        )
        for kind, label, decided_on, about, projects, illustrative, slug in found
    )


def stop_days(project_ids: Iterable[UUID]) -> dict[UUID, date]:
    """The day of the first stop decision on each of the projects that has one. For jobs, so without viewer.

    A stop that is only foreseen has no day and stops nothing, nor does an advice before the colleges agree.
    """
    stops = _stops().filter(projects__in=list(project_ids))
    return dict(stops.values_list("projects").annotate(day=FIRST_DAY))


def stop_day() -> Subquery:
    """The same of the project at hand, null without one."""
    stops = _stops().filter(projects=OuterRef("pk"))
    return Subquery(stops.values("projects").annotate(day=FIRST_DAY).values("day"))


def _stops() -> QuerySet[Decision]:
    stops = Decision.standing.filter(kind=DecisionKind.STOP, decided_on__isnull=False)
    return stops.exclude(basis=DecisionBasis.ADVICE, settled_on__isnull=True).order_by()
