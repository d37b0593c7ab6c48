"""Why a report cannot be written now: the one place that decides it. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from izaportal.core.formatting import date_nl


class Lock(StrEnum):
    """What keeps a report shut."""

    NOT_OPENED = "not_opened"
    OBSERVED = "observed"
    FROZEN = "frozen"
    CLOSED = "closed"
    APPROVED = "approved"
    SUBMITTED = "submitted"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Moment:
    """A quarter's period and the state of a report in it, on a day.

    `period`: open, closed or frozen, empty when the quarter was never opened. `state`: of the report.
    `open_until`: a later day that was agreed for this report. `has_time`: a day does not bind who manages.
    """

    today: date
    label: str
    period: str
    state: str = ""
    submit_from: date | None = None
    submit_until: date | None = None
    closed_on: date | None = None
    frozen_on: date | None = None
    open_until: date | None = None
    has_time: bool = False

    @property
    def last_day(self) -> date | None:
        days = [day for day in (self.submit_until, self.open_until) if day is not None]
        return max(days, default=None)


@dataclass(frozen=True, slots=True)
class Locked:
    """The lock and what to say of it, with what can be done (Dutch)."""

    lock: Lock
    why: str


def locked(moment: Moment) -> Locked | None:
    """The first lock that holds; None when the report can be written."""
    said = {
        Lock.NOT_OPENED: f"{moment.label} is niet geopend voor rapportage.",
        Lock.OBSERVED: f"{moment.label} loopt nog. Rapporteren kan vanaf {date_nl(moment.submit_from)}: "
        "een rapportage gaat over een kwartaal dat voorbij is.",
        Lock.FROZEN: f"{moment.label} is vastgesteld op {date_nl(moment.frozen_on)}. "
        "Een wijziging kan alleen als herziening of in het volgende kwartaal.",
        Lock.CLOSED: f"{moment.label} is gesloten op {date_nl(moment.closed_on)}. "
        "Vraag de programmamanager om een correctie.",
        Lock.APPROVED: "Deze rapportage is goedgekeurd. Een andere waarde dient u in bij de indicator zelf.",
        Lock.SUBMITTED: "Deze rapportage is ingediend en wacht op de programmamanager. "
        "Wilt u nog iets wijzigen? Trek haar dan eerst in.",
        Lock.EXPIRED: f"Indienen kon tot en met {date_nl(moment.last_day)}. "
        "Vraag de programmamanager of de controller om de rapportage te heropenen.",
    }
    lock = next((lock for lock, holds in _tried(moment) if holds), None)
    return None if lock is None else Locked(lock, said[lock])


def is_period_locked(found: Locked | None) -> bool:
    """Whether it is the quarter itself that is shut, for everybody."""
    return found is not None and found.lock in (Lock.NOT_OPENED, Lock.OBSERVED, Lock.FROZEN, Lock.CLOSED)


def _tried(moment: Moment) -> tuple[tuple[Lock, bool], ...]:
    last = moment.last_day
    first = moment.submit_from
    is_observed = moment.period == "open" and first is not None and moment.today < first
    is_late = last is not None and moment.today > last and not moment.has_time
    return (
        (Lock.NOT_OPENED, not moment.period),
        (Lock.OBSERVED, is_observed),
        (Lock.FROZEN, moment.period == "frozen"),
        (Lock.APPROVED, moment.state == "approved"),
        (Lock.CLOSED, moment.period == "closed"),
        (Lock.SUBMITTED, moment.state == "submitted"),
        (Lock.EXPIRED, is_late),
    )
