"""Editing many projects at once: what is proposed, all or nothing, and taking it back."""

from uuid import uuid4

import pytest

from izaportal.core import audit
from izaportal.core.editing import Conflicted
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from projects.models import Project, Stage
from projects.services.bulk_editing import MOST_PROJECTS, edit_projects, propose, undo_batch
from tests.factories.pillars import PillarFactory

pytestmark = pytest.mark.django_db
SLUGS = ("mgn", "rdg", "hex")


@pytest.fixture
def three(programme) -> list[Project]:
    rows = Project.objects.select_related("pillar", "owner", "programme")
    return list(rows.filter(programme=programme, slug__in=SLUGS).order_by("slug"))


@pytest.fixture
def batch():
    return audit.begin()


def stages(projects) -> list[str]:
    return list(
        Project.objects.filter(pk__in=[p.pk for p in projects])
        .order_by("slug")
        .values_list("stage", flat=True)
    )


def edits(viewer, projects, **wanted):
    return {one.project.pk: one.edits for one in propose(viewer, projects, wanted=wanted)}


def test_a_proposal_tells_old_and_new(viewer_of, three):
    found = propose(viewer_of("programmamanager"), three, wanted={"stage": Stage.INITIATION})
    assert [(one.project.slug, one.before["stage"], one.changes) for one in found] == [
        ("hex", "realisation", ["stage"]),
        ("mgn", "initiation", []),
        ("rdg", "initiation", []),
    ]


def test_a_lead_is_offered_the_own_project(viewer_of, three):
    found = propose(viewer_of("projectleider-mgn"), three, wanted={"stage": Stage.DESIGN})
    assert [one.project.slug for one in found] == ["mgn"]
    assert propose(viewer_of("lezer"), three, wanted={"stage": Stage.DESIGN}) == []


def test_all_are_changed_with_one_reason(viewer_of, three, batch):
    manager = viewer_of("programmamanager")
    entries = edit_projects(
        actor=manager,
        edits_of=edits(manager, three, stage=Stage.DESIGN, region_wide=True),
        reason=" Overleg ",
    )
    assert stages(three) == ["design"] * 3
    assert {(entry.request_id, entry.reason) for entry in entries} == {(batch, "Overleg")}


def test_what_is_not_asked_stays(viewer_of, three):
    manager = viewer_of("programmamanager")
    rows = Project.objects.filter(pk__in=[one.pk for one in three]).order_by("pk")
    before = list(rows.values("pillar", "name", "owner_kind"))
    edit_projects(actor=manager, edits_of=edits(manager, three, stage=Stage.DESIGN), reason="Overleg")
    assert list(rows.values("pillar", "name", "owner_kind")) == before


def test_one_conflict_changes_nothing(viewer_of, three):
    manager = viewer_of("programmamanager")
    asked = edits(manager, three, stage=Stage.DESIGN)
    Project.objects.filter(pk=three[2].pk).update(stage=Stage.PARKED)
    with pytest.raises(Conflicted):
        edit_projects(actor=manager, edits_of=asked, reason="Overleg")
    assert stages(three) == ["realisation", "initiation", "parked"]


@pytest.mark.parametrize("who", ["lezer", "projectleider-mgn", "zl-manager"])
def test_one_forbidden_changes_nothing(viewer_of, three, who):
    asked = edits(viewer_of("programmamanager"), three, stage=Stage.DESIGN)
    with pytest.raises(NotAllowed):
        edit_projects(actor=viewer_of(who), edits_of=asked, reason="Overleg")
    assert "design" not in stages(three)


def test_a_reason_is_asked_for(viewer_of, three):
    manager = viewer_of("programmamanager")
    with pytest.raises(Refused, match="Vertel waarom"):
        edit_projects(actor=manager, edits_of=edits(manager, three, stage=Stage.DESIGN), reason="  ")


def test_there_is_an_end_to_a_batch(viewer_of):
    with pytest.raises(Refused, match=f"hoogstens {MOST_PROJECTS}"):
        edit_projects(
            actor=viewer_of("programmamanager"),
            edits_of={uuid4(): {} for _ in range(MOST_PROJECTS + 1)},
            reason="Overleg",
        )


def test_a_pillar_of_elsewhere_is_refused(viewer_of, three):
    manager, other = viewer_of("programmamanager"), PillarFactory.create()
    with pytest.raises(Invalid, match="hoort niet bij dit programma"):
        edit_projects(actor=manager, edits_of=edits(manager, three, pillar=other.pk), reason="Overleg")


def test_a_batch_is_taken_back_as_a_whole(viewer_of, three, batch):
    manager = viewer_of("programmamanager")
    before = stages(three)
    edit_projects(actor=manager, edits_of=edits(manager, three, stage=Stage.DESIGN), reason="Overleg")
    audit.begin()
    assert len(undo_batch(actor=manager, programme="nml-o", batch=batch)) == 3
    assert stages(three) == before
    assert undo_batch(actor=manager, programme="nml-o", batch=batch) == []


def test_a_later_change_stops_taking_back(viewer_of, three, batch):
    manager = viewer_of("programmamanager")
    edit_projects(actor=manager, edits_of=edits(manager, three, stage=Stage.DESIGN), reason="Overleg")
    Project.objects.filter(pk=three[1].pk).update(stage=Stage.DONE)
    with pytest.raises(Refused, match="intussen opnieuw gewijzigd; er is niets teruggedraaid"):
        undo_batch(actor=manager, programme="nml-o", batch=batch)
    assert stages(three) == ["design", "done", "design"]


@pytest.mark.parametrize("programme_slug", ["zuid-limburg", "nml-o"])
def test_nothing_of_others_is_taken_back(viewer_of, three, batch, programme_slug):
    manager = viewer_of("programmamanager")
    edit_projects(actor=manager, edits_of=edits(manager, three, stage=Stage.DESIGN), reason="Overleg")
    with pytest.raises(Refused):
        undo_batch(actor=viewer_of("zl-manager"), programme=programme_slug, batch=batch)
    assert stages(three) == ["design"] * 3
    assert AuditEntry.objects.filter(request_id=batch).count() == 3
