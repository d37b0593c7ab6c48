"""What a change below asks for: a run per open quarter, written with the change, sent after it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from celery.signals import after_task_publish, before_task_publish
from django.db import transaction
from kombu import Connection, pools

from funding.events import MoneyChanged
from izaportal.accounts.models import User
from izaportal.accounts.selectors import viewer_of as viewer_of_user
from izaportal.celery import app
from izaportal.core import clock, events, runs
from izaportal.core.bulk import RowsLoaded
from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.reporting.services.recalculation import carry_out
from kpis.events import ValuesApproved
from kpis.models import IndicatorStatus, Measurement, MeasurementState
from kpis.services.measurements import approve_measurement
from pillars.models import PeriodState
from tests.factories.pillars import ReportingPeriodFactory

Q2, Q3, Q4 = (Quarter(2026, number) for number in (2, 3, 4))
SOME = UUID(int=7)


def asked_by(event: object) -> list[Run]:
    """Runs that announcing it adds, by quarter."""
    known = set(Run.objects.values_list("pk", flat=True))
    with transaction.atomic():
        events.announce(event)
    return list(Run.objects.exclude(pk__in=known).order_by("quarter"))


@pytest.mark.django_db
def test_approved_values_ask_their_indicators():
    asked = asked_by(ValuesApproved("nml-o", frozenset({SOME}), Q3, "Manager"))
    assert [(run.quarter, run.payload) for run in asked] == [
        (Q3, {"indicators": [str(SOME)], "grants": []}),
        (Q4, {"indicators": [str(SOME)], "grants": []}),
    ]
    assert {(run.programme, run.asked_by, run.asked_for) for run in asked} == {
        ("nml-o", "Manager", "meting goedgekeurd")
    }


@pytest.mark.django_db
def test_values_ask_no_earlier_quarter():
    asked = asked_by(ValuesApproved("nml-o", frozenset({SOME}), Q4, "Manager"))
    assert [run.quarter for run in asked] == [Q4]


@pytest.mark.django_db
def test_frozen_quarters_are_not_asked(programme):
    ReportingPeriodFactory.create(
        programme=programme, quarter=Q4.next, state=PeriodState.FROZEN, frozen_on=date(2027, 5, 5)
    )
    asked = asked_by(ValuesApproved("nml-o", frozenset({SOME}), Quarter(2025, 3), "Manager"))
    assert [run.quarter for run in asked] == [Q3, Q4]


@pytest.mark.django_db
def test_a_closed_quarter_is_asked(programme):
    programme.periods.filter(quarter=Q3).update(state=PeriodState.CLOSED, closed_on=date(2026, 11, 1))
    asked = asked_by(ValuesApproved("nml-o", frozenset({SOME}), Q3, "Manager"))
    assert [run.quarter for run in asked] == [Q3, Q4]


@pytest.mark.django_db
def test_money_asks_its_grants(programme):
    event = MoneyChanged("nml-o", frozenset({SOME}), date(2026, 9, 30), "Controller", "boekingen")
    run, later = asked_by(event)
    assert (run.quarter, later.quarter, run.asked_for) == (Q3, Q4, "boekingen")
    assert run.payload == later.payload == {"indicators": [], "grants": [str(SOME)]}


@pytest.mark.django_db
def test_a_day_decides_the_quarter():
    event = MoneyChanged("nml-o", frozenset({SOME}), date(2026, 10, 1), "Controller", "boekingen")
    assert [run.quarter for run in asked_by(event)] == [Q4]


def submitted() -> Measurement:
    return Measurement.objects.get(indicator__slug="kpi-1-1", quarter=Q3, state=MeasurementState.SUBMITTED)


@contextmanager
def nobody_answers() -> Iterator[tuple[list[str], list[str]]]:
    """Celery itself, sending to an address where no broker is; gives what was tried and what went out."""
    tried: list[str] = []
    sent: list[str] = []

    def on_try(body, **_: object) -> None:
        tried.append(body[0][0])

    def on_sent(body, **_: object) -> None:
        sent.append(body[0][0])

    before_task_publish.connect(on_try)
    after_task_publish.connect(on_sent)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(app.amqp, "_producer_pool", pools.producers[Connection("redis://127.0.0.1:1/0")])
        yield tried, sent
    before_task_publish.disconnect(on_try)
    after_task_publish.disconnect(on_sent)


def test_an_approval_survives_a_broker_away(own_database):
    """It commits, nobody sees an error, and the run is taken up when it has waited long enough."""
    manager = viewer_of_user(User.objects.get(username="programmamanager"))
    known = set(Run.objects.values_list("pk", flat=True))
    with nobody_answers() as (tried, sent):
        approve_measurement(actor=manager, measurement_id=submitted().pk)
    run, later = Run.objects.exclude(pk__in=known).order_by("quarter")
    assert run.state == later.state == RunState.QUEUED
    assert {str(run.pk), str(later.pk)} <= set(tried)
    assert sent == []
    Run.objects.filter(pk__in=[run.pk, later.pk]).update(asked_at=clock.now() - 2 * runs.GRACE)
    assert set(runs.lost("recalculate")) == {run, later}
    assert carry_out(run.pk).state == RunState.DONE
    row = IndicatorStatus.objects.get(run=run)
    assert (row.status, row.lower, row.upper) == ("on_track", Decimal(660), Decimal(990))


def test_an_undone_approval_asks_nothing(own_database):
    manager = viewer_of_user(User.objects.get(username="programmamanager"))
    known = Run.objects.count()
    with pytest.raises(LookupError):
        _approve_and_fail(manager)
    assert Run.objects.count() == known
    assert submitted().decided_at is None


@transaction.atomic
def _approve_and_fail(manager) -> None:
    approve_measurement(actor=manager, measurement_id=submitted().pk)
    raise LookupError


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("models", "quarters"),
    [
        ({"kpis.Target"}, [Q3, Q4]),
        ({"funding.AllocationPart", "projects.Project"}, [Q3, Q4]),
        ({"projects.Risk"}, []),
    ],
)
def test_a_file_asks_for_everything_it_may_change(programme, models, quarters):
    asked = asked_by(RowsLoaded("nml-o", "plan.yaml", "Beheerder", frozenset(models)))
    assert [(run.quarter, run.payload, run.asked_for) for run in asked] == [
        (quarter, {}, "plan.yaml ingelezen") for quarter in quarters
    ]
