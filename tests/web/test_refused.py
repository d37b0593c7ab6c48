"""What is refused before a view reads it says what is wrong, and that nothing was saved."""

from urllib.parse import unquote

import pytest
from django.test import Client

from izaportal.core.models import AuditEntry
from tests.reporting.reports import mgn
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
REPORT = "/programmas/nml-o/projecten/mgn/rapportages/2026-Q3/"
EDIT = "/programmas/nml-o/projecten/mgn/bewerken/verhaal/"
TOO_LARGE = "De tekst die u verstuurde is groter dan 2,5"


@pytest.fixture
def lead(client_of):
    return client_of("projectleider-mgn")


@pytest.fixture
def large(settings) -> dict[str, str]:
    """More text than a request may hold."""
    return {"voortgang.tekst": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}


@pytest.mark.parametrize("address", [REPORT, EDIT, "/inloggen/"])
def test_too_much_text_is_told(lead, large, address):
    before = AuditEntry.objects.count(), mgn().goal
    answer = lead.post(address, large, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    text = text_of(answer)
    assert TOO_LARGE in text
    assert "Er is niets opgeslagen." in text
    assert "voeg haar als bestand toe" in text
    assert "Projectleider Mentale" in answer.content.decode()  # in the look of the portal, still signed in
    assert (AuditEntry.objects.count(), mgn().goal) == before


def test_too_many_fields_are_told(lead, settings):
    fields = {f"veld.{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    answer = lead.post(REPORT, fields)
    assert answer.status_code == 400
    assert "meer dan 1000 velden tegelijk. Er is niets opgeslagen." in text_of(answer)


def test_autosave_is_told_too(lead, large):
    answer = lead.post(
        REPORT,
        large,
        content_type="application/x-www-form-urlencoded",
        headers={"accept": "application/json"},
    )
    assert answer.status_code == 413
    assert answer.json()["refused"].startswith(TOO_LARGE)


def test_a_part_of_a_page_is_told_in_a_toast(lead, large):
    answer = lead.post(
        EDIT, large, content_type="application/x-www-form-urlencoded", headers={"hx-request": "true"}
    )
    assert unquote(answer["HX-Toast"]).startswith(TOO_LARGE)


@pytest.mark.parametrize(
    "request_of",
    [
        lambda client: client.get("/", headers={"host": "van.een.ander"}),
        lambda client: client.post("/inloggen/", "x", content_type="multipart/form-data; boundary="),
    ],
)
def test_what_makes_no_sense_is_told(request_of):
    """Also before anybody looked who asks; what exactly is wrong is for the log."""
    answer = request_of(Client())
    assert answer.status_code == 400
    assert "Dit verzoek klopt niet" in text_of(answer)
    assert "van.een.ander" not in answer.content.decode()
