"""The board: a column per stage, who may move what, and what comes of moving."""

import pytest

from izaportal.core.models import AuditEntry
from izaportal.web.portfolio.board import MOST_CARDS
from projects.models import Project, Stage
from tests.factories.projects import ProjectFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
BOARD = "/programmas/nml-o/projecten/bord/"


def project(slug: str = "mgn") -> Project:
    return Project.objects.get(programme__slug="nml-o", slug=slug)


def columns(client, query: str = "") -> dict[str, int]:
    return {column.stage: len(column.cards) for column in client.get(BOARD + query).context["board"].columns}


def move(client, to: str, *, slug: str = "mgn", seen: str = "initiation", **more):
    posted = {"project": str(project(slug).pk), "van": seen, "naar": to}
    return client.post(f"{BOARD}verplaatsen/?pijler=p1", posted, **more)


def test_every_stage_has_a_column(client_of):
    found = columns(client_of("lezer"))
    assert list(found) == [*Stage.values, ""]
    assert sum(found.values()) == 24
    assert (found["candidate"], found["initiation"], found[""]) == (0, 6, 2)


def test_the_filter_counts_here_too(client_of):
    assert sum(columns(client_of("lezer"), "?pijler=p1").values()) == 2


def test_a_card_says_how_it_stands(client_of):
    page = text_of(client_of("lezer").get(BOARD))
    assert "1.1 · Pijler 1 · Gezond vooruit Resultaat: risico Tijd: risico Geld: op koers" in page


def test_a_card_is_moved_and_taken_back(client_of):
    client = client_of("programmamanager")
    answer = move(client, "design", follow=True)
    assert answer.redirect_chain[-1][0] == f"{BOARD}?pijler=p1"
    assert project().stage == "design"
    assert "staat nu in ontwerp" in answer.content.decode()
    batch = AuditEntry.objects.latest("id").request_id
    undo = f"/programmas/nml-o/projecten/wijzigen/{batch}/terugdraaien/?naar=bord"
    assert undo in answer.content.decode()
    back = client.post(undo, follow=True)
    assert back.redirect_chain[-1][0] == BOARD
    assert project().stage == "initiation"


def test_moving_twice_changes_once(client_of):
    client = client_of("programmamanager")
    move(client, "design")
    before = AuditEntry.objects.count()
    assert "Er was niets te wijzigen" in move(client, "design", follow=True).content.decode()
    assert AuditEntry.objects.count() == before


def test_a_stale_board_overwrites_nothing(client_of):
    Project.objects.filter(pk=project().pk).update(stage="parked")
    answer = move(client_of("programmamanager"), "design", follow=True)
    assert "Iemand anders verplaatste" in answer.content.decode()
    assert project().stage == "parked"


@pytest.mark.parametrize("to", ["", "onzin", "unknown"])
def test_a_stage_is_never_wiped(client_of, to):
    answer = move(client_of("programmamanager"), to, follow=True)
    assert "Kies een fase" in answer.content.decode()
    assert project().stage == "initiation"


@pytest.mark.parametrize(
    ("who", "slug", "status"),
    [
        ("projectleider-mgn", "mgn", 302),
        ("projectleider-mgn", "rdg", 403),
        ("lezer", "mgn", 403),
        ("zl-manager", "mgn", 404),
    ],
)
def test_only_who_may_edit_moves(client_of, who, slug, status):
    assert move(client_of(who), "design", slug=slug).status_code == status
    assert project(slug).stage == ("design" if status == 302 else "initiation")


def test_no_card_of_elsewhere_is_moved(client_of):
    other = ProjectFactory.create(stage=Stage.INITIATION)
    answer = client_of("programmamanager").post(
        f"{BOARD}verplaatsen/", {"project": str(other.pk), "van": "initiation", "naar": "design"}
    )
    assert answer.status_code == 404
    assert client_of("programmamanager").post(f"{BOARD}verplaatsen/", {"project": "x"}).status_code == 404


def test_a_full_column_says_where_the_rest_is(client_of, programme):
    ProjectFactory.create_batch(MOST_CARDS + 3, programme=programme, stage=Stage.DONE)
    client = client_of("lezer")
    assert columns(client)["done"] == MOST_CARDS
    page = client.get(BOARD).content.decode()
    assert "Nog 3 in de tabel" in page
    assert "/programmas/nml-o/projecten/?fase=done" in page


def test_readers_are_offered_no_moving(client_of):
    page = client_of("lezer").get(BOARD).content.decode()
    assert "Verplaatsen" not in page
    assert "data-card" not in page
