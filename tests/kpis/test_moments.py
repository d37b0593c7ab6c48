from datetime import date

import pytest

from izaportal.core.quarter import Quarter
from kpis.moments import Moment


@pytest.mark.parametrize(
    ("key", "moment", "label"),
    [
        ("2026", Moment(year=2026), "2026"),
        ("2026-Q3", Moment(quarter=Quarter(2026, 3)), "Q3 2026"),
        ("2026-09-30", Moment(due=date(2026, 9, 30)), "uiterlijk 30-09-2026"),
        ("", Moment(), "zonder datum"),
    ],
)
def test_a_key_and_a_label_each(key, moment, label):
    assert (Moment.parse(key), moment.key, moment.label) == (moment, key, label)


@pytest.mark.parametrize("key", ["26", "0026", "2026-Q5", "2026-13-01", "2026-Q3-1", "<b>", "²⁰²⁶", "9999"])
def test_anything_else_is_refused(key):
    with pytest.raises(ValueError, match=r"."):
        Moment.parse(key)


def test_moments_stand_in_time():
    keys = ["", "2027", "2026", "2026-Q4", "2026-05-01", "2026-Q1"]
    ordered = sorted(map(Moment.parse, keys), key=lambda moment: moment.order)
    assert [moment.key for moment in ordered] == ["2026-Q1", "2026-05-01", "2026-Q4", "2026", "2027", ""]
