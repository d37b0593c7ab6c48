"""What a workbook file must be before anything reads it: whole, not too large, without tricks in its XML."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate

from izaportal.core.errors import Refused
from izaportal.core.filetypes import EXCEL, NotAcceptedError, file_type

MEGABYTE = 2**20
LARGEST = 20 * MEGABYTE
LARGEST_UNPACKED = 400 * MEGABYTE
# Texts are read at once; rows are not.
LARGEST_AT_ONCE = 80 * MEGABYTE
READ_AT_ONCE = ("sharedstrings.xml", "styles.xml", "workbook.xml")
OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
PIECE = 16 * 1024

SAVE_AS = "Open het in Excel en kies Opslaan als, Excel-werkmap (.xlsx)."


class _PrologReadError(Exception):
    """The root element began: no document type can follow."""


def require_workbook(file: BinaryIO) -> None:
    """Raises Refused, saying what the file is instead. Leaves the file at its beginning."""
    file.seek(0)
    head = file.read(len(OLD_OR_LOCKED))
    file.seek(0)
    if not head:
        raise Refused("Dit bestand is leeg.")
    if head == OLD_OR_LOCKED:
        raise Refused(f"Dit is een oud Excel-bestand (.xls), of het heeft een wachtwoord. {SAVE_AS}")
    try:
        kind = file_type(file, "werkmap.xlsx")
    except NotAcceptedError as other:
        told = str(other) if "macro" in str(other) or "beschadigd" in str(other) else ""
        raise Refused(told or f"Dit is geen Excel-werkmap (.xlsx). {SAVE_AS}") from other
    if kind is not EXCEL:
        raise Refused(f"Dit is geen Excel-werkmap (.xlsx). {SAVE_AS}")
    _require_harmless(file)
    file.seek(0)


def _require_harmless(file: BinaryIO) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            parts = archive.infolist()
            _require_small(parts)
            for part in _xml(parts):
                _require_no_document_type(archive, part)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as broken:
        raise Refused("Dit bestand is beschadigd; open het in Excel en sla het opnieuw op.") from broken


def _require_small(parts: list[zipfile.ZipInfo]) -> None:
    at_once = [part for part in parts if part.filename.lower().endswith(READ_AT_ONCE)]
    if sum(part.file_size for part in parts) > LARGEST_UNPACKED or any(
        part.file_size > LARGEST_AT_ONCE for part in at_once
    ):
        raise Refused("Uitgepakt is dit bestand veel te groot. Verdeel het over meer bestanden.")


def _xml(parts: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    return (part for part in parts if part.filename.lower().endswith((".xml", ".rels", ".vml")))


def _require_no_document_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Entities that grow, and files of elsewhere, can only be declared in a document type."""

    def refuse(*_: object) -> None:
        raise Refused("In dit bestand zit een verboden onderdeel (DTD). Sla het in Excel opnieuw op.")

    def stop(*_: object) -> None:
        raise _PrologReadError

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    with (
        archive.open(part) as content,
        suppress(_PrologReadError, ExpatError),
    ):  # what is no XML the reader refuses
        while piece := content.read(PIECE):
            parser.Parse(piece, False)
