"""Indicators as pages show them: the indicator itself, its targets, its facts, its recalculation."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from izaportal.core.edits import type_of
from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator
from kpis.selectors.facts import IndicatorFacts, indicator_facts
from kpis.selectors.statuses import visible_indicators
from pillars.models import Programme

LATEST_RUNS = 12
KIND = type_of(Indicator)  # what the audit trail calls one


@dataclass(frozen=True, slots=True)
class Recalculation:
    """What the latest runs say about an indicator: whether one is still to come, or could not judge it."""

    underway: bool
    has_failed: bool = False


def indicators_of(viewer: Viewer, programme: Programme) -> QuerySet[Indicator]:
    """All indicators of the programme in the plan's order, with pillar and project."""
    rows = visible_indicators(viewer).filter(programme=programme)
    return rows.select_related("pillar", "project")


def indicator(viewer: Viewer, programme: Programme, slug: str) -> Indicator:
    """Raises Indicator.DoesNotExist for what is not there and for what may not be seen alike."""
    return indicators_of(viewer, programme).get(slug=slug)


def facts_at(viewer: Viewer, indicator: Indicator, quarter: Quarter) -> IndicatorFacts:
    """What the rules know of a visible indicator as of the quarter; IndexError for what may not be seen."""
    allowed = visible_indicators(viewer).filter(pk=indicator.pk).values_list("pk", flat=True)
    return indicator_facts(indicator.programme, quarter, only=allowed)[0]


def recalculation(viewer: Viewer, indicator: Indicator) -> Recalculation:
    """Looks at the latest runs that touch the indicator; one query. Work that is of no quarter, such as
    making a board pack or reading an import, calculates nothing."""
    programmes = visible_indicators(viewer).filter(pk=indicator.pk).values("programme__slug")
    touches = Q(payload__indicators__contains=[str(indicator.pk)]) | ~Q(payload__has_key="indicators")
    runs = Run.objects.filter(touches, programme__in=programmes, quarter__isnull=False).order_by("-id")
    return _read(runs[:LATEST_RUNS], str(indicator.pk))


def _read(runs: Iterable[Run], indicator: str) -> Recalculation:
    """A failure counts only when no later run of the same quarter went well."""
    underway = False
    latest: dict[Quarter | None, Run] = {}
    for run in runs:
        underway = underway or run.state in (RunState.QUEUED, RunState.RUNNING)
        latest.setdefault(run.quarter, run)
    return Recalculation(underway, any(_failed(run, indicator) for run in latest.values()))


def _failed(run: Run, indicator: str) -> bool:
    """Whether the run did nothing at all, or stumbled over this indicator; others do not matter."""
    return run.state == RunState.FAILED or any(
        (failure.get("kind"), failure.get("id")) == ("indicator", indicator) for failure in run.failures
    )
