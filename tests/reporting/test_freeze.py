"""Freezing: state and snapshot together, by the controller, once, and never of half a calculation."""

import json
from datetime import date
from decimal import Decimal

import pytest

from izaportal.core.errors import NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.quarter import Quarter
from izaportal.reporting.models import Freeze
from izaportal.reporting.selectors.freezes import snapshot
from izaportal.reporting.selectors.reading import read_snapshot
from izaportal.reporting.selectors.snapshot import snapshot_of, text_of
from izaportal.reporting.services.freeze import freeze_quarter
from kpis.models import Measurement, MeasurementState
from kpis.services.measurements import approve_measurement
from pillars.models import PeriodState, ReportingPeriod
from tests.factories.pillars import ReportingPeriodFactory

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


@pytest.fixture
def frozen(programme) -> Freeze:
    return Freeze.objects.get(programme=programme, quarter=Q2)


def test_what_is_kept_is_what_was_read(programme, frozen):
    """Read once more the demo gives the same bytes, and reading them back loses nothing."""
    kept = snapshot_of(frozen.content)
    assert text_of(kept) == frozen.content
    assert read_snapshot(programme, Q2, version=1, previous="") == kept


def test_the_snapshot_names_its_inputs(frozen, programme):
    basis = snapshot(frozen.pk).basis
    assert (basis.settings.margin_pct, basis.settings.risk_high_pct) == (programme.margin_pct, Decimal(33))
    assert len(basis.members) == 14
    assert {row.quarter for row in basis.measurements} == set(Quarter.span(Quarter(2025, 3), Q2))
    assert [row.derivation is not None for row in basis.risks].count(True) == 2
    (key,) = snapshot(frozen.pk).shares.keys
    assert sum(key.parts.values()) == 100


def test_what_depends_on_the_reader_is_not_kept(frozen):
    assert "own" not in json.loads(frozen.content)["board"]


def test_freezing_keeps_state_and_snapshot_together(viewer_of, programme):
    made = freeze_quarter(actor=viewer_of("controller"), programme=programme, quarter=Q3)
    period = ReportingPeriod.objects.get(programme=programme, quarter=Q3)
    assert (period.state, period.frozen_on) == (PeriodState.FROZEN, date(2026, 10, 12))
    assert (made.version, made.previous, made.reason, made.actor_name) == (1, None, "", "Controller NML-O")
    entry = AuditEntry.objects.get(object_type="vaststelling", object_id=str(made.pk))
    assert entry.changes == {"versie": [None, 1], "sha256": [None, made.sha256]}


@pytest.mark.parametrize("person", ["programmamanager", "beheerder", "lezer", "bestuurder-venray"])
def test_only_the_controller_freezes(viewer_of, programme, person):
    with pytest.raises(NotAllowed):
        freeze_quarter(actor=viewer_of(person), programme=programme, quarter=Q3)
    assert not Freeze.objects.filter(programme=programme, quarter=Q3).exists()


def test_a_frozen_quarter_is_not_frozen_again(viewer_of, programme):
    with pytest.raises(Refused, match="al vastgesteld op 06-08-2026"):
        freeze_quarter(actor=viewer_of("controller"), programme=programme, quarter=Q2)


def test_waiting_work_stops_a_freeze(viewer_of, programme):
    waiting = Measurement.objects.get(state=MeasurementState.SUBMITTED, indicator__slug="kpi-1-1")
    approve_measurement(actor=viewer_of("programmamanager"), measurement_id=waiting.pk)
    with pytest.raises(Refused, match="nog niet helemaal doorgerekend"):
        freeze_quarter(actor=viewer_of("controller"), programme=programme, quarter=Q3)
    assert not Freeze.objects.filter(programme=programme, quarter=Q3).exists()


def test_an_old_freeze_gets_its_snapshot(viewer_of, programme):
    """Of before there were snapshots: the day of freezing stays."""
    quarter, day = Quarter(2025, 2), date(2025, 8, 1)
    ReportingPeriodFactory.create(
        programme=programme, quarter=quarter, state=PeriodState.FROZEN, frozen_on=day, closed_on=day
    )
    made = freeze_quarter(actor=viewer_of("controller"), programme=programme, quarter=quarter)
    assert snapshot(made.pk).board.period.frozen_on == day
