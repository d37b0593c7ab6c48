from decimal import Decimal
from uuid import UUID

import pytest
from django.db import transaction

from izaportal.core import clock, events
from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Right, Role, ScopeKind, Viewer
from kpis.events import ValuesApproved
from kpis.models import Indicator, Measurement, MeasurementState
from kpis.services.measurements import approve_measurement, load_measurements, return_measurement
from tests.factories.kpis import MeasurementFactory

pytestmark = pytest.mark.django_db
Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
SYSTEM = Viewer.system("proef")


@pytest.fixture
def indicator(programme) -> Indicator:
    return Indicator.objects.select_related("pillar").get(programme=programme, slug="kpi-1-1")


@pytest.fixture
def submitted(indicator) -> Measurement:
    """The 700 that waits for approval in the open quarter."""
    return Measurement.objects.get(indicator=indicator, quarter=Q3, state=MeasurementState.SUBMITTED)


@pytest.fixture
def manager(viewer_of):
    return viewer_of("programmamanager")


def counts() -> tuple[int, int]:
    return AuditEntry.objects.count(), Run.objects.count()


def test_an_approved_value_counts(submitted, manager):
    approve_measurement(actor=manager, measurement_id=submitted.pk)
    stored = Measurement.objects.get(pk=submitted.pk)
    assert (stored.state, stored.value, stored.supersedes) == ("approved", Decimal(700), None)
    assert str(stored.decided_by_id) == manager.id
    assert stored.decided_at is not None


def test_approval_is_in_the_trail(submitted, manager):
    approve_measurement(actor=manager, measurement_id=submitted.pk)
    row = AuditEntry.objects.get(object_id=str(submitted.pk))
    assert (row.action, row.object_type, row.programme) == ("goedgekeurd", "meting", "nml-o")
    assert (row.actor_name, str(row.actor_id)) == ("Programmamanager NML-O", manager.id)
    assert row.changes == {"waarde": [None, "700.000000"]}


def test_approval_asks_for_one_calculation(submitted, manager, indicator):
    known = set(Run.objects.values_list("pk", flat=True))
    approve_measurement(actor=manager, measurement_id=submitted.pk)
    run, later = Run.objects.exclude(pk__in=known).order_by("quarter")
    assert (run.programme, run.quarter, run.state) == ("nml-o", Q3, "queued")
    assert (later.quarter, later.payload) == (Q3.next, run.payload)
    assert run.payload == {"indicators": [str(indicator.pk)], "grants": []}
    assert run.asked_by == "Programmamanager NML-O"


def test_a_better_value_supersedes_the_first(submitted, manager, indicator):
    approve_measurement(actor=manager, measurement_id=submitted.pk)
    better = MeasurementFactory.create(indicator=indicator, quarter=Q3, value=Decimal(720))
    approve_measurement(actor=manager, measurement_id=better.pk)
    first, second = Measurement.objects.get(pk=submitted.pk), Measurement.objects.get(pk=better.pk)
    assert (first.value, first.state) == (Decimal(700), "approved")
    assert first.superseded_at is not None
    assert (second.supersedes, second.superseded_at) == (first, None)
    assert AuditEntry.objects.get(object_id=str(better.pk)).changes == {
        "waarde": ["700.000000", "720.000000"]
    }


def test_values_of_others_stay_in_force(submitted, manager, indicator):
    """Another quarter's and a municipality's value are other values."""
    kept = Measurement.objects.filter(indicator=indicator, superseded_at=None).exclude(pk=submitted.pk)
    before = set(kept.values_list("pk", flat=True))
    approve_measurement(actor=manager, measurement_id=submitted.pk)
    assert set(kept.values_list("pk", flat=True)) == before


def test_approving_twice_changes_nothing(submitted, manager, viewer_of):
    first = approve_measurement(actor=manager, measurement_id=submitted.pk)
    before = counts()
    again = approve_measurement(actor=SYSTEM, measurement_id=submitted.pk)
    assert (again.decided_at, again.decided_by_id) == (first.decided_at, first.decided_by_id)
    assert counts() == before


