"""Why something of a quarter cannot be changed (any more, or yet), and what can be done about it. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter
from pillars.windows import Phase, Windows

SUBMITTED, APPROVED = "submitted", "approved"


class LockKind(StrEnum):
    """The word of a lock on screen, the hardest first: of several that hold, the first is told."""

    NOT_OPENED = "niet geopend"
    FROZEN = "vastgesteld"
    CLOSED = "gesloten"
    OBSERVED = "loopt nog"
    APPROVED = "goedgekeurd"
    SUBMITTED = "ingediend"
    EXPIRED = "verlopen"


OF_QUARTER = frozenset({LockKind.NOT_OPENED, LockKind.FROZEN, LockKind.CLOSED, LockKind.OBSERVED})


class Period(Protocol):
    """What is asked of a reporting period; `state` is `open`, `closed` or `frozen`."""

    @property
    def quarter(self) -> Quarter: ...

    @property
    def state(self) -> str: ...

    @property
    def windows(self) -> Windows: ...

    @property
    def closed_on(self) -> date | None: ...

    @property
    def frozen_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody would change.

    `state`: how far it is itself, `submitted` or `approved`. `until`: a later last day that was agreed.
    `has_time`: no last day binds who asks.
    """

    state: str = ""
    until: date | None = None
    has_time: bool = False


@dataclass(frozen=True, slots=True)
class Lock:
    """Both texts are whole sentences; `remedy` is empty where nobody can do anything."""

    kind: LockKind
    why: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.why} {self.remedy}".strip()

    @property
    def is_of_quarter(self) -> bool:
        """Whether it holds for everybody and everything of the quarter."""
        return self.kind in OF_QUARTER


def lock_of(quarter: Quarter, period: Period | None, change: Change, *, today: date) -> Lock | None:
    """The hardest lock, None when the change is possible. `period` is None of a quarter never opened."""
    if period is None:
        return Lock(LockKind.NOT_OPENED, f"{quarter.label} is niet geopend voor rapportage.")
    phase = period.windows.phase(period.state, today)
    if phase is Phase.FROZEN:
        return frozen_lock(period)
    if phase is Phase.CLOSED:
        return _closed(period)
    if phase is Phase.OBSERVED:
        return _observed(period)
    return _of_itself(change.state) or _expired(period, change, today)


def frozen_lock(period: Period) -> Lock:
    return Lock(
        LockKind.FROZEN,
        f"{period.quarter.label} is vastgesteld op {date_nl(period.frozen_on)}.",
        "Een wijziging kan alleen als herziening of in het volgende kwartaal.",
    )


def _closed(period: Period) -> Lock:
    return Lock(
        LockKind.CLOSED,
        f"{period.quarter.label} is gesloten op {date_nl(period.closed_on)}.",
        "De controller kan het kwartaal weer openen, met een reden.",
    )


def _observed(period: Period) -> Lock:
    return Lock(
        LockKind.OBSERVED,
        f"{period.quarter.label} loopt nog.",
        f"Rapporteren kan vanaf {date_nl(period.windows.submit_from)}: dan is het kwartaal voorbij.",
    )


def _of_itself(state: str) -> Lock | None:
    if state == APPROVED:
        return Lock(
            LockKind.APPROVED,
            "Deze rapportage is goedgekeurd.",
            "Een betere waarde dient u in bij de indicator zelf.",
        )
    if state == SUBMITTED:
        return Lock(
            LockKind.SUBMITTED,
            "Deze rapportage is ingediend en wacht op de programmamanager.",
            "Wilt u nog iets wijzigen? Trek haar dan eerst in.",
        )
    return None


def _expired(period: Period, change: Change, today: date) -> Lock | None:
    usual = period.windows.submit_until
    last = max(usual, change.until or usual)
    if today <= last or change.has_time:
        return None
    return Lock(
        LockKind.EXPIRED,
        f"De termijn voor {period.quarter.label} is verlopen: indienen kon tot en met {date_nl(last)}.",
        "Vraag de programmamanager of de controller om uitstel.",
    )
