"""Keeping what is typed, of several people at once, and giving more time."""

from datetime import date

import pytest

from izaportal.core.editing import Edit
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import QuarterReport
from izaportal.reporting.services.report_draft import keep_draft, reopen_report
from izaportal.reporting.services.report_submission import submit_report
from pillars.services.periods import close_period
from projects.models import Project
from tests.reporting.reports import COMPLETE, Q3, mgn, submitted, typed

pytestmark = pytest.mark.django_db
NOTE = "voortgang.tekst"
NASTY = ["<script>alert(1)</script>", "’; DROP TABLE --", "regel\r\nregel\x00", "🙂" * 50, " "]


@pytest.fixture
def lead(viewer_of):
    return viewer_of("projectleider-mgn")


def keep(actor, name: str, seen: str, wanted: str, project: Project | None = None):
    edits = {name: Edit(seen, wanted)}
    return keep_draft(actor=actor, project=project or mgn(), quarter=Q3, edits=edits)


def test_wrong_answers_are_kept_as_typed(lead):
    typed(lead, {"meting.kpi-1-1": "zevenhonderd"})
    assert QuarterReport.objects.get(project=mgn(), quarter=Q3).typed["meting.kpi-1-1"] == "zevenhonderd"


@pytest.mark.parametrize("text", NASTY)
def test_any_text_survives(lead, text):
    kept = keep(lead, NOTE, "", text)
    expected = text.replace("\r\n", "\n").replace("\x00", "")
    assert kept.report.typed[NOTE] == expected


def test_two_people_in_different_fields_never_meet(lead, viewer_of):
    keep(lead, NOTE, "", "Het gaat goed.")
    kept = keep(viewer_of("programmamanager"), "besteding.toelichting", "", "Loonkosten.")
    assert kept.conflicts == ()
    assert kept.report.typed[NOTE] == "Het gaat goed."


def test_both_texts_of_one_field_survive(lead, viewer_of):
    keep(lead, NOTE, "", "Van de een.")
    kept = keep(viewer_of("programmamanager"), NOTE, "", "Van de ander.")
    (conflict,) = kept.conflicts
    assert (conflict.theirs, conflict.mine) == ("Van de een.", "Van de ander.")
    assert kept.report.typed[NOTE] == "Van de een."


def test_a_conflict_keeps_no_other_field_from_being_stored(lead, viewer_of):
    keep(lead, NOTE, "", "Van de een.")
    edits = {NOTE: Edit("", "Van de ander."), "besteding.toelichting": Edit("", "Loonkosten.")}
    kept = keep_draft(actor=viewer_of("programmamanager"), project=mgn(), quarter=Q3, edits=edits)
    assert kept.report.typed["besteding.toelichting"] == "Loonkosten."


def test_keeping_the_same_twice_changes_nothing(lead):
    first = keep(lead, NOTE, "", "Het gaat goed.").report.saved_at
    assert keep(lead, NOTE, "", "Het gaat goed.").report.saved_at == first


def test_a_field_of_another_report_is_left_out(lead):
    kept = keep(lead, "meting.kpi-3-2", "", "5")
    assert "meting.kpi-3-2" not in kept.report.typed


def test_an_endless_text_is_refused_and_named(lead):
    with pytest.raises(Invalid) as refused:
        keep(lead, NOTE, "", "x" * 20_000)
    assert [mistake.place for mistake in refused.value.mistakes] == [NOTE]


@pytest.mark.parametrize("person", ["controller", "bestuurder-venray", "lezer", "zl-manager", "beheerder"])
def test_others_write_nothing(viewer_of, person):
    with pytest.raises(NotAllowed):
        keep(viewer_of(person), NOTE, "", "x")


def test_the_lead_of_another_project_writes_nothing(lead):
    other = Project.objects.select_related("programme", "pillar").get(programme__slug="nml-o", slug="rdg")
    with pytest.raises(NotAllowed):
        keep(lead, NOTE, "", "x", other)


def test_beginning_is_on_record(viewer_of):
    project = Project.objects.select_related("programme", "pillar").get(programme__slug="nml-o", slug="rdg")
    report = keep(viewer_of("programmamanager"), NOTE, "", "Begin.", project).report
    entries = AuditEntry.objects.filter(object_id=str(report.pk))
    assert [(entry.action, entry.scope) for entry in entries] == [("begonnen", "nml-o/rdg")]


def test_a_submitted_report_takes_no_more_text(lead):
    submitted(lead)
    with pytest.raises(Refused, match="Trek haar dan eerst in"):
        keep(lead, NOTE, COMPLETE[NOTE], "Nog iets.")


def test_a_closed_quarter_takes_no_more_text(lead, viewer_of):
    close_period(actor=viewer_of("controller"), programme=mgn().programme, quarter=Q3, on=date(2026, 10, 12))
    with pytest.raises(Refused, match="gesloten op 12-10-2026"):
        keep(lead, NOTE, "", "x")


def test_a_quarter_that_was_not_opened_takes_none(lead):
    with pytest.raises(Refused, match="niet geopend"):
        keep_draft(actor=lead, project=mgn(), quarter=Quarter(2027, 1), edits={NOTE: Edit("", "x")})
    assert not QuarterReport.objects.filter(project=mgn(), quarter=Quarter(2027, 1)).exists()


@pytest.fixture
def late(settings):
    settings.IZAPORTAL_TODAY = date(2026, 10, 30)


@pytest.mark.usefixtures("late")
def test_a_late_report_is_opened_again_with_a_reason(lead, viewer_of):
    with pytest.raises(Refused, match="28-10-2026"):
        keep(lead, NOTE, "", "x")
    report = reopen_report(
        actor=viewer_of("controller"), project=mgn(), quarter=Q3, until=date(2026, 11, 2), reason=" Ziekte. "
    )
    typed(lead)
    assert submit_report(actor=lead, project=mgn(), quarter=Q3).number == 1
    entry = AuditEntry.objects.get(object_id=str(report.pk), action="heropend")
    assert (entry.reason, entry.changes) == ("Ziekte.", {"indienen tot en met": [None, "02-11-2026"]})


@pytest.mark.usefixtures("late")
def test_the_manager_may_still_write_late(viewer_of):
    typed(viewer_of("programmamanager"))
    assert submit_report(actor=viewer_of("programmamanager"), project=mgn(), quarter=Q3).number == 1


@pytest.mark.usefixtures("late")
def test_reopening_needs_a_day_and_a_reason(viewer_of):
    with pytest.raises(Invalid) as refused:
        reopen_report(
            actor=viewer_of("programmamanager"),
            project=mgn(),
            quarter=Q3,
            until=date(2026, 10, 29),
            reason=" ",
        )
    assert [mistake.place for mistake in refused.value.mistakes] == ["heropen.tot", "heropen.reden"]


def test_the_lead_reopens_nothing(lead):
    with pytest.raises(NotAllowed):
        reopen_report(actor=lead, project=mgn(), quarter=Q3, until=date(2026, 11, 2), reason="x")
