"""Decisions are recorded on items of a fixed agenda, followed up to their evidence, and ask the colleges."""

from dataclasses import replace
from datetime import date

import pytest

from funding.models import Grant
from izaportal.core import clock
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import Run
from izaportal.core.uuid7 import uuid7
from izaportal.meetings.choices import FollowUp, Stance
from izaportal.meetings.models import CollegePosition, FollowUpStep, ItemDecision
from izaportal.meetings.selectors.decisions import Wanted, decisions_of, matching
from izaportal.meetings.selectors.following import latest_positions, to_follow_up
from izaportal.meetings.services.agenda import fix_agenda
from izaportal.meetings.services.colleges import record_positions
from izaportal.meetings.services.deciding import NewDecision, record_decision, write_minute
from izaportal.meetings.services.following import NewStep, take_step
from izaportal.notices.models import Notice
from pillars.models import GovernanceBody
from projects.models import Decision, DecisionBasis, DecisionKind, Project
from projects.selectors.decisions import stop_days
from tests.factories.meetings import AgendaFactory, AgendaItemFactory
from tests.factories.pillars import MeetingFactory
from tests.factories.projects import EvidenceFactory
from tests.meetings.agendas import items

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 12)


@pytest.fixture
def secretary(viewer_of):
    return viewer_of("secretaris-pho")


@pytest.fixture
def pho() -> GovernanceBody:
    return GovernanceBody.objects.select_related("programme").get(programme__slug="nml-o", slug="pho")


@pytest.fixture
def mgn() -> Project:
    return Project.objects.get(slug="mgn", programme__slug="nml-o")


@pytest.fixture
def item(pho, mgn, secretary):
    """On the fixed agenda of a meeting of today."""
    meeting = MeetingFactory.create(body=pho, held_on=TODAY, quarter=None)
    made = AgendaItemFactory.create(agenda=AgendaFactory.create(meeting=meeting), project=mgn)
    fix_agenda(actor=secretary, meeting_id=meeting.pk)
    return made


@pytest.fixture
def new(mgn):
    return NewDecision(
        id=uuid7(),
        kind=DecisionKind.ADJUST,
        label="De werving van verkenners versnellen",
        conditions=("Geen extra geld van gemeenten",),
        owner_role="projectleider",
        deadline=date(2026, 12, 31),
        projects=frozenset({mgn.pk}),
    )


@pytest.fixture
def decision(item, new, secretary) -> Decision:
    return record_decision(actor=secretary, item_id=item.pk, new=new)


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
    codes = _codes(made)
    record_positions(actor=secretary, decision_id=made.pk, edits_of=_agree(codes[:-1]))
    assert stop_days([mgn.pk]) == {}
    record_positions(actor=secretary, decision_id=made.pk, edits_of=_agree(codes[-1:], Stance.RESERVED))
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


def _codes(decision: Decision) -> list[str]:
    rows = decision.programme.municipality_memberships.values_list("municipality__code", flat=True)
    return sorted(rows)


def _agree(codes, stance=Stance.AGREED, day=TODAY):
    said = {"stance": stance.value, "decided_on": day, "reservation": "Mits gedekt"}
    seen = {"stance": "unknown", "decided_on": None, "reservation": ""}
    return {f"{code}_{part}": Edit(seen[part], said[part]) for code in codes for part in said}


def test_positions_are_versions(decision, secretary):
    assert len(_codes(decision)) == 14
    venray = _agree(["GM0984"])
    assert len(record_positions(actor=secretary, decision_id=decision.pk, edits_of=venray)) == 1
    assert record_positions(actor=secretary, decision_id=decision.pk, edits_of=venray) == []
    with pytest.raises(Conflicted):
        record_positions(
            actor=secretary, decision_id=decision.pk, edits_of=_agree(["GM0984"], Stance.REFUSED)
        )
    again = {"GM0984_stance": Edit("agreed", "refused")}
    record_positions(actor=secretary, decision_id=decision.pk, edits_of=again)
    rows = CollegePosition.objects.filter(decision=decision, municipality__code="GM0984")
    assert list(rows.values_list("number", "stance")) == [(1, "agreed"), (2, "refused")]
    (last,) = latest_positions(decision).values()
    assert last.get_stance_display() == "niet akkoord"


@pytest.mark.parametrize(
    ("edits_of", "says"),
    [
        (_agree(["GM0984"], day=None), "vul in wanneer"),
        (_agree(["GM0984"], day=date(2026, 10, 13)), "moet nog komen"),
        ({**_agree(["GM0984"], Stance.RESERVED), "GM0984_reservation": Edit("", " ")}, "voorbehoud"),
    ],
)
def test_a_college_says_when_and_what(edits_of, says, decision, secretary):
    with pytest.raises(Invalid, match=says):
        record_positions(actor=secretary, decision_id=decision.pk, edits_of=edits_of)


