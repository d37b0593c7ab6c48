"""Gives an open quarter other days to hand in and to judge."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from django.db import transaction
from django.db.models import Max, Min

from izaportal.core.editing import Edit, merge
from izaportal.core.edits import Act, change
from izaportal.core.errors import Invalid, Mistake, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import PeriodState, Programme, ReportingPeriod
from pillars.services.periods import held_period, require_control
from pillars.windows import Windows


@transaction.atomic
def change_windows(
    *, actor: Viewer, programme: Programme, quarter: Quarter, edits: Mapping[str, Edit], reason: str
) -> AuditEntry | None:
    """On record; None when nothing changes. A later last day is how a lead may still hand in.

    Raises Refused unless the quarter is open, Invalid with every mistake at its field, and Conflicted when
    somebody else changed the same day meanwhile.
    """
    require_control(programme, actor=actor)
    period = held_period(programme, quarter)
    if period.state != PeriodState.OPEN:
        raise Refused(f"{quarter.label} is {period.get_state_display()}; de data liggen vast.")
    stored = asdict(period.windows)
    changes = merge(stored, edits)
    if not changes:
        return None
    earlier, later = _neighbours(period)
    mistakes = Windows(**{**stored, **changes}).mistakes(earlier=earlier, later=later)
    if not reason.strip():
        mistakes.append(Mistake("reason", "Schrijf waarom de data wijzigen."))
    if mistakes:
        raise Invalid(mistakes)
    return change(period, edits, Act(actor, programme.slug, reason=reason.strip()))


def _neighbours(period: ReportingPeriod) -> tuple[date | None, date | None]:
    """(last day of the quarter before to hand in, first one of the quarter after)."""
    others = ReportingPeriod.objects.filter(programme=period.programme_id)
    earlier = others.filter(quarter__lt=period.quarter).aggregate(day=Max("submit_until"))["day"]
    later = others.filter(quarter__gt=period.quarter).aggregate(day=Min("submit_from"))["day"]
    return earlier, later
