"""Edits of a project and its rows: who may, what is kept, and the way back."""

from decimal import Decimal
from typing import Any

import pytest

from izaportal.core import events
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.uuid7 import uuid7
from projects.events import ProjectChanged
from projects.models import Dependency, Milestone, OwnerKind, Project, ProjectPartner, Risk
from projects.selectors.rows import row_values
from projects.services.editing import RowEdit, edit_project, remove_row, save_row, undo
from regions.models import Organisation
from tests.factories.pillars import PillarFactory
from tests.factories.projects import DependencyFactory, ProjectFactory, RiskFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def mgn(programme) -> Project:
    return Project.objects.get(programme=programme, slug="mgn")


@pytest.fixture
def lead(viewer_of):
    return viewer_of("projectleider-mgn")


def done(entry: AuditEntry | None) -> AuditEntry:
    """The line in the trail of something that was really changed."""
    assert entry is not None
    return entry


def to(value: Any, seen: Any = "") -> Edit:
    return Edit(seen=seen, wanted=value)


def risk_edit(**wanted: Any) -> RowEdit:
    values = {"label": "Te weinig begeleiders", "likelihood": 3, "impact": 4} | wanted
    return RowEdit("risico", uuid7(), {name: Edit(None, value) for name, value in values.items()})


def added(project: Project) -> list[Risk]:
    """The risks of these tests; the demo has some of its own."""
    return list(project.risks.filter(label="Te weinig begeleiders"))


def test_a_change_is_stored_and_recorded(mgn, lead):
    entry = done(
        edit_project(actor=lead, project_id=mgn.pk, edits_of={"goal": to("Eerder hulp")}, reason="besproken")
    )
    mgn.refresh_from_db()
    assert mgn.goal == "Eerder hulp"
    assert (entry.object_type, entry.scope, entry.actor_name) == ("project", "nml-o/mgn", lead.name)
    assert (entry.changes, entry.reason) == ({"goal": ["", "Eerder hulp"]}, "besproken")


def test_what_is_so_already_leaves_no_trace(mgn, lead):
    before = AuditEntry.objects.count()
    assert edit_project(actor=lead, project_id=mgn.pk, edits_of={"goal": to("")}) is None
    assert AuditEntry.objects.count() == before


def test_two_people_in_different_fields_never_meet(mgn, lead, viewer_of):
    edit_project(actor=lead, project_id=mgn.pk, edits_of={"goal": to("Eerder hulp"), "urgency": to("")})
    manager = viewer_of("programmamanager")
    edit_project(actor=manager, project_id=mgn.pk, edits_of={"goal": to(""), "urgency": to("Wachtlijsten")})
    mgn.refresh_from_db()
    assert (mgn.goal, mgn.urgency) == ("Eerder hulp", "Wachtlijsten")


def test_the_second_in_one_field_is_told(mgn, lead, viewer_of):
    edit_project(actor=lead, project_id=mgn.pk, edits_of={"goal": to("Eerder hulp")})
    with pytest.raises(Conflicted) as conflict:
        edit_project(
            actor=viewer_of("programmamanager"), project_id=mgn.pk, edits_of={"goal": to("Minder zorg")}
        )
    (told,) = conflict.value.conflicts
    assert (told.mine, told.theirs, told.by) == ("Minder zorg", "Eerder hulp", lead.name)


@pytest.mark.parametrize("person", ["controller", "bestuurder-venray", "lezer", "zl-manager", "beheerder"])
def test_others_change_nothing(mgn, viewer_of, person):
    actor = viewer_of(person)
    with pytest.raises(NotAllowed):
        edit_project(actor=actor, project_id=mgn.pk, edits_of={"goal": to("anders")})
    with pytest.raises(NotAllowed):
        save_row(actor=actor, project_id=mgn.pk, row=risk_edit())
    mgn.refresh_from_db()
    assert (mgn.goal, added(mgn)) == ("", [])


def test_a_lead_keeps_to_the_own_project(programme, lead):
    other = Project.objects.get(programme=programme, slug="ricm")
    with pytest.raises(NotAllowed):
        edit_project(actor=lead, project_id=other.pk, edits_of={"goal": to("anders")})


