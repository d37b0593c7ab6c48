"""Reading what the page of one indicator shows, as the viewer may see it."""

from django.http import Http404

from funding.selectors import grants
from izaportal.core import clock
from izaportal.core.history import history_of_one
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.frozen_names import FrozenNames, frozen_names
from izaportal.web.access import or_404, seen_programme
from izaportal.web.indicator.facts import PageFacts
from kpis.selectors import indicators, statuses
from kpis.selectors.targets import versions_of
from pillars.selectors import plan, programmes

MOST_EVENTS = 50
MISSING = "Deze indicator is er niet."


def read(viewer: Viewer, programme: str, indicator: str, *, quarter: str = "") -> PageFacts:
    """Everything the page shows; Http404 for what is not there or may not be seen."""
    seen = seen_programme(viewer, programme)
    with or_404(MISSING):
        found = indicators.indicator(viewer, seen, indicator)
    # First: a run that ends while this is read then shows as underway beside its new result, never the other
    # way round, which would leave the old result on the screen for good.
    recalculation = indicators.recalculation(viewer, found)
    periods = tuple(programmes.periods(viewer, seen))
    history = tuple(statuses.status_history(viewer, found))
    known = [*(period.quarter for period in periods), *(row.quarter for row in history)]
    observed = {period.quarter for period in periods if period.is_observed}
    over = [row.quarter for row in history if row.quarter not in observed]
    chosen = _quarter(quarter, known, last=next(reversed(over), None))
    frozen = {period.quarter for period in periods if period.is_frozen}
    found.programme = seen
    return PageFacts(
        viewer=viewer,
        today=clock.today(),
        programme=seen,
        indicator=found,
        quarter=chosen,
        as_of=indicators.facts_at(viewer, found, chosen),
        periods=periods,
        history=history,
        measurements=tuple(statuses.measurements_of(viewer, found)),
        targets=tuple(versions_of(viewer, found)),
        milestones=tuple(grants.milestones_on(viewer, found)),
        conditions=tuple(grants.conditions_on(viewer, found)),
        contradictions=tuple(plan.contradictions_about(viewer, seen, found.slug)),
        recalculation=recalculation,
        events=tuple(history_of_one(indicators.KIND, str(found.pk), most=MOST_EVENTS)),
        names=frozen_names(viewer, seen, chosen) if chosen in frozen else FrozenNames(),
    )


def _quarter(asked: str, known: list[Quarter], *, last: Quarter | None) -> Quarter:
    """The quarter asked for, else the last one that is over with a result, else that of today."""
    if not asked:
        return last or Quarter.of(clock.today())
    try:
        wanted = Quarter.parse(asked)
    except ValueError as wrong:
        raise Http404(str(wrong)) from wrong
    if wanted not in known:
        raise Http404(f"Van {wanted.label} is er niets.")
    return wanted
