"""Making and changing what an indicator is: who may, what is refused, what is judged anew, the way back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from izaportal.core.editing import Conflicted, Edit
from izaportal.core.edits import value_of
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from kpis.models import Indicator
from kpis.selectors.targets import open_quarters
from kpis.services.indicators import create_indicator, edit_indicator, undo_edit
from tests.factories.kpis import IndicatorFactory

pytestmark = pytest.mark.django_db
WHY = "Anders geteld sinds de herijking"
VALUES: dict[str, Any] = {
    "name": "Inwoners met een ontmoetingsplek",
    "direction": "up",
    "accumulation": "level",
    "frequency": "kwartaal",
    "phasing": [Decimal(0), Decimal(0), Decimal(0), Decimal(100)],
}


@pytest.fixture
def indicator(programme) -> Indicator:
    return Indicator.objects.select_related("programme", "pillar").get(programme=programme, slug="kpi-1-1")


@pytest.fixture
def of_mgn(programme) -> Indicator:
    mgn = programme.projects.get(slug="mgn")
    return IndicatorFactory.create(programme=programme, project=mgn, pillar=mgn.pillar)


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


@pytest.fixture
def lead(viewer_of):
    return viewer_of("projectleider-mgn")


def pillar_manager(slug: str) -> Viewer:
    right = Right(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR, f"nml-o/{slug}")
    return Viewer(None, "Pijlermanager", frozenset({right}))


def create(actor: Viewer, programme, **more) -> Indicator:
    id = more.pop("id", None) or uuid7()
    return create_indicator(actor=actor, programme=programme, id=id, values={**VALUES, **more})


def edit(actor: Viewer, indicator: Indicator, *, reason: str = WHY, **wanted) -> Any:
    """What the author saw is what is stored, unless `seen` says otherwise."""
    seen: Mapping[str, Any] = wanted.pop("seen", {})
    stored = Indicator.objects.get(pk=indicator.pk)
    edits = {name: Edit(seen.get(name, value_of(stored, name)), value) for name, value in wanted.items()}
    return edit_indicator(actor=actor, indicator_id=indicator.pk, edits_of=edits, reason=reason)


def counts() -> tuple[int, int, int]:
    return Indicator.objects.count(), AuditEntry.objects.count(), Run.objects.count()


def mistakes(caught) -> dict[str, str]:
    return {one.place: one.message for one in caught.value.mistakes}


def test_a_new_indicator_has_a_lasting_slug(manager, programme):
    row = create(manager, programme)
    assert (row.slug, row.programme) == ("inwoners-met-een-ontmoetingsplek", programme)
    assert create(manager, programme).slug == "inwoners-met-een-ontmoetingsplek-2"
    edit(manager, row, name="Heet nu anders")
    assert Indicator.objects.get(pk=row.pk).slug == row.slug


@pytest.mark.parametrize(
    ("name", "slug"), [("Nieuw", "nieuw-2"), ("!!!", "indicator"), ("é" * 300, "e" * 95)]
)
def test_a_slug_is_never_in_the_way(manager, programme, name, slug):
    assert create(manager, programme, name=name).slug == slug


def test_creation_is_in_the_trail(manager, programme):
    row = create(manager, programme)
    entry = AuditEntry.objects.get(object_id=str(row.pk))
    assert (entry.action, entry.object_type, entry.programme) == ("toegevoegd", "indicator", "nml-o")
    assert entry.changes["phasing"] == [None, ["0", "0", "0", "100"]]


def test_creation_is_judged_at_once(manager, programme):
    known = set(Run.objects.values_list("pk", flat=True))
    row = create(manager, programme)
    runs = Run.objects.exclude(pk__in=known)
    assert [run.quarter for run in runs.order_by("quarter")] == open_quarters(row)
    assert all(run.payload["indicators"] == [str(row.pk)] for run in runs)


def test_creating_twice_adds_one(manager, programme):
    id = uuid7()
    first = create(manager, programme, id=id)
    before = counts()
    assert create(manager, programme, id=id) == first
    assert counts() == before


def test_an_id_of_elsewhere_is_refused(manager, programme):
    with pytest.raises(Refused, match="hoort niet bij dit programma"):
        create(manager, programme, id=IndicatorFactory.create().pk)


@pytest.mark.parametrize(
    "person", ["beheerder", "projectleider-mgn", "controller", "bestuurder-venray", "lezer", "zl-manager"]
)
def test_others_create_nothing(viewer_of, programme, person):
    before = counts()
    with pytest.raises(NotAllowed, match="Alleen de programmamanager maakt"):
        create(viewer_of(person), programme)
    assert counts() == before


def test_managers_of_a_pillar_create_in_it(programme):
    own, other = programme.pillars.get(slug="p1"), programme.pillars.get(slug="p2")
    assert create(pillar_manager("p1"), programme, pillar=own.pk).pillar == own
    for pillar in (other.pk, None):
        with pytest.raises(NotAllowed):
            create(pillar_manager("p1"), programme, pillar=pillar)


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"name": " "}, "name"),
        ({"pillar": uuid7()}, "pillar"),
        ({"project": uuid7()}, "project"),
        ({"phasing": [Decimal(50), Decimal(25), Decimal(75), Decimal(100)]}, "phasing_2"),
        ({"phasing": [Decimal(25), Decimal(50), Decimal(75), Decimal(90)]}, "phasing_4"),
        ({"phasing": [Decimal(-1), Decimal(50), Decimal(75), Decimal(100)]}, "phasing_1"),
    ],
)
def test_every_mistake_is_at_its_field(manager, programme, indicator, wrong, place):
    before = counts()
    with pytest.raises(Invalid) as creating:
        create(manager, programme, **wrong)
    with pytest.raises(Invalid) as editing:
        edit(manager, indicator, **wrong)
    assert set(mistakes(creating)) == set(mistakes(editing)) == {place}
    assert counts() == before


def test_rows_of_another_programme_are_not_there(manager, programme):
    elsewhere = Indicator.objects.filter(programme__slug="zuid-limburg", pillar__isnull=False).earliest("pk")
    with pytest.raises(Invalid, match="Deze pijler is er niet"):
        create(manager, programme, pillar=elsewhere.pillar_id)


def test_a_change_names_old_and_new(manager, indicator):
    entry = edit(manager, indicator, accumulation="level", headline=False)
    assert entry.changes == {"accumulation": ["cumulative", "level"], "headline": [True, False]}
    assert (entry.reason, entry.actor_name) == (WHY, manager.name)


@pytest.mark.parametrize(
    ("wanted", "judged"),
    [
        ({"direction": "down"}, True),
        ({"phasing": [Decimal(0), Decimal(0), Decimal(0), Decimal(100)]}, True),
        ({"counts": False}, True),
        ({"baseline": Decimal(5)}, True),
        ({"unit": "mensen"}, True),
        ({"name": "Anders"}, False),
        ({"condition": "mits bekostigd"}, False),
    ],
)
def test_only_what_decides_is_judged_anew(manager, indicator, wanted, judged):
    known = set(Run.objects.values_list("pk", flat=True))
    edit(manager, indicator, **wanted)
    found = [run.quarter for run in Run.objects.exclude(pk__in=known).order_by("quarter")]
    assert found == (open_quarters(indicator) if judged else [])


def test_what_decides_needs_a_reason(manager, indicator):
    with pytest.raises(Invalid) as caught:
        edit(manager, indicator, direction="down", reason=" ")
    assert mistakes(caught) == {
        "reason": "Schrijf op waarom: dit verandert hoe elk open kwartaal wordt beoordeeld."
    }
    assert edit(manager, indicator, name="Anders", reason="") is not None


def test_changing_twice_changes_nothing(manager, indicator):
    edit(manager, indicator, name="Anders")
    before = counts()
    assert edit(manager, indicator, name="Anders", seen={"name": "Oud"}) is None
    assert counts() == before


def test_two_authors_in_different_fields(manager, indicator):
    edit(manager, indicator, name="Anders")
    edit(manager, indicator, condition="mits bekostigd")
    stored = Indicator.objects.get(pk=indicator.pk)
    assert (stored.name, stored.condition) == ("Anders", "mits bekostigd")


def test_two_authors_in_one_field_are_told(manager, indicator):
    edit(manager, indicator, name="Van een ander")
    with pytest.raises(Conflicted) as caught:
        edit(manager, indicator, name="Van mij", seen={"name": indicator.name})
    (conflict,) = caught.value.conflicts
    assert (conflict.mine, conflict.theirs) == ("Van mij", "Van een ander")


@pytest.mark.parametrize("person", ["beheerder", "controller", "bestuurder-venray", "lezer", "zl-manager"])
def test_others_change_nothing(viewer_of, indicator, person):
    before = counts()
    with pytest.raises(NotAllowed):
        edit(viewer_of(person), indicator, name="Anders")
    assert counts() == before


def test_a_lead_tells_but_does_not_judge(lead, of_mgn):
    assert edit(lead, of_mgn, name="Anders", reason="").changes == {"name": ["Proefindicator", "Anders"]}
    for deciding in ({"phasing": [Decimal(100)] * 4}, {"counts": False}, {"unit": "%"}, {"project": None}):
        with pytest.raises(NotAllowed, match="Alleen de programmamanager wijzigt wat het oordeel bepaalt"):
            edit(lead, of_mgn, **deciding)
    assert edit(lead, of_mgn, counts=True) is None, "ongewijzigd meesturen mag"


def test_a_pillar_is_left_by_who_manages_both(programme, manager):
    row = IndicatorFactory.create(programme=programme, pillar=programme.pillars.get(slug="p1"))
    other = programme.pillars.get(slug="p2")
    with pytest.raises(NotAllowed, match="in een andere pijler"):
        edit(pillar_manager("p1"), row, pillar=other.pk)
    assert edit(manager, row, pillar=other.pk) is not None


def test_a_change_can_be_taken_back(manager, indicator):
    phasing = list(indicator.phasing)
    entry = edit(manager, indicator, phasing=[Decimal(100)] * 4, name="Anders")
    undone: Any = undo_edit(actor=manager, indicator_id=indicator.pk, entry_id=entry.pk)
    stored = Indicator.objects.get(pk=indicator.pk)
    assert (stored.phasing, stored.name) == (phasing, indicator.name)
    assert undone.reason == "teruggedraaid"
    assert undo_edit(actor=manager, indicator_id=indicator.pk, entry_id=entry.pk) is None


def test_what_changed_again_is_not_taken_back(manager, indicator):
    entry = edit(manager, indicator, name="Anders")
    edit(manager, indicator, name="Weer anders")
    with pytest.raises(Conflicted):
        undo_edit(actor=manager, indicator_id=indicator.pk, entry_id=entry.pk)


def test_an_entry_of_something_else_is_refused(manager, indicator, of_mgn):
    entry = edit(manager, of_mgn, name="Anders")
    for key in (entry.pk, UUID(int=0)):
        with pytest.raises(Refused, match="kan niet worden teruggedraaid"):
            undo_edit(actor=manager, indicator_id=indicator.pk, entry_id=key)


def test_a_lead_takes_back_only_words(lead, manager, of_mgn):
    deciding = edit(manager, of_mgn, direction="down")
    with pytest.raises(NotAllowed):
        undo_edit(actor=lead, indicator_id=of_mgn.pk, entry_id=deciding.pk)
    words = edit(manager, of_mgn, name="Anders")
    assert undo_edit(actor=lead, indicator_id=of_mgn.pk, entry_id=words.pk) is not None
