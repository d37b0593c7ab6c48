"""LibreOffice opens slides and workbook and shows the same figures."""

import io

import pytest
from openpyxl import load_workbook
from pptx import Presentation

pytestmark = pytest.mark.django_db


def test_a_workbook_comes_back_the_same(made, resaved):
    back = resaved({"stuk.xlsx": made("xlsx")})["stuk.xlsx"]
    before, after = load_workbook(io.BytesIO(made("xlsx"))), load_workbook(io.BytesIO(back))
    assert after.sheetnames == before.sheetnames
    for name in before.sheetnames:
        assert list(after[name].values) == list(before[name].values)


def test_slides_come_back_with_their_figures(made, resaved):
    back = resaved({"stuk.pptx": made("pptx")})["stuk.pptx"]

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
