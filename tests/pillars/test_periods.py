from collections.abc import Callable
from datetime import date

import psycopg
import pytest

from izaportal.core import runs
from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.outcome import Outcome
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from izaportal.reporting.services.recalculation import carry_out
from pillars.models import PeriodState, Programme, ReportingPeriod
from pillars.services.periods import close_period, freeze_period, open_period, require_writable
from tests.factories.pillars import ProgrammeFactory, ReportingPeriodFactory
from tests.factories.sessions import another_session

pytestmark = pytest.mark.django_db
FROZEN, OPEN, RUNNING, LATER = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4), Quarter(2027, 1)
DAY, LATER_DAY = date(2026, 11, 5), date(2027, 5, 5)
STEPS: dict[str, Callable[[Viewer, Programme], object]] = {
    "open": lambda actor, programme: open_period(actor=actor, programme=programme, quarter=LATER),
    "close": lambda actor, programme: close_period(actor=actor, programme=programme, quarter=OPEN, on=DAY),
    "freeze": lambda actor, programme: freeze_period(actor=actor, programme=programme, quarter=OPEN, on=DAY),
}


@pytest.fixture
def controller(viewer_of):
    return viewer_of("controller")


def test_days_follow_the_programmes_settings(programme, controller):
    period = open_period(actor=controller, programme=programme, quarter=LATER)
    assert (period.opens_on, period.submit_from) == (date(2027, 1, 1), date(2027, 4, 1))
    assert (period.submit_until, period.approve_until) == (date(2027, 4, 28), date(2027, 5, 5))
    assert period.state == PeriodState.OPEN


def test_a_given_day_moves_the_approval(programme, controller):
    day = date(2027, 4, 20)
    period = open_period(actor=controller, programme=programme, quarter=LATER, submit_until=day)
    assert (period.submit_until, period.approve_until) == (day, date(2027, 4, 27))


def test_a_window_waits_for_the_one_before(programme, controller):
    """On one day only one quarter takes reports."""
    last = date(2027, 4, 10)
    ReportingPeriod.objects.filter(programme=programme, quarter=RUNNING).update(
        submit_until=last, approve_until=last
    )
    period = open_period(actor=controller, programme=programme, quarter=LATER)
    assert (period.submit_from, period.submit_until) == (date(2027, 4, 11), date(2027, 5, 8))
    assert period.approve_until == date(2027, 5, 15)


def test_opening_again_leaves_the_period(programme, controller):
    before = AuditEntry.objects.count()
    again = open_period(actor=controller, programme=programme, quarter=FROZEN, submit_until=DAY)
    assert (again.state, again.submit_until) == (PeriodState.FROZEN, date(2026, 7, 28))
    assert AuditEntry.objects.count() == before


def test_closing_keeps_the_day(programme, controller):
    period = close_period(actor=controller, programme=programme, quarter=OPEN, on=DAY)
    stored = ReportingPeriod.objects.get(pk=period.pk)
    assert (stored.state, stored.closed_on, stored.frozen_on) == (PeriodState.CLOSED, DAY, None)


def test_a_closed_quarter_closes_once(programme, controller):
    close_period(actor=controller, programme=programme, quarter=OPEN, on=DAY)
    with pytest.raises(Refused, match=r"Q3 2026 is al gesloten\."):
        close_period(actor=controller, programme=programme, quarter=OPEN, on=DAY)


def test_a_frozen_quarter_cannot_close(programme, controller):
    with pytest.raises(Refused, match=r"Q2 2026 is al vastgesteld\."):
        close_period(actor=controller, programme=programme, quarter=FROZEN, on=DAY)


@pytest.mark.parametrize("step", [close_period, freeze_period])
def test_a_running_quarter_neither_closes_nor_freezes(programme, controller, step):
    with pytest.raises(Refused, match=r"Q4 2026 loopt nog; \w+ kan vanaf 01-01-2027\."):
        step(actor=controller, programme=programme, quarter=RUNNING, on=DAY)


def test_the_reason_of_closing_is_kept(programme, controller):
    close_period(actor=controller, programme=programme, quarter=OPEN, on=DAY, reason=" Alles is binnen. ")
    assert AuditEntry.objects.latest("id").reason == "Alles is binnen."


def test_freezing_an_open_quarter_closes(programme, controller):
    period = freeze_period(actor=controller, programme=programme, quarter=OPEN, on=DAY)
    stored = ReportingPeriod.objects.get(pk=period.pk)
    assert (stored.state, stored.closed_on, stored.frozen_on) == (PeriodState.FROZEN, DAY, DAY)


