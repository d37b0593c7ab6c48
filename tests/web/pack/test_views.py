"""The page of a board pack: what it offers to whom, how far it is, and what it says of a broken file."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from izaportal.core.models import Run, RunState
from izaportal.reporting.models import PackFile
from izaportal.web.documents.making import make
from pillars.models import PlanFigure
from projects.models import Project
from tests.factories.projects import DecisionFactory, EvidenceFactory

pytestmark = pytest.mark.django_db
PLACE = "/programmas/nml-o/kwartaal/2026-Q2/bestuursstuk/"
PAGE = f"{PLACE}v1/"
DOSSIER = f"{PAGE}dossiers/mgn/"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return Path(tmp_path)


def said(client: Client, url: str = PAGE) -> str:
    return client.get(url, follow=True).content.decode()


def do_the_work() -> None:
    for run in Run.objects.filter(kind="pack", state=RunState.QUEUED):
        assert make(run.pk).state == RunState.DONE


def test_a_frozen_dashboard_leads_to_its_pack(client_of):
    client = client_of("lezer")
    assert f'href="{PLACE}"' in said(client, "/programmas/nml-o/kwartaal/2026-Q2/")
    assert "bestuursstuk/" not in said(client, "/programmas/nml-o/kwartaal/2026-Q3/")
    assert client.get(PLACE)["Location"] == PAGE


@pytest.mark.parametrize(
    "url", [PLACE.replace("Q2", "Q3"), PAGE.replace("v1", "v2"), PAGE.replace("Q2", "Q3")]
)
def test_there_is_none_of_an_open_quarter(client_of, url):
    assert client_of("controller").get(url).status_code == 404


def test_only_who_may_ask_is_offered_to(client_of):
    assert "Bestuursstuk maken" in said(client_of("controller"))
    shown = said(client_of("bestuurder-venray"))
    assert "Bestuursstuk maken" not in shown
    assert "laat het maken" in shown
    assert "u krijgt bericht" not in shown
    assert "Nog geen dossier gemaakt" in shown
    assert "Mentale gezondheidsnetwerken" not in shown


def test_it_is_asked_made_and_fetched(client_of):
    client = client_of("controller")
    assert client.post(PAGE)["Location"] == PAGE
    busy = said(client)
    assert 'hx-trigger="every 1s"' in busy
    assert "In de wachtrij" in busy
    do_the_work()
    assert 'hx-trigger="every 1s"' not in said(client)
    reader = client_of("bestuurder-venray")
    for kind, starts in (("pdf", b"%PDF"), ("pptx", b"PK"), ("xlsx", b"PK")):
        answer = reader.get(f"{PAGE}{kind}/")
        assert answer.getvalue().startswith(starts)
        name = f'attachment; filename="bestuursstuk-nml-o-2026-Q2-v1.{kind}"'
        assert answer.headers["Content-Disposition"] == name


def test_a_broken_file_is_said_and_made_again(client_of, folder):
    client = client_of("controller")
    client.post(PAGE)
    do_the_work()
    row = PackFile.objects.get(kind="pdf")
    (folder / row.file.name).write_bytes(b"x" * row.size)
    answer = client.get(f"{PAGE}pdf/", follow=True).content.decode()
    assert "Dit bestand is weg of beschadigd" in answer
    assert "Opnieuw maken" in answer
    client.post(PAGE)
    do_the_work()
    assert client.get(f"{PAGE}pdf/").getvalue().startswith(b"%PDF")


def test_a_failed_job_is_said(client_of, monkeypatch):
    def broken(_: object) -> bytes:
        raise OSError("schijf vol")

    client = client_of("controller")
    client.post(PAGE)
    monkeypatch.setattr("izaportal.web.documents.making.board_pack", broken)
    run = Run.objects.get(kind="pack")
    with pytest.raises(OSError, match="schijf vol"):
        make(run.pk)
    shown = said(client)
    assert "Het maken is mislukt" in shown
    assert "schijf vol" not in shown


def test_a_dossier_is_asked_made_and_fetched(client_of, folder):
    client = client_of("programmamanager")
    assert client.get(f"{DOSSIER}bestand/").status_code == 404
    client.post(DOSSIER)
    do_the_work()
    answer = client.get(f"{DOSSIER}bestand/")
    assert answer.getvalue().startswith(b"PK")
    assert 'filename="dossier-nml-o-mgn-2026-Q2-v1.zip"' in answer.headers["Content-Disposition"]
    client.post(DOSSIER)
    assert not Run.objects.filter(kind="pack", state=RunState.QUEUED).exists()
    (folder / PackFile.objects.get(kind="zip").file.name).unlink()
    assert "weg of beschadigd" in said(client)


def test_a_dossier_says_that_it_is_older_and_is_made_anew(client_of, programme):
    client = client_of("controller")
    client.post(DOSSIER)
    do_the_work()
    first = PackFile.objects.get(kind="zip")
    assert "Nieuwe versie maken" not in said(client)
    EvidenceFactory.create(project=Project.objects.get(programme=programme, slug="mgn"), quarter=None)
    assert "sindsdien kwam er bewijs of een besluit bij" in said(client_of("lezer"))
    assert "Nieuwe versie maken" not in said(client_of("lezer"))
    assert "Nieuwe versie maken" in said(client)
    assert hashlib.sha256(client.get(f"{DOSSIER}bestand/").getvalue()).hexdigest() == first.sha256
    client.post(DOSSIER)
    do_the_work()
    assert "Nieuwe versie maken" not in said(client)
    last = PackFile.objects.filter(kind="zip").latest("id")
    assert last.sha256 != first.sha256
    assert last.freeze == first.freeze
    assert hashlib.sha256(client.get(f"{DOSSIER}bestand/").getvalue()).hexdigest() == last.sha256


def test_a_decision_makes_a_dossier_older_too(client_of, programme):
    client = client_of("controller")
    client.post(DOSSIER)
    do_the_work()
    decision = DecisionFactory.create(programme=programme, decided_on=date(2026, 8, 27))
    decision.projects.add(Project.objects.get(programme=programme, slug="mgn"))
    assert "Nieuwe versie maken" in said(client)
    client.post(DOSSIER)
    do_the_work()
    assert "Nieuwe versie maken" not in said(client)
    DecisionFactory.create(
        programme=programme, decided_on=date(2026, 8, 27), replaces=decision, replaces_why="Ander project"
    )
    assert "Nieuwe versie maken" in said(client)


def test_a_pack_that_tells_what_became_confidential_is_not_there_any_more(client_of, programme):
    client = client_of("controller")
    client.post(PAGE)
    do_the_work()
    PlanFigure.objects.filter(programme=programme, pillar=None, kind="zvw_reduction").update(
        confidential=True
    )
    assert "De bron noemt intussen meer vertrouwelijk" in said(client)
    assert client.get(f"{PAGE}pdf/").status_code == 404
    client.post(PAGE)
    do_the_work()
    assert client.get(f"{PAGE}pdf/").getvalue().startswith(b"%PDF")


def test_a_project_that_is_not_there_has_no_dossier(client_of):
    assert client_of("controller").post(f"{PAGE}dossiers/weg/").status_code == 404


def test_what_is_there_is_not_made_twice(client_of):
    client = client_of("controller")
    client.post(PAGE)
    do_the_work()
    assert "Het is er al" in client.post(PAGE, follow=True).content.decode()
