"""Every rule the database keeps for reporting, broken on purpose."""

from decimal import Decimal

import pytest

from tests.factories import reporting as make
from tests.factories.refusals import Breaks, execute, insert_only_refuses, making, refusal, rules_of

pytestmark = pytest.mark.django_db


def standing_of_no_quarter() -> None:
    """A quarter that the field itself would refuse, so inserted in plain SQL."""
    row = make.ProjectStandingFactory.create()
    columns = ", ".join(f'"{f.column}"' for f in row._meta.fields if f.name not in {"id", "quarter"})
    execute(
        f"INSERT INTO reporting_projectstanding (id, quarter, {columns}) "  # noqa: S608 - names from the model
        f"SELECT gen_random_uuid(), '2026-Q5', {columns} FROM reporting_projectstanding WHERE id = %s",
        row.pk,
    )


BREAKS: Breaks = {
    "reporting_standing_quarter_valid": standing_of_no_quarter,
    "reporting_standing_expected_is_range": making(
        make.ProjectStandingFactory, expected=Decimal(1), expected_low=Decimal(2)
    ),
    "reporting_standing_fingerprint_whole": making(make.ProjectStandingFactory, fingerprint="ABC"),
    "reporting_round_once_a_day": twice(
        make.ReminderRoundFactory, period=ReportingPeriodFactory.create, moment=date(2026, 10, 7)
    ),
}
INSERT_ONLY = {
    "projectstanding": (make.ProjectStandingFactory, "result_status"),
    "reminderround": (make.ReminderRoundFactory, "people"),
}
GUARDS = {f"reporting_{table}_insert_only" for table in INSERT_ONLY}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert set(BREAKS) | GUARDS == rules_of("reporting")


@pytest.mark.parametrize("table", INSERT_ONLY)
def test_results_are_only_added_to(table):
    factory, column = INSERT_ONLY[table]
    said = f"tabel reporting_{table} is alleen om toe te voegen"
    assert insert_only_refuses(factory.create, column) == [
        f"{said}: UPDATE geweigerd",
        f"{said}: DELETE geweigerd",
    ]