def test_freezing_keeps_the_closing_day(programme, controller):
    close_period(actor=controller, programme=programme, quarter=OPEN, on=date(2026, 11, 1))
    period = freeze_period(actor=controller, programme=programme, quarter=OPEN, on=DAY)
    assert (period.closed_on, period.frozen_on) == (date(2026, 11, 1), DAY)


def test_freezing_twice_names_the_day(programme, controller):
    with pytest.raises(Refused, match=r"Q2 2026 is al vastgesteld op 06-08-2026\."):
        freeze_period(actor=controller, programme=programme, quarter=FROZEN, on=DAY)
    assert ReportingPeriod.objects.get(programme=programme, quarter=FROZEN).frozen_on == date(2026, 8, 6)


def test_every_step_is_in_the_trail(programme, controller):
    open_period(actor=controller, programme=programme, quarter=LATER)
    close_period(actor=controller, programme=programme, quarter=LATER, on=LATER_DAY)
    carry_out(Run.objects.get(programme="nml-o", quarter=LATER).pk)
    freeze_period(actor=controller, programme=programme, quarter=LATER, on=LATER_DAY)
    rows = AuditEntry.objects.filter(object_label="Q1 2027", programme="nml-o").order_by("id")
    assert [row.changes["status"] for row in rows] == [
        [None, "open"],
        ["open", "closed"],
        ["closed", "frozen"],
    ]
    assert {row.actor_name for row in rows} == {"Controller NML-O"}


@pytest.mark.parametrize(
    "username",
    ["beheerder", "programmamanager", "projectleider-mgn", "bestuurder-venray", "lezer", "zl-manager"],
)
@pytest.mark.parametrize("step", STEPS)
def test_only_the_controller_moves_quarters(programme, viewer_of, username, step):
    actor, before = viewer_of(username), AuditEntry.objects.count()
    with pytest.raises(NotAllowed, match="Alleen de controller"):
        STEPS[step](actor, programme)
    assert ReportingPeriod.objects.get(programme=programme, quarter=OPEN).state == PeriodState.OPEN
    assert not ReportingPeriod.objects.filter(programme=programme, quarter=LATER).exists()
    assert AuditEntry.objects.count() == before


def test_another_programmes_controller_is_refused(programme):
    other = Viewer("1", "Ander", frozenset({Right(Role.CONTROLLER, ScopeKind.PROGRAMME, "nml")}))
    with pytest.raises(NotAllowed):
        freeze_period(actor=other, programme=programme, quarter=OPEN, on=DAY)


def test_a_frozen_quarter_refuses_writing(programme):
    with pytest.raises(Refused, match=r"Q2 2026 is vastgesteld op 06-08-2026\. Een wijziging kan alleen"):
        require_writable(programme, OPEN, FROZEN)


def test_open_and_closed_quarters_accept(programme, controller):
    require_writable(programme, OPEN, LATER)
    close_period(actor=controller, programme=programme, quarter=OPEN, on=DAY)
    require_writable(programme, OPEN)


def test_freezing_one_programme_spares_others(programme):
    other = ProgrammeFactory.create()
    ReportingPeriodFactory.create(programme=other, quarter=FROZEN)
    require_writable(other, FROZEN)


def test_a_freeze_cannot_slip_in(programme):
    """Whoever was told that the quarter is open keeps it so until the transaction ends."""
    require_writable(programme, OPEN)
    period = ReportingPeriod.objects.get(programme=programme, quarter=OPEN)
    with another_session() as session, pytest.raises(psycopg.errors.LockNotAvailable):
        session.execute("SELECT 1 FROM pillars_reportingperiod WHERE id = %s FOR UPDATE NOWAIT", [period.pk])


def test_a_quarter_that_is_not_calculated_stays_open(controller, programme):
    """What was approved but not yet calculated would be missing from the frozen figures for good."""
    runs.ask("recalculate", programme="nml-o", quarter=OPEN, asked_by="proef", asked_for="proef")
    with pytest.raises(Refused, match="nog niet helemaal doorgerekend"):
        freeze_period(actor=controller, programme=programme, quarter=OPEN, on=DAY)


def test_a_quarter_whose_run_failed_stays_open(controller, programme):
    run = runs.ask("recalculate", programme="nml-o", quarter=OPEN, asked_by="proef", asked_for="proef")
    runs.end(run, Outcome(), failed=True)
    with pytest.raises(Refused, match="nog niet helemaal doorgerekend"):
        freeze_period(actor=controller, programme=programme, quarter=OPEN, on=DAY)


def test_opening_asks_for_a_calculation(controller, programme):
    open_period(actor=controller, programme=programme, quarter=LATER)
    asked = Run.objects.get(programme="nml-o", quarter=LATER)
    assert (asked.payload, asked.asked_for) == ({}, f"{LATER.label} geopend")
