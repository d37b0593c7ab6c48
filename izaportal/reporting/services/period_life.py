"""Closes, reopens and reschedules a quarter, and tells the people it concerns."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db import transaction

from izaportal.core import clock
from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid, Mistake
from izaportal.core.formatting import date_nl
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify
from izaportal.reporting.selectors.period_states import QuarterState, period_place, quarter_state
from pillars.models import Programme, ReportingPeriod
from pillars.services.periods import close_period, reopen_period, require_control
from pillars.services.windows import change_windows

WHY_CLOSE = "Er ontbreekt nog iets. Schrijf waarom het kwartaal toch dicht gaat."


@transaction.atomic
def close_quarter(
    *, actor: Viewer, programme: Programme, quarter: Quarter, reason: str = ""
) -> ReportingPeriod:
    """No more reports are taken; what is not approved then stays out. With anything missing it asks a reason.

    Raises Invalid without one, and what `close_period` raises.
    """
    require_control(programme, actor=actor)
    state = quarter_state(programme, quarter)
    if not state.is_complete and not reason.strip():
        raise Invalid([Mistake("reason", WHY_CLOSE)])
    period = close_period(actor=actor, programme=programme, quarter=quarter, on=clock.today(), reason=reason)
    subject = f"{quarter.label} is gesloten"
    left_out = [one.project for one in state.projects if one.state != "approved"]
    _tell(actor, state, _managers(state), subject=subject, text=_what_stays_out(state, reason))
    leads = {person for project in left_out for person in state.people.writers_of(project)}
    text = "Uw rapportage was niet goedgekeurd en telt in dit kwartaal niet mee. "
    _tell(actor, state, leads - _managers(state), subject=subject, text=f"{text}{_because(reason)}".strip())
    return period


@transaction.atomic
def reopen_quarter(*, actor: Viewer, programme: Programme, quarter: Quarter, reason: str) -> ReportingPeriod:
    """Take reports again; raises what `reopen_period` raises."""
    period = reopen_period(actor=actor, programme=programme, quarter=quarter, reason=reason)
    state = quarter_state(programme, quarter)
    text = f"Indienen kan tot en met {date_nl(period.submit_until)}. {_because(reason)}"
    if period.submit_until < clock.today():
        text = f"De termijn van {date_nl(period.submit_until)} is voorbij. {_because(reason)}"
    _tell(actor, state, _concerned(state), subject=f"{quarter.label} is weer open", text=text)
    return period


@transaction.atomic
def reschedule_quarter(
    *, actor: Viewer, programme: Programme, quarter: Quarter, edits: Mapping[str, Edit], reason: str
) -> AuditEntry | None:
    """Give it other days; who still has something to do is told. Raises what `change_windows` raises."""
    entry = change_windows(actor=actor, programme=programme, quarter=quarter, edits=edits, reason=reason)
    if entry is not None:
        state = quarter_state(programme, quarter)
        period = ReportingPeriod.objects.get(programme=programme, quarter=quarter)
        text = (
            f"Indienen kan van {date_nl(period.submit_from)} tot en met {date_nl(period.submit_until)}, "
            f"beoordelen tot en met {date_nl(period.approve_until)}. {_because(reason)}"
        )
        _tell(actor, state, _concerned(state), subject=f"{quarter.label}: andere data", text=text)
    return entry


def _concerned(state: QuarterState) -> set[UUID]:
    """Managers, and who has not handed in."""
    writers = (state.people.writers_of(one.project) for one in state.missing)
    return _managers(state).union(*writers)


def _managers(state: QuarterState) -> set[UUID]:
    return set().union(*state.people.managers.values())


def _what_stays_out(state: QuarterState, reason: str) -> str:
    if state.is_complete:
        return "Alle rapportages zijn goedgekeurd."
    missing, waiting = len(state.missing), len(state.waiting)
    return f"Niet ingediend: {missing}. Ingediend maar niet beoordeeld: {waiting}. {_because(reason)}"


def _because(reason: str) -> str:
    return f"Reden: {reason.strip()}" if reason.strip() else ""


def _tell(actor: Viewer, state: QuarterState, people: Iterable[UUID], *, subject: str, text: str) -> None:
    message = Message(
        kind=NoticeKind.PERIOD,
        subject=subject,
        text=text,
        url=period_place(state.programme, state.quarter),
        programme=state.programme.slug,
    )
    notify(people, actor=actor, message=message)
