"""What no column holds is kept as it stands, without what the source is silent on."""

from datetime import date
from decimal import Decimal

from izaportal.demo.plans.keeping import fact_rows, rest, some


def test_silence_is_left_out() -> None:
    item = {
        "slug": "a",
        "value": Decimal("1.5"),
        "on": date(2025, 1, 1),
        "zero": 0,
        "no": False,
        "gone": None,
    }
    assert rest(item, "slug") == {"value": "1.5", "on": "2025-01-01", "zero": 0, "no": False}
    assert some(item, "zero", "absent") == {"zero": 0}


def test_an_item_has_a_slug() -> None:
    rows = list(fact_rows("rol", ["Een", {"id": "ZL-C1", "name": "Twee"}], {"source_document": "x"}))
    assert [(row["slug"], row["label"]) for row in rows] == [("1", "Een"), ("zl-c1", "Twee")]
