"""The quarters of a programme together with the meeting that looks back on each."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Meeting, PeriodState, Programme
from pillars.selectors import programmes


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter that is reported on; `meets_on`, `body` and `meeting` tell of who looks back on it.

    `observed_until`: the last day of a quarter that still runs; None once it is over.
    """

    quarter: Quarter
    is_frozen: bool
    frozen_on: date | None = None
    meets_on: date | None = None
    body: str = ""
    observed_until: date | None = None
    meeting: UUID | None = None

    @property
    def is_observed(self) -> bool:
        return self.observed_until is not None


def frozen_quarters(programme: Programme) -> list[Quarter]:
    """Oldest first."""
    rows = programme.periods.filter(state=PeriodState.FROZEN)
    return list(rows.order_by("quarter").values_list("quarter", flat=True))


def periods_with_meetings(viewer: Viewer, programme: Programme) -> tuple[Period, ...]:
    """Oldest first; one query."""
    about = Meeting.objects.filter(
        body__programme=OuterRef("programme"), quarter=OuterRef("quarter"), cancelled_at=None
    ).order_by("held_on")
    rows = programmes.periods(viewer, programme).annotate(
        meets_on=Subquery(about.values("held_on")[:1]),
        body=Subquery(about.values("body__name")[:1]),
        meeting=Subquery(about.values("pk")[:1]),
    )
    return tuple(
        Period(
            row.quarter,
            row.state == PeriodState.FROZEN,
            row.frozen_on,
            row.meets_on,
            row.body or "",
            row.windows.observed_until if row.is_observed else None,
            row.meeting,
        )
        for row in rows
    )
