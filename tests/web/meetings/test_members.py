"""Pages of who sits in a body: by name for who may see people, by role for everybody else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from izaportal.accounts.models import Membership, User
from izaportal.core.models import Draft
from izaportal.core.uuid7 import uuid7
from pillars.models import BodyMember, GovernanceBody
from pillars.services.members import NO_RIGHT
from tests.factories.accounts import UserFactory
from tests.factories.pillars import BodyMemberFactory
from tests.factories.regions import OrganisationFactory
from tests.web.meetings.places import PLACE, coming, past
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
BODIES = f"{PLACE}overleggen/"
PHO, ROAZ = f"{BODIES}pho/leden/", f"{BODIES}roaz/leden/"
TRAIL = "/programmas/nml-o/wijzigingen/?soort=lid+van+een+overleg"


@pytest.fixture
def hidden() -> BodyMember:
    """A member with a name that no role gives away."""
    venray = BodyMember.objects.get(body__slug="pho", user__username="bestuurder-venray")
    user = UserFactory.create(name="Mies Proef", is_demo=True)
    Membership.objects.create(user=user, role="reader", scope_kind="programme", scope_key="nml-o")
    return BodyMemberFactory.create(body=venray.body, user=user, starts_on=date(2026, 1, 1))


@pytest.mark.parametrize("reader", ["programmamanager", "controller", "secretaris-pho", "bestuurder-venray"])
def test_who_keeps_the_body_and_its_members_read_names(reader, hidden, client_of):
    client = client_of(reader)
    assert "Mies Proef" in text_of(client.get(PHO))
    assert "Mies Proef, lid" in text_of(client.get(coming()))


@pytest.mark.parametrize("reader", ["lezer", "projectleider-mgn"])
def test_all_others_read_roles(reader, hidden, client_of):
    client = client_of(reader)
    for place in (PHO, coming(), BODIES, TRAIL, f"{PLACE}", "/"):
        assert "Mies Proef" not in client.get(place).content.decode(), place
    text = text_of(client.get(PHO))
    assert "lid gemeente Venray" in text.replace("Illustratief ", "")
    assert "Namen zien alleen de leden zelf" in text
    assert "lid namens gemeente Venray" in text_of(client.get(coming()))


def test_who_was_a_member_reads_no_names_any_more(hidden, client_of):
    BodyMember.objects.filter(user__username="bestuurder-venray").update(ends_on="2026-10-11")
    text = text_of(client_of("bestuurder-venray").get(PHO))
    assert "Mies Proef" not in text
    assert "Eerdere leden" in text


def test_the_order_of_roles_tells_no_names(client_of):
    """Who comes first among equals does not depend on how they are called."""
    body = BodyMember.objects.filter(body__slug="pho").earliest("pk").body
    rows = [BodyMemberFactory.create(body=body, starts_on=date(2026, 2, 1)) for _ in range(3)]
    User.objects.filter(pk=rows[0].user_id).update(name="Zus")
    User.objects.filter(pk=rows[2].user_id).update(name="Aaf")
    seats = client_of("programmamanager").get(PHO).context["seats"].now
    names = [seat.name for seat in seats if seat.name in ("Zus", "Aaf")]
    assert names == ["Zus", "Aaf"]


def test_a_body_without_members_says_who_hears(client_of):
    text = text_of(client_of("lezer").get(ROAZ))
    assert "Er zijn geen leden vastgelegd" in text
    assert "hoort daarom elke bestuurder van het programma" in text
    assert "Lid toevoegen" not in text
    assert "Voor deze dag zijn geen leden vastgelegd" not in text_of(client_of("lezer").get(coming()))
    BodyMember.objects.filter(body__slug="pho").update(starts_on="2026-12-01")
    assert "Voor deze dag zijn geen leden vastgelegd" in text_of(client_of("lezer").get(coming()))
    assert "Tot het eerste lid begint geldt" in text_of(client_of("lezer").get(PHO))


def test_a_past_meeting_shows_who_sat_there_then(client_of):
    BodyMember.objects.filter(body__slug="pho", role="member").update(ends_on="2026-03-01")
    manager = client_of("programmamanager")
    assert "Bestuurder gemeente Venray, lid" in text_of(manager.get(past("2026-02-26")))
    assert "Bestuurder gemeente Venray, lid" not in text_of(manager.get(past("2026-05-28")))


def test_the_list_of_bodies_counts_members(client_of):
    lines = {line.body.slug: line for line in client_of("lezer").get(BODIES).context["lines"]}
    assert (lines["pho"].seats, lines["roaz"].seats, lines["pho"].members_url) == (2, 0, PHO)


@pytest.mark.parametrize("place", [PHO, BODIES, f"{PHO}nieuw/"])
def test_more_members_ask_no_more(place, client_of):
    manager = client_of("programmamanager")
    before = queries_of(manager, place)
    for body in GovernanceBody.objects.filter(programme__slug="nml-o"):
        for _ in range(3):
            BodyMemberFactory.create(body=body, organisation=OrganisationFactory.create())
    assert queries_of(manager, place) == before


def queries_of(client, place: str) -> int:
    client.get(place)  # the first visit fills what is kept between visits
    with CaptureQueriesContext(connection) as queries:
        assert client.get(place).status_code == 200
    return len(queries)


def posted(client, place: str, **more: str) -> dict[str, str]:
    """What a browser would send of the form there."""
    form = client.get(place).context["form"]
    sent = {name: values[0] for name, values in form.as_posted().items() if values}
    return sent | {"basis": form.initial["basis"], "row": str(form["row"].value()), **more}


def test_a_member_is_added_once_and_ended(secretary):
    reader = User.objects.get(username="lezer")
    sent = posted(secretary, f"{PHO}nieuw/", user=str(reader.pk), role="adviser")
    assert sent["starts_on"] == "2026-10-12"
    for _ in range(2):
        assert secretary.post(f"{PHO}nieuw/", sent).url == PHO
    row = BodyMember.objects.get(body__slug="pho", user=reader)
    place = f"{PHO}{row.pk}/wijzigen/"
    wrong = posted(secretary, place, ends_on="2026-10-01")
    assert "Kies een dag op of na 12 oktober 2026" in text_of(secretary.post(place, wrong))
    secretary.post(place, {**wrong, "ends_on": "2026-12-31", "reason": "Andere baan"})
    row.refresh_from_db()
    assert (row.role, row.ends_on) == ("adviser", date(2026, 12, 31))
    trail = secretary.get(TRAIL)
    assert "Andere baan" in text_of(trail)
    assert f'href="{PHO}"' in trail.content.decode()


def test_two_who_end_it_on_other_days_see_both(secretary):
    row = BodyMember.objects.get(body__slug="pho", user__username="controller")
    place = f"{PHO}{row.pk}/wijzigen/"
    mine = posted(secretary, place, ends_on="2026-12-31")
    BodyMember.objects.filter(pk=row.pk).update(ends_on="2026-11-30")
    conflict = secretary.post(place, mine)
    assert conflict.status_code == 409
    assert "wijzigde dit intussen ook" in text_of(conflict)
    assert Draft.objects.filter(place=place).exists()


@pytest.mark.parametrize("stranger", ["zl-manager", "beheerder"])
def test_who_may_not_see_the_programme_is_refused_in_words(stranger, secretary):
    user = User.objects.get(username=stranger)
    place = f"{PHO}nieuw/"
    assert user.name not in text_of(secretary.get(place))
    answer = secretary.post(place, posted(secretary, place, user=str(user.pk)))
    assert answer.status_code == 422
    assert NO_RIGHT in text_of(answer)
    assert not BodyMember.objects.filter(user=user).exists()


def test_a_lost_right_is_said_to_who_keeps_the_body_alone(hidden, secretary, client_of):
    Membership.objects.filter(user=hidden.user).delete()
    lost = "mag het programma niet meer zien"
    assert lost in text_of(secretary.get(PHO))
    assert lost not in text_of(client_of("controller").get(PHO))
    place = f"{PHO}{hidden.pk}/wijzigen/"
    secretary.post(place, posted(secretary, place, ends_on="2026-10-12"))
    hidden.refresh_from_db()
    assert hidden.ends_on == date(2026, 10, 12)


def test_people_of_one_name_are_told_apart(secretary, hidden):
    other = UserFactory.create(name="Mies Proef", username="mies2")
    Membership.objects.create(user=other, role="reader", scope_kind="programme", scope_key="nml-o")
    text = text_of(secretary.get(f"{PHO}nieuw/"))
    assert "Mies Proef (mies2)" in text
    assert "Lezer (lezer)" not in text


def test_there_is_nothing_of_a_member_that_is_not(secretary):
    assert secretary.get(f"{PHO}{uuid7()}/wijzigen/").status_code == 404


def test_mijn_werk_tells_members_of_their_own_bodies(client_of):
    """The meeting of the board's body is ahead for its member, not for a reader."""
    name = "Regionaal portefeuillehoudersoverleg IZA"
    assert name in text_of(client_of("bestuurder-venray").get("/"))
    BodyMember.objects.filter(user__username="bestuurder-venray").update(ends_on="2026-11-25")
    assert name not in text_of(client_of("bestuurder-venray").get("/"))
