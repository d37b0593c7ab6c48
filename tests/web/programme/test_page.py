from datetime import date

import pytest

from izaportal.core.quarter import Quarter
from izaportal.web.programme.page import plan_value, severity_groups, status_quarter
from pillars.models import Contradiction, ReportingPeriod


def period(number: int, state: str) -> ReportingPeriod:
    return ReportingPeriod(quarter=Quarter(2026, number), state=state, opens_on=date(2026, 1, 1))


def test_the_last_frozen_quarter_is_shown():
    rows = [period(1, "frozen"), period(2, "frozen"), period(3, "open")]
    assert status_quarter(rows) == (Quarter(2026, 2), True)


def test_without_frozen_the_last_one():
    assert status_quarter([period(1, "open")]) == (Quarter(2026, 1), False)
    assert status_quarter([]) is None


@pytest.mark.parametrize(
    ("stored", "text"),
    [(10900000, "10.900.000"), ("10508583.92", "10.508.583,92"), ("kwartaal", "kwartaal"), ("NaN", "NaN")],
)
def test_plan_values_read_as_dutch(stored, text):
    assert plan_value(stored) == text


def test_the_most_severe_come_first():
    rows = [
        Contradiction(severity=severity, topic=severity, values=[], used=None)
        for severity in ("onbekend", "laag", "hoog")
    ]
    assert [group.label for group in severity_groups(rows, names={})] == [
        "Ernst hoog",
        "Ernst laag",
        "Ernst niet beoordeeld",
    ]


def test_contradictions_name_projects_by_name():
    rows = [Contradiction(severity="hoog", topic="fasen", values=["rdg", 3], used=None)]
    groups = severity_groups(rows, names={"rdg": "Regionale digitale gezondheidsvoorziening"})
    assert groups[0].rows[0].values == "Regionale digitale gezondheidsvoorziening / 3"
