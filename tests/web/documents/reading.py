"""The words and figures of a file, as who opens it reads them."""

import io
import zipfile

from pypdf import PdfReader


def words_of(content: bytes) -> str:
    """Of a PDF its pages; of slides and workbooks all that any of their parts says."""
    if content.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return " ".join(_words(archive.read(name)) for name in archive.namelist())


def _words(part: bytes) -> str:
    """A chart of a slide carries a workbook of its own."""
    return words_of(part) if part.startswith(b"PK") else part.decode("utf-8", "replace")