@pytest.mark.parametrize(
    "username", ["beheerder", "projectleider-mgn", "controller", "bestuurder-venray", "lezer", "zl-manager"]
)
def test_others_may_not_approve(submitted, viewer_of, username):
    before = counts()
    with pytest.raises(NotAllowed, match="Alleen de programmamanager"):
        approve_measurement(actor=viewer_of(username), measurement_id=submitted.pk)
    assert Measurement.objects.get(pk=submitted.pk).state == MeasurementState.SUBMITTED
    assert counts() == before


def test_a_manager_of_the_pillar_may(submitted, manager, indicator):
    right = Right(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR, f"nml-o/{indicator.pillar.slug}")
    actor = Viewer(manager.id, "Pijlermanager", frozenset({right}))
    assert approve_measurement(actor=actor, measurement_id=submitted.pk).state == MeasurementState.APPROVED


def test_a_manager_of_another_pillar_not(submitted, programme, indicator):
    other = programme.pillars.exclude(pk=indicator.pillar_id).first()
    right = Right(Role.PROGRAMME_MANAGER, ScopeKind.PILLAR, f"nml-o/{other.slug}")
    with pytest.raises(NotAllowed):
        approve_measurement(actor=Viewer(None, "Ander", frozenset({right})), measurement_id=submitted.pk)


def test_a_returned_value_is_refused(manager, indicator):
    row = MeasurementFactory.create(indicator=indicator, returned=True)
    with pytest.raises(Refused, match="teruggestuurd"):
        approve_measurement(actor=manager, measurement_id=row.pk)


def test_a_frozen_quarter_refuses_approval(manager, indicator):
    row, before = MeasurementFactory.create(indicator=indicator, quarter=Q2), counts()
    with pytest.raises(Refused, match="Q2 2026 is vastgesteld op 06-08-2026"):
        approve_measurement(actor=manager, measurement_id=row.pk)
    assert Measurement.objects.get(pk=row.pk).state == MeasurementState.SUBMITTED
    assert counts() == before


def test_an_unknown_value_is_missing(manager):
    with pytest.raises(Measurement.DoesNotExist):
        approve_measurement(actor=manager, measurement_id=UUID(int=0))


def test_a_failing_receiver_undoes_everything(submitted, manager, monkeypatch):
    """What hears of the change hears within its transaction, and can still stop it."""
    heard: list[str] = []

    def refuse(event: object) -> None:
        heard.append(Measurement.objects.get(pk=submitted.pk).state)
        raise LookupError("kan niet")

    monkeypatch.setitem(events._receivers, ValuesApproved, [*events._receivers[ValuesApproved], refuse])
    before = counts()
    with pytest.raises(LookupError), transaction.atomic():
        approve_measurement(actor=manager, measurement_id=submitted.pk)
    assert heard == [MeasurementState.APPROVED]
    assert Measurement.objects.get(pk=submitted.pk).state == MeasurementState.SUBMITTED
    assert counts() == before


def load(programme, rows, state=MeasurementState.APPROVED) -> int:
    with ImportBatch(actor=SYSTEM, title="proef.yaml", programme=programme.slug) as batch:
        load_measurements(batch, programme=programme, rows=rows, state=state)
    return batch.touched


def row_of(indicator: Indicator, quarter: Quarter, value: int) -> dict[str, object]:
    return {"indicator": indicator, "quarter": quarter, "municipality": None, "value": Decimal(value)}


def test_loading_the_same_adds_nothing(programme, indicator):
    before = counts()
    assert load(programme, [row_of(indicator, Q2, 540)]) == 0
    assert counts() == before


def test_a_quarter_never_opened_reaches_frozen_ones(manager, indicator):
    """Its value would be in the projections of every quarter after it."""
    row = MeasurementFactory.create(indicator=indicator, quarter=Quarter(2025, 1))
    with pytest.raises(Refused, match="Q3 2025 is vastgesteld"):
        approve_measurement(actor=manager, measurement_id=row.pk)


