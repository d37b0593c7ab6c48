"""The decisions log: what was decided in a programme, found by words and filters, with how far it is."""

from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Prefetch, Q, QuerySet

from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import ENDED
from izaportal.meetings.selectors.following import with_state
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids
from projects.models import Decision, DecisionCondition, DecisionKind, Project
from projects.models.project import STEMS, WORDS
from projects.selectors.search import query_of, words_of

KINDS = [(kind.value, str(kind.label)) for kind in DecisionKind]
OPEN, LATE, CLOSED = "open", "te-laat", "afgerond"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Empty is everything. `progress` is one of OPEN, LATE, CLOSED; `body` and `project` are slugs."""

    text: str = ""
    kind: str = ""
    body: str = ""
    project: str = ""
    progress: str = ""
    year: int | None = None


def decisions_of(viewer: Viewer, programme: Programme) -> QuerySet[Decision]:
    """Latest first, those without a day last; with body, owner, conditions, projects and `state`."""
    rows = Decision.objects.filter(programme__in=visible_ids(viewer)).filter(programme=programme)
    return (
        with_state(rows)
        .select_related("programme", "body", "meeting", "owner", "replaces", "replaced_by")
        .prefetch_related(
            "conditions", Prefetch("projects", Project.objects.select_related("pillar", "programme"))
        )
        .order_by(F("decided_on").desc(nulls_last=True), "slug")
    )


def matching(rows: QuerySet[Decision], wanted: Wanted, today: date) -> QuerySet[Decision]:
    """Those that fit all that is wanted; every word must be found, in any of its forms."""
    for word in words_of(wanted.text):
        rows = rows.filter(_found(word))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.body:
        rows = rows.filter(body__slug=wanted.body)
    if wanted.project:
        rows = rows.filter(projects__slug=wanted.project)
    if wanted.year:
        rows = rows.filter(decided_on__year=wanted.year)
    return _of_progress(rows, wanted.progress, today)


def decision(viewer: Viewer, programme: Programme, slug: str) -> Decision:
    """Raises Decision.DoesNotExist, also for what may not be seen."""
    return decisions_of(viewer, programme).get(slug=slug)


def years_of(viewer: Viewer, programme: Programme) -> list[int]:
    """In which something was decided, latest first."""
    rows = Decision.objects.filter(programme__in=visible_ids(viewer)).filter(programme=programme)
    days = rows.filter(decided_on__isnull=False).order_by()
    return sorted(set(days.values_list("decided_on__year", flat=True)), reverse=True)


def _found(word: str) -> Q:
    """In the decision, its conditions, its kind, the body, or the project by name or short name."""
    about = Q(projects__name__icontains=word) | Q(projects__slug__iexact=word) | Q(body__name__icontains=word)
    labels = SearchVector("label", config=STEMS) + SearchVector("label", config=WORDS)
    conditions = DecisionCondition.objects.annotate(found=labels).filter(found=query_of(word))
    about |= Q(conditions__in=conditions) | Q(conditions__label__icontains=word)
    about |= Q(kind__in=[kind for kind, label in KINDS if word.lower() in label])
    found = Decision.objects.filter(Q(search=query_of(word)) | about)
    return Q(pk__in=found.order_by().values("pk"))


def _of_progress(rows: QuerySet[Decision], progress: str, today: date) -> QuerySet[Decision]:
    over = Q(state__in=sorted(ENDED))
    waits = Q(deadline__isnull=False, replaced_by=None) & (Q(state=None) | ~over)
    if progress == OPEN:
        return rows.filter(waits)
    if progress == LATE:
        return rows.filter(waits, deadline__lt=today)
    return rows.filter(over) if progress == CLOSED else rows
