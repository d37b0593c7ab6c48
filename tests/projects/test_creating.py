"""New projects of a programme."""

import pytest

from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from projects.models import Project
from projects.services.creating import create_project, may_create
from tests.factories.pillars import PillarFactory
from tests.factories.projects import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


def test_a_new_project_has_a_slug_for_good(programme, manager):
    project = create_project(
        actor=manager, programme=programme, project_id=uuid7(), values={"name": "Samen gezond thuis"}
    )
    assert (project.slug, project.in_plan) == ("samen-gezond-thuis", False)
    entry = AuditEntry.objects.get(object_id=str(project.pk))
    assert (entry.action, entry.scope, entry.actor_name) == (
        "toegevoegd",
        "nml-o/samen-gezond-thuis",
        manager.name,
    )


@pytest.mark.parametrize(
    ("name", "slug"), [("Bord", "bord-2"), ("Roadmap!", "roadmap-2"), ("???", "project")]
)
def test_slugs_of_pages_are_not_taken(programme, manager, name, slug):
    values = {"name": name}
    assert create_project(actor=manager, programme=programme, project_id=uuid7(), values=values).slug == slug


def test_one_name_twice_gets_two_slugs(programme, manager):
    made = [
        create_project(actor=manager, programme=programme, project_id=uuid7(), values={"name": "Dubbel"})
        for _ in range(2)
    ]
    assert [project.slug for project in made] == ["dubbel", "dubbel-2"]


def test_asking_twice_makes_one(programme, manager):
    identity = uuid7()
    for _ in range(2):
        create_project(actor=manager, programme=programme, project_id=identity, values={"name": "Eenmalig"})
    assert Project.objects.filter(name="Eenmalig").count() == 1


def test_an_id_of_elsewhere_is_refused(programme, manager):
    strange = ProjectFactory.create()
    with pytest.raises(Refused):
        create_project(actor=manager, programme=programme, project_id=strange.pk, values={"name": "X"})


def test_a_pillar_of_elsewhere_is_refused(programme, manager):
    values = {"name": "X", "pillar": PillarFactory.create().pk}
    with pytest.raises(Invalid):
        create_project(actor=manager, programme=programme, project_id=uuid7(), values=values)


@pytest.mark.parametrize("person", ["projectleider-mgn", "controller", "lezer", "zl-manager", "beheerder"])
def test_others_add_no_project(programme, viewer_of, person):
    actor = viewer_of(person)
    assert not may_create(actor, programme)
    with pytest.raises(NotAllowed):
        create_project(actor=actor, programme=programme, project_id=uuid7(), values={"name": "X"})


def test_a_manager_of_a_pillar_keeps_to_it(programme):
    own, other = programme.pillars.order_by("number")[1:3]
    right = Right(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR, f"nml-o/{own.slug}")
    actor = Viewer(id=str(uuid7()), name="Pijlermanager", rights=frozenset({right}))
    assert may_create(actor, programme)

    def create(pillar):
        values = {"name": "X", "pillar": pillar}
        return create_project(actor=actor, programme=programme, project_id=uuid7(), values=values)

    assert create(own.pk).pillar == own
    with pytest.raises(NotAllowed):
        create(other.pk)
    with pytest.raises(NotAllowed):
        create(None)
