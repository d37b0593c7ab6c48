"""Files are known by their content; what could run by itself is not taken."""

import io
import zipfile

import pytest

from izaportal.core.filetypes import WORD, NotAcceptedError, file_type

DOCX = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w/>"}
ODS = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<o/>"}


def archive(parts: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"%PDF-1.7\n", "verslag.PDF", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "foto.png", "image/png"),
        (b"\xff\xd8\xff\xe0", "foto.jpeg", "image/jpeg"),
        (b"gemeente;bedrag\nVenray;12\n", "lijst.csv", "text/plain"),
        ("Zó is het besloten".encode(), "besluit.txt", "text/plain"),
        (archive(DOCX), "brief.docx", WORD.media_type),
        (archive(ODS), "lijst.ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ],
)
def test_known_kinds_are_taken(content, name, media_type):
    file = io.BytesIO(content)
    assert file_type(file, name).media_type == media_type
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"MZ\x90\x00\x03", "programma.pdf", "niet bewaard"),
        (b"\x7fELF\x02\x01", "verslag.txt", "niet bewaard"),
        (b"<!DOCTYPE html><script>", "pagina.txt", "niet bewaard"),
        (b"  <svg onload='x'>", "plaatje.txt", "niet bewaard"),
        (b"%PDF-1.7", "verslag.docx", "De inhoud is die van een .pdf-bestand"),
        (b"gewone tekst", "verslag.pdf", "De inhoud is die van een .txt-bestand"),
        (b"gewone tekst", "zonder-eind", "De inhoud is die van een .txt-bestand"),
        (b"PK\x03\x04 kapot", "brief.docx", "beschadigd"),
        (archive({"readme.txt": "x"}), "brief.docx", "niet bewaard"),
        (archive(DOCX | {"word/vbaProject.bin": "x"}), "brief.docx", "macro"),
        (archive(ODS | {"Basic/Standard/Module1.xml": "x"}), "lijst.ods", "macro"),
        (b"tekst\x00binair", "lijst.csv", "niet bewaard"),
    ],
)
def test_other_kinds_are_refused(content, name, why):
    with pytest.raises(NotAcceptedError, match=why):
        file_type(io.BytesIO(content), name)
