"""Saved views in the browser's own words: kept, opened, changed, shared and removed."""

from uuid import uuid4

import pytest

from izaportal.reporting.models import SavedView
from tests.web.portfolio.test_views import get, rows_of
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
VIEWS = "/programmas/nml-o/projecten/weergaven/"


def keep(client, name="Pijler vier", query="pijler=p4&kolom=code", **more):
    return client.post(VIEWS, {"id": str(uuid4()), "name": name, "query": query, **more})


def test_a_list_is_kept_and_opened_again(client_of):
    client = client_of("lezer")
    assert 'value="fase=design"' in client.get(f"{VIEWS}?fase=design").content.decode()
    kept = keep(client)
    opened = client.get(kept["Location"], follow=True)
    assert len(rows_of(opened)) == 7
    assert opened.redirect_chain[-1][0].startswith(
        "/programmas/nml-o/projecten/?pijler=p4&kolom=code&weergave="
    )
    page = text_of(opened)
    assert "Pijler vier" in page
    assert "Gewijzigd" not in page


def test_a_changed_view_says_so(client_of):
    client = client_of("lezer")
    keep(client)
    view = SavedView.objects.get()
    page = get(client, pijler="p4", fase="initiation", kolom="code", weergave=view.pk)
    assert "Gewijzigd" in text_of(page)
    assert "Weergave opslaan" in text_of(page)
    saved = client.post(f"{VIEWS}{view.pk}/", {"query": page.context["frame"].views.query})
    assert len(rows_of(client.get(saved["Location"], follow=True))) == 1
    assert "Gewijzigd" not in text_of(
        get(client, pijler="p4", fase="initiation", kolom="code", weergave=view.pk)
    )


def test_a_view_is_written_in_one_way(client_of):
    """The order in which a browser sends it does not make it another list."""
    client = client_of("lezer")
    keep(client, query="kolom=fase&q=&kolom=code&pijler=p4&page=3&kwartaal=2026-Q3")
    view = SavedView.objects.get()
    assert view.query == "pijler=p4&kolom=code&kolom=fase"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": ""}, "Geef de weergave een naam."),
        ({"name": "x" * 61}, "Gebruik hoogstens 60 tekens."),
        ({"name": "Pijler vier"}, "U hebt al een weergave met deze naam."),
    ],
)
def test_a_mistake_keeps_what_was_typed(client_of, values, said):
    client = client_of("lezer")
    keep(client)
    answer = keep(client, **values)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert SavedView.objects.count() == 1


def test_a_list_that_is_wrong_is_not_kept(client_of):
    answer = keep(client_of("lezer"), query="fase=onzin")
    assert answer.status_code == 422
    assert "Deze lijst klopt niet" in text_of(answer)
    assert not SavedView.objects.exists()


def test_managers_share_and_others_use(client_of):
    manager, reader = client_of("programmamanager"), client_of("lezer")
    assert "Delen met iedereen" in text_of(manager.get(VIEWS))
    assert "Delen met iedereen" not in text_of(reader.get(VIEWS))
    keep(manager, shared="on")
    view = SavedView.objects.get()
    assert "Pijler vier gedeeld" in text_of(get(reader))
    page = get(reader, weergave=view.pk, q="zorg")
    assert "Weergave opslaan" not in text_of(page)
    assert reader.post(f"{VIEWS}{view.pk}/", {"query": ""}).status_code == 404
    manager.post(f"{VIEWS}{view.pk}/delen/", {"shared": "0"})
    assert "Pijler vier" not in text_of(get(reader))


def test_a_reader_cannot_share_by_hand(client_of):
    assert keep(client_of("lezer"), shared="on").status_code == 403
    assert not SavedView.objects.exists()
    keep(client_of("lezer"))
    view = SavedView.objects.get()
    assert client_of("lezer").post(f"{VIEWS}{view.pk}/delen/", {"shared": "1"}).status_code == 403


def test_an_own_view_is_removed(client_of):
    client = client_of("lezer")
    keep(client)
    view = SavedView.objects.get()
    answer = client.post(f"{VIEWS}{view.pk}/verwijderen/", follow=True)
    assert "De weergave is verwijderd." in answer.content.decode()
    assert not SavedView.objects.exists()


def test_after_signing_in_again_the_name_is_there(client_of):
    """What a stranger posts goes through the sign-in page and comes back as a draft."""
    stranger = client_of()
    answer = stranger.post(VIEWS, {"id": str(uuid4()), "name": "Bijna kwijt", "query": "fase=design"})
    assert answer.status_code == 401
    kept = answer.context["kept"]
    stranger.post(
        "/inloggen/",
        {"username": "lezer", "password": "izaportal-demo", "next": VIEWS, "kept": kept},
    )
    page = stranger.get(VIEWS).content.decode()
    assert 'value="Bijna kwijt"' in page


def test_a_view_of_elsewhere_opens_nothing(client_of):
    keep(client_of("programmamanager"), shared="on")
    view = SavedView.objects.get()
    answer = get(client_of("zl-manager"), "zuid-limburg", weergave=view.pk)
    assert answer.status_code == 200
    assert "Pijler vier" not in answer.content.decode()
