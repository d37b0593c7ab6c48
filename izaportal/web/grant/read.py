"""Everything the page of a grant shows, read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from funding.award import InstalmentStanding
from funding.selectors import agreements
from funding.selectors.facts import NOTHING
from funding.selectors.programme_money import GrantMoney, money_of, received_until, standings_of
from izaportal.core import clock
from izaportal.core.history import Event
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web.access import or_404, seen_programme
from izaportal.web.quarters import asked_or_latest
from pillars.selectors import programmes

if TYPE_CHECKING:
    from funding.models import Grant
    from pillars.models import ReportingPeriod

MOST_EVENTS = 200


@dataclass(frozen=True, slots=True)
class Rights:
    edits: bool
    records_verdicts: bool
    forecasts: bool


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """`money`: at the quarter chosen, None without quarters. `received`: advances up to today."""

    grant: Grant
    today: date
    periods: tuple[ReportingPeriod, ...]
    quarter: Quarter | None
    is_frozen: bool
    money: GrantMoney | None
    received: Decimal
    standings: tuple[InstalmentStanding, ...]
    events: tuple[Event, ...]
    rights: Rights


def read(viewer: Viewer, programme: str, *, project: str, grant: str, quarter: str = "") -> GrantFacts:
    """Http404 for what is not there or may not be seen."""
    seen = seen_programme(viewer, programme)
    with or_404("Deze subsidie is er niet."):
        found = agreements.grant_to_show(viewer, seen, project=project, slug=grant)
    periods = tuple(programmes.periods(viewer, seen))
    chosen, today = asked_or_latest(periods, quarter), clock.today()
    received = received_until([found], today).get(found.pk, NOTHING)
    return GrantFacts(
        grant=found,
        today=today,
        periods=periods,
        quarter=chosen.quarter if chosen else None,
        is_frozen=chosen.is_frozen if chosen else False,
        money=money_of(viewer, [found], chosen.quarter)[0] if chosen else None,
        received=received,
        standings=standings_of(found, received, today),
        events=tuple(agreements.history_of_grant(found, most=MOST_EVENTS)),
        rights=Rights(
            agreements.controls(viewer, found),
            agreements.may_record_verdict(viewer, found),
            agreements.manages(viewer, found),
        ),
    )
