"""What is killed in the middle is finished or redone, and nothing is there twice."""

import signal
import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db.models import Count

from izaportal.accounts.models import User
from izaportal.core.models import Run, RunState
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.notices.choices import MailState, NoticeKind
from izaportal.notices.models import MailMessage
from izaportal.notices.services.notices import Message, notify
from izaportal.reporting.services.recalculation import ask_for
from kpis.models import Indicator, IndicatorStatus, Measurement, MeasurementState, Target
from pillars.models import Programme

pytestmark = pytest.mark.slow
OPEN = Quarter(2026, 3)
MANY = 4000


def wait_for(condition: Callable[[], bool], *, seconds: float, what: str) -> None:
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            pytest.fail(f"na {seconds} seconden nog niet: {what}")
        time.sleep(0.01)


@pytest.fixture
def big_programme(own_database) -> Programme:
    """Enough indicators to be caught in the middle of them."""
    programme = Programme.objects.get(slug="nml-o")
    example = Indicator.objects.get(programme=programme, slug="kpi-1-1")
    indicators = Indicator.objects.bulk_create(
        Indicator(
            programme=programme,
            pillar=example.pillar,
            slug=f"veel-{number}",
            code=f"9-{number}",
            name=f"Indicator {number}",
            unit="inwoners",
            direction=example.direction,
            accumulation=example.accumulation,
            frequency=example.frequency,
        )
        for number in range(MANY)
    )
    Target.objects.bulk_create(
        Target(indicator=row, year=2026, valid_from="2026-01-01", lower=Decimal(100), upper=Decimal(200))
        for row in indicators
    )
    Measurement.objects.bulk_create(
        Measurement(
            indicator=row,
            quarter=OPEN,
            value=Decimal(80),
            state=MeasurementState.APPROVED,
            decided_at="2026-10-01T00:00:00Z",
        )
        for row in indicators
    )
    return programme


def ask(programme: Programme) -> Run:
    """A run the broker never heard of, old enough for a starting worker to take up: the row is enough."""
    run, *_ = ask_for(programme, since=OPEN, asked_by="test", asked_for="chaos")
    Run.objects.filter(pk=run.pk).update(asked_at="2026-01-01T00:00:00Z")
    return run


def state_of(run: Run) -> str:
    return Run.objects.get(pk=run.pk).state


def test_killed_worker_leaves_nothing_half_done(own_portal, big_programme):
    run = ask(big_programme)
    own_portal.start_worker()
    wait_for(lambda: state_of(run) == RunState.RUNNING, seconds=40, what="de herberekening begint")

    own_portal.stop("worker", signal.SIGKILL)

    assert state_of(run) == RunState.RUNNING
    assert not IndicatorStatus.objects.filter(run=run).exists()

    own_portal.start_worker()
    wait_for(lambda: state_of(run) == RunState.DONE, seconds=60, what="een nieuwe worker maakt het af")
    ended = Run.objects.get(pk=run.pk)
    assert (ended.attempts, ended.failed) == (2, 0)
    assert IndicatorStatus.objects.filter(run=run).count() == MANY
    doubles = IndicatorStatus.objects.filter(quarter=OPEN).values("indicator").annotate(rows=Count("id"))
    assert not doubles.filter(indicator__slug__startswith="veel-", rows__gt=1).exists()


def test_run_waits_for_a_worker(own_portal, own_database):
    run = ask(Programme.objects.get(slug="nml-o"))
    own_portal.start_worker()
    wait_for(lambda: state_of(run) == RunState.DONE, seconds=40, what="de worker vindt de opdracht")
    assert Run.objects.get(pk=run.pk).changed == 0


MAIL = MailMessage.objects.filter(subject="Nog 16 dagen")


def letters(portal) -> str:
    folder = portal.logs / "mail"
    return "".join(path.read_text() for path in sorted(folder.glob("*"))) if folder.exists() else ""


def test_mail_waits_for_a_worker(own_portal, own_database):
    """Written while nobody sends; the worker that starts sends it, once, and another finds nothing left."""
    message = Message(NoticeKind.REMINDER, "Nog 16 dagen", "Er ontbreken metingen.", "/", "nml-o")
    assert notify([User.objects.get(username="controller").pk], actor=Viewer.system("test"), message=message)
    assert MAIL.count() == 1
    MAIL.update(state=MailState.SENDING, attempts=1)  # as a killed sender leaves it
    own_portal.start_worker()
    wait_for(
        lambda: MAIL.get().state == MailState.QUEUED,
        seconds=40,
        what="het bericht wacht opnieuw",
    )
    assert letters(own_portal) == ""

    MAIL.update(next_attempt_at="2026-01-01T00:00:00Z")
    own_portal.stop("worker")
    own_portal.start_worker()
    wait_for(lambda: MAIL.get().state == MailState.SENT, seconds=40, what="het bericht is weg")
    own_portal.stop("worker")
    own_portal.start_worker()
    time.sleep(3)
    assert letters(own_portal).count("Subject: NML-O: Nog 16 dagen") == 1
    assert MAIL.get().attempts == 2
