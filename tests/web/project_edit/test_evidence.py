"""Evidence: files known by their content, kept outside the web root, given to who may see the project."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from izaportal.core.models import AuditEntry
from projects.models import Evidence
from tests.factories.projects import EvidenceFactory
from tests.web.project_edit.forms import form_of, send
from tests.web.reading import text_of

pytestmark = pytest.mark.django_db
MGN = "/programmas/nml-o/projecten/mgn/"
FILE = f"{MGN}bewerken/bestanden/nieuw/"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def upload(client, content: bytes, name: str, **changed):
    fields = form_of(client.get(FILE), label="Verslag", **changed)
    return client.post(FILE, fields | {"upload": SimpleUploadedFile(name, content)})


def test_a_file_is_kept_outside_the_web_root(lead, client_of, media, mgn):
    assert upload(lead, b"%PDF-1.7 verslag", "Verslag Q2.pdf", quarter="2026-Q2").status_code == 302
    proof = Evidence.objects.get(project=mgn)
    assert (media / "bewijs" / str(proof.pk)).read_bytes() == b"%PDF-1.7 verslag"
    answer = client_of("lezer").get(f"/bewijs/{proof.pk}/")
    assert b"".join(answer) == b"%PDF-1.7 verslag"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="Verslag Q2.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert client_of("zl-manager").get(f"/bewijs/{proof.pk}/").status_code == 404
    assert "Verslag Q2.pdf" in text_of(lead.get(MGN))


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "leeg.pdf", "Dit bestand is leeg."),
        (b"MZ\x90\x00", "programma.pdf", "niet bewaard"),
        (b"<html><script>", "pagina.txt", "niet bewaard"),
        (b"%PDF-1.7", "../../etc/passwd", "De inhoud is die van een .pdf-bestand"),
    ],
)
def test_other_files_are_refused(lead, media, mgn, content, name, why):
    answer = upload(lead, content, name)
    assert answer.status_code == 422
    assert why in text_of(answer)
    assert form_of(answer)["label"] == ["Verslag"]
    assert not Evidence.objects.filter(project=mgn).exists()
    assert list(media.iterdir()) == []


def test_too_large_a_file_is_told_its_size(lead, media):
    answer = upload(lead, b"%PDF-1.7" + b"x" * (21 * 2**20), "groot.pdf")
    assert answer.status_code == 422
    assert "Dit bestand is 21 MB; hoogstens 20 MB wordt bewaard." in text_of(answer)


def test_a_removed_file_comes_back_with_its_content(lead, media, mgn):
    upload(lead, b"%PDF-1.7 verslag", "verslag.pdf")
    proof = Evidence.objects.get(project=mgn)
    lead.post(f"{MGN}bewerken/bewijs/{proof.pk}/verwijderen/")
    assert lead.get(f"/bewijs/{proof.pk}/").status_code == 404
    entry = AuditEntry.objects.filter(scope="nml-o/mgn").latest("id")
    lead.post(f"{MGN}wijzigingen/{entry.pk}/terugdraaien/")
    assert b"".join(lead.get(f"/bewijs/{proof.pk}/")) == b"%PDF-1.7 verslag"


def test_the_file_of_evidence_never_changes(lead, media, mgn):
    upload(lead, b"%PDF-1.7 verslag", "verslag.pdf")
    proof = Evidence.objects.get(project=mgn)
    address = f"{MGN}bewerken/bewijs/{proof.pk}/"
    assert "upload" not in lead.get(address).context["form"].fields
    assert send(lead, address, label="Verslag van het overleg").status_code == 302
    proof.refresh_from_db()
    assert (proof.label, proof.file_name) == ("Verslag van het overleg", "verslag.pdf")


def test_a_link_has_no_file_to_give(lead, mgn):
    link = EvidenceFactory.create(project=mgn)
    assert lead.get(f"/bewijs/{link.pk}/").status_code == 404


def test_a_form_that_is_no_form_is_refused(lead):
    """A request that breaks off in the middle stores nothing and breaks nothing."""
    answer = lead.generic("POST", FILE, io.BytesIO(b"--x\r\nkapot").read(), "multipart/form-data; boundary=x")
    assert answer.status_code == 422
