"""Composes the agendas anew, after the commit, when something happens; tells who a decision concerns."""

from django.db import transaction

from funding.events import DutySent
from izaportal.core import events
from izaportal.meetings.events import AgendaFixed, DecisionRecorded, MeetingCancelled
from izaportal.meetings.services.composing import KEEPER, compose
from izaportal.meetings.services.telling import (
    tell_of_agenda,
    tell_of_cancelling,
    tell_of_decision,
    tell_of_moving,
    tell_of_seat,
)
from izaportal.reporting.choices import Move
from izaportal.reporting.events import QuarterFrozen, ReportMoved, ResultsStored
from izaportal.reporting.selectors.reports import report_by_id
from pillars.events import MeetingMoved, MeetingPlanned, MemberSeated
from pillars.models import Programme


@events.on(ResultsStored)
def on_results_stored(event: ResultsStored) -> None:
    _compose(event.programme)


@events.on(ReportMoved)
def on_report_moved(event: ReportMoved) -> None:
    """Approved: it may ask for a decision; reopened: what it asked may be gone."""
    if event.moved in (Move.APPROVED, Move.REOPENED):
        _compose(report_by_id(event.report).project.programme.slug)


@events.on(QuarterFrozen)
def on_quarter_frozen(event: QuarterFrozen) -> None:
    if event.version > 1:
        _compose(event.programme)


@events.on(DutySent)
def on_duty_sent(event: DutySent) -> None:
    _compose(event.programme)


@events.on(MeetingPlanned)
def on_meeting_planned(event: MeetingPlanned) -> None:
    _compose(event.programme)


@events.on(MeetingMoved)
def on_meeting_moved(event: MeetingMoved) -> None:
    tell_of_moving(event)


@events.on(MeetingCancelled)
def on_meeting_cancelled(event: MeetingCancelled) -> None:
    tell_of_cancelling(event)


@events.on(MemberSeated)
def on_member_seated(event: MemberSeated) -> None:
    tell_of_seat(event)


@events.on(AgendaFixed)
def on_agenda_fixed(event: AgendaFixed) -> None:
    tell_of_agenda(event)
    _compose(event.programme)


@events.on(DecisionRecorded)
def on_decision_recorded(event: DecisionRecorded) -> None:
    """What was held over belongs on the next agenda."""
    tell_of_decision(event)
    _compose(event.programme)


def _compose(programme: str) -> None:
    """In a transaction of its own, so that it waits for nothing that this one holds. An error is logged, the
    change stays, and the agendas are looked at again in the night."""

    def compose_now() -> None:  # not a partial: when it fails, Django logs its name
        compose(actor=KEEPER, programme=Programme.objects.get(slug=programme))

    transaction.on_commit(compose_now, robust=True)
