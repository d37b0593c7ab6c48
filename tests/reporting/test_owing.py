from datetime import date

import pytest

from izaportal.core.quarter import Quarter
from izaportal.reporting.owing import Running, why_nothing_owed
from projects.models import Stage

Q3 = Quarter(2026, 3)
RUNNING = {"", "initiation", "preparation", "design", "execution", "realisation"}


@pytest.mark.parametrize("stage", ["", *Stage.values])
def test_only_running_projects_owe_a_report(stage):
    assert (why_nothing_owed(Running(stage), Q3) == "") is (stage in RUNNING)


def test_a_double_reports_elsewhere():
    assert "rapporteert bij het andere project" in why_nothing_owed(Running("execution", is_double=True), Q3)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 6, 30), "is gestopt op 30-06-2026"),
        (date(2026, 7, 1), ""),
        (date(2026, 11, 1), ""),
    ],
)
def test_who_stops_within_a_quarter_still_answers_for_it(day, why):
    assert why_nothing_owed(Running("stopped", stopped_on=day), Q3) == why