def test_references_stay_within_the_programme(mgn, lead):
    strange = PillarFactory.create()
    with pytest.raises(Invalid) as invalid:
        edit_project(
            actor=lead,
            project_id=mgn.pk,
            edits_of={
                "pillar": to(strange.pk, mgn.pillar_id),
                "other_pillars": to(frozenset({strange.pk}), frozenset()),
            },
        )
    assert [mistake.place for mistake in invalid.value.mistakes] == ["pillar", "other_pillars"]


def test_an_owner_fits_its_kind(mgn, lead):
    organisation = Organisation.objects.earliest("name")
    kind = to(OwnerKind.ORGANISATION, OwnerKind.UNKNOWN)
    with pytest.raises(Invalid):
        edit_project(actor=lead, project_id=mgn.pk, edits_of={"owner_kind": kind})
    entry = done(
        edit_project(
            actor=lead,
            project_id=mgn.pk,
            edits_of={"owner_kind": kind, "owner": to(organisation.pk, None)},
        )
    )
    assert entry.changes["owner"] == [None, {"id": str(organisation.pk), "label": organisation.name}]


def test_links_to_many_are_set_and_taken_back(mgn, lead, programme):
    pillar = programme.pillars.exclude(pk=mgn.pillar_id).earliest("number")
    wanted = frozenset({pillar.pk})
    entry = done(
        edit_project(actor=lead, project_id=mgn.pk, edits_of={"other_pillars": to(wanted, frozenset())})
    )
    assert list(mgn.other_pillars.all()) == [pillar]
    undo(actor=lead, project_id=mgn.pk, entry_id=entry.pk)
    assert list(mgn.other_pillars.all()) == []


def test_a_row_sent_twice_is_added_once(mgn, lead):
    row = risk_edit()
    assert save_row(actor=lead, project_id=mgn.pk, row=row) is not None
    assert save_row(actor=lead, project_id=mgn.pk, row=row) is None
    assert [(risk.label, risk.likelihood) for risk in added(mgn)] == [("Te weinig begeleiders", 3)]


def test_rows_of_one_name_get_their_own_slug(mgn, lead):
    for _ in range(3):
        save_row(actor=lead, project_id=mgn.pk, row=risk_edit())
    slugs = sorted(risk.slug for risk in added(mgn))
    stem = "mgn-te-weinig-begeleiders"
    assert slugs == [stem, f"{stem}-2", f"{stem}-3"]


def test_a_row_of_another_project_is_out_of_reach(mgn, lead):
    strange = RiskFactory.create(label="Van een ander")
    edits = {"label": to("Gekaapt", "Van een ander")}
    with pytest.raises(Refused):
        save_row(actor=lead, project_id=mgn.pk, row=RowEdit("risico", strange.pk, edits))
    with pytest.raises(Refused):
        remove_row(actor=lead, project_id=mgn.pk, kind="risico", row_id=strange.pk)
    strange.refresh_from_db()
    assert strange.label == "Van een ander"


def test_a_removed_row_comes_back_whole(mgn, lead):
    save_row(actor=lead, project_id=mgn.pk, row=risk_edit(measure="Werven"))
    (risk,) = added(mgn)
    names = ["label", "likelihood", "impact", "measure", "slug"]
    before = row_values(mgn, "risico", risk.pk, names)
    entry = done(remove_row(actor=lead, project_id=mgn.pk, kind="risico", row_id=risk.pk))
    assert added(mgn) == []
    undo(actor=lead, project_id=mgn.pk, entry_id=entry.pk)
    assert row_values(mgn, "risico", risk.pk, names) == before


def test_removing_twice_removes_once(mgn, lead):
    save_row(actor=lead, project_id=mgn.pk, row=risk_edit())
    (risk,) = added(mgn)
    assert remove_row(actor=lead, project_id=mgn.pk, kind="risico", row_id=risk.pk) is not None
    assert remove_row(actor=lead, project_id=mgn.pk, kind="risico", row_id=risk.pk) is None


def test_what_was_reported_on_stays(mgn, lead):
    reported = mgn.risks.exclude(assessments=None).earliest("slug")
    with pytest.raises(Refused, match="Een ingediende rapportage"):
        remove_row(actor=lead, project_id=mgn.pk, kind="risico", row_id=reported.pk)
    assert mgn.risks.filter(pk=reported.pk).exists()


def test_the_id_of_a_row_of_another_project_adds_nothing(mgn, lead):
    there = RiskFactory.create(project=ProjectFactory.create(programme=mgn.programme))
    row = RowEdit("risico", there.pk, risk_edit().edits)
    with pytest.raises(Refused):
        save_row(actor=lead, project_id=mgn.pk, row=row)
    assert added(mgn) == []


