"""What the calendar does by itself: open the quarters that began, and remind who has something due."""

from datetime import date
from uuid import UUID

from django.db import transaction

from izaportal.core import clock
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import NoticeKind
from izaportal.notices.services.notices import Message, notify
from izaportal.reporting.models import ReminderRound
from izaportal.reporting.reminder_words import told
from izaportal.reporting.reminders import Moment, Reminder, due_moment, moments, reminders
from izaportal.reporting.selectors.period_log import occasion, schedule_of
from izaportal.reporting.selectors.period_states import QuarterState, period_place, quarter_state
from pillars.models import PeriodState, ReportingPeriod
from pillars.services.opening import open_begun_quarters

CALENDAR = "kalender"


def keep_quarters() -> int:
    """How many people were reminded. Safe to do twice a day, and after days on which it was not done."""
    actor = Viewer.system(CALENDAR)
    open_begun_quarters(actor=actor)
    running = ReportingPeriod.objects.filter(state=PeriodState.OPEN, submit_from__lte=clock.today())
    ids = running.order_by("pk").values_list("pk", flat=True)
    return sum(remind(actor=actor, period_id=pk) for pk in ids)


@transaction.atomic
def remind(*, actor: Viewer, period_id: UUID) -> int:
    """Carry out the moment that is due for a quarter that takes reports; how many people were reminded.

    The row of the period is held, so that two who do this at once do it once. Of several moments that were
    missed only the last is carried out.
    """
    period = (
        ReportingPeriod.objects.select_for_update(of=("self",), no_key=True)
        .select_related("programme")
        .get(pk=period_id)
    )
    if period.state != PeriodState.OPEN or period.is_observed:
        return 0
    state = quarter_state(period.programme, period.quarter)
    moment = due_moment(moments(period.windows, schedule_of(period.programme)), clock.today(), _done(period))
    reminded = _carry_out(actor, period, moment, state) if moment is not None else 0
    return reminded + _tell_complete(actor, period, state)


def _done(period: ReportingPeriod) -> set[date]:
    return set(period.reminder_rounds.values_list("moment", flat=True))


def _carry_out(actor: Viewer, period: ReportingPeriod, moment: Moment, state: QuarterState) -> int:
    people = sum(
        _tell(actor, period, moment, reminder=reminder) for reminder in reminders(moment, state.owed)
    )
    ReminderRound.objects.create(period=period, moment=moment.day, people=people)
    return people


def _tell(actor: Viewer, period: ReportingPeriod, moment: Moment, *, reminder: Reminder) -> int:
    """One thing due leads to its very field, several to the list of them."""
    words = told(reminder.owed, quarter=period.quarter.label, windows=period.windows, day=clock.today())
    only = reminder.owed[0].url if len(reminder.owed) == 1 else ""
    message = Message(
        kind=NoticeKind.REMINDER,
        subject=words.subject,
        text=words.text,
        url=only or period_place(period.programme, period.quarter),
        programme=period.programme.slug,
        once=occasion(period, moment.day),
    )
    return notify([reminder.person], actor=actor, message=message)


def _tell_complete(actor: Viewer, period: ReportingPeriod, state: QuarterState) -> int:
    """The controllers, once everything is in and approved; anew only when the last day was moved."""
    if not state.projects or not state.is_complete:
        return 0
    label = period.quarter.label
    message = Message(
        kind=NoticeKind.REMINDER,
        subject=f"{label}: alles is binnen, het kwartaal kan dicht",
        text=f"Alle {len(state.projects)} rapportages over {label} zijn goedgekeurd.",
        url=period_place(period.programme, period.quarter),
        programme=period.programme.slug,
        once=f"complete/{period.programme.slug}/{period.quarter}/{period.submit_until}",
    )
    return notify(state.people.controllers, actor=actor, message=message)
