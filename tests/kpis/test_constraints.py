"""Every rule the database keeps for indicators, broken on purpose."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from izaportal.core import clock
from izaportal.core.quarter import Quarter
from kpis.models import IndicatorStatus, Measurement, MeasurementState, Target, TargetState
from tests.factories.kpis import (
    IndicatorFactory,
    IndicatorStatusFactory,
    MeasurementFactory,
    TargetFactory,
)
from tests.factories.pillars import ProgrammeFactory
from tests.factories.refusals import (
    Breaks,
    execute,
    insert_only_refuses,
    making,
    refusal,
    rules_of,
    twice,
)
from tests.factories.regions import MunicipalityFactory

pytestmark = pytest.mark.django_db
AN_INDICATOR = {"indicator": IndicatorFactory.create}
FIXED = "rij van kpis_measurement staat vast"


def copy(model: type[Measurement | Target | IndicatorStatus], key: UUID, *, quarter: str) -> None:
    """A quarter that the field itself would refuse, so inserted in plain SQL."""
    columns = ", ".join(f'"{f.column}"' for f in model._meta.fields if f.name not in {"id", "quarter"})
    table = model._meta.db_table
    execute(
        f"INSERT INTO {table} (id, quarter, {columns}) "  # noqa: S608 - names from the model
        f"SELECT gen_random_uuid(), '{quarter}', {columns} FROM {table} WHERE id = %s",
        key,
    )


BREAKS: Breaks = {
    "kpis_indicator_slug_unique": twice(IndicatorFactory, programme=ProgrammeFactory.create, slug="dubbel"),
    "kpis_indicator_phasing_valid": making(IndicatorFactory, phasing=[25, 50, 40, 100]),
    "kpis_indicator_decimals_valid": making(IndicatorFactory, decimals=7),
    "kpis_indicator_headline_order_from_one": making(IndicatorFactory, headline_order=0),
    "kpis_target_quarter_valid": lambda: copy(
        Target, TargetFactory.create(year=None, quarter=Quarter(2026, 1)).pk, quarter="2026-Q0"
    ),
    "kpis_target_bounds_ordered": making(TargetFactory, lower=2, upper=1),
    "kpis_target_bounds_iff_given": making(TargetFactory, state=TargetState.TO_BE_DETERMINED),
    "kpis_target_at_most_one_moment": making(TargetFactory, year=2026, due=date(2026, 7, 1)),
    "kpis_target_new_version_has_reason": making(TargetFactory, version=2, set_at=clock.now()),
    "kpis_target_version_unique": twice(TargetFactory, **AN_INDICATOR, year=2026, version=1),
    "kpis_measurement_quarter_valid": lambda: copy(
        Measurement, MeasurementFactory.create().pk, quarter="26-Q1"
    ),
    "kpis_measurement_one_approved": twice(MeasurementFactory, **AN_INDICATOR, approved=True),
    "kpis_measurement_decided_has_time": making(MeasurementFactory, state=MeasurementState.APPROVED),
    "kpis_measurement_returned_has_remark": making(
        MeasurementFactory, state=MeasurementState.RETURNED, decided_at=clock.now()
    ),
    "kpis_measurement_fraction_whole": making(MeasurementFactory, numerator=1, denominator=0),
    "kpis_status_quarter_valid": lambda: copy(
        IndicatorStatus, IndicatorStatusFactory.create().pk, quarter="2026-q1"
    ),
    "kpis_status_bounds_ordered": making(IndicatorStatusFactory, lower=2, upper=1),
    "kpis_status_fingerprint_whole": making(IndicatorStatusFactory, fingerprint="abc"),
}
# Broken below.
GUARDS = {"kpis_indicatorstatus_goes_along", "kpis_target_insert_only", "kpis_measurement_facts_fixed"}


@pytest.mark.parametrize("name", BREAKS)
def test_each_broken_rule_is_refused(name):
    assert refusal(BREAKS[name]) == name


def test_no_rule_is_left_unbroken():
    assert set(BREAKS) | GUARDS == rules_of("kpis")


@pytest.mark.parametrize(
    "phasing", [[-1, 50, 75, 100], [50, 25, 75, 100], [25, 50, 75, 90], [25, 50, 75, 101], [50, 100]]
)
def test_phasing_climbs_to_one_hundred(phasing):
    assert refusal(making(IndicatorFactory, phasing=phasing)) == "kpis_indicator_phasing_valid"


def test_a_given_target_needs_a_bound():
    assert refusal(making(TargetFactory, lower=None, upper=None)) == "kpis_target_bounds_iff_given"


def test_two_submitted_values_may_wait():
    indicator = IndicatorFactory.create()
    MeasurementFactory.create_batch(2, indicator=indicator)
    MeasurementFactory.create(indicator=indicator, approved=True)
    assert indicator.measurements.count() == 3


def test_each_municipality_has_one_approved():
    indicator, municipality = IndicatorFactory.create(), MunicipalityFactory.create()
    for where in (None, municipality, MunicipalityFactory.create()):
        MeasurementFactory.create(indicator=indicator, municipality=where, approved=True)
    again = making(MeasurementFactory, indicator=indicator, municipality=municipality, approved=True)
    assert refusal(again) == "kpis_measurement_one_approved"


def test_a_superseded_value_makes_room():
    first = MeasurementFactory.create(approved=True)
    Measurement.objects.filter(pk=first.pk).update(superseded_at=clock.now())
    MeasurementFactory.create(indicator=first.indicator, approved=True)
    assert first.indicator.measurements.filter(superseded_at=None).count() == 1


def test_statuses_are_only_ever_added():
    assert insert_only_refuses(IndicatorStatusFactory.create, "status") == [
        "tabel kpis_indicatorstatus is alleen om toe te voegen: UPDATE geweigerd",
        "tabel kpis_indicatorstatus is alleen om toe te voegen: DELETE geweigerd",
    ]


def test_versions_of_targets_never_change():
    assert insert_only_refuses(TargetFactory.create, "lower") == [
        "tabel kpis_target is alleen om toe te voegen: UPDATE geweigerd",
        "tabel kpis_target is alleen om toe te voegen: DELETE geweigerd",
    ]


def test_statuses_refuse_a_bulk_update():
    row = IndicatorStatusFactory.create()
    row.sentence = "anders"
    said = refusal(lambda: IndicatorStatus.objects.bulk_update([row], ["sentence"]))
    assert said.startswith("tabel kpis_indicatorstatus is alleen om toe te voegen")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("value", Decimal(51)),
        ("quarter", Quarter(2026, 2)),
        ("numerator", Decimal(3)),
        ("note", "toch anders"),
        ("submitted_at", clock.now()),
        ("illustrative", True),
    ],
)
def test_facts_of_measurements_stay_fixed(field, value):
    row = MeasurementFactory.create()
    said = refusal(lambda: Measurement.objects.filter(pk=row.pk).update(**{field: value}))
    assert said.startswith(FIXED)


def test_measurements_refuse_a_bulk_update():
    row = MeasurementFactory.create()
    row.value = Decimal(99)
    assert refusal(lambda: Measurement.objects.bulk_update([row], ["value"])).startswith(FIXED)


def test_measurements_cannot_be_removed():
    row = MeasurementFactory.create()
    assert refusal(lambda: execute("DELETE FROM kpis_measurement WHERE id = %s", row.pk)).startswith(FIXED)


def test_the_state_of_measurements_changes():
    row, later = MeasurementFactory.create(), MeasurementFactory.create()
    changed = {
        "state": MeasurementState.RETURNED,
        "remark": "Te hoog.",
        "decided_at": clock.now(),
        "supersedes": later,
    }
    assert Measurement.objects.filter(pk=row.pk).update(**changed, superseded_at=clock.now()) == 1
