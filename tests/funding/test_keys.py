"""Which key splits a quarter, and what the rules are told of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from funding.models import AllocationKey, AllocationPart
from funding.selectors.facts import key_in_force, key_rule
from funding.services import plan
from funding.shares import KeyKind, split
from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Invalid
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from regions.models import Municipality
from tests.factories.funding import AllocationKeyFactory, AllocationPartFactory
from tests.factories.pillars import ProgrammeFactory, ProgrammeMunicipalityFactory
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


def key_row(programme: Programme, **values) -> dict[str, Any]:
    return {
        "programme": programme,
        "slug": "proef",
        "label": "Proef",
        "kind": KeyKind.AGREED_PERCENTAGES,
        "validity": from_day(date(2025, 1, 1), date(2026, 1, 1)),
        **values,
    }


def save(key: dict[str, Any], percents: Mapping[Municipality, Any]) -> int:
    parts = [{"municipality": town, "percent": Decimal(percent)} for town, percent in percents.items()]
    with ImportBatch(actor=Viewer.system("proef"), title="sleutel") as batch:
        plan.save_key(batch, key=key, parts=parts)
    return batch.touched


def mistakes_of(key: dict[str, Any], percents: Mapping[Municipality, Any]) -> list[str]:
    with pytest.raises(Invalid) as refused:
        save(key, percents)
    return [str(mistake).split(" op ")[0] for mistake in refused.value.mistakes]


@pytest.fixture
def members() -> list[Municipality]:
    """Two members of a programme that has no quarters yet, one of them from 2026 on."""
    programme = ProgrammeFactory.create()
    for name, joined in (("Proefdorp", 2024), ("Proefstad", 2026)):
        ProgrammeMunicipalityFactory.create(
            programme=programme, municipality__name=name, validity=from_day(date(joined, 1, 1))
        )
    rows = programme.municipality_memberships.select_related("municipality")
    return [row.municipality for row in rows.order_by("municipality__name")]


@pytest.fixture
def new_programme(members) -> Programme:
    return Programme.objects.get(municipalities=members[0])


@pytest.fixture
def agreed(programme) -> AllocationKey:
    """The demo's key, in force in every quarter."""
    return AllocationKey.objects.get(programme=programme)


def held(key: AllocationKey) -> dict[Municipality, Any]:
    return {part.municipality: part.percent for part in key.parts.select_related("municipality")}


def demo_row(key: AllocationKey, **values) -> dict[str, Any]:
    return {"programme": key.programme, "slug": key.slug, "validity": key.validity, **values}


def test_a_key_is_saved_with_parts():
    towns = MunicipalityFactory.create_batch(2)
    key = key_row(ProgrammeFactory.create())
    assert [
        save(key, dict(zip(towns, percents, strict=True))) for percents in ((40, 60), (40, 60), (50, 50))
    ] == [
        3,
        0,
        2,
    ]
    assert {part.percent for part in AllocationPart.objects.filter(key__slug="proef")} == {50}


def test_members_without_part_are_named(new_programme, members):
    open_ended = key_row(new_programme, validity=from_day(date(2025, 1, 1)))
    other = MunicipalityFactory.create()
    assert mistakes_of(open_ended, {other: 100}) == [
        "verdeelsleutel proef: noemt geen deel voor Proefdorp, Proefstad"
    ]
    assert not AllocationKey.objects.filter(slug="proef").exists()
    assert save(open_ended, {members[0]: 100, members[1]: 0}) == 3


def test_later_members_need_no_part(new_programme, members):
    assert save(key_row(new_programme), {members[0]: 100}) == 2


def test_a_known_key_stays_welcome(new_programme, members):
    """Who joins afterwards is *n.t.b.*; loading the same file again asks nothing."""
    save(key_row(new_programme), {members[0]: 100})
    ProgrammeMunicipalityFactory.create(programme=new_programme)
    assert save(key_row(new_programme), {members[0]: 100}) == 0


def test_percentages_make_one_hundred(new_programme, members):
    assert mistakes_of(key_row(new_programme), {members[0]: "99.5"}) == [
        "verdeelsleutel proef: de percentages zijn samen 99.5, niet 100"
    ]


@pytest.mark.parametrize("kind", [KeyKind.EQUAL, KeyKind.POPULATION])
def test_other_kinds_need_no_parts(new_programme, kind):
    assert save(key_row(new_programme, kind=kind, population_year=2024), {}) == 1


def test_frozen_quarters_keep_their_parts(agreed):
    percents = held(agreed)
    first, second, *_ = percents
    changed = {**percents, first: percents[first] + 1, second: percents[second] - 1}
    assert sorted(mistakes_of(demo_row(agreed), changed)) == sorted(
        f"verdeelsleutel {agreed.slug}, {town}: Q3 2025 is vastgesteld" for town in (first, second)
    )


@pytest.mark.parametrize(
    ("until", "first"),
    [(date(2026, 6, 30), ["Q2 2026"]), (date(2026, 7, 1), []), (date(2025, 9, 1), ["Q3 2025"])],
)
def test_frozen_quarters_keep_their_key(agreed, until, first):
    row = demo_row(agreed, validity=from_day(agreed.validity.lower, until))
    if first:
        assert mistakes_of(row, held(agreed)) == [
            f"verdeelsleutel {agreed.slug}: {quarter} is vastgesteld" for quarter in first
        ]
    else:
        assert save(row, held(agreed)) == 1


@pytest.mark.parametrize("change", [{"kind": KeyKind.EQUAL}, {"illustrative": False}])
def test_frozen_quarters_keep_their_rule(agreed, change):
    assert mistakes_of(demo_row(agreed, **change), held(agreed)) == [
        f"verdeelsleutel {agreed.slug}: Q3 2025 is vastgesteld"
    ]
    assert save(demo_row(agreed, label="Anders genoemd"), held(agreed)) == 1


def test_new_keys_begin_in_open_quarters(agreed):
    ended = demo_row(agreed, validity=from_day(agreed.validity.lower, date(2026, 7, 1)))
    save(ended, held(agreed))
    early, late = (
        key_row(agreed.programme, validity=from_day(day)) for day in (date(2026, 6, 30), date(2026, 7, 1))
    )
    assert mistakes_of(early, held(agreed)) == ["verdeelsleutel proef: Q2 2026 is vastgesteld"]
    assert save(late, held(agreed)) == 15


def test_loading_again_leaves_a_key_ended_by_a_later_one(new_programme, members):
    whole, ended = from_day(date(2025, 1, 1)), from_day(date(2025, 1, 1), date(2025, 7, 1))
    first = key_row(new_programme, validity=whole)
    save(first, {members[0]: 100, members[1]: 0})
    AllocationKey.objects.filter(programme=new_programme).update(validity=ended)
    later = key_row(new_programme, slug="later", validity=from_day(date(2025, 7, 1)))
    save(later, {members[0]: 100, members[1]: 0})
    assert save(first, {members[0]: 100, members[1]: 0}) == 0
    assert AllocationKey.objects.get(slug="proef").validity == ended
