"""Duties to report on page: the list, the letter, and what is recorded of its sending."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from funding.models import DutyToReport
from izaportal.core.uuid7 import uuid7
from projects.models import Evidence
from tests.factories.projects import EvidenceFactory
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
LIST = "/programmas/nml-o/financien/meldplicht/"


@pytest.fixture
def duty() -> DutyToReport:
    return DutyToReport.objects.get(milestone__slug="zs-3")


@pytest.fixture
def url(duty) -> str:
    return f"{LIST}{duty.pk}/"


def test_the_list_says_what_waits_and_how_long(client_of):
    text = text_of(client_of("lezer").get(LIST))
    assert "Derde groep trainees gestart" in text
    assert "26-10-2026" in text
    assert "nog 14 dagen" in text
    assert "Afgehandeld" not in text


def test_what_is_over_stands_below(client_of, duty):
    DutyToReport.objects.update(state="withdrawn")
    text = text_of(client_of("lezer").get(LIST))
    assert "Niets te melden" in text
    assert text.index("Afgehandeld") < text.index("Derde groep trainees gestart")


def test_work_of_controller_and_manager_leads_to_it(client_of, url):
    for person in ("controller", "programmamanager"):
        assert url in client_of(person).get("/").content.decode()
    assert url not in client_of("lezer").get("/").content.decode()


def test_the_letter_is_on_the_page_and_a_word_file(client_of, url):
    page = text_of(client_of("programmamanager").get(url))
    answer = client_of("programmamanager").get(f"{url}brief/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        document = archive.read("word/document.xml").decode()
    for words in (
        "Zorgstart",
        "€\u00a0206.100,00",
        "31-12-2027",
        "50\u00a0%",
        "Opleidingsplaatsen nog onzeker",
    ):
        assert words in document
        assert words.replace("\u00a0", " ") in page.replace("\u00a0", " ")
    assert 'filename="melding-zorgstart-zs-3.docx"' in answer["Content-Disposition"]


def test_markup_in_a_name_stays_text(client_of, duty, url):
    duty.reason = "<b>a & b</b>"
    duty.save(update_fields=["reason"])
    assert "<b>a" not in client_of("lezer").get(url).content.decode()
    with zipfile.ZipFile(io.BytesIO(client_of("lezer").get(f"{url}brief/").content)) as archive:
        assert "&lt;b&gt;a &amp; b&lt;/b&gt;" in archive.read("word/document.xml").decode()


def test_only_who_may_send_gets_the_form(client_of, url):
    assert "Verzending vastleggen" in text_of(client_of("programmamanager").get(url))
    assert "Verzending vastleggen" not in text_of(client_of("lezer").get(url))


def test_sending_closes_it_on_record(client_of, duty, url):
    client = client_of("controller")
    answer = client.post(url, {"sent_on": "12-10-2026", "proof": "DUS-I 118", "evidence": ""}, follow=True)
    text = text_of(answer)
    assert "De melding van 12-10-2026 is vastgelegd." in answer.content.decode()
    assert "DUS-I 118" in text
    assert "Verzending vastleggen" not in text
    duty.refresh_from_db()
    assert (duty.state, duty.sent_on) == ("sent", date(2026, 10, 12))


def test_proof_may_be_a_file_of_the_project(client_of, duty, url):
    file = EvidenceFactory.create(
        project=duty.milestone.grant.project, label="Bevestiging", url="https://x.example/b"
    )
    client = client_of("controller")
    client.post(url, {"sent_on": "2026-10-12", "proof": "", "evidence": str(file.pk)})
    assert 'href="https://x.example/b"' in client.get(url).content.decode()


def test_without_proof_it_says_so_and_keeps_what_was_typed(client_of, url):
    client = client_of("controller")
    answer = client.post(url, {"sent_on": "11-10-2026", "proof": "", "evidence": ""})
    text = text_of(answer)
    assert answer.status_code == 422
    assert "zonder bewijs is er niet gemeld" in text
    assert "De meldplicht ontstond pas op 12-10-2026" in text
    assert 'value="11-10-2026"' in client.get(url).content.decode()


def test_a_duty_that_somebody_else_sent_meanwhile_says_so(client_of, duty, url):
    DutyToReport.objects.update(state="sent", sent_on=date(2026, 10, 12), proof="anders")
    answer = client_of("controller").post(url, {"sent_on": "12-10-2026", "proof": "mijn", "evidence": ""})
    assert answer.status_code == 422
    assert "al verzonden" in text_of(answer)


def with_file(content: bytes = b"%PDF-1.7 bevestiging", **changed):
    fields = {"sent_on": "12-10-2026", "proof": "", "evidence": "", "file_id": str(uuid7())}
    return fields | {"upload": SimpleUploadedFile("bevestiging.pdf", content)} | changed


def test_a_file_is_kept_as_evidence_of_the_project(client_of, duty, url, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = client_of("controller")
    sent = with_file()
    assert client.post(url, sent).status_code == 302
    sent["upload"].seek(0)
    assert client.post(url, sent).status_code == 302  # a double click
    kept = Evidence.objects.get(pk=sent["file_id"])
    duty.refresh_from_db()
    assert (duty.evidence, kept.project) == (kept, duty.milestone.grant.project)
    with kept.file.open("rb") as stored:
        assert stored.read() == b"%PDF-1.7 bevestiging"
    assert (kept.label, duty.proof) == ("Melding aan het Rijk van 12-10-2026",) * 2
    assert f"/bewijs/{kept.pk}/" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"content": b"MZ\x90\x00 een programma"}, "wordt niet bewaard"),
        ({"sent_on": "13-10-2026"}, "Deze dag moet nog komen"),
    ],
)
def test_what_is_refused_keeps_no_file(client_of, duty, url, settings, tmp_path, changed, said):
    settings.MEDIA_ROOT = tmp_path
    before = Evidence.objects.count()
    answer = client_of("controller").post(url, with_file(**changed))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert Evidence.objects.count() == before


def test_one_piece_of_evidence_is_enough(client_of, duty, url, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    piece = EvidenceFactory.create(project=duty.milestone.grant.project, url="https://x.example/b")
    answer = client_of("controller").post(url, with_file(evidence=str(piece.pk)))
    assert "niet allebei" in text_of(answer)
