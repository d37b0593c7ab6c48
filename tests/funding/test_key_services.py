"""Keys are agreed on from a day, end each other, and stay where they fixed a quarter."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from funding.models import AllocationKey, AllocationPart, MunicipalShare
from funding.selectors.keys import key_versions
from funding.services.keys import change_key, create_key, stored_values
from funding.services.recompute import recompute_shares
from funding.shares import KeyKind
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.money import ZERO, add
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from pillars.models import Programme, ProgrammeMunicipality
from tests.factories.core import RunFactory

pytestmark = pytest.mark.django_db

JULY, OCTOBER = date(2026, 7, 1), date(2026, 10, 1)
Q3 = Quarter(2026, 3)
VENRAY, VENLO = "part_GM0984", "part_GM0983"


@pytest.fixture
def controller(viewer_of) -> Viewer:
    found: Viewer = viewer_of("controller")
    return found


@pytest.fixture
def agree(controller, programme) -> Callable[..., AllocationKey]:
    def agreed(valid_from: date = JULY, **values: Any) -> AllocationKey:
        key_id = values.pop("key_id", None) or uuid7()
        return create_key(
            actor=values.pop("actor", controller),
            programme=programme,
            key_id=key_id,
            values={**wanted(valid_from), **values},
        )

    return agreed


def wanted(valid_from: date = JULY, **values: Any) -> dict[str, Any]:
    base = {"label": "Proef", "valid_from": valid_from, "kind": "equal", "population_year": None}
    return {**base, "note": "", "illustrative": False, **values}


def mistakes(refusal: pytest.ExceptionInfo[Invalid]) -> dict[str, str]:
    """The messages at each place."""
    found: dict[str, str] = {}
    for one in refusal.value.mistakes:
        found[one.place] = f"{found.get(one.place, '')} {one.message}".strip().replace("\u00a0", " ")
    return found


def first_key(programme: Programme) -> AllocationKey:
    return AllocationKey.objects.filter(programme=programme).earliest("validity")


def test_a_new_key_ends_the_one_before(agree, programme):
    key = agree()
    assert first_key(programme).validity.upper == JULY
    assert (key.validity.lower, key.validity.upper) == (JULY, None)
    assert (key.slug, key.kind, key.parts.count()) == ("proef", KeyKind.EQUAL, 0)


def test_one_in_between_ends_where_the_next_begins(agree):
    later = agree(OCTOBER, label="Later")
    between = agree(JULY, label="Ertussen")
    assert (between.validity.lower, between.validity.upper) == (JULY, OCTOBER)
    later.refresh_from_db()
    assert later.validity.lower == OCTOBER


def test_the_rest_is_stored_as_percentages(agree):
    key = agree(kind="fixed_and_rest", population_year=2024, **{VENRAY: Decimal(8)})
    parts = dict(key.parts.values_list("municipality__code", "percent"))
    assert key.kind == KeyKind.AGREED_PERCENTAGES
    assert key.population_year is None
    assert (len(parts), sum(parts.values()), parts["GM0984"]) == (14, 100, 8)


def test_inhabitants_are_stored_by_their_year(agree):
    key = agree(kind="population", population_year=2024, **{VENRAY: Decimal(8)})
    assert (key.kind, key.population_year, key.parts.count()) == (KeyKind.POPULATION, 2024, 0)


def test_amounts_are_stored_in_euros(agree, programme):
    codes = ProgrammeMunicipality.objects.filter(programme=programme).values_list(
        "municipality__code", flat=True
    )
    key = agree(kind="explicit_amounts", **{f"part_{code}": Decimal("100.50") for code in codes})
    assert set(key.parts.values_list("amount", flat=True)) == {Decimal("100.50")}


def test_what_is_missing_is_said_per_municipality(agree, programme):
    with pytest.raises(Invalid) as refusal:
        agree(kind="agreed_percentages", **{VENRAY: Decimal(8)})
    found = mistakes(refusal)
    assert len(found) == 13
    assert found[VENLO] == "Venlo heeft nog geen deel. Vul een percentage in, ook als het 0 is."
    assert AllocationKey.objects.filter(programme=programme).count() == 1


def test_a_frozen_quarter_keeps_its_key(agree, programme):
    with pytest.raises(Invalid) as refusal:
        agree(date(2026, 4, 1))
    assert "Q2 2026 is vastgesteld" in mistakes(refusal)["valid_from"]
    assert first_key(programme).validity.upper is None


def test_the_day_after_the_frozen_quarter_will_do(agree):
    assert agree(date(2026, 7, 1)).validity.lower == date(2026, 7, 1)


def test_no_two_keys_begin_on_a_day(agree):
    agree(JULY)
    with pytest.raises(Invalid) as refusal:
        agree(JULY, label="Nog een")
    assert mistakes(refusal)["valid_from"] == "Op die dag begint al ‘Proef’."


def test_a_double_click_adds_one(agree, programme):
    key_id = uuid7()
    assert agree(key_id=key_id) == agree(key_id=key_id)
    assert AllocationKey.objects.filter(programme=programme).count() == 2
    assert AuditEntry.objects.filter(object_id=str(key_id)).count() == 1


def test_slugs_never_meet(agree):
    assert [agree(JULY).slug, agree(OCTOBER).slug] == ["proef", "proef-2"]


@pytest.mark.parametrize("person", ["programmamanager", "projectleider-mgn", "lezer", "bestuurder-venray"])
def test_only_the_controller_agrees(agree, viewer_of, person):
    with pytest.raises(NotAllowed):
        agree(actor=viewer_of(person))


def test_recalculation_is_asked_for_open_quarters(agree, programme):
    agree(JULY)
    asked = Run.objects.filter(programme=programme.slug, asked_for="verdeelsleutel gewijzigd")
    assert set(asked.values_list("quarter", flat=True)) == {Q3, Quarter(2026, 4)}


def test_an_open_quarter_is_divided_anew(agree, programme):
    agree(kind="population", population_year=2024)
    recompute_shares(run=RunFactory.create(), programme=programme, quarter=Q3)
    rows = MunicipalShare.objects.filter(quarter=Q3, municipality__code="GM0984").order_by("-pk")[:2]
    assert add(row.award or ZERO for row in rows) == Decimal("244095.06")
    frozen = MunicipalShare.objects.filter(quarter="2026-Q2", municipality__code="GM0984")
    assert add(row.award or ZERO for row in frozen) == Decimal("229464.00")


def test_the_trail_tells_what_was_agreed(agree):
    key = agree(kind="fixed_and_rest", population_year=2024, note="Besluit 12", **{VENRAY: Decimal(8)})
    entry = AuditEntry.objects.get(object_id=str(key.pk))
    assert (entry.action, entry.changes["kind"]) == ("toegevoegd", [None, "agreed_percentages"])
    assert entry.changes["geldig vanaf"] == [None, "2026-07-01"]
    assert "Venray 8" in entry.changes["delen"][1]
    ended = AuditEntry.objects.filter(changes__has_key="geldig tot").latest("pk")
    assert ended.changes["geldig tot"] == [None, "2026-07-01"]


@pytest.fixture
def change(controller, programme) -> Callable[..., AuditEntry | None]:
    def changed(key: AllocationKey, reason: str = "", **values: Any) -> AuditEntry | None:
        stored = stored_values(key)
        edits = {name: Edit(stored.get(name), value) for name, value in values.items()}
        return change_key(actor=controller, programme=programme, key_id=key.pk, edits=edits, reason=reason)

    return changed


def test_an_edit_stores_only_what_differs(agree, change):
    key = agree(kind="fixed_and_rest", population_year=2024, **{VENRAY: Decimal(8)})
    entry = change(key, reason="Tikfout", label="Sleutel van oktober")
    assert entry is not None
    assert entry.changes == {"label": ["Proef", "Sleutel van oktober"]}
    assert entry.reason == "Tikfout"
    assert change(key, label="Sleutel van oktober") is None


def test_parts_may_be_mended(agree, change):
    key = agree(kind="fixed_and_rest", population_year=2024, **{VENRAY: Decimal(8)})
    stored = stored_values(key)
    change(key, **{VENRAY: Decimal(9), VENLO: stored[VENLO] - 1})
    parts = dict(AllocationPart.objects.filter(key=key).values_list("municipality__code", "percent"))
    assert parts["GM0984"] == Decimal(9)
    assert add(part or ZERO for part in parts.values()) == 100
    with pytest.raises(Invalid) as refusal:
        change(key, **{VENRAY: Decimal(10)})
    assert "101 %, niet 100 %: dat is 1 % te veel" in mistakes(refusal)[""]


def test_a_key_that_fixed_a_quarter_stays(change, programme):
    with pytest.raises(Refused, match="vastgesteld"):
        change(first_key(programme), label="Anders")


@pytest.mark.parametrize("day", [date(2026, 8, 1), date(2026, 11, 1)])
def test_the_one_before_follows_its_beginning(agree, change, programme, day):
    key = agree(OCTOBER)
    change(key, valid_from=day)
    key.refresh_from_db()
    assert key.validity.lower == first_key(programme).validity.upper == day


def test_a_key_stays_between_its_neighbours(agree, change):
    key = agree(JULY)
    agree(OCTOBER, label="Later")
    with pytest.raises(Invalid) as refusal:
        change(key, valid_from=date(2026, 10, 2))
    assert mistakes(refusal)["valid_from"] == "Kies een dag voor 01-10-2026: dan begint de volgende."
    with pytest.raises(Invalid) as refusal:
        change(key, valid_from=date(2024, 1, 1))
    assert "Kies een dag na 01-01-2025" in mistakes(refusal)["valid_from"]


def test_it_cannot_begin_in_a_frozen_quarter(agree, change):
    with pytest.raises(Invalid) as refusal:
        change(agree(JULY), valid_from=date(2026, 5, 1))
    assert "Q2 2026 is vastgesteld" in mistakes(refusal)["valid_from"]


def test_two_editors_of_a_field_are_told(agree, change, controller, programme):
    key = agree(JULY)
    change(key, label="Van mij")
    with pytest.raises(Conflicted):
        change_key(
            actor=controller,
            programme=programme,
            key_id=key.pk,
            edits={"label": Edit("Proef", "Van een ander")},
        )


def test_versions_say_what_they_fixed(agree, controller, programme):
    agree(kind="fixed_and_rest", population_year=2024, illustrative=True, **{VENRAY: Decimal(8)})
    new, old = key_versions(controller, programme)
    assert (new.frozen, new.is_editable, new.illustrative, new.missing) == ((), True, True, ())
    assert [quarter.key for quarter in old.frozen] == ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"]
    assert (old.until, old.is_editable) == (date(2026, 6, 30), False)
    assert sum(part.percent or 0 for part in new.parts) == 100


def test_an_incomplete_key_says_for_whom(controller, programme):
    """As one from a file may be, before a municipality joined."""
    part = AllocationPart.objects.get(key=first_key(programme), municipality__code="GM0984")
    AllocationPart.objects.filter(pk=part.pk).delete()
    rest = AllocationPart.objects.get(key=first_key(programme), municipality__code="GM0983")
    AllocationPart.objects.filter(pk=rest.pk).update(percent=(rest.percent or ZERO) + 8)
    (version,) = key_versions(controller, programme)
    assert version.missing == ("Venray",)


def test_strangers_see_no_keys(viewer_of, programme):
    assert key_versions(viewer_of("zl-manager"), programme) == []
