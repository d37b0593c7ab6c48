"""An agenda composes itself: once per cause, gone when it recovers, back again, and still once fixed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.db import connection

from funding.models import DutyToReport, GrantMilestone
from funding.services.duties import Sending, send_duty
from funding.services.opinions import NewVerdict, record_verdict
from izaportal.celery import app
from izaportal.core import clock, events
from izaportal.core.models import AuditEntry
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.meetings import receivers
from izaportal.meetings.choices import ItemKind
from izaportal.meetings.composing import Cause, Standing, Step, steps
from izaportal.meetings.models import Agenda, AgendaItem
from izaportal.meetings.services.agenda import fix_agenda, restore_item, withdraw_item
from izaportal.meetings.services.composing import KEEPER, compose, compose_all
from izaportal.meetings.tasks import keep_agendas
from izaportal.reporting.events import QuarterFrozen
from izaportal.reporting.models import Freeze
from pillars.events import MeetingPlanned
from pillars.models import Meeting, Programme
from projects.models import DecisionKind
from tests.factories.meetings import ItemDecisionFactory
from tests.factories.pillars import MeetingFactory
from tests.factories.projects import DecisionFactory
from tests.factories.reporting import DecisionRequestFactory, FreezeFactory
from tests.meetings.agendas import BEHIND, ON_TRACK, Q3, approve, committed, items, next_meeting, recalculate

GO = ItemKind.GO_NO_GO
CAUSE = Cause("duty/1", ItemKind.DUTY, "Melden", "Te laat", "/")
SYSTEM = Viewer.system("Proef")


def test_a_new_cause_is_added():
    assert steps([CAUSE], {}) == [(Step.ADD, "duty/1")]


@pytest.mark.parametrize(
    ("standing", "step"),
    [
        (Standing(CAUSE.told), None),
        (Standing(("Melden", "Anders")), Step.REWORD),
        (Standing(CAUSE.told, withdrawn=True), Step.RESTORE),
        (Standing(CAUSE.told, withdrawn=True, by_hand=True), None),
    ],
)
def test_what_stands_is_kept_or_renewed(standing, step):
    assert steps([CAUSE], {"duty/1": standing}) == ([(step, "duty/1")] if step else [])


def test_a_cause_that_is_gone_withdraws():
    gone = {"duty/1": Standing(CAUSE.told), "duty/2": Standing(CAUSE.told, withdrawn=True)}
    assert steps([], gone) == [(Step.WITHDRAW, "duty/1")]


@pytest.mark.django_db
def test_an_off_track_result_comes_once():
    assert items(GO) == []
    approve(BEHIND)
    recalculate()
    compose_all()
    (item,) = items(GO)
    assert item.title == "Mentale gezondheidsnetwerken: doorgaan, bijsturen of stoppen?"
    assert "Q3 2026" in item.why
    assert "hangt €\xa02.250.000." in item.why
    assert str(item.project) == "Mentale gezondheidsnetwerken"
    assert item.withdrawn_at is None
    told = AuditEntry.objects.filter(object_type="agendapunt", object_id=str(item.pk))
    assert [(entry.action, entry.actor_name) for entry in told] == [("toegevoegd", "Agenda")]


@pytest.mark.django_db
def test_it_goes_when_it_recovers_and_comes_back():
    approve(BEHIND)
    approve(ON_TRACK)
    (item,) = items(GO)
    assert item.withdrawn_at is not None
    assert (item.withdrawn_by, item.withdrawn_reason) == ("", "Hersteld: het resultaat is niet meer achter.")
    approve(BEHIND + 1)
    (again,) = items(GO)
    assert again.pk == item.pk
    assert again.withdrawn_at is None
    assert "401" in again.why


@pytest.mark.django_db
def test_a_fixed_agenda_keeps_it():
    approve(BEHIND)
    fix_agenda(actor=SYSTEM, meeting_id=next_meeting().pk)
    approve(ON_TRACK)
    (item,) = items(GO)
    assert item.withdrawn_at is None


@pytest.mark.django_db
def test_after_fixing_the_next_meeting_gets_it():
    later = MeetingFactory.create(body=next_meeting().body, held_on=date(2026, 12, 10), quarter=Q3)
    compose_all()
    fix_agenda(actor=SYSTEM, meeting_id=next_meeting().pk)
    approve(BEHIND)
    assert items(GO) == []
    assert [item.withdrawn_at for item in items(GO, meeting=later)] == [None]


@pytest.mark.django_db
def test_what_a_fixed_agenda_had_is_not_asked_again():
    later = MeetingFactory.create(body=next_meeting().body, held_on=date(2026, 12, 10), quarter=Q3)
    approve(BEHIND)
    fix_agenda(actor=SYSTEM, meeting_id=next_meeting().pk)
    compose_all()
    assert items(meeting=later) == []


@pytest.mark.django_db
def test_an_earlier_meeting_takes_over():
    approve(BEHIND)
    earlier = MeetingFactory.create(body=next_meeting().body, held_on=date(2026, 11, 1), quarter=Q3)
    compose_all()
    assert GO in {item.kind for item in items(meeting=earlier)}
    (item,) = items(GO)
    assert item.withdrawn_reason == "Staat op de agenda van een eerdere vergadering."


@pytest.mark.django_db
def test_a_person_takes_it_off_for_good():
    approve(BEHIND)
    (item,) = items(GO)
    withdraw_item(actor=SYSTEM, item_id=item.pk, reason="Vorige week besproken")
    approve(BEHIND + 1)
    compose_all()
    assert items(GO)[0].withdrawn_reason == "Vorige week besproken"
    restore_item(actor=SYSTEM, item_id=item.pk)
    assert items(GO)[0].withdrawn_at is None


@pytest.mark.django_db
def test_the_insurers_verdict_goes_before_the_figures():
    milestone = GrantMilestone.objects.get(slug="mgn-1")
    verdict = NewVerdict(uuid7(), achieved=False, given_on=clock.today())
    record_verdict(actor=SYSTEM, milestone_id=milestone.pk, verdict=verdict)
    recalculate()
    (item,) = items(GO)
    assert "De zorgverzekeraar vond op 12 oktober 2026 dat het resultaat niet is behaald." in item.why
    assert item.url.endswith("/spuk-mgn/")


@pytest.mark.django_db
def test_open_duties_come_and_go():
    (item,) = items(ItemKind.DUTY)
    assert "Derde groep trainees gestart" in item.title
    duty = DutyToReport.objects.get(milestone__slug="zs-3")
    with committed():
        send_duty(actor=SYSTEM, duty_id=duty.pk, sending=Sending(clock.today(), "Zaak 12", None))
    (item,) = items(ItemKind.DUTY)
    assert item.withdrawn_reason == "Er is gemeld, of er is niets meer te melden."


@pytest.mark.django_db
def test_approved_reports_bring_what_they_ask(programme):
    def request(**submission):
        return DecisionRequestFactory.create(
            submission__report__project__programme=programme,
            submission__report__quarter=Q3,
            why="De werving loopt achter",
            **{f"submission__{name}": value for name, value in submission.items()},
        )

    request()
    compose_all()
    assert items(ItemKind.REQUEST) == []
    asked = request(ruling="approved", ruled_at=clock.now())
    compose_all()
    (item,) = items(ItemKind.REQUEST)
    assert asked.question in item.title
    assert item.cause == f"request/{asked.pk}"
    assert item.why.startswith("De werving loopt achter. Gevraagd in de rapportage over Q3 2026: ")


@pytest.mark.django_db
def test_a_restatement_is_put_before_the_board(programme):
    first = Freeze.objects.get(programme=programme, quarter="2026-Q2", version=1)
    made = FreezeFactory.create(
        programme=programme, quarter=first.quarter, version=2, previous=first, reason="Waarde was fout"
    )
    with committed():
        events.announce(QuarterFrozen(programme.slug, made.quarter, 2, Viewer.system("Controller")))
    (item,) = items(ItemKind.RESTATEMENT)
    assert item.title == "Herziening van Q2 2026 (versie 2)"
    assert (item.why, item.url.partition("?")[2]) == ("Waarde was fout", f"freeze={made.pk}")


@pytest.mark.django_db
def test_agendas_that_cannot_be_composed_stop_nothing(programme, monkeypatch, caplog):
    def fails(**_: object) -> None:
        raise RuntimeError("de agenda wil niet")

    monkeypatch.setattr(receivers, "compose", fails)
    with committed():
        events.announce(MeetingPlanned(programme.slug, "Proef"))
    assert "de agenda wil niet" in caplog.text


@pytest.mark.django_db
def test_what_was_held_over_comes_back():
    meeting = next_meeting()
    held = items(ItemKind.OWN)[0]
    later = MeetingFactory.create(body=meeting.body, held_on=date(2026, 12, 10), quarter=Q3)
    fix_agenda(actor=SYSTEM, meeting_id=meeting.pk)
    decision = DecisionFactory.create(
        programme=meeting.body.programme,
        kind=DecisionKind.HOLD,
        label="Volgende keer",
        decided_on=meeting.held_on,
    )
    ItemDecisionFactory.create(item=held, decision=decision)
    compose_all()
    (item,) = items(meeting=later)
    assert (item.kind, item.title) == (ItemKind.HELD_OVER, held.title)
    assert item.why == "Aangehouden op 26 november 2026: Volgende keer"


@pytest.mark.django_db
def test_a_meeting_without_quarter_composes_nothing(programme):
    Meeting.objects.filter(body__programme=programme, held_on__gte=clock.today()).update(quarter=None)
    AgendaItem.objects.all().exclude(agenda__fixed_at__isnull=False).delete()
    approve(BEHIND)
    assert items() == []


@pytest.mark.django_db
def test_a_day_that_passed_makes_the_next_meeting_due():
    later = MeetingFactory.create(body=next_meeting().body, held_on=date(2026, 12, 10), quarter=Q3)
    approve(BEHIND)
    with clock.pretending(date(2026, 11, 27)):
        keep_agendas()
    assert [item.withdrawn_at for item in items(GO, meeting=later)] == [None]


def test_the_worker_knows_what_is_done_by_night():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


@pytest.mark.django_db
def test_other_programmes_stay_apart():
    strange = MeetingFactory.create(held_on=clock.today() + timedelta(days=9), quarter=Q3)
    approve(BEHIND)
    compose_all()
    assert not Agenda.objects.filter(meeting=strange).exists()


def test_two_workers_at_once_add_one(own_database):
    approve(BEHIND)  # commits, and so composes by itself
    AgendaItem.objects.filter(kind=GO, agenda__meeting=next_meeting()).delete()

    def work() -> int:
        try:
            return compose(actor=KEEPER, programme=Programme.objects.get(slug="nml-o"))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        done = [future.result() for future in [pool.submit(work) for _ in range(2)]]
    assert sorted(done) == [0, 1]
    assert len(items(GO)) == 1
