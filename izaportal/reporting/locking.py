"""Why something of a quarter can no longer be changed, since when, and what can be done about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter

OPEN, CLOSED, FROZEN = "open", "closed", "frozen"


class LockKind(StrEnum):
    """The word of a lock on screen; the hardest first."""

    FROZEN = "vastgesteld"
    CLOSED = "gesloten"
    APPROVED = "goedgekeurd"
    EXPIRED = "verlopen"


@dataclass(frozen=True, slots=True)
class PeriodFacts:
    """A reporting period: its state (`open`, `closed`, `frozen`) and its days."""

    quarter: Quarter
    state: str
    submit_until: date
    closed_on: date | None = None
    frozen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Lock:
    """`since`: the day it holds from; of what expired the first day after the term."""

    kind: LockKind
    since: date | None
    why: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.why} {self.remedy}"


def lock_of(period: PeriodFacts, *, today: date, approved_on: date | None = None) -> Lock | None:
    """The hardest lock on what belongs to the quarter, None when it may be changed.

    `approved_on` is of the report or measurement itself, None while nobody approved it.
    """
    if period.state == FROZEN:
        return _frozen(period)
    if period.state == CLOSED:
        return _closed(period)
    if approved_on is not None:
        return _approved(approved_on)
    return _expired(period) if today > period.submit_until else None


def _frozen(period: PeriodFacts) -> Lock:
    return Lock(
        LockKind.FROZEN,
        period.frozen_on,
        f"{period.quarter.label} is vastgesteld op {date_nl(period.frozen_on)}.",
        "De controller kan een goedgekeurde waarde herzien, met een reden; "
        "geld corrigeert u met een boeking in het volgende kwartaal.",
    )


def _closed(period: PeriodFacts) -> Lock:
    return Lock(
        LockKind.CLOSED,
        period.closed_on,
        f"{period.quarter.label} is gesloten op {date_nl(period.closed_on)}.",
        "De controller kan het kwartaal weer openen, met een reden.",
    )


def _approved(day: date) -> Lock:
    return Lock(
        LockKind.APPROVED,
        day,
        f"Dit is goedgekeurd op {date_nl(day)}.",
        "Dien een nieuwe waarde in, of vraag de programmamanager om het terug te sturen.",
    )


def _expired(period: PeriodFacts) -> Lock:
    last = period.submit_until
    return Lock(
        LockKind.EXPIRED,
        date.fromordinal(last.toordinal() + 1),
        f"De termijn voor {period.quarter.label} is verlopen: indienen kon tot en met {date_nl(last)}.",
        "Vraag de controller om uitstel.",
    )
