"""A decision that was recorded wrongly is replaced by another: it stands in the log and counts nowhere."""

from dataclasses import replace
from datetime import date

import pytest

from izaportal.core import clock
from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid, Refused
from izaportal.core.models import Run, RunState
from izaportal.core.uuid7 import uuid7
from izaportal.meetings.choices import FollowUp
from izaportal.meetings.selectors.agendas import meetings_with_counts
from izaportal.meetings.selectors.decisions import OPEN, Wanted, decisions_of, matching
from izaportal.meetings.selectors.following import to_follow_up
from izaportal.meetings.services.colleges import record_positions
from izaportal.meetings.services.deciding import record_decision
from izaportal.meetings.services.decisions import edit_decision
from izaportal.meetings.services.following import NewStep, take_step
from izaportal.notices.models import Notice
from pillars.models import GovernanceBody, Meeting
from projects.models import DecisionKind
from projects.selectors.decisions import decision_marks, decisions_taken, stop_days
from projects.selectors.planning import decisions_about
from tests.factories.meetings import AgendaFactory, AgendaItemFactory
from tests.fixtures.database import DEMO_DAY as TODAY
from tests.meetings.agendas import agree, codes_of

pytestmark = pytest.mark.django_db
WHY = "Het besluit was stoppen, niet bijsturen"


def instead(new, decision, **change):
    return replace(new, id=uuid7(), replaces=decision.pk, replaces_why=WHY, **change)


@pytest.fixture
def other(decision, item, new, secretary):
    return record_decision(actor=secretary, item_id=item.pk, new=instead(new, decision, label="Stoppen"))


def test_only_the_new_one_counts(decision, other, secretary, programme, mgn):
    log = decisions_of(secretary, programme)
    assert {decision, other} <= set(log)
    assert log.get(pk=decision.pk).replaced_by == other
    for rows in (
        matching(log, Wanted(progress=OPEN), TODAY),
        to_follow_up(secretary, until=date(2027, 1, 1)),
        decisions_about(secretary, mgn),
    ):
        assert other in rows
        assert decision not in rows


def test_a_dossier_tells_only_the_new_one_and_can_be_made_anew(decision, new, item, secretary, mgn):
    before = decision_marks([mgn.pk])
    record_decision(actor=secretary, item_id=item.pk, new=instead(new, decision, label="Stoppen"))
    assert decisions_taken(mgn.pk)[0].label == "Stoppen"
    assert decision.slug not in {row.slug for row in decisions_taken(mgn.pk)}
    assert decision_marks([mgn.pk]) != before


def test_a_meeting_counts_only_the_new_one(other, secretary, programme):
    meeting = meetings_with_counts(secretary, programme).get(pk=other.meeting_id)
    assert vars(meeting)["decided"] == 1


def test_the_old_one_changes_no_more(decision, other, secretary):
    with pytest.raises(Refused, match="vervangen"):
        take_step(actor=secretary, decision_id=decision.pk, new=NewStep(FollowUp.BUSY, seen=0))
    with pytest.raises(Refused, match="vervangen"):
        edit_decision(
            actor=secretary, decision_id=decision.pk, edits_of={"label": Edit(None, "Iets")}, reason="Fout"
        )
    edits_of = agree(codes_of(decision))
    with pytest.raises(Refused, match="vervangen"):
        record_positions(actor=secretary, decision_id=decision.pk, edits_of=edits_of)


def test_it_is_replaced_once(decision, other, item, new, secretary):
    with pytest.raises(Refused, match="al vervangen"):
        record_decision(actor=secretary, item_id=item.pk, new=instead(new, decision))
    again = record_decision(actor=secretary, item_id=item.pk, new=instead(new, other))
    assert again.replaces == other


def test_only_on_the_same_item(decision, new, pho, secretary, item):
    elsewhere = AgendaItemFactory.create(agenda=AgendaFactory.create(meeting=_held(pho)))
    type(elsewhere.agenda).objects.filter(pk=elsewhere.agenda_id).update(
        fixed_at=clock.now(), fixed_by="Proef"
    )
    with pytest.raises(Refused, match="hoort niet bij"):
        record_decision(actor=secretary, item_id=elsewhere.pk, new=instead(new, decision))


def _held(pho) -> Meeting:
    return Meeting.objects.create(body=pho, held_on=date(2026, 10, 5))


def test_it_says_why(decision, item, new, secretary):
    with pytest.raises(Invalid) as refused:
        record_decision(
            actor=secretary, item_id=item.pk, new=replace(instead(new, decision), replaces_why=" ")
        )
    assert [one.place for one in refused.value.mistakes] == ["replaces_why"]


def test_whom_it_concerns_reads_what_it_replaces(decision, other):
    notice = Notice.objects.get(user__username="bestuurder-venray", url__contains=other.slug)
    assert notice.text.startswith(f"Stoppen\nVervangt ‘{decision.label}’ (bijsturen). {WHY}")


def test_a_stop_that_is_replaced_stops_nothing(pho, item, new, mgn, secretary):
    GovernanceBody.objects.filter(pk=pho.pk).update(has_mandate=True)
    stop = record_decision(actor=secretary, item_id=item.pk, new=replace(new, kind=DecisionKind.STOP))
    assert stop_days([mgn.pk]) == {mgn.pk: TODAY}
    Run.objects.filter(state=RunState.QUEUED).update(state=RunState.DONE, finished_at=clock.now())
    record_decision(actor=secretary, item_id=item.pk, new=instead(new, stop))
    assert stop_days([mgn.pk]) == {}
    assert Run.objects.filter(programme="nml-o", state=RunState.QUEUED).exists()


def test_a_stop_that_loses_a_college_is_heard_of(item, new, mgn, secretary):
    advice = record_decision(actor=secretary, item_id=item.pk, new=replace(new, kind=DecisionKind.STOP))
    codes = codes_of(advice)
    record_positions(actor=secretary, decision_id=advice.pk, edits_of=agree(codes))
    assert stop_days([mgn.pk]) == {mgn.pk: TODAY}
    Run.objects.filter(state=RunState.QUEUED).update(state=RunState.DONE, finished_at=clock.now())
    back = {f"{codes[0]}_stance": Edit("agreed", "refused")}
    record_positions(actor=secretary, decision_id=advice.pk, edits_of=back)
    assert stop_days([mgn.pk]) == {}
    assert Run.objects.filter(programme="nml-o", state=RunState.QUEUED).exists()
