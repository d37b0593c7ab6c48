"""LibreOffice opens and saves a template, and nothing changes. Without it the tests say they were not run."""

import os
import shutil
import subprocess

import pytest

from tests.imports.workbooks import looked_at, template

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is niet geïnstalleerd: niet gedraaid"),
]


@pytest.mark.parametrize(
    "book", ["boekingen", "begroting", "metingen", "projecten", "indicatoren", "gemeenten"]
)
def test_libreoffice_keeps_what_counts(book, viewer_of, programme, tmp_path):
    source, saved = tmp_path / "werkmap.xlsx", tmp_path / "opgeslagen"
    source.write_bytes(template(programme, book))
    subprocess.run(
        [
            str(SOFFICE), "--headless", f"-env:UserInstallation=file://{tmp_path}/profiel",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(saved), str(source),
        ],
        check=True, capture_output=True, timeout=120, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    who = "controller" if book in ("boekingen", "begroting") else "programmamanager"
    checked = looked_at(viewer_of(who), programme, (saved / source.name).read_bytes())
    assert [(one.place, one.what) for one in checked.findings.kept] == []
    assert not checked.has_changes