def test_evidence_closes_a_decision(decision, mgn, secretary, viewer_of):
    lead, condition = viewer_of("projectleider-mgn"), decision.conditions.get()
    proof = EvidenceFactory.create(project=mgn)
    done = NewStep(FollowUp.DONE, 0, evidence=proof.pk)
    with pytest.raises(Invalid, match="Sluit eerst de voorwaarden: Geen extra geld van gemeenten"):
        take_step(actor=lead, decision_id=decision.pk, new=done)
    with pytest.raises(Invalid, match="zonder bewijs"):
        take_step(actor=lead, decision_id=decision.pk, new=NewStep(FollowUp.DONE, 0, condition.pk))
    take_step(actor=lead, decision_id=decision.pk, new=replace(done, condition=condition.pk))
    assert list(to_follow_up(secretary, until=date(2026, 12, 31)).filter(pk=decision.pk)) == [decision]
    assert take_step(actor=lead, decision_id=decision.pk, new=done) is not None
    assert take_step(actor=lead, decision_id=decision.pk, new=replace(done, seen=1)) is None
    assert not to_follow_up(secretary, until=date(2026, 12, 31)).filter(pk=decision.pk).exists()
    with pytest.raises(Invalid, match="Schrijf waarom"):
        take_step(actor=lead, decision_id=decision.pk, new=NewStep(FollowUp.BUSY, 1))
    assert FollowUpStep.objects.filter(decision=decision).count() == 2


def test_a_step_that_another_took_is_told(decision, secretary):
    take_step(actor=secretary, decision_id=decision.pk, new=NewStep(FollowUp.BUSY, 0))
    with pytest.raises(Refused, match="intussen een stap"):
        take_step(actor=secretary, decision_id=decision.pk, new=NewStep(FollowUp.LAPSED, 0, note="Weg"))


def test_evidence_of_elsewhere_closes_nothing(decision, secretary):
    strange = EvidenceFactory.create()
    with pytest.raises(Invalid, match="hoort niet bij een project"):
        take_step(
            actor=secretary,
            decision_id=decision.pk,
            new=NewStep(FollowUp.DONE, 0, decision.conditions.get().pk, evidence=strange.pk),
        )


@pytest.mark.parametrize("person", ["controller", "bestuurder-venray", "lezer", "zl-manager"])
def test_others_follow_nothing_up(person, decision, viewer_of):
    with pytest.raises(NotAllowed):
        take_step(actor=viewer_of(person), decision_id=decision.pk, new=NewStep(FollowUp.BUSY, 0))
    with pytest.raises(NotAllowed):
        record_positions(actor=viewer_of(person), decision_id=decision.pk, edits_of=_agree(["GM0984"]))


def test_minutes_are_versions(item, secretary):
    assert write_minute(actor=secretary, item_id=item.pk, text="Besproken", seen=0).number == 1
    assert write_minute(actor=secretary, item_id=item.pk, text="Besproken", seen=0) is None
    with pytest.raises(Refused, match="intussen"):
        write_minute(actor=secretary, item_id=item.pk, text="Anders", seen=0)
    assert write_minute(actor=secretary, item_id=item.pk, text="Anders", seen=1).number == 2


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(text="wervend verkenner"), True),  # other forms of words in it
        (Wanted(text="mentale"), True),  # of its project's name
        (Wanted(text="trainees"), False),
        (Wanted(kind="adjust", body="pho", project="mgn", year=2026, progress="open"), True),
        (Wanted(year=2025), False),
        (Wanted(progress="te-laat"), False),
        (Wanted(body="roaz"), False),
    ],
)
def test_decisions_are_found(wanted, found, decision, secretary, programme):
    rows = matching(decisions_of(secretary, programme), wanted, clock.today())
    assert (decision in rows) is found


def test_what_is_late_is_found(secretary, programme):
    rows = matching(decisions_of(secretary, programme), Wanted(progress="te-laat"), clock.today())
    assert [row.slug for row in rows] == ["mgn-2026-02-26"]


def test_nobody_elsewhere_sees_any(viewer_of, programme, decision):
    outsider = viewer_of("zl-manager")
    assert not decisions_of(outsider, programme)
    assert not to_follow_up(outsider, until=date(2027, 1, 1)).filter(programme=programme).exists()


def test_the_ledger_hears_of_a_stop(pho, item, new, secretary):
    mandate(pho)
    record_decision(actor=secretary, item_id=item.pk, new=replace(new, kind=DecisionKind.STOP))
    grant = Grant.objects.get(slug="spuk-mgn")
    runs = Run.objects.filter(asked_for__contains="stopbesluit", programme="nml-o")
    assert {text for run in runs for text in run.payload["grants"]} >= {str(grant.pk)}
