"""The dossier of a project for the auditor: its page as PDF, bookings, decisions, evidence, and a manifest.

`SHA256SUMS` is checked by `sha256sum --check SHA256SUMS` in the folder where the file was unpacked.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from itertools import count
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from funding.selectors.dossier import advanced_until, booked_until
from izaportal.core.formatting import date_long, sentence_case
from izaportal.core.workbook import Shape, Sheet, SheetColumn, write_xlsx
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.reporting.selectors.freezes import Version
from izaportal.reporting.selectors.frozen_projects import FrozenProject
from izaportal.reporting.selectors.shareable import shareable_rows
from izaportal.web.documents.blocks import Cell, Document, Imprint, Section, Table
from izaportal.web.documents.book import sheet
from izaportal.web.documents.contents import about, board_of, imprint
from izaportal.web.documents.paper import pdf
from izaportal.web.documents.sections.decisions import COLUMNS as DECISION_COLUMNS
from izaportal.web.documents.sections.decisions import decided
from izaportal.web.documents.sections.projects import of_project, project_blocks
from projects.selectors.decisions import DecisionRow, Key, Replacement, decisions_taken, replacements
from projects.selectors.evidence import evidence_until

if TYPE_CHECKING:
    from projects.models import Evidence

OLDEST = (1980, 1, 1, 0, 0, 0)
"""The day of every file in the archive: the same files make the same archive."""
SAFE = str.maketrans({letter: "-" for letter in '\\/:*?"<>|'} | {chr(code): "" for code in range(32)})
CONTENTS = {
    "rapportage.pdf": "hoe het project ervoor stond, waarop wordt afgerekend en wat het rapporteerde",
    "boekingen.xlsx": "elke boeking en elk voorschot dat meetelt tot en met dit kwartaal",
    "besluiten.xlsx": "besluiten over het project, wat ze verving en die van na het kwartaal",
    "bewijs/": "bewijsstukken zoals ze zijn toegevoegd",
    "manifest.json": "dit overzicht voor een programma, met het controlegetal van elk bestand",
    "SHA256SUMS": "controlegetallen van alle bestanden",
}
BOOKED = (
    SheetColumn("Kenmerk van de regel", width=38), SheetColumn("Subsidie", width=30), SheetColumn("Soort"),
    SheetColumn("Telt op", Shape.DAY), SheetColumn("Correctie over", Shape.DAY),
    SheetColumn("Bedrag", Shape.EUROS), SheetColumn("Compensabele btw", Shape.EUROS),
    SheetColumn("Mijlpaal", width=40), SheetColumn("Omschrijving", width=40), SheetColumn("Kenmerk"),
    SheetColumn("Draait terug", width=38), SheetColumn("Illustratief"),
)  # fmt: skip
ADVANCED = (
    SheetColumn("Kenmerk van de regel", width=38), SheetColumn("Subsidie", width=30), SheetColumn("Soort"),
    SheetColumn("Datum", Shape.DAY), SheetColumn("Bedrag", Shape.EUROS), SheetColumn("Toelichting", width=40),
    SheetColumn("Draait terug", width=38), SheetColumn("Illustratief"),
)  # fmt: skip


@dataclass
class Archive:
    """Files by their name in the archive; `proof` tells of each piece of evidence what became of it."""

    files: dict[str, bytes] = field(default_factory=dict)
    proof: list[dict[str, Any]] = field(default_factory=list)


def dossier(version: Version, project: FrozenProject) -> bytes:
    """For who found the version and the project in it."""
    board, _ = board_of(shareable_rows(version))
    mark = imprint(version, board)
    archive = Archive()
    archive.files["rapportage.pdf"] = pdf(project_document(version, project), contents=False)
    archive.files["boekingen.xlsx"] = _bookings(version, project)
    archive.files["besluiten.xlsx"] = _decisions(version, project)
    for one in evidence_until(project.pk, version.quarter):
        _add_evidence(archive, one, is_later=one.added_at > version.at)
    archive.files["inhoud.txt"] = _contents(archive, mark, project)
    archive.files["manifest.json"] = _manifest(archive, mark, project)
    return _zipped(archive.files)


def project_document(version: Version, project: FrozenProject) -> Document:
    rows = _with_remarks(version)
    board, look = board_of(rows)
    own, _ = board_of(of_project(rows, project.slug))
    told = project.report.by if project.report else "Er is over dit kwartaal geen rapportage goedgekeurd."
    sections = (
        Section(project.name, tuple(project_blocks(rows, look, project)), new_page=False),
        *(replace(one, new_page=False) for one in about(board, version)),
    )
    return Document(
        title=f"{project.name}: {version.quarter.long}",
        kind="Dossier",
        lead=f"{board.frame.name}",
        verdict=sentence_case(own.money.lines[0].note)
        if own.money.lines and own.money.lines[0].note
        else told,
        sub=told if own.money.lines else "",
        imprint=imprint(version, board),
        opening=(),
        sections=sections,
    )


def _bookings(version: Version, project: FrozenProject) -> bytes:
    day = version.quarter.last_day
    booked = (_plain(one) for one in booked_until(project.pk, day))
    advanced = (_plain(one) for one in advanced_until(project.pk, day))
    return write_xlsx([Sheet("Boekingen", BOOKED, booked), Sheet("Voorschotten", ADVANCED, advanced)])


def _plain(row: Any) -> list[Any]:
    """Ids as text and marks as words; None stays empty."""
    words = {True: "ja", False: "nee"}
    return [
        words[value] if isinstance(value, bool) else str(value) if hasattr(value, "hex") else value
        for value in astuple(row)
    ]


def _decisions(version: Version, project: FrozenProject) -> bytes:
    """As they stood when the quarter was frozen, and those that count now but were not among them."""
    rows = _with_remarks(version)
    board, _ = board_of(of_project(rows, project.slug))
    frozen, day = shareable_rows(version).decisions, version.quarter.last_day
    known = {row.key for row in frozen}
    since = [
        _later(row, day)
        for row in decisions_taken(project.pk)
        if (row.decided_on and row.decided_on > day) or not known & {row.key, row.said}
    ]
    tables = (
        Table("Besluiten", "Besluiten", DECISION_COLUMNS, decided(board.decisions)),
        Table("Na het kwartaal", "Na het kwartaal", DECISION_COLUMNS, tuple(since)),
    )
    return write_xlsx([sheet(one) for one in tables if one.rows or one is tables[0]])


def _later(row: DecisionRow, day: date) -> tuple[Cell, ...]:
    is_late = row.decided_on is not None and row.decided_on <= day
    marks = ("vastgelegd na de vaststelling" if is_late else "", "illustratief" if row.illustrative else "")
    label = " ".join([row.label, *(f"({mark})" for mark in marks if mark)])
    names = ", ".join(name for _, name in row.projects)
    return (row.decided_on, label, row.word, names)


def _with_remarks(version: Version) -> Rows:
    """The frozen rows; a decision that was replaced since says so behind its own words."""
    rows, by = shareable_rows(version), replacements(version.programme)
    return replace(rows, decisions=tuple(_remarked(row, by) for row in rows.decisions))


def _remarked(row: DecisionRow, by: Mapping[Key, Replacement]) -> DecisionRow:
    told, new = [], by.get(row.key)
    while new is not None:
        on = f" op {date_long(timezone.localdate(new.recorded_at))}" if new.recorded_at else ""
        told.append(f"vervangen{on} door ‘{new.label}’ ({new.word}): {new.why}")
        new = by.get(new.slug)
    return replace(row, label=f"{row.label} [{'; '.join(told)}]") if told else row


def _add_evidence(archive: Archive, row: "Evidence", *, is_later: bool) -> None:
    told = {
        "bewijsstuk": row.label,
        "kwartaal": row.quarter.key if row.quarter else None,
        "toegevoegd": row.added_at.isoformat(),
        "na de vaststelling": is_later,
    }
    if not row.file:
        archive.proof.append(told | {"adres": row.url})
        return
    told |= {"sha256 bij toevoegen": row.sha256, "bestandsnaam": row.file_name}
    try:
        with row.file.open("rb") as source:
            content: bytes = source.read()
    except OSError:
        archive.proof.append(told | {"ontbreekt": "Het bestand is niet meer te lezen."})
        return
    name = _free(archive, row.file_name)
    archive.files[name] = content
    is_same = hashlib.sha256(content).hexdigest() == row.sha256
    archive.proof.append(told | {"bestand": name, "ongewijzigd": is_same})


def _free(archive: Archive, name: str) -> str:
    """Two people may give two files one name; a name is no path."""
    plain = name.translate(SAFE).lstrip(".") or "bestand"
    stem, dot, ending = plain.rpartition(".")
    places = (f"bewijs/{stem} ({n}).{ending}" if dot else f"bewijs/{plain} ({n})" for n in count(2))
    place = f"bewijs/{plain}"
    while place in archive.files:
        place = next(places)
    return place


def _contents(archive: Archive, mark: Imprint, project: FrozenProject) -> bytes:
    """For who opens the archive: what lies where, and how to check it."""
    lines = [
        f"Dossier {project.name}, {mark.quarter.long}",
        f"{mark.programme_name}. {mark.frozen}, versie {mark.version}.",
        f"Kenmerk {mark.freeze}, SHA-256 {mark.sha256}.",
        "",
        *(f"{name:<20} {told}" for name, told in CONTENTS.items()),
        "",
        "Bewijs" if archive.proof else "Er is geen bewijs bij dit project.",
        *(f"- {_told_of(one)}" for one in archive.proof),
        "",
        "Controleren: sha256sum --check SHA256SUMS",
    ]
    return "\r\n".join([*lines, ""]).encode()


def _told_of(proof: Mapping[str, Any]) -> str:
    """One piece of evidence: where it is, or what became of it."""
    place = proof.get("bestand") or proof.get("adres") or proof.get("ontbreekt")
    marks = (
        "niet meer wat bij het toevoegen is vastgelegd" if proof.get("ongewijzigd") is False else "",
        "toegevoegd na de vaststelling" if proof["na de vaststelling"] else "",
    )
    told = "; ".join(filter(None, marks))
    return f"{proof['bewijsstuk']}: {place}{f' ({told})' if told else ''}"


def _manifest(archive: Archive, mark: Imprint, project: FrozenProject) -> bytes:
    told = {
        "dossier": project.name,
        "project": project.slug,
        "programma": mark.programme_name,
        "kwartaal": mark.quarter.key,
        "versie": mark.version,
        "vaststelling": {"kenmerk": mark.freeze, "sha256": mark.sha256, "wanneer": mark.frozen},
        "bestanden": [
            {"naam": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(archive.files.items())
        ],
        "bewijs": archive.proof,
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*files.items(), ("SHA256SUMS", "".join(_sums(files)).encode())]:
            entry = zipfile.ZipInfo(name, OLDEST)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return kept.getvalue()


def _sums(files: Mapping[str, bytes]) -> Iterator[str]:
    for name, content in files.items():
        yield f"{hashlib.sha256(content).hexdigest()}  {name}\n"
