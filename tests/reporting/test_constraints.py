"""Every rule the database keeps for reporting, broken on purpose."""

from decimal import Decimal

import pytest
from factory.django import DjangoModelFactory

from tests.factories import reporting as make
from tests.factories.accounts import UserFactory
from tests.factories.pillars import ProgrammeFactory
from tests.factories.refusals import Breaks, execute, insert_only_refuses, making, refusal, rules_of, twice

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


def freeze_of_no_quarter() -> None:
    row = make.FreezeFactory.create()
    columns = ", ".join(f'"{f.column}"' for f in row._meta.fields if f.name not in {"id", "quarter"})
    execute(
        f"INSERT INTO reporting_freeze (id, quarter, {columns}) "  # noqa: S608 - names from the model
        f"SELECT gen_random_uuid(), '2026-Q5', {columns} FROM reporting_freeze WHERE id = %s",
        row.pk,
    )


BREAKS: Breaks = {
    "reporting_freeze_quarter_valid": freeze_of_no_quarter,
    "reporting_freeze_version_unique": twice(make.FreezeFactory, programme=ProgrammeFactory.create),
    "reporting_freeze_later_version_has_reason": making(
        make.FreezeFactory, version=2, previous=make.FreezeFactory.create
    ),
    "reporting_freeze_hash_whole": making(make.FreezeFactory, sha256="ABC"),
    "reporting_freeze_actor_named": making(make.FreezeFactory, actor_name=""),
    "reporting_standing_quarter_valid": standing_of_no_quarter,
    "reporting_standing_expected_is_range": making(
        make.ProjectStandingFactory, expected=Decimal(1), expected_low=Decimal(2)
    ),
    "reporting_standing_fingerprint_whole": making(make.ProjectStandingFactory, fingerprint="ABC"),
    "reporting_saved_view_name_unique": twice(
        make.SavedViewFactory, owner=UserFactory.create, programme=ProgrammeFactory.create, name="dubbel"
    ),
    "reporting_saved_view_named": making(make.SavedViewFactory, name=""),
}
INSERT_ONLY: dict[str, tuple[type[DjangoModelFactory], str]] = {
    "freeze": (make.FreezeFactory, "reason"),
    "projectstanding": (make.ProjectStandingFactory, "result_status"),
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
