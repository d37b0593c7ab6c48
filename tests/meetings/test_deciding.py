"""Decisions are recorded on items of a fixed agenda, by mandate or as advice; whom it concerns is told."""

from dataclasses import replace
from datetime import date

import pytest

from funding.models import Grant
from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import Run
from izaportal.core.uuid7 import uuid7
from izaportal.meetings.choices import Stance
from izaportal.meetings.models import ItemDecision
from izaportal.meetings.services.agenda import fix_agenda
from izaportal.meetings.services.colleges import record_positions
from izaportal.meetings.services.deciding import record_decision, write_minute
from izaportal.notices.models import Notice
from pillars.models import GovernanceBody
from projects.models import DecisionBasis, DecisionKind
from projects.selectors.decisions import stop_days
from tests.factories.meetings import AgendaFactory, AgendaItemFactory
from tests.factories.pillars import MeetingFactory
from tests.fixtures.database import DEMO_DAY as TODAY
from tests.meetings.agendas import agree, codes_of, items

pytestmark = pytest.mark.django_db


def mandate(pho) -> None:
    GovernanceBody.objects.filter(pk=pho.pk).update(has_mandate=True)


def test_a_decision_is_dated_on_its_meeting(decision, item):
    assert (decision.decided_on, decision.slug) == (TODAY, "pho-2026-10-12-1")
    assert [row.label for row in decision.conditions.all()] == ["Geen extra geld van gemeenten"]
    assert ItemDecision.objects.get(decision=decision).item_id == item.pk


def test_the_same_form_twice_records_one(decision, item, new, secretary):
    assert record_decision(actor=secretary, item_id=item.pk, new=new).pk == decision.pk
    again = record_decision(actor=secretary, item_id=item.pk, new=replace(new, id=uuid7()))
    assert again.slug == "pho-2026-10-12-2"


@pytest.mark.parametrize("has_mandate", [None, False])
def test_without_mandate_it_is_advice(has_mandate, pho, item, new, secretary):
    GovernanceBody.objects.filter(pk=pho.pk).update(has_mandate=has_mandate)
    made = record_decision(actor=secretary, item_id=item.pk, new=new)
    assert (made.basis, made.asks_colleges) == (DecisionBasis.ADVICE, True)


def test_with_mandate_it_is_decided(pho, item, new, secretary):
    mandate(pho)
    made = record_decision(actor=secretary, item_id=item.pk, new=new)
    assert (made.basis, made.asks_colleges) == (DecisionBasis.MANDATE, False)


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"label": " "}, "label"),
        ({"owner_role": ""}, "owner_role"),
        ({"deadline": None}, "deadline"),
        ({"deadline": date(2026, 10, 11)}, "deadline"),
        ({"owner": uuid7()}, "owner"),
        ({"projects": frozenset({uuid7()})}, "projects"),
        ({"kind": DecisionKind.STOP, "projects": frozenset()}, "projects"),
    ],
)
def test_mistakes_stand_at_their_fields(change, place, item, new, secretary):
    with pytest.raises(Invalid) as refused:
        record_decision(actor=secretary, item_id=item.pk, new=replace(new, **change))
    assert [mistake.place for mistake in refused.value.mistakes] == [place]


def test_holding_over_asks_no_college(item, new, secretary):
    held = record_decision(actor=secretary, item_id=item.pk, new=replace(new, kind=DecisionKind.HOLD))
    assert not held.asks_colleges


def test_holding_over_asks_no_owner(item, new, secretary):
    held = replace(new, kind=DecisionKind.HOLD, owner_role="", deadline=None)
    assert record_decision(actor=secretary, item_id=item.pk, new=held).deadline is None


def test_nothing_is_decided_before_its_time(new, secretary, pho):
    coming = items()[0]
    with pytest.raises(Refused, match="Stel eerst de agenda vast"):
        record_decision(actor=secretary, item_id=coming.pk, new=new)
    fix_agenda(actor=secretary, meeting_id=coming.agenda.meeting_id)
    with pytest.raises(Refused, match="pas op 26 november 2026"):
        record_decision(actor=secretary, item_id=coming.pk, new=new)


@pytest.mark.parametrize("person", ["controller", "projectleider-mgn", "bestuurder-venray", "lezer"])
def test_only_who_keeps_the_body_records(person, item, new, viewer_of):
    with pytest.raises(NotAllowed):
        record_decision(actor=viewer_of(person), item_id=item.pk, new=new)
    with pytest.raises(NotAllowed):
        write_minute(actor=viewer_of(person), item_id=item.pk, text="Nee", seen=0)


def test_whom_it_concerns_is_told(decision):
    told = Notice.objects.filter(once=f"decision/{decision.pk}")
    people = sorted(told.values_list("user__username", flat=True))
    assert people == ["bestuurder-venray", "controller", "programmamanager", "projectleider-mgn"]
    assert told[0].subject == "Besluit van Regionaal portefeuillehoudersoverleg IZA: bijsturen"
    assert "projectleider volgt dit op, uiterlijk 31 december 2026" in told[0].text


def test_a_stop_with_mandate_stops_at_once(pho, item, new, mgn, secretary):
    mandate(pho)
    before = Run.objects.count()
    record_decision(actor=secretary, item_id=item.pk, new=replace(new, kind=DecisionKind.STOP))
    assert stop_days([mgn.pk]) == {mgn.pk: TODAY}
    assert Run.objects.filter(asked_for__contains="stopbesluit").count() > 0
    assert Run.objects.count() >= before


def test_an_advice_to_stop_waits_for_the_colleges(item, new, mgn, secretary):
    made = record_decision(actor=secretary, item_id=item.pk, new=replace(new, kind=DecisionKind.STOP))
    assert stop_days([mgn.pk]) == {}
    codes = codes_of(made)
    record_positions(actor=secretary, decision_id=made.pk, edits_of=agree(codes[:-1]))
    assert stop_days([mgn.pk]) == {}
    record_positions(actor=secretary, decision_id=made.pk, edits_of=agree(codes[-1:], Stance.RESERVED))
    assert stop_days([mgn.pk]) == {mgn.pk: TODAY}
    made.refresh_from_db()
    assert made.settled_on == TODAY
    taken_back = {f"{codes[0]}_stance": Edit("agreed", "refused")}
    record_positions(actor=secretary, decision_id=made.pk, edits_of=taken_back)
    assert stop_days([mgn.pk]) == {}


def test_a_stop_in_a_frozen_quarter_is_refused(pho, new, secretary, mgn):
    mandate(pho)
    meeting = MeetingFactory.create(body=pho, held_on=date(2026, 6, 20), quarter=None)
    old = AgendaItemFactory.create(agenda=AgendaFactory.create(meeting=meeting), project=mgn)
    fix_agenda(actor=secretary, meeting_id=meeting.pk)
    stop = replace(new, kind=DecisionKind.STOP)
    with pytest.raises(Invalid, match="Q2 2026 is vastgesteld"):
        record_decision(actor=secretary, item_id=old.pk, new=stop)


def test_the_ledger_hears_of_a_stop(pho, item, new, secretary):
    mandate(pho)
    record_decision(actor=secretary, item_id=item.pk, new=replace(new, kind=DecisionKind.STOP))
    grant = Grant.objects.get(slug="spuk-mgn")
    runs = Run.objects.filter(asked_for__contains="stopbesluit", programme="nml-o")
    assert {text for run in runs for text in run.payload["grants"]} >= {str(grant.pk)}
