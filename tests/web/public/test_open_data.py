"""The figures as files: what is in them, and that a program finds out how to read them."""

import csv
import io
import json
import re
from decimal import Decimal

import pytest

from izaportal.web.published.data import as_json
from tests.web.public.conftest import AT, CSV, JSON
from tests.web.public.publishing import last_freeze

pytestmark = pytest.mark.django_db


def test_json_names_every_field_it_sends(seen):
    data = json.loads(as_json(seen, AT))
    assert set(data) == {"metadata", "quarter"}
    assert set(data["quarter"]) == {
        "programme", "quarter", "verdict", "indicatorsOnTrackOrBetter", "indicatorsCounted",
        "indicatorsWithheld", "pillars", "indicators", "money", "careCostReductionMeasured", "settings",
    }  # fmt: skip
    assert {key for row in data["quarter"]["indicators"] for key in row} == {
        "slug", "code", "name", "pillar", "unit", "status", "value", "lower", "upper", "explanation",
        "counts", "headline", "illustrative",
    }  # fmt: skip
    assert set(data["quarter"]["money"]) == {
        "currency", "award", "maximum", "atStake", "unsecured", "dueGap", "expected", "expectedLow",
        "unspent", "riskLevel",
    }  # fmt: skip


def test_csv_and_json_tell_the_same(stranger):
    told = json.loads(stranger.get(JSON).content)
    rows = list(csv.DictReader(io.StringIO(stranger.get(CSV).content.decode("utf-8-sig")), delimiter=";"))
    for row, one in zip(rows, told["quarter"]["indicators"], strict=False):
        value = row["Waarde"].replace(".", "").replace(",", ".")
        assert row["Id"] == one["slug"]
        title = f"{one['code']} {one['name']}"
        assert (row["Naam"], row["Toelichting"]) == (title, one["explanation"])
        assert (Decimal(value) if value else None) == (Decimal(one["value"]) if one["value"] else None)
    (expected,) = [row for row in rows if row["Naam"] == "SPUK: verwacht terug te betalen"]
    assert Decimal(expected["Waarde"].replace(".", "").replace(",", ".")) == Decimal(
        told["quarter"]["money"]["expected"]
    )


def test_the_json_tells_how_to_read_the_csv(stranger):
    """Its separators, and every column with what it holds; figures are figures in every row."""
    table = json.loads(stranger.get(JSON).content)["metadata"]["dcat:distribution"][0]
    told = [column["csvw:title"] for column in table["csvw:tableSchema"]["csvw:column"]]
    text = stranger.get(CSV).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=table["csvw:dialect"]["csvw:delimiter"]))
    assert list(rows[0]) == told
    assert all(column["dct:description"] for column in table["csvw:tableSchema"]["csvw:column"])
    point = table["csvw:decimalChar"]
    for row in rows:
        for name in ("Waarde", "Ondergrens", "Bovengrens"):
            assert not row[name] or Decimal(row[name].replace(point, ".")).is_finite()


def test_both_files_name_version_and_licence(stranger, programme):
    freeze = last_freeze(programme)
    told = json.loads(stranger.get(JSON).content)["metadata"]
    assert (told["freezeId"], told["sha256"]) == (str(freeze.pk), freeze.sha256)
    assert told["dct:license"]["@id"].startswith("https://creativecommons.org/publicdomain/zero/1.0/")
    assert told["dct:temporal"]["dcat:startDate"] == "2026-04-01"
    assert told["dct:temporal"]["dcat:endDate"] == "2026-06-30"
    kinds = [one["dcat:mediaType"]["@id"] for one in told["dcat:distribution"]]
    assert [kind.split("/media-types/")[1] for kind in kinds] == ["text/csv", "application/json"]
    text = stranger.get(CSV).content.decode("utf-8-sig")
    for line in text.strip().splitlines()[1:]:
        assert str(freeze.pk) in line
        assert freeze.sha256 in line
        assert "CC0 1.0" in line


def test_a_spreadsheet_takes_no_text_for_a_day(stranger):
    """Such as code 1-1, which Excel and LibreOffice read as the first of January."""
    rows = csv.reader(io.StringIO(stranger.get(CSV).content.decode("utf-8-sig")), delimiter=";")
    cells = {cell for row in rows for cell in row}
    assert "1-1 Inwoners bereikt met interventies" in cells
    assert [cell for cell in cells if re.fullmatch(r"\d{1,4}[-/.]\d{1,2}([-/.]\d{1,4})?", cell)] == []
