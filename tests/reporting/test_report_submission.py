"""Handing in a report and taking it back."""

from decimal import Decimal

import pytest

from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.reporting.models import ReportState, ReportSubmission, Ruling
from izaportal.reporting.services.report_submission import submit_report, withdraw_report
from kpis.models import Measurement, MeasurementState
from projects.models import Project
from tests.reporting.reports import COMPLETE, Q3, mgn, submitted, typed

pytestmark = pytest.mark.django_db


def places(refused) -> dict[str, str]:
    return {mistake.place: mistake.message for mistake in refused.value.mistakes}


def test_a_complete_report_is_submitted(viewer_of):
    submission = submitted(viewer_of("projectleider-mgn"))
    assert submission.report.state == ReportState.SUBMITTED
    values = {m.indicator.slug: m.value for m in submission.measurements.all()}
    assert values == {"kpi-1-1": Decimal(700), "kpi-1-2": Decimal(90), "kpi-1-3": Decimal(8)}
    assert {m.state for m in submission.measurements.all()} == {MeasurementState.SUBMITTED}
    assert submission.content["besteding.spuk-mgn"]["shown"] == "€\u00a0300.000,00"


def test_a_value_that_waits_already_is_taken_over(viewer_of):
    waiting = Measurement.objects.get(indicator__slug="kpi-1-1", state=MeasurementState.SUBMITTED)
    assert waiting in submitted(viewer_of("projectleider-mgn")).measurements.all()


def test_an_empty_report_names_everything_missing(viewer_of):
    lead = viewer_of("projectleider-mgn")
    typed(lead, {"meting.kpi-1-1": "", "besteding.spuk-mgn": ""})
    with pytest.raises(Invalid) as refused:
        submit_report(actor=lead, project=mgn(), quarter=Q3)
    assert {"meting.kpi-1-1", "besteding.spuk-mgn", "voortgang.tekst", "besluit.soort"} <= set(
        places(refused)
    )


def test_submitting_twice_makes_one_submission(viewer_of):
    lead = viewer_of("projectleider-mgn")
    first = submitted(lead)
    assert submit_report(actor=lead, project=mgn(), quarter=Q3) == first
    assert ReportSubmission.objects.filter(report__project=mgn(), report__quarter=Q3).count() == 1


def test_a_doubtful_value_asks_for_a_reason(viewer_of):
    lead = viewer_of("projectleider-mgn")
    typed(lead, {**COMPLETE, "meting.kpi-1-2": "65", "oordeel.result.reden": "Telfout hersteld."})
    with pytest.raises(Invalid) as refused:
        submit_report(actor=lead, project=mgn(), quarter=Q3)
    (place,) = places(refused)
    assert place == "meting.kpi-1-2.bevestiging"
    assert "65 is minder dan 70 in Q2 2026" in places(refused)[place]


def test_the_reason_goes_with_the_value(viewer_of):
    reason = "Vijf inwoners waren dubbel geteld."
    answers = {
        "meting.kpi-1-2": "65",
        "meting.kpi-1-2.bevestiging": reason,
        "oordeel.result.reden": "Telfout.",
        "oordeel.result.kleur": "at_risk",
        "oordeel.result.oorzaak": "o",
        "oordeel.result.gevolg": "g",
        "oordeel.result.bijsturing": "b",
    }
    submission = submitted(viewer_of("projectleider-mgn"), answers)
    assert submission.measurements.get(indicator__slug="kpi-1-2").confirmation == reason


def test_a_measurement_may_be_missing_with_a_reason(viewer_of):
    answers = {
        "meting.kpi-1-3": "",
        "meting.kpi-1-3.ontbreekt": "De gemeenten leveren in Q4.",
        "oordeel.result.reden": "Het bereik is op koers.",
    }
    submission = submitted(viewer_of("projectleider-mgn"), answers)
    assert not submission.measurements.filter(indicator__slug="kpi-1-3").exists()


def test_judgements_keep_what_was_computed(viewer_of):
    submission = submitted(viewer_of("projectleider-mgn"))
    rows = {row.aspect: row for row in submission.judgements.all()}
    assert rows["result"].computed == rows["result"].colour == "on_track"
    assert (rows["time"].computed, rows["time"].cause) == ("at_risk", "De cijfers komen later.")
    assert rows["money"].steering == "Versneld werven, effect in Q4."


def test_a_requested_decision_becomes_a_row(viewer_of):
    answers = {
        "besluit.soort": "adjust",
        "besluit.vraag": "Mag het tempo omhoog?",
        "besluit.waarom": "Wachtlijst.",
    }
    submission = submitted(viewer_of("projectleider-mgn"), answers)
    assert (submission.decision_request.kind, submission.decision_request.question) == (
        "adjust",
        "Mag het tempo omhoog?",
    )


@pytest.mark.parametrize("person", ["controller", "bestuurder-venray", "lezer", "zl-manager", "beheerder"])
def test_others_cannot_submit(viewer_of, person):
    typed(viewer_of("projectleider-mgn"))
    with pytest.raises(NotAllowed):
        submit_report(actor=viewer_of(person), project=mgn(), quarter=Q3)


def test_nothing_typed_is_nothing_to_submit(viewer_of):
    other = Project.objects.get(programme__slug="nml-o", slug="rdg")
    with pytest.raises(Refused, match="nog niets ingevuld"):
        submit_report(actor=viewer_of("programmamanager"), project=other, quarter=Q3)


def test_withdrawing_takes_the_values_back(viewer_of):
    lead = viewer_of("projectleider-mgn")
    submission = submitted(lead)
    withdraw_report(actor=lead, report_id=submission.report_id)
    submission.refresh_from_db()
    assert submission.ruling == Ruling.WITHDRAWN
    assert not submission.measurements.filter(superseded_at__isnull=True).exists()
    assert withdraw_report(actor=lead, report_id=submission.report_id).state == ReportState.CONCEPT


def test_a_withdrawn_report_is_submitted_anew(viewer_of):
    lead = viewer_of("projectleider-mgn")
    withdraw_report(actor=lead, report_id=submitted(lead).report_id)
    again = submit_report(actor=lead, project=mgn(), quarter=Q3)
    assert again.number == 2
    assert again.measurements.filter(superseded_at__isnull=True).count() == 3
