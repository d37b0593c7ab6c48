"""The quarters between which a page about one programme can be switched."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from izaportal.core.quarter import Quarter


class Reported(Protocol):
    """A quarter that is reported on: a row of the programme's periods, or what a selector tells of one."""

    @property
    def quarter(self) -> Quarter: ...
    @property
    def is_frozen(self) -> bool: ...
    @property
    def is_observed(self) -> bool: ...


Period = TypeVar("Period", bound=Reported)


@dataclass(frozen=True, slots=True)
class QuarterChoice:
    """An item of the quarter switcher; `observed`: the quarter still runs."""

    label: str
    url: str
    current: bool
    frozen: bool
    observed: bool = False


def quarter_choices(
    periods: Iterable[Reported], *, current: Quarter | None, at: Callable[[Quarter], str]
) -> tuple[QuarterChoice, ...]:
    """One per quarter, in their order; `at` is the address of the page at a quarter."""
    return tuple(
        QuarterChoice(
            label=period.quarter.label,
            url=at(period.quarter),
            current=period.quarter == current,
            frozen=period.is_frozen,
            observed=period.is_observed,
        )
        for period in periods
    )


def asked_of(url: str) -> Callable[[Quarter], str]:
    """The address of a page that takes its quarter as a question; `url` is without one."""
    return lambda quarter: f"{url}?kwartaal={quarter}"


def latest_period(periods: Iterable[Period]) -> Period | None:
    """Of periods, oldest first: the last frozen one, else the last that is over, else the last of all."""
    listed = list(periods)
    frozen = [period for period in listed if period.is_frozen]
    over = [period for period in listed if not period.is_observed]
    return next(reversed(frozen or over or listed), None)


def asked_or_latest(periods: Iterable[Period], asked: str) -> Period | None:
    """The period of that key, else as `latest_period`."""
    listed = list(periods)
    return next((one for one in listed if one.quarter.key == asked), None) or latest_period(listed)
