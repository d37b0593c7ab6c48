"""Which key splits a quarter, and what the rules are told of it."""

from datetime import date
from decimal import Decimal

import pytest

from funding.models import AllocationKey
from funding.selectors.facts import key_in_force, key_rule
from funding.services import plan
from funding.shares import KeyKind, split
from izaportal.core.bulk import ImportBatch
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from tests.factories.funding import AllocationKeyFactory, AllocationPartFactory
from tests.factories.regions import MunicipalityFactory, PopulationFactory, from_day

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


def key_of(kind: KeyKind, **values) -> AllocationKey:
    return AllocationKeyFactory.create(kind=kind, **values)


def test_the_last_day_chooses_the_key():
    old = AllocationKeyFactory.create(validity=from_day(date(2025, 1, 1), date(2026, 9, 30)))
    new = AllocationKeyFactory.create(programme=old.programme, validity=from_day(date(2026, 9, 30)))
    assert key_in_force(old.programme, Q2) == old
    assert key_in_force(old.programme, Q3) == new
    assert key_in_force(old.programme, Quarter(2024, 4)) is None


def test_another_programmes_key_never_splits(programme):
    assert key_in_force(AllocationKeyFactory.create().programme, Q2) != key_in_force(programme, Q2)


def test_no_key_is_no_rule():
    assert key_rule(None, ["GM0984"]) is None


def test_agreed_percentages_arrive_as_stored(programme):
    rule = key_rule(key_in_force(programme, Q2), [])
    assert rule is not None
    assert rule.known["GM0984"] == 8
    assert sum(rule.known.values()) == 100


def test_an_agreed_zero_is_a_part():
    """Who agreed to pay nothing has a share of nothing; that is known, not *n.t.b.*"""
    key = key_of(KeyKind.AGREED_PERCENTAGES)
    whole = AllocationPartFactory.create(key=key).municipality.code
    nothing = AllocationPartFactory.create(key=key, percent=Decimal(0)).municipality.code
    rule = key_rule(key, [whole, nothing])
    parts = split(Decimal("10.00"), key=rule, members=[whole, nothing]).parts
    assert parts == {whole: Decimal("10.00"), nothing: Decimal("0.00")}


def test_explicit_amounts_arrive_in_euros():
    key = key_of(KeyKind.EXPLICIT_AMOUNTS)
    part = AllocationPartFactory.create(key=key, percent=None, amount=Decimal("12.50"))
    rule = key_rule(key, [part.municipality.code])
    assert rule is not None
    assert rule.parts == {part.municipality.code: Decimal("12.50")}


def test_inhabitants_are_of_the_keys_year():
    key = key_of(KeyKind.POPULATION, population_year=2024)
    known = PopulationFactory.create(year=2024, inhabitants=100).municipality
    PopulationFactory.create(municipality=known, year=2025, inhabitants=200)
    unknown = PopulationFactory.create(year=2025).municipality
    rule = key_rule(key, [known.code, unknown.code])
    assert rule is not None
    assert rule.parts == {known.code: 100, unknown.code: None}


def test_an_equal_key_needs_no_parts():
    codes = [MunicipalityFactory.create().code for _ in range(3)]
    rule = key_rule(key_of(KeyKind.EQUAL), codes)
    assert rule is not None
    assert set(split(Decimal("9.00"), key=rule, members=codes).parts.values()) == {Decimal("3.00")}


def test_a_key_is_saved_with_parts(programme):
    municipalities = MunicipalityFactory.create_batch(2)
    key = {
        "programme": AllocationKeyFactory.create(validity=from_day(date(2030, 1, 1))).programme,
        "slug": "proef",
        "label": "Proef",
        "kind": KeyKind.AGREED_PERCENTAGES,
        "validity": from_day(date(2025, 1, 1), date(2026, 1, 1)),
    }
    touched = []
    for percents in ((40, 60), (40, 60), (50, 50)):
        parts = [
            {"municipality": municipality, "percent": Decimal(percent)}
            for municipality, percent in zip(municipalities, percents, strict=True)
        ]
        with ImportBatch(actor=Viewer.system("proef"), title="sleutel") as batch:
            saved = plan.save_key(batch, key=key, parts=parts)
        touched.append(batch.touched)
    assert touched == [3, 0, 2]
    assert {part.percent for part in saved.parts.all()} == {50}
