"""Members of bodies: who can be one, from when until when, on record, and who sees whom."""

from datetime import date
from uuid import UUID

import pytest

from izaportal.accounts.models import Membership, User
from izaportal.accounts.selectors import viewer_of as viewer_now
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.edits import value_of
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.trail import Search, entries
from izaportal.core.uuid7 import uuid7
from izaportal.reporting.selectors.seen_changes import seen_changes
from pillars.models import BodyMember, GovernanceBody
from pillars.selectors.members import MEMBER_TYPE, bodies_with_seats, concerned, meetings_for, people_of
from pillars.services.members import NO_RIGHT, save_member
from tests.factories.accounts import MembershipFactory
from tests.factories.pillars import BodyMemberFactory, MeetingFactory
from tests.factories.regions import OrganisationFactory

pytestmark = pytest.mark.django_db
TODAY, MEETING = date(2026, 10, 12), date(2026, 11, 26)


@pytest.fixture
def pho(programme) -> GovernanceBody:
    return GovernanceBody.objects.select_related("programme").get(programme=programme, slug="pho")


@pytest.fixture
def roaz(programme) -> GovernanceBody:
    """Nobody is recorded as a member of it."""
    return GovernanceBody.objects.select_related("programme").get(programme=programme, slug="roaz")


def person(username: str) -> User:
    return User.objects.get(username=username)


def names(people: frozenset[UUID]) -> set[str]:
    return set(User.objects.filter(pk__in=people).values_list("username", flat=True))


def joining(username: str, **more: object) -> dict[str, Edit]:
    wanted: dict[str, object] = {
        "role": "member",
        "municipality": None,
        "organisation": None,
        "starts_on": TODAY,
    }
    wanted |= {"ends_on": None, "user": person(username).pk, **more}
    return {name: Edit(None, value) for name, value in wanted.items()}


def join(actor, body: GovernanceBody, username: str, **more: object) -> BodyMember:
    row = uuid7()
    save_member(actor=actor, body=body, member_id=row, edits_of=joining(username, **more))
    return BodyMember.objects.get(pk=row)


def mistakes(actor, body: GovernanceBody, username: str, **more: object) -> dict[str, str]:
    with pytest.raises(Invalid) as refused:
        join(actor, body, username, **more)
    return {mistake.place: mistake.message for mistake in refused.value.mistakes}


def as_shown(row: BodyMember) -> dict[str, Edit]:
    """A form of the member in which nothing was touched."""
    held = {name: value_of(row, name) for name in joining("lezer")}
    return {name: Edit(value, value) for name, value in held.items()}


@pytest.mark.parametrize("keeper", ["secretaris-pho", "programmamanager"])
def test_who_keeps_the_body_seats_people_once(keeper, viewer_of, pho):
    row, actor = uuid7(), viewer_of(keeper)
    for _ in range(2):
        save_member(actor=actor, body=pho, member_id=row, edits_of=joining("lezer"))
    assert pho.members.filter(user__username="lezer").count() == 1
    entry = AuditEntry.objects.get(object_id=str(row))
    assert (entry.action, entry.object_type, entry.actor_name) == ("toegevoegd", MEMBER_TYPE, actor.name)
    assert entry.changes["user"] == [None, {"id": str(person("lezer").pk), "label": "Lezer"}]


@pytest.mark.parametrize("other", ["controller", "projectleider-mgn", "bestuurder-venray", "lezer"])
def test_nobody_else_does(other, viewer_of, pho):
    with pytest.raises(NotAllowed):
        join(viewer_of(other), pho, "lezer")


def test_a_secretary_does_so_in_the_own_body_alone(viewer_of, roaz):
    with pytest.raises(NotAllowed):
        join(viewer_of("secretaris-pho"), roaz, "lezer")


@pytest.mark.parametrize("stranger", ["zl-manager", "beheerder"])
def test_who_may_not_see_the_programme_is_no_member(stranger, viewer_of, pho):
    assert mistakes(viewer_of("secretaris-pho"), pho, stranger) == {"user": NO_RIGHT}