def test_an_added_row_is_taken_back(mgn, lead):
    entry = done(save_row(actor=lead, project_id=mgn.pk, row=risk_edit()))
    undo(actor=lead, project_id=mgn.pk, entry_id=entry.pk)
    assert added(mgn) == []


def test_what_changed_again_is_not_taken_back(mgn, lead):
    first = done(edit_project(actor=lead, project_id=mgn.pk, edits_of={"goal": to("een")}))
    edit_project(actor=lead, project_id=mgn.pk, edits_of={"goal": to("twee", "een")})
    with pytest.raises(Conflicted):
        undo(actor=lead, project_id=mgn.pk, entry_id=first.pk)
    mgn.refresh_from_db()
    assert mgn.goal == "twee"


def test_changes_of_others_projects_are_not_taken_back(mgn, lead, programme, viewer_of):
    other = Project.objects.get(programme=programme, slug="ricm")
    manager = viewer_of("programmamanager")
    entry = done(edit_project(actor=manager, project_id=other.pk, edits_of={"goal": to("van ricm")}))
    with pytest.raises(Refused):
        undo(actor=lead, project_id=mgn.pk, entry_id=entry.pk)


def test_a_partner_is_there_once(mgn, lead):
    present = ProjectPartner.objects.filter(project=mgn).earliest("pk")
    row = RowEdit("partner", uuid7(), {"organisation": to(present.organisation_id, None)})
    with pytest.raises(Invalid) as invalid:
        save_row(actor=lead, project_id=mgn.pk, row=row)
    assert [mistake.place for mistake in invalid.value.mistakes] == ["organisation"]


def test_a_removed_partner_added_anew_does_not_come_back_twice(mgn, lead):
    present = ProjectPartner.objects.filter(project=mgn).earliest("pk")
    entry = done(remove_row(actor=lead, project_id=mgn.pk, kind="partner", row_id=present.pk))
    again = RowEdit("partner", uuid7(), {"organisation": to(present.organisation_id, None)})
    save_row(actor=lead, project_id=mgn.pk, row=again)
    with pytest.raises(Refused):
        undo(actor=lead, project_id=mgn.pk, entry_id=entry.pk)


def test_projects_do_not_wait_for_each_other(mgn, lead, programme):
    second, third = (ProjectFactory.create(programme=programme) for _ in range(2))
    DependencyFactory.create(project=second, needs=third)
    DependencyFactory.create(project=third, needs=mgn)
    row = RowEdit("afhankelijkheid", uuid7(), {"needs": to(second.pk, None)})
    with pytest.raises(Invalid):
        save_row(actor=lead, project_id=mgn.pk, row=row)
    assert not Dependency.objects.filter(project=mgn).exists()


def test_decimals_come_back_exactly(mgn, lead):
    edits = {
        "kind": to("fte"), "knowledge": to("given"), "unit": to("fte"),
        "lower": to(Decimal("12.5"), None), "upper": to(Decimal("12.5"), None),
    }  # fmt: skip
    row = RowEdit("cijfer van het plan", uuid7(), edits)
    save_row(actor=lead, project_id=mgn.pk, row=row)
    entry = done(remove_row(actor=lead, project_id=mgn.pk, kind=row.kind, row_id=row.id))
    undo(actor=lead, project_id=mgn.pk, entry_id=entry.pk)
    assert row_values(mgn, row.kind, row.id, ["lower"]) == {"lower": Decimal("12.5")}


def test_a_change_announces_its_project(mgn, lead):
    heard: list[object] = []
    events.on(ProjectChanged)(heard.append)
    try:
        save_row(actor=lead, project_id=mgn.pk, row=risk_edit())
    finally:
        events._receivers[ProjectChanged].pop()
    assert heard == [ProjectChanged("nml-o", mgn.pk, lead.name)]


def test_a_milestone_belongs_to_its_programme(mgn, lead):
    row = RowEdit("mijlpaal", uuid7(), {"label": to("Netwerk draait", None), "state": to("planned", None)})
    save_row(actor=lead, project_id=mgn.pk, row=row)
    milestone = Milestone.objects.get(pk=row.id)
    assert (milestone.programme_id, milestone.project_id) == (mgn.programme_id, mgn.pk)