def test_loading_into_frozen_is_refused(programme, indicator):
    with pytest.raises(Refused, match="Q2 2026 is vastgesteld"):
        load(programme, [row_of(indicator, Q3, 690), row_of(indicator, Q2, 541)])
    assert not Measurement.objects.filter(indicator=indicator, value=690).exists()


def test_loaded_approvals_ask_for_calculation(programme, indicator):
    known = set(Run.objects.values_list("pk", flat=True))
    assert load(programme, [row_of(indicator, Q3, 690)]) == 1
    assert {run.quarter for run in Run.objects.exclude(pk__in=known)} == {Q3, Q3.next}


def test_loaded_submissions_ask_for_nothing(programme, indicator):
    known = Run.objects.count()
    assert load(programme, [row_of(indicator, Q3, 690)], MeasurementState.SUBMITTED) == 1
    assert Run.objects.count() == known


def test_a_corrected_file_supersedes_values(programme, indicator):
    load(programme, [row_of(indicator, Q3, 690)])
    load(programme, [row_of(indicator, Q3, 695)])
    rows = Measurement.objects.filter(
        indicator=indicator, quarter=Q3, state=MeasurementState.APPROVED
    ).order_by("id")
    assert [(int(row.value), row.superseded_at is None) for row in rows] == [(690, False), (695, True)]
    assert rows[1].supersedes == rows[0]


def test_a_manager_returns_with_a_remark(manager, submitted):
    row = return_measurement(actor=manager, measurement_id=submitted.pk, remark=" Graag zonder dubbelingen. ")
    stored = Measurement.objects.get(pk=row.pk)
    assert (stored.state, stored.remark) == (MeasurementState.RETURNED, "Graag zonder dubbelingen.")
    assert str(stored.decided_by_id) == manager.id
    entry = AuditEntry.objects.get(object_id=str(row.pk))
    assert (entry.action, entry.reason) == ("teruggestuurd", "Graag zonder dubbelingen.")
    with pytest.raises(Refused, match="teruggestuurd"):
        approve_measurement(actor=manager, measurement_id=row.pk)


def test_returning_twice_changes_nothing(manager, submitted):
    first = return_measurement(actor=manager, measurement_id=submitted.pk, remark="Te hoog.")
    before = counts()
    again = return_measurement(actor=manager, measurement_id=submitted.pk, remark="Te laag.")
    assert (again.remark, again.decided_at) == ("Te hoog.", first.decided_at)
    assert counts() == before


def test_a_return_needs_a_remark(manager, submitted):
    with pytest.raises(Invalid) as caught:
        return_measurement(actor=manager, measurement_id=submitted.pk, remark="  ")
    (mistake,) = caught.value.mistakes
    assert (mistake.place, mistake.message) == ("remark", "Schrijf op wat er aan de waarde niet klopt.")


@pytest.mark.parametrize("person", ["beheerder", "projectleider-mgn", "controller", "lezer", "zl-manager"])
def test_others_return_nothing(viewer_of, submitted, person):
    with pytest.raises(NotAllowed, match="stuurt metingen terug"):
        return_measurement(actor=viewer_of(person), measurement_id=submitted.pk, remark="Nee.")


def test_an_approved_value_is_not_returned(manager, submitted):
    approve_measurement(actor=manager, measurement_id=submitted.pk)
    with pytest.raises(Refused, match="al goedgekeurd"):
        return_measurement(actor=manager, measurement_id=submitted.pk, remark="Toch niet.")


def test_a_replaced_value_is_not_returned(manager, submitted):
    Measurement.objects.filter(pk=submitted.pk).update(superseded_at=clock.now())
    with pytest.raises(Refused, match="vervangen door een nieuwere"):
        return_measurement(actor=manager, measurement_id=submitted.pk, remark="Te laat.")


def test_an_unknown_value_is_not_returned(manager):
    with pytest.raises(Measurement.DoesNotExist):
        return_measurement(actor=manager, measurement_id=UUID(int=0), remark="Niets.")