def test_who_is_gone_is_no_member(viewer_of, pho):
    User.objects.filter(username="lezer").update(is_active=False)
    assert "user" in mistakes(viewer_of("secretaris-pho"), pho, "lezer")


def test_a_membership_opens_nothing(pho):
    BodyMemberFactory.create(body=pho, user=person("zl-manager"))
    viewer = viewer_now(person("zl-manager"))
    assert pho.programme.slug not in viewer.programme_slugs
    assert meetings_for(viewer, TODAY, MEETING) == []


def test_all_mistakes_are_told_at_once(viewer_of, pho):
    places = {
        "municipality": pho.programme.municipalities.earliest("code").pk,
        "organisation": OrganisationFactory.create().pk,
    }
    found = mistakes(viewer_of("secretaris-pho"), pho, "zl-manager", ends_on=date(2026, 10, 1), **places)
    assert found["ends_on"] == "Kies een dag op of na 12 oktober 2026."
    assert found.keys() == {"user", "organisation", "ends_on"}


def test_nobody_is_a_member_twice_on_one_day(viewer_of, pho):
    secretary = viewer_of("secretaris-pho")
    told = "Bestuurder gemeente Venray is al lid vanaf 1 september 2025."
    assert mistakes(secretary, pho, "bestuurder-venray") == {"starts_on": told}
    pho.members.filter(user__username="bestuurder-venray").update(ends_on=date(2026, 10, 12))
    assert "tot en met 12 oktober 2026" in mistakes(secretary, pho, "bestuurder-venray")["starts_on"]
    join(secretary, pho, "bestuurder-venray", starts_on=date(2026, 10, 13))
    join(secretary, pho, "bestuurder-venray", starts_on=date(2024, 1, 1), ends_on=date(2025, 8, 31))


def test_a_closed_body_gets_no_members(viewer_of, pho):
    GovernanceBody.objects.filter(pk=pho.pk).update(closed_on=TODAY)
    found = mistakes(viewer_of("secretaris-pho"), pho, "lezer")
    assert "is opgeheven op 12 oktober 2026" in found["starts_on"]


def test_people_in_other_fields_do_not_hinder_each_other(viewer_of, pho):
    """One ends a membership on a day; another, who did not see that, makes its member the chair."""
    secretary = viewer_of("secretaris-pho")
    row = join(secretary, pho, "lezer")
    seen = as_shown(row)
    ends = seen | {"ends_on": Edit(None, MEETING)}
    save_member(actor=secretary, body=pho, member_id=row.pk, edits_of=ends)
    chairs = seen | {"role": Edit("member", "chair")}
    save_member(actor=secretary, body=pho, member_id=row.pk, edits_of=chairs)
    row.refresh_from_db()
    assert (row.role, row.ends_on) == ("chair", MEETING)
    other = seen | {"ends_on": Edit(None, TODAY)}
    with pytest.raises(Conflicted):
        save_member(actor=secretary, body=pho, member_id=row.pk, edits_of=other)


def test_an_ended_membership_leaves_its_days_to_who_comes_back(viewer_of, pho):
    """What the author of a form left alone is judged as it is stored now, not as they saw it."""
    secretary = viewer_of("secretaris-pho")
    row = join(secretary, pho, "lezer")
    seen = as_shown(row)
    BodyMember.objects.filter(pk=row.pk).update(ends_on=MEETING)
    join(secretary, pho, "lezer", starts_on=date(2026, 11, 27))
    chairs = seen | {"role": Edit("member", "chair")}
    assert save_member(actor=secretary, body=pho, member_id=row.pk, edits_of=chairs) is not None


def test_a_member_of_one_body_is_not_changed_through_another(viewer_of, pho, roaz):
    row = pho.members.get(user__username="bestuurder-venray")
    with pytest.raises(Refused):
        save_member(
            actor=viewer_of("programmamanager"), body=roaz, member_id=row.pk, edits_of=joining("lezer")
        )
    assert roaz.members.count() == 0


def test_who_lost_the_right_can_still_be_ended(viewer_of, pho):
    secretary = viewer_of("secretaris-pho")
    row = join(secretary, pho, "lezer")
    Membership.objects.filter(user__username="lezer").delete()
    ends = as_shown(row) | {"ends_on": Edit(None, TODAY)}
    save_member(actor=secretary, body=pho, member_id=row.pk, edits_of=ends)
    row.refresh_from_db()
    assert row.ends_on == TODAY


