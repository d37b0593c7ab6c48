"""The dossier of a project, unpacked as an auditor would."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from openpyxl import load_workbook
from pypdf import PdfReader

from funding.models import Expenditure, Grant
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.frozen_projects import frozen_projects
from izaportal.reporting.selectors.pack_basis import bases_of_dossiers, basis_of_pack
from izaportal.reporting.selectors.shareable import shareable_rows
from izaportal.web.documents.dossier import dossier
from projects.models import Decision, DecisionBasis, Evidence, Project
from tests.factories.funding import ExpenditureFactory
from tests.factories.projects import DecisionFactory, EvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unpacked(version, settings, tmp_path) -> Callable[[str], dict[str, bytes]]:
    settings.MEDIA_ROOT = tmp_path

    def of(slug: str = "mgn") -> dict[str, bytes]:
        project = next(one for one in frozen_projects(version) if one.slug == slug)
        with zipfile.ZipFile(io.BytesIO(dossier(version, project))) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    return of


def proof(name: str, content: bytes = b"%PDF-1.7 proef", **fields: object) -> Evidence:
    row: Evidence = EvidenceFactory.build(
        project=Project.objects.get(slug="mgn", programme__slug="nml-o"),
        url="",
        label=f"Bewijs {name}",
        file_name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        **{"quarter": Quarter(2026, 2)} | fields,
    )
    row.file.save("x", ContentFile(content), save=False)
    row.save()
    return row


def test_every_file_is_what_the_sums_say(unpacked):
    proof("verslag.pdf")
    files = unpacked()
    sums = dict(reversed(line.split("  ")) for line in files.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = json.loads(files.pop("manifest.json"))
    told = {one["naam"]: one["sha256"] for one in manifest["bestanden"]}
    assert told == {name: sums[name] for name in files}


def test_it_holds_report_bookings_and_decisions(unpacked, version):
    files = unpacked()
    reader = PdfReader(io.BytesIO(files["rapportage.pdf"]))
    text = " ".join(page.extract_text() for page in reader.pages)
    for told in ("Mentale gezondheidsnetwerken", "Waarop wordt afgerekend", "900.000", str(version.pk)):
        assert told in text
    rows: list[Any] = list(load_workbook(io.BytesIO(files["boekingen.xlsx"]))["Boekingen"].values)[1:]
    booked = Expenditure.objects.filter(
        grant__project__slug="mgn", performed_on__lte=version.quarter.last_day
    )
    assert {row[0] for row in rows} == {str(row.pk) for row in booked}
    assert sum(row[5] for row in rows) == 900_000
    decided: list[Any] = list(load_workbook(io.BytesIO(files["besluiten.xlsx"]))["Besluiten"].values)
    assert decided[1][0].date() == date(2026, 2, 26)


def test_what_counts_later_is_left_out(unpacked):
    grant = Grant.objects.get(slug="spuk-mgn", project__programme__slug="nml-o")
    later = ExpenditureFactory.create(grant=grant, milestone=None, performed_on=date(2026, 7, 1))
    content = unpacked()["boekingen.xlsx"]
    ids = {row[0] for row in load_workbook(io.BytesIO(content))["Boekingen"].values}
    assert str(later.pk) not in ids
    assert len(ids) > 1


def test_two_files_of_one_name_are_both_kept(unpacked):
    proof("verslag.pdf", b"een")
    proof("verslag.pdf", b"twee")
    proof("../../etc/passwd", b"drie")
    files = unpacked()
    assert files["bewijs/verslag.pdf"] == b"een"
    assert files["bewijs/verslag (2).pdf"] == b"twee"
    assert all(".." not in name.split("/") for name in files)
    assert b"drie" in files.values()


def test_evidence_of_a_later_quarter_is_left_out(unpacked):
    proof("later.pdf", quarter=Quarter(2026, 3))
    assert "bewijs/later.pdf" not in unpacked()


def test_what_came_after_the_freeze_is_in_it_and_says_so(unpacked, version):
    row = proof("nagekomen.pdf", quarter=None, added_at=version.at + timedelta(days=9))
    DecisionFactory.create(
        programme=row.project.programme, label="Bijsturen in het najaar", decided_on=date(2026, 8, 27)
    ).projects.add(row.project)
    files = unpacked()
    assert files["bewijs/nagekomen.pdf"] == b"%PDF-1.7 proef"
    (told,) = json.loads(files["manifest.json"])["bewijs"]
    assert told["na de vaststelling"] is True
    assert "bewijs/nagekomen.pdf (toegevoegd na de vaststelling)" in files["inhoud.txt"].decode()
    book: Any = load_workbook(io.BytesIO(files["besluiten.xlsx"]))
    _, (day, label, *_) = book["Na het kwartaal"].values
    assert (day.date(), label) == (date(2026, 8, 27), "Bijsturen in het najaar")
    assert "Bijsturen in het najaar" not in {row[1] for row in book["Besluiten"].values}


def test_what_was_replaced_since_is_left_out(unpacked):
    project = Project.objects.get(slug="mgn", programme__slug="nml-o")
    taken = {"programme": project.programme, "decided_on": date(2026, 8, 27)}
    wrong = DecisionFactory.create(label="Bijsturen in het najaar", **taken)
    right = DecisionFactory.create(
        label="Doorgaan", replaces=wrong, replaces_why="Verkeerd genoteerd", **taken
    )
    for row in (wrong, right):
        row.projects.add(project)
    book: Any = load_workbook(io.BytesIO(unpacked()["besluiten.xlsx"]))
    assert [row[1] for row in book["Na het kwartaal"].values][1:] == ["Doorgaan"]


def replacing(old: Decision, label: str, **columns: object) -> Decision:
    """In the place of a decision, as it is recorded in the portal."""
    row: Decision = DecisionFactory.create(
        programme=old.programme,
        meeting=old.meeting,
        basis=DecisionBasis.ADVICE,
        decided_on=old.decided_on,
        label=label,
        replaces=old,
        replaces_why="Verkeerd genoteerd",
        **columns,
    )
    row.projects.set(old.projects.all())
    return row


@pytest.fixture
def frozen_decision() -> Decision:
    """On MGN, within a quarter that was frozen since."""
    return Decision.objects.get(projects__slug="mgn", decided_on=date(2026, 2, 26))


def decided(files: dict[str, bytes], title: str) -> list[tuple[Any, ...]]:
    book: Any = load_workbook(io.BytesIO(files["besluiten.xlsx"]))
    return list(book[title].values)[1:] if title in book.sheetnames else []


def test_what_was_replaced_after_the_freeze_stands_as_it_stood_and_says_so(unpacked, frozen_decision):
    replacing(frozen_decision, "Doorgaan", recorded_at=datetime(2026, 10, 9, 12, tzinfo=UTC))
    files = unpacked()
    ((day, label, word, _),) = decided(files, "Besluiten")
    assert (day.date(), word) == (date(2026, 2, 26), "bijsturen")
    assert label.startswith(
        f"{frozen_decision.label} [vervangen op 9 oktober 2026 door ‘Doorgaan’ (doorgaan)"
    )
    assert "Verkeerd genoteerd]" in label
    ((_, late, *_),) = decided(files, "Na het kwartaal")
    assert late == "Doorgaan (vastgelegd na de vaststelling)"
    paper = PdfReader(io.BytesIO(files["rapportage.pdf"]))
    assert "vervangen op 9 oktober 2026" in " ".join(
        " ".join(page.extract_text() for page in paper.pages).split()
    )


def test_what_was_replaced_twice_tells_both(unpacked, frozen_decision):
    replacing(replacing(frozen_decision, "Doorgaan"), "Opschalen")
    files = unpacked()
    ((_, label, *_),) = decided(files, "Besluiten")
    assert "door ‘Doorgaan’" in label
    assert "; vervangen door ‘Opschalen’" in label
    assert [row[1] for row in decided(files, "Na het kwartaal")] == [
        "Opschalen (vastgelegd na de vaststelling)"
    ]


def test_a_freeze_of_before_slugs_were_kept_says_so_too(unpacked, frozen_decision, version, monkeypatch):
    kept = shareable_rows(version)
    old = replace(kept, decisions=tuple(replace(row, slug="") for row in kept.decisions))
    monkeypatch.setattr("izaportal.web.documents.dossier.shareable_rows", lambda version: old)
    assert decided(unpacked(), "Na het kwartaal") == []
    replacing(frozen_decision, "Doorgaan")
    assert "vervangen door ‘Doorgaan’" in decided(unpacked(), "Besluiten")[0][1]


def test_another_wording_is_the_same_decision(unpacked, frozen_decision):
    before = frozen_decision.label
    Decision.objects.filter(pk=frozen_decision.pk).update(label="Anders gezegd")
    files = unpacked()
    assert [row[1] for row in decided(files, "Besluiten")] == [f"{before} (illustratief)"]
    assert decided(files, "Na het kwartaal") == []


def test_a_replacement_makes_the_dossier_older(version, frozen_decision):
    (project,) = [row.pk for row in frozen_decision.projects.all()]
    before, packed = bases_of_dossiers(version, [project]), basis_of_pack(version)
    replacing(frozen_decision, "Doorgaan")
    assert bases_of_dossiers(version, [project]) != before
    assert basis_of_pack(version) == packed


def test_its_contents_say_what_lies_where(unpacked, version):
    proof("verslag.pdf")
    files = unpacked()
    told = files["inhoud.txt"].decode()
    assert all(name in told for name in files if name != "inhoud.txt")
    assert version.sha256 in told


def test_missing_and_changed_evidence_is_told(unpacked, tmp_path):
    gone, other = proof("weg.pdf"), proof("anders.pdf")
    (tmp_path / gone.file.name).unlink()
    (tmp_path / other.file.name).write_bytes(b"anders")
    link = EvidenceFactory.create(
        project=gone.project, url="https://voorbeeld.example/x", quarter=Quarter(2026, 1)
    )
    told = {one["bewijsstuk"]: one for one in json.loads(unpacked()["manifest.json"])["bewijs"]}
    assert told[link.label]["adres"] == "https://voorbeeld.example/x"
    proven = {one.get("bestandsnaam"): one for one in told.values()}
    assert "ontbreekt" in proven["weg.pdf"]
    assert proven["anders.pdf"]["ongewijzigd"] is False


def test_a_project_without_money_has_one_too(unpacked):
    files = unpacked("ricm")
    text = PdfReader(io.BytesIO(files["rapportage.pdf"])).pages[0].extract_text()
    assert "n.v.t." in text
