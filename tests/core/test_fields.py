from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from django.core.exceptions import ValidationError
from django.core.serializers import deserialize, serialize
from django.db import DataError, transaction

from izaportal.core.fields import QuarterField, SomeOfField, enum_choices
from izaportal.core.models import Run
from izaportal.core.quarter import Quarter
from tests.factories.core import RunFactory
from tests.factories.funding import ExpenditureFactory
from tests.factories.kpis import MeasurementFactory


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@pytest.mark.django_db
def test_a_quarter_comes_back_whole():
    row = RunFactory.create(quarter=Quarter(2026, 4))
    assert Run.objects.get(pk=row.pk).quarter == Quarter(2026, 4)
    assert Run.objects.filter(quarter="2026-Q4", pk=row.pk).exists()
    assert RunFactory.create(quarter=None).quarter is None


@pytest.mark.django_db
def test_quarters_compare_by_their_time():
    rows = [RunFactory.create(quarter=Quarter(*at)) for at in ((2026, 1), (2025, 4), (2026, 3))]
    found = Run.objects.filter(pk__in=[row.pk for row in rows])
    assert list(found.filter(quarter__lte=Quarter(2026, 1)).order_by("quarter")) == [rows[1], rows[0]]


@pytest.mark.django_db
def test_a_quarter_survives_serialising():
    row = RunFactory.create(quarter=Quarter(2026, 4))
    (copied,) = deserialize("json", serialize("json", [row]))
    assert isinstance(copied.object, Run)
    assert copied.object.quarter == Quarter(2026, 4)


@pytest.mark.parametrize("text", ["2026-Q5", "2026Q1", "", "2026-Q1 "])
def test_other_texts_are_no_quarter(text):
    with pytest.raises(ValidationError, match="geen kwartaal"):
        QuarterField().to_python(text)
    with pytest.raises(ValueError, match="geen kwartaal"):
        QuarterField().get_prep_value(text)


@pytest.mark.django_db
def test_money_keeps_every_cent():
    row = ExpenditureFactory.create(amount=Decimal("99999999999.99"), performed_on=date(2026, 1, 1))
    row.refresh_from_db()
    assert row.amount == Decimal("99999999999.99")


@pytest.mark.django_db
def test_too_large_amounts_are_refused():
    with pytest.raises(DataError), transaction.atomic():
        ExpenditureFactory.create(amount=Decimal(10**12))


@pytest.mark.django_db
def test_measures_keep_six_decimals():
    row = MeasurementFactory.create(value=Decimal("599.999999"))
    row.refresh_from_db()
    assert row.value == Decimal("599.999999")


def test_choices_name_every_member():
    assert enum_choices(Colour, {Colour.RED: "rood", Colour.GREEN: "groen"}) == [
        ("red", "rood"),
        ("green", "groen"),
    ]
    with pytest.raises(KeyError):
        enum_choices(Colour, {Colour.RED: "rood"})


def test_a_list_holds_some_of_its_choices():
    field = SomeOfField("kleuren", choices=[("red", "rood"), ("green", "groen")], blank=True)
    field.clean([], None)
    field.clean(["green", "red"], None)
    with pytest.raises(ValidationError, match="blue"):
        field.clean(["red", "blue"], None)