def test_members_and_who_keeps_the_body_are_concerned(pho):
    assert names(concerned(pho, MEETING)) == {
        "programmamanager",
        "secretaris-pho",
        "bestuurder-venray",
        "controller",
    }
    other = MembershipFactory.create(role="board_member", scope_kind="municipality", scope_key="GM0983").user
    assert other.pk not in concerned(pho, MEETING)


@pytest.mark.parametrize(
    ("first", "last", "is_told"),
    [
        (MEETING, None, True),
        (date(2026, 11, 27), None, False),
        (TODAY, MEETING, True),
        (TODAY, date(2026, 11, 25), False),
    ],
)
def test_it_is_the_day_of_the_meeting_that_counts(first, last, is_told, pho):
    BodyMemberFactory.create(body=pho, user=person("lezer"), starts_on=first, ends_on=last)
    assert (person("lezer").pk in concerned(pho, MEETING)) is is_told
    found = meetings_for(viewer_now(person("lezer")), TODAY, MEETING)
    assert ([row.body.slug for row in found] == ["pho"]) is is_told


def test_who_lost_the_right_hears_nothing_any_more(pho):
    BodyMemberFactory.create(body=pho, user=person("lezer"))
    Membership.objects.filter(user__username="lezer").delete()
    assert person("lezer").pk not in concerned(pho, MEETING)
    pho.members.exclude(user__username="lezer").delete()
    board = person("bestuurder-venray").pk
    assert board not in concerned(pho, MEETING)  # there is a member on record: not everybody again


def test_without_members_every_board_member_is_concerned(roaz):
    found = concerned(roaz, MEETING)
    assert names(found) == {"programmamanager", "controller", "bestuurder-venray"}
    BodyMemberFactory.create(body=roaz, user=person("lezer"), starts_on=date(2026, 11, 27))
    assert concerned(roaz, MEETING) == found


def test_mijn_werk_and_notices_go_by_one_rule(programme, pho, roaz):
    """Whoever is told of a meeting sees it ahead, and nobody else."""
    mixed = MembershipFactory.create(scope_key=programme.slug).user
    MembershipFactory.create(user=mixed, role="board_member", scope_kind="municipality", scope_key="GM0983")
    for body in (pho, roaz):
        meeting = MeetingFactory.create(body=body, held_on=date(2026, 11, 30))
        for user in people_of(programme):
            sees = meeting in meetings_for(viewer_now(user), TODAY, date(2026, 12, 1))
            assert sees is (user.pk in concerned(body, meeting.held_on)), (user, body)


def test_seats_are_counted_as_of_today(viewer_of, programme, pho):
    BodyMemberFactory.create(body=pho, user=person("lezer"), ends_on=date(2026, 10, 11))
    found = {row.slug: vars(row)["seats"] for row in bodies_with_seats(viewer_of("lezer"), programme)}
    assert (found["pho"], found["roaz"], found["stuurgroep-p1"]) == (2, 0, 2)


@pytest.mark.parametrize(
    ("reader", "sees"),
    [
        ("programmamanager", True),
        ("controller", True),
        ("secretaris-pho", True),
        ("bestuurder-venray", False),
        ("lezer", False),
        ("projectleider-mgn", False),
    ],
)
def test_the_trail_tells_who_joined_to_who_may_see_people(reader, sees, viewer_of, programme, pho):
    row = join(viewer_of("programmamanager"), pho, "lezer")
    sight = seen_changes(viewer_of(reader), frozenset({programme.slug}))
    assert entries(sight, Search()).filter(object_id=str(row.pk)).exists() is sees


def test_a_secretary_reads_of_the_own_body_alone(viewer_of, programme, roaz):
    row = join(viewer_of("programmamanager"), roaz, "lezer")
    sight = seen_changes(viewer_of("secretaris-pho"), frozenset({programme.slug}))
    assert not entries(sight, Search()).filter(object_id=str(row.pk)).exists()
