"""Taking back values that nobody judged yet."""

import pytest

from izaportal.core.errors import NotAllowed
from izaportal.core.models import AuditEntry
from kpis.models import Measurement, MeasurementState
from kpis.services.withdrawal import withdraw_measurements

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting() -> Measurement:
    return Measurement.objects.get(indicator__slug="kpi-1-1", state=MeasurementState.SUBMITTED)


def test_a_waiting_value_is_taken_out_of_force(viewer_of, waiting):
    lead = viewer_of("projectleider-mgn")
    assert withdraw_measurements(actor=lead, measurement_ids=[waiting.pk]) == 1
    waiting.refresh_from_db()
    entry = AuditEntry.objects.get(object_id=str(waiting.pk), action="ingetrokken")
    assert waiting.superseded_at is not None
    assert (entry.actor_name, entry.changes) == (lead.name, {"waarde": ["700.000000", None]})


def test_taking_back_twice_changes_nothing(viewer_of, waiting):
    lead = viewer_of("projectleider-mgn")
    withdraw_measurements(actor=lead, measurement_ids=[waiting.pk])
    assert withdraw_measurements(actor=lead, measurement_ids=[waiting.pk]) == 0


def test_an_approved_value_stays(viewer_of):
    approved = Measurement.objects.get(indicator__slug="kpi-1-1", quarter="2026-Q2")
    assert withdraw_measurements(actor=viewer_of("programmamanager"), measurement_ids=[approved.pk]) == 0


@pytest.mark.parametrize("person", ["lezer", "controller", "bestuurder-venray", "zl-manager"])
def test_others_take_nothing_back(viewer_of, waiting, person):
    with pytest.raises(NotAllowed):
        withdraw_measurements(actor=viewer_of(person), measurement_ids=[waiting.pk])


def test_a_lead_takes_nothing_of_others(viewer_of):
    other = Measurement.objects.get(indicator__slug="kpi-3-2", state=MeasurementState.SUBMITTED)
    with pytest.raises(NotAllowed):
        withdraw_measurements(actor=viewer_of("projectleider-mgn"), measurement_ids=[other.pk])
