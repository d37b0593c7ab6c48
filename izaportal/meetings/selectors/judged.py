"""How indicators were judged last, and how that turned since an agenda was fixed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from funding.models import MilestoneIndicator
from izaportal.core import clock
from izaportal.core.formatting import with_unit
from izaportal.core.quarter import Quarter
from izaportal.meetings.composing import milestone_of
from izaportal.meetings.selectors.agendas import SeenAgenda
from izaportal.meetings.turning import turned
from kpis.models import IndicatorStatus
from kpis.status import Status


def last_judged(
    indicators: Iterable[UUID], quarter: Quarter, *, until: datetime | None = None
) -> dict[UUID, IndicatorStatus]:
    """Of each indicator the status at the last quarter that got a colour: grey says nothing new. As it was
    known at that moment, or is now; one query."""
    rows = IndicatorStatus.objects.filter(indicator__in=list(indicators), quarter__lte=quarter)
    if until is not None:
        rows = rows.filter(calculated_at__lte=until)
    latest = rows.order_by("indicator_id", "quarter", "-id").distinct("indicator_id", "quarter")
    by_indicator: dict[UUID, IndicatorStatus] = {}
    for row in latest.select_related("indicator").defer("explanation"):
        if Status(row.status).judged:
            by_indicator[row.indicator_id] = row
    return by_indicator


def since_fixed(seen: SeenAgenda) -> Mapping[UUID, str]:
    """Of items (ids) of a fixed agenda how their result turned since: no longer behind, or further; of a
    meeting that is still to be held. Three queries, none without such items.

    It is read from what is stored now, and is no part of what was fixed.
    """
    milestones = {one.item.pk: milestone_of(one.item.cause) for one in seen.items}
    quarter, agenda = seen.meeting.quarter, seen.agenda
    if agenda is None or agenda.fixed_at is None or quarter is None or not any(milestones.values()):
        return {}
    if seen.meeting.held_on < clock.today() or seen.meeting.cancelled_at is not None:
        return {}
    hung_on = _indicators(filter(None, milestones.values()))
    listed = {one for indicators in hung_on.values() for one in indicators}
    then, now = last_judged(listed, quarter, until=agenda.fixed_at), last_judged(listed, quarter)
    lines = {one: _line(row, now.get(one)) for one, row in then.items()}
    told = {
        item: "; ".join(filter(None, (lines.get(one) for one in hung_on[milestone])))
        for item, milestone in milestones.items()
        if milestone is not None
    }
    return {item: line for item, line in told.items() if line}


def _indicators(milestones: Iterable[UUID]) -> Mapping[UUID, list[UUID]]:
    links = MilestoneIndicator.objects.filter(milestone__in=list(milestones)).order_by("id")
    found: dict[UUID, list[UUID]] = defaultdict(list)
    for milestone, indicator in links.values_list("milestone", "indicator"):
        found[milestone].append(indicator)
    return found


def _line(then: IndicatorStatus, now: IndicatorStatus | None) -> str:
    if now is None:  # its value was taken back
        return f"niet te beoordelen ({then.indicator})" if then.status == Status.OFF_TRACK else ""
    word = turned(then, now)
    if not word:
        return ""
    measured = with_unit(now.value, now.indicator.unit, now.indicator.decimals)
    return f"{word}: {measured} in {now.quarter.label} ({now.indicator})"
