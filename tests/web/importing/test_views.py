"""The import centre without a browser: hand in, look, apply, take back."""

import io
from html.parser import HTMLParser

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from izaportal.core.models import Run
from izaportal.imports.models import Import
from izaportal.imports.services.working import work
from tests.imports.workbooks import add, edited, template

pytestmark = pytest.mark.django_db
PLACE = "/programmas/nml-o/importeren/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


class Texts(HTMLParser):
    """What a page says."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def said(answer) -> str:
    texts = Texts()
    texts.feed(answer.content.decode())
    return " ".join(texts.words)


def with_line(programme, amount) -> bytes:
    def edit(book) -> None:
        add(book["Begroting"], project="mgn", year="2026", source="ZVW", cost_type="Proef", amount=amount)

    return edited(template(programme, "begroting"), edit)


def hand_in(client, content: bytes, name: str = "begroting.xlsx"):
    return client.post(PLACE, {"file": SimpleUploadedFile(name, content)})


def handed_in(client, content: bytes) -> str:
    """The address of the import, once its job is done."""
    answer = hand_in(client, content)
    assert answer.status_code == 302, said(answer)
    do_the_work()
    return str(answer.url)


def do_the_work() -> None:
    for run in Run.objects.filter(kind="import", state="queued"):
        work(run.pk)


def test_the_list_offers_what_one_may_fill_in(client_of):
    text = said(client_of("controller").get(PLACE))
    assert "Boekingen Alle boekingen" in text
    assert "Projecten Naam, pijler" not in text
    assert "Er is nog niets ingelezen" in text


def test_the_report_tells_and_the_rest_follows(client_of, programme):
    client = client_of("controller")
    page = handed_in(client, with_line(programme, "veel"))
    text = said(client.get(page))
    assert "1 fout gevonden" in text
    assert "“veel” is geen getal" in text
    page = handed_in(client, with_line(programme, 1234.5))
    text = said(client.get(page))
    assert "1 wijziging toepassen" in text
    assert "Begroot: € 1.234,50" in text
    client.post(f"{page}toepassen/", {"reason": "Besluit van 1 oktober"})
    assert "wordt toegepast" in said(client.get(page))
    do_the_work()
    assert "Reden: Besluit van 1 oktober" in said(client.get(page))
    client.post(f"{page}terugdraaien/", {"reason": "Verkeerd"})
    do_the_work()
    assert "Teruggedraaid" in said(client.get(page))


def test_a_reason_is_asked_for(client_of, programme):
    client = client_of("controller")
    page = handed_in(client, with_line(programme, 10))
    answer = client.post(f"{page}toepassen/", {"reason": " "})
    assert answer.status_code == 422
    assert "Eén antwoord klopt nog niet" in said(answer)


def test_the_same_file_leads_to_its_import(client_of, programme):
    client, content = client_of("controller"), with_line(programme, 10)
    page = handed_in(client, content)
    answer = hand_in(client, content)
    assert answer.status_code == 422
    assert "Precies dit bestand is al ingelezen" in said(answer)
    assert f'href="{page}"' in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("begroting.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "oud Excel-bestand"),
        ("begroting.xlsx", b"", "Dit bestand is leeg"),
        ("begroting.csv", b"\x00\x01\x02", "wordt niet bewaard"),
        ("begroting.ods", b"PK\x03\x04kapot", "beschadigd"),
    ],
)
def test_what_is_no_workbook_is_not_kept(name, content, says, client_of):
    answer = hand_in(client_of("controller"), content, name)
    assert (answer.status_code, Import.objects.count()) == (422, 0)
    assert says in said(answer)


def test_a_file_too_large_is_not_kept(client_of, monkeypatch):
    monkeypatch.setattr("izaportal.imports.services.receiving.LARGEST", 100)
    answer = hand_in(client_of("controller"), b"PK" + b"x" * 200)
    assert answer.status_code == 422
    assert "hoogstens" in said(answer)
    assert Import.objects.count() == 0


def test_files_are_saved_and_never_shown(client_of, programme):
    client, content = client_of("controller"), with_line(programme, "veel")
    page = handed_in(client, content)
    answer = client.get(f"{page}bestand/")
    assert answer.getvalue() == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    report = client.get(f"{page}verslag/")
    assert load_workbook(io.BytesIO(report.getvalue())).sheetnames[0] == "Meldingen"


def test_progress_is_told_while_it_runs(client_of, programme):
    client = client_of("controller")
    answer = hand_in(client, with_line(programme, 10))
    page = client.get(answer.url).content.decode()
    assert 'hx-trigger="every 1s"' in page
    assert "<progress" in page
    do_the_work()
    assert 'hx-trigger="every 1s"' not in client.get(answer.url).content.decode()


def test_a_failure_is_told(client_of, programme, monkeypatch):
    client = client_of("controller")
    answer = hand_in(client, with_line(programme, 10))

    def break_down(**_: object) -> None:
        raise LookupError("proef")

    monkeypatch.setattr("izaportal.imports.services.working.check", break_down)
    with pytest.raises(LookupError):
        do_the_work()
    assert "Het lukte niet" in said(client.get(answer.url))
