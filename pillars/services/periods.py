"""The life of a quarter: open, closed, frozen. Nothing of a frozen quarter is written any more."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max

from izaportal.core import audit, events, locks, runs
from izaportal.core.edits import type_of
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.formatting import date_nl
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.events import PeriodOpened
from pillars.locking import frozen_lock
from pillars.models import PeriodState, Programme, ReportingPeriod
from pillars.windows import Windows


@dataclass(frozen=True, slots=True)
class DatedFact:
    """Something a write would change: where it stands, and on which days it would make a difference."""

    programme: UUID
    place: str
    differs_on: Callable[[date], bool]


@transaction.atomic
def open_period(
    *, actor: Viewer, programme: Programme, quarter: Quarter, submit_until: date | None = None
) -> ReportingPeriod:
    """Open a quarter; an existing period is left as it is. It takes reports once it is over.

    Days follow the programme's settings, counted from the end of the quarter; later when the one before still
    takes reports then.
    """
    require_control(programme, actor=actor)
    windows = _windows(programme, quarter)
    if submit_until is not None:
        windows = windows.handed_in_until(submit_until)
    period, is_new = ReportingPeriod.objects.get_or_create(
        programme=programme, quarter=quarter, defaults=asdict(windows)
    )
    if is_new:
        _record(actor, period, (None, PeriodState.OPEN))
        events.announce(PeriodOpened(programme.slug, quarter, actor.name))
    return period


@transaction.atomic
def close_period(
    *, actor: Viewer, programme: Programme, quarter: Quarter, on: date, reason: str = ""
) -> ReportingPeriod:
    """No more reports; approved corrections still count. Raises Refused unless the period takes reports."""
    require_control(programme, actor=actor)
    period = held_period(programme, quarter)
    if period.state != PeriodState.OPEN:
        raise Refused(f"{quarter.label} is al {period.get_state_display()}.")
    if period.is_observed_on(on):
        raise Refused(f"{quarter.label} loopt nog; sluiten kan vanaf {date_nl(period.submit_from)}.")
    return _move(actor, period, PeriodState.CLOSED, reason=reason.strip(), closed_on=on)


@transaction.atomic
def freeze_period(*, actor: Viewer, programme: Programme, quarter: Quarter, on: date) -> ReportingPeriod:
    """Fix the quarter's figures. Raises Refused when it is frozen already, or not wholly calculated.

    What was approved but not yet calculated would otherwise be missing from the figures for good.
    """
    require_control(programme, actor=actor)
    period = held_period(programme, quarter)
    if period.state == PeriodState.FROZEN:
        raise Refused(f"{quarter.label} is al vastgesteld op {period.frozen_on:%d-%m-%Y}.")
    if period.is_observed_on(on):
        raise Refused(f"{quarter.label} loopt nog; vaststellen kan vanaf {date_nl(period.submit_from)}.")
    if runs.is_unsettled(programme.slug, quarter):
        raise Refused(
            f"{quarter.label} is nog niet helemaal doorgerekend; probeer het over een minuut opnieuw. "
            "Blijft dit zo, laat de beheerder dan naar de herberekeningen kijken."
        )
    return _move(actor, period, PeriodState.FROZEN, closed_on=period.closed_on or on, frozen_on=on)


@contextmanager
def unlocked(
    programme: Programme, *, actor: Viewer, since: Quarter, reason: str
) -> Iterator[tuple[Quarter, ...]]:
    """Frozen quarters from `since` on as closed ones, for the length of the block and for this transaction.

    Gives them, oldest first. Others see them frozen throughout: what they would write, or freeze, waits for
    the rows that are held here. Both the unlocking and the locking are on record, with the reason.
    """
    require_control(programme, actor=actor)
    if not connection.in_atomic_block:
        raise RuntimeError("ontgrendelen kan alleen binnen een transactie")
    held = ReportingPeriod.objects.select_for_update().filter(programme=programme, quarter__gte=since)
    frozen = [(period, period.frozen_on) for period in held if period.state == PeriodState.FROZEN]
    for period, day in frozen:
        closed_on = period.closed_on or day
        _move(actor, period, PeriodState.CLOSED, reason=reason, closed_on=closed_on, frozen_on=None)
    yield tuple(period.quarter for period, _ in frozen)
    for period, day in frozen:
        _move(actor, period, PeriodState.FROZEN, reason=reason, frozen_on=day)


@transaction.atomic
def reopen_period(*, actor: Viewer, programme: Programme, quarter: Quarter, reason: str) -> ReportingPeriod:
    """Take reports again.

    Raises Invalid without a reason, and Refused unless the period is closed: what is frozen is restated.
    """
    require_control(programme, actor=actor)
    if not reason.strip():
        raise Invalid([Mistake("reason", "Schrijf waarom het kwartaal weer open moet.")])
    period = held_period(programme, quarter)
    if period.state != PeriodState.CLOSED:
        raise Refused(f"{quarter.label} is {period.get_state_display()}, niet gesloten.")
    return _move(actor, period, PeriodState.OPEN, reason=reason, closed_on=None)


def require_writable(programme: Programme, *quarters: Quarter) -> None:
    """Raises Refused when one of the quarters is frozen; holds the periods until the transaction ends.

    The row lock keeps a freeze from slipping in between this check and the write it guards; who writes
    something else does not wait for it.
    """
    periods = ReportingPeriod.objects.filter(programme=programme, quarter__in=quarters)
    for period in locks.shared(periods):
        if period.state == PeriodState.FROZEN:
            raise Refused(str(frozen_lock(period)))


def require_changeable(programme: Programme, since: Quarter) -> None:
    """Raises Refused when a value of this quarter would reach a frozen one: it counts in all later ones."""
    later = ReportingPeriod.objects.filter(programme=programme, quarter__gte=since)
    require_writable(programme, since, *later.values_list("quarter", flat=True))


def frozen_mistakes(facts: Iterable[DatedFact]) -> list[Mistake]:
    """A mistake for every fact that would differ as of a frozen quarter, naming the first such quarter.

    A figure uses what is dated on or before its quarter's last day, so an early fact reaches every quarter
    after it. Holds all periods of the programmes, as `require_writable` does.
    """
    listed = list(facts)
    if not listed:
        return []
    programmes = {fact.programme for fact in listed}
    periods = ReportingPeriod.objects.filter(programme__in=programmes)
    frozen = [period for period in locks.shared(periods) if period.state == PeriodState.FROZEN]
    found = ((fact, _first_touched(fact, frozen)) for fact in listed)
    return [Mistake(fact.place, str(frozen_lock(period))) for fact, period in found if period is not None]


def frozen_until(programme: Programme) -> date | None:
    """The last day in figures that are frozen; None while none are. Holds all periods of the programme, as
    `require_writable` does."""
    held = ReportingPeriod.objects.filter(programme=programme)
    return max(
        (one.quarter.last_day for one in locks.shared(held) if one.state == PeriodState.FROZEN), default=None
    )


def _first_touched(fact: DatedFact, frozen: Iterable[ReportingPeriod]) -> ReportingPeriod | None:
    """`frozen` is in order of quarter."""
    own = (period for period in frozen if period.programme_id == fact.programme)
    return next((period for period in own if fact.differs_on(period.quarter.last_day)), None)


def held_period(programme: Programme, quarter: Quarter) -> ReportingPeriod:
    """The period, locked until the transaction ends; DoesNotExist when there is none."""
    return ReportingPeriod.objects.select_for_update().get(programme=programme, quarter=quarter)


def _windows(programme: Programme, quarter: Quarter) -> Windows:
    """By the settings, after the days on which an earlier quarter takes reports."""
    earlier = ReportingPeriod.objects.filter(programme=programme, quarter__lt=quarter)
    last = earlier.aggregate(last=Max("submit_until"))["last"]
    return Windows.of(
        quarter,
        submission_day=programme.submission_day,
        approval_day=programme.approval_day,
        not_before=last and last + timedelta(days=1),
    )


def _move(
    actor: Viewer, period: ReportingPeriod, state: PeriodState, *, reason: str = "", **days: date | None
) -> ReportingPeriod:
    before = period.state
    period.state = state
    for name, day in days.items():
        setattr(period, name, day)
    period.save(update_fields=["state", *days])
    _record(actor, period, (before, state), reason)
    return period


def _record(actor: Viewer, period: ReportingPeriod, states: tuple[str | None, str], reason: str = "") -> None:
    audit.record(
        actor=actor,
        subject=audit.Subject(
            type_of(ReportingPeriod), str(period.pk), period.quarter.label, programme=period.programme.slug
        ),
        change=audit.Change("status gewijzigd", {"status": states}, reason),
    )


def require_control(programme: Programme, *, actor: Viewer) -> None:
    """Raises NotAllowed for whoever is not controller of the programme."""
    if not actor.controls(programme.slug):
        raise NotAllowed("Alleen de controller van dit programma opent, sluit en stelt een kwartaal vast.")
