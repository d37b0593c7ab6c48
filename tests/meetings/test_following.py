"""Decisions are followed up to their evidence, ask the colleges, and are found again."""

from dataclasses import replace
from datetime import date

import pytest

from izaportal.core import clock
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.meetings.choices import FollowUp, Stance
from izaportal.meetings.models import CollegePosition, FollowUpStep
from izaportal.meetings.selectors.decisions import Wanted, decisions_of, matching
from izaportal.meetings.selectors.following import latest_positions, to_follow_up
from izaportal.meetings.services.colleges import record_positions
from izaportal.meetings.services.deciding import record_decision, write_minute
from izaportal.meetings.services.decisions import edit_decision
from izaportal.meetings.services.following import NewStep, take_step
from projects.models import Decision, DecisionKind
from tests.factories.projects import DecisionFactory, EvidenceFactory
from tests.meetings.agendas import agree, codes_of

pytestmark = pytest.mark.django_db


def test_positions_are_versions(decision, secretary):
    assert len(codes_of(decision)) == 14
    venray = agree(["GM0984"])
    assert len(record_positions(actor=secretary, decision_id=decision.pk, edits_of=venray)) == 1
    assert record_positions(actor=secretary, decision_id=decision.pk, edits_of=venray) == []
    with pytest.raises(Conflicted):
        record_positions(actor=secretary, decision_id=decision.pk, edits_of=agree(["GM0984"], Stance.REFUSED))
    again = {"GM0984_stance": Edit("agreed", "refused")}
    record_positions(actor=secretary, decision_id=decision.pk, edits_of=again)
    rows = CollegePosition.objects.filter(decision=decision, municipality__code="GM0984")
    assert list(rows.values_list("number", "stance")) == [(1, "agreed"), (2, "refused")]
    (last,) = latest_positions(decision).values()
    assert last.get_stance_display() == "niet akkoord"


@pytest.mark.parametrize(
    ("edits_of", "says"),
    [
        (agree(["GM0984"], day=None), "vul in wanneer"),
        (agree(["GM0984"], day=date(2026, 10, 13)), "moet nog komen"),
        ({**agree(["GM0984"], Stance.RESERVED), "GM0984_reservation": Edit("", " ")}, "voorbehoud"),
    ],
)
def test_a_college_says_when_and_what(edits_of, says, decision, secretary):
    with pytest.raises(Invalid, match=says):
        record_positions(actor=secretary, decision_id=decision.pk, edits_of=edits_of)


@pytest.mark.parametrize("is_taken_back", [False, True])
def test_a_stop_by_advice_does_not_reach_into_a_frozen_quarter(is_taken_back, item, new, secretary):
    """Neither when the last college agreed in it, nor when one takes back what settled it there."""
    stop = record_decision(actor=secretary, item_id=item.pk, new=replace(new, kind=DecisionKind.STOP))
    edits_of = agree(codes_of(stop), day=date(2026, 6, 20))
    if is_taken_back:
        edits_of = agree(codes_of(stop))
        record_positions(actor=secretary, decision_id=stop.pk, edits_of=edits_of)
        Decision.objects.filter(pk=stop.pk).update(settled_on=date(2026, 6, 20))
        edits_of = {"GM0984_stance": Edit("agreed", "refused")}
    with pytest.raises(Invalid, match="Q2 2026 is vastgesteld") as refused:
        record_positions(actor=secretary, decision_id=stop.pk, edits_of=edits_of)
    assert [one.place[6:] for one in refused.value.mistakes] == ["_decided_on"]


def test_what_is_no_stop_is_settled_when_it_was(decision, secretary):
    early = agree(codes_of(decision), day=date(2026, 6, 20))
    record_positions(actor=secretary, decision_id=decision.pk, edits_of=early)
    decision.refresh_from_db()
    assert decision.settled_on == date(2026, 6, 20)


@pytest.mark.parametrize(
    ("field", "wanted", "places"),
    [
        ("deadline", None, ["deadline"]),
        ("deadline", date(2026, 10, 1), ["deadline"]),
        ("owner_role", " ", ["owner_role"]),
        ("label", "", ["label"]),
    ],
)
def test_a_decision_is_not_edited_out_of_follow_up(field, wanted, places, decision, secretary):
    edits_of = {field: Edit(getattr(decision, field), wanted)}
    with pytest.raises(Invalid) as refused:
        edit_decision(actor=secretary, decision_id=decision.pk, edits_of=edits_of, reason="Anders")
    assert [one.place for one in refused.value.mistakes] == places


def test_what_a_plan_leaves_open_may_stay_so(programme, viewer_of):
    row = DecisionFactory.create(programme=programme, label="Doorgaan", decided_on=date(2026, 2, 1))
    edits_of = {"label": Edit("Doorgaan", "Doorgaan met minder")}
    manager = viewer_of("programmamanager")
    assert edit_decision(actor=manager, decision_id=row.pk, edits_of=edits_of, reason="Preciezer") is not None


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
        record_positions(actor=viewer_of(person), decision_id=decision.pk, edits_of=agree(["GM0984"]))


def test_minutes_are_versions(item, secretary):
    write_minute(actor=secretary, item_id=item.pk, text="Besproken", seen=0)
    assert write_minute(actor=secretary, item_id=item.pk, text="Besproken", seen=0) is None
    with pytest.raises(Refused, match="intussen"):
        write_minute(actor=secretary, item_id=item.pk, text="Anders", seen=0)
    write_minute(actor=secretary, item_id=item.pk, text="Anders", seen=1)
    assert list(item.minutes.values_list("number", "text")) == [(1, "Besproken"), (2, "Anders")]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(text="verkenner werving"), True),  # other forms of words in it
        (Wanted(text="mentale"), True),  # of its project's name
        (Wanted(text="mgn bijsturen"), True),  # its project in short, and its kind
        (Wanted(text="gemeente"), True),  # another form of a word of a condition
        (Wanted(text="opschalen"), False),
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
