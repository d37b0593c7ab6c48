"""Recalculates a programme's quarter: indicators, then refunds and shares, then how its projects stand."""

import logging
from collections.abc import Iterable
from uuid import UUID

from funding.models import MilestoneIndicator
from funding.services.duties import keep_duties
from funding.services.recompute import recompute_refunds, recompute_shares
from izaportal.core import events, runs
from izaportal.core.errors import Refused
from izaportal.core.models import Run
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.events import ResultsStored
from izaportal.reporting.services.standings import recompute_standings
from kpis.services.recompute import recompute_statuses
from pillars.models import PeriodState, Programme, ReportingPeriod

logger = logging.getLogger(__name__)

KIND = "recalculate"
KEEPER = Viewer.system("Herberekening")


def ask_for(
    programme: Programme,
    *,
    since: Quarter | None = None,
    asked_by: str,
    asked_for: str,
    indicators: Iterable[UUID] | None = None,
    grants: Iterable[UUID] | None = None,
) -> list[Run]:
    """A run for every quarter of the programme that is not frozen, from `since` on.

    A value of one quarter is in the projections of all later ones. `indicators` and `grants` limit the
    work to what a change touches, grants whose milestones hang on the indicators included; both None is
    everything.
    """
    periods = ReportingPeriod.objects.filter(programme=programme).exclude(state=PeriodState.FROZEN)
    if since is not None:
        periods = periods.filter(quarter__gte=since)
    limits = {"indicators": _texts(indicators), "grants": _texts(grants)}
    payload = {} if indicators is None and grants is None else limits
    return [
        runs.ask(
            KIND,
            programme=programme.slug,
            quarter=period.quarter,
            asked_by=asked_by,
            asked_for=asked_for,
            payload=payload,
        )
        for period in periods
    ]


def carry_out(run_id: UUID) -> Run:
    """Do the work of a run, once: a second call finds it ended. Others of its quarter are waited for.

    Whatever goes wrong is written in the row. What nobody foresaw is raised as well: the run stays begun, so
    that it is tried again, a few times.
    """
    return runs.do_once(run_id, _work)


def _work(run: Run) -> None:
    try:
        runs.require_patience(run)
        outcome = recalculate(run)
    except (Refused, Programme.DoesNotExist) as refusal:
        runs.end(run, Outcome(failures=[*run.failures, _failure(run, str(refusal))]), failed=True)
        return
    except Exception as error:
        runs.note_failure(run, _failure(run, f"{type(error).__name__}: {error}"))
        raise
    runs.end(run, outcome)
    if outcome.changed and run.quarter is not None:
        events.announce(ResultsStored(run.programme, run.quarter))


def recalculate(run: Run) -> Outcome:
    """Indicators, then refunds and shares with what must be reported of them, limited to what the run is
    about, and last the projects.

    Raises Refused when the quarter is frozen.
    """
    programme = Programme.objects.get(slug=run.programme)
    quarter = run.quarter
    if quarter is None:
        raise Refused("een herberekening gaat over één kwartaal")
    indicators = grants = None
    if run.payload:
        indicators = _ids(run, "indicators")
        grants = {*_ids(run, "grants"), *_grants_on(indicators)}
    outcome = Outcome()
    if indicators is None or indicators:
        outcome += recompute_statuses(run=run, programme=programme, quarter=quarter, only=indicators)
    if grants is None or grants:
        outcome += recompute_refunds(run=run, programme=programme, quarter=quarter, only=grants)
        outcome += recompute_shares(run=run, programme=programme, quarter=quarter)
        outcome += keep_duties(actor=KEEPER, programme=programme, quarter=quarter)
    return outcome + recompute_standings(run=run, programme=programme, quarter=quarter)


def _texts(ids: Iterable[UUID] | None) -> list[str]:
    return sorted(map(str, ids or ()))


def _ids(run: Run, name: str) -> set[UUID]:
    return {UUID(text) for text in run.payload.get(name, ())}


def _grants_on(indicators: Iterable[UUID]) -> set[UUID]:
    """Grants with a milestone that hangs on one of the indicators."""
    links = MilestoneIndicator.objects.filter(indicator__in=list(indicators))
    return set(links.values_list("milestone__grant", flat=True))


def _failure(run: Run, why: str) -> dict[str, str]:
    return {"what": str(run), "why": why}


def ask_for_all(*, asked_by: str, asked_for: str) -> list[Run]:
    """Every quarter that is not frozen, of every programme."""
    return [
        run
        for programme in Programme.objects.order_by("slug")
        for run in ask_for(programme, asked_by=asked_by, asked_for=asked_for)
    ]
