"""What a file is by its content, whatever its name says; only kinds that can do no harm when opened."""

import re
import zipfile
from dataclasses import dataclass
from typing import BinaryIO

HEAD = 512
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]")  # no text has these
# Anything that runs by itself, in any of the office formats.
MACROS = ("vbaproject.bin", "basic/", "scripts/")
MOST_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file: its media type, and the endings its name may have."""

    media_type: str
    endings: tuple[str, ...]


PDF = FileType("application/pdf", ("pdf",))
PNG = FileType("image/png", ("png",))
JPEG = FileType("image/jpeg", ("jpg", "jpeg"))
TEXT = FileType("text/plain", ("txt", "csv", "md"))
_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
WORD = FileType(f"{_OOXML}.wordprocessingml.document", ("docx",))
EXCEL = FileType(f"{_OOXML}.spreadsheetml.sheet", ("xlsx",))
POWERPOINT = FileType(f"{_OOXML}.presentationml.presentation", ("pptx",))
OPEN_TEXT = FileType(f"{_ODF}.text", ("odt",))
OPEN_SHEET = FileType(f"{_ODF}.spreadsheet", ("ods",))
OPEN_SLIDES = FileType(f"{_ODF}.presentation", ("odp",))

_BEGINNINGS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_FOLDERS = {"word/": WORD, "xl/": EXCEL, "ppt/": POWERPOINT}
_OPEN = {kind.media_type: kind for kind in (OPEN_TEXT, OPEN_SHEET, OPEN_SLIDES)}


class NotAcceptedError(ValueError):
    """The file is of no kind that is kept; the message (Dutch) says why."""


def file_type(file: BinaryIO, name: str) -> FileType:
    """The kind of the file's content; leaves the file at its beginning. Raises NotAcceptedError."""
    file.seek(0)
    head = file.read(HEAD)
    found = next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)
    if found is None:
        found = _office(file) if head.startswith(b"PK\x03\x04") else _text(file)
    file.seek(0)
    ending = name.rpartition(".")[2].lower()
    if ending not in found.endings:
        raise NotAcceptedError(
            f"De inhoud is die van een .{found.endings[0]}-bestand, maar de naam eindigt op .{ending}."
        )
    return found


def _office(file: BinaryIO) -> FileType:
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
            opened = archive.read("mimetype").decode("ascii") if "mimetype" in names else ""
    # RuntimeError: locked with a password; NotImplementedError: packed in a way Python does not know
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, RuntimeError, OSError) as broken:
        raise NotAcceptedError("Dit bestand is beschadigd; open het en sla het opnieuw op.") from broken
    if len(names) > MOST_PARTS:
        raise NotAcceptedError("Dit bestand heeft te veel onderdelen.")
    if any(name.lower().endswith(MACROS) or name.lower().startswith(MACROS) for name in names):
        raise NotAcceptedError("In dit bestand zitten macro’s. Sla het op zonder macro’s, of als pdf.")
    known = next((kind for folder, kind in _FOLDERS.items() if _has(names, folder)), _OPEN.get(opened))
    if known is None:
        raise NotAcceptedError(ACCEPTED)
    return known


def _has(names: list[str], folder: str) -> bool:
    return "[Content_Types].xml" in names and any(name.startswith(folder) for name in names)


def _text(file: BinaryIO) -> FileType:
    """Plain text in UTF-8; what begins like a page with script is a page, not a text."""
    file.seek(0)
    try:
        content = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as binary:
        raise NotAcceptedError(ACCEPTED) from binary
    start = content.lstrip()[:HEAD].lower()
    if CONTROL.search(content) or start.startswith(("<!doctype", "<html", "<svg", "<?xml", "<script")):
        raise NotAcceptedError(ACCEPTED)
    return TEXT


ACCEPTED = (
    "Dit soort bestand wordt niet bewaard. Het kan een pdf, Word-, Excel-, PowerPoint- of "
    "OpenDocument-bestand, png, jpeg, csv of tekst zijn."
)
