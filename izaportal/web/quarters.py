"""The quarters between which a page about one programme can be switched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from izaportal.core.quarter import Quarter
from izaportal.web import states
from pillars.selectors.quarters import Period

if TYPE_CHECKING:
    from pillars.models import ReportingPeriod


@dataclass(frozen=True, slots=True)
class QuarterChoice:
    """An item of the quarter switcher; `observed`: the quarter still runs."""

    label: str
    url: str
    current: bool
    frozen: bool
    observed: bool = False


def quarter_choices(
    periods: Iterable[ReportingPeriod], *, url: str, current: Quarter | None
) -> tuple[QuarterChoice, ...]:
    """One per reporting period, in their order; `url` is the page without a query string."""
    return tuple(
        QuarterChoice(
            label=period.quarter.label,
            url=f"{url}?kwartaal={period.quarter}",
            current=period.quarter == current,
            frozen=period.state == states.FROZEN,
            observed=period.is_observed,
        )
        for period in periods
    )


def asked_or_last(periods: Iterable[ReportingPeriod], asked: str) -> tuple[Quarter, bool] | None:
    """(quarter, frozen) of the key asked for; without a period of that key as `states.status_quarter`."""
    listed = list(periods)
    found = next((row for row in listed if row.quarter.key == asked), None)
    return (found.quarter, found.state == states.FROZEN) if found else states.status_quarter(listed)


def latest_period(periods: tuple[Period, ...]) -> Period | None:
    """The last frozen one, else the last one that is over; None without any."""
    frozen = [period for period in periods if period.is_frozen]
    over = [period for period in periods if not period.is_observed]
    return next(reversed(frozen or over or periods), None)


def asked_or_latest(periods: tuple[Period, ...], asked: str) -> Period | None:
    """The quarter of that key, else as `latest_period`."""
    return next((one for one in periods if one.quarter.key == asked), None) or latest_period(periods)


def choices_at(periods: Iterable[Period], *, url: str, current: Quarter) -> tuple[QuarterChoice, ...]:
    """One per quarter, in their order; `url` is the page without a query string."""
    return tuple(
        QuarterChoice(
            label=period.quarter.label,
            url=f"{url}?kwartaal={period.quarter}",
            current=period.quarter == current,
            frozen=period.is_frozen,
            observed=period.is_observed,
        )
        for period in periods
    )
