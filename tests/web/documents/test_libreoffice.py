"""LibreOffice opens slides and workbook and shows the same figures. Without it the tests say so."""

import io
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is niet geïnstalleerd: niet gedraaid"),
]


def converted(content: bytes, ending: str, into: str, folder: Path) -> bytes:
    source, saved = folder / f"stuk.{ending}", folder / "opgeslagen"
    source.write_bytes(content)
    subprocess.run(
        [
            str(SOFFICE), "--headless", f"-env:UserInstallation=file://{folder}/profiel",
            "--convert-to", into, "--outdir", str(saved), str(source),
        ],
        check=True, capture_output=True, timeout=180, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    return (saved / f"stuk.{into.partition(':')[0]}").read_bytes()


def test_a_workbook_comes_back_the_same(made, tmp_path):
    back = converted(made("xlsx"), "xlsx", "xlsx:Calc MS Excel 2007 XML", tmp_path)
    before, after = load_workbook(io.BytesIO(made("xlsx"))), load_workbook(io.BytesIO(back))
    assert after.sheetnames == before.sheetnames
    for name in before.sheetnames:
        assert list(after[name].values) == list(before[name].values)


def test_slides_come_back_with_their_figures(made, tmp_path):
    back = converted(made("pptx"), "pptx", "pptx:Impress MS PowerPoint 2007 XML", tmp_path)

    def told(content: bytes) -> list[tuple[str, list[list[float | None]]]]:
        return [
            (
                slide.shapes.title.text,
                [
                    list(series.values)
                    for shape in slide.shapes
                    if shape.has_chart
                    for series in shape.chart.plots[0].series
                ],
            )
            for slide in Presentation(io.BytesIO(content)).slides
        ]

    assert told(back) == told(made("pptx"))
