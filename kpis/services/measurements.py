"""Measured values: submitted, approved, superseded. Facts are never overwritten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from izaportal.core import audit, clock, events
from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.events import ValuesApproved
from kpis.models import Indicator, Measurement, MeasurementState
from kpis.selectors.entry import manages, scope_of
from kpis.services.submissions import NewValue, submit_measurements
from pillars.models import Programme
from pillars.services.periods import require_changeable


@transaction.atomic
def approve_measurement(*, actor: Viewer, measurement_id: UUID) -> Measurement:
    """Make a submitted value count; an earlier approved one of the same quarter is superseded, not changed.

    Approving twice changes nothing the second time. Raises NotAllowed without the right, Refused when the
    value was returned or would reach a frozen quarter, DoesNotExist when there is no such value.
    """
    measurement = _locked(measurement_id)
    indicator = measurement.indicator
    programme = indicator.programme
    if not manages(actor, indicator):
        raise NotAllowed("Alleen de programmamanager keurt metingen goed.")
    if measurement.state == MeasurementState.APPROVED:
        return measurement
    _require_waiting(measurement)
    require_changeable(programme, measurement.quarter)
    before = _supersede(measurement)
    measurement.state = MeasurementState.APPROVED
    measurement.decided_at = clock.now()
    measurement.decided_by_id = UUID(actor.id) if actor.id else None
    measurement.supersedes = before or measurement.supersedes
    measurement.save(update_fields=["state", "decided_at", "decided_by", "supersedes"])
    values = {"waarde": (before and before.value, measurement.value)}
    _record(actor, measurement, audit.Change("goedgekeurd", values))
    events.announce(
        ValuesApproved(programme.slug, frozenset({indicator.pk}), measurement.quarter, actor.name)
    )
    return measurement


@transaction.atomic
def submit_and_approve(
    *, actor: Viewer, indicator: Indicator, quarter: Quarter, values: Sequence[NewValue]
) -> list[Measurement]:
    """Hand in values that count at once: for who may approve them anyway. Raises as its two halves do, and
    then neither is done."""
    rows = submit_measurements(actor=actor, indicator=indicator, quarter=quarter, values=values)
    return [approve_measurement(actor=actor, measurement_id=row.pk) for row in rows]


@transaction.atomic
def return_measurement(*, actor: Viewer, measurement_id: UUID, remark: str) -> Measurement:
    """Send a submitted value back with what is wrong; it never counts, and a new value can be handed in.

    Returning twice changes nothing the second time. Raises NotAllowed without the right, Refused when the
    value is approved or replaced, Invalid without a remark, DoesNotExist when there is no such value.
    """
    measurement = _locked(measurement_id)
    if not manages(actor, measurement.indicator):
        raise NotAllowed("Alleen de programmamanager stuurt metingen terug.")
    if measurement.state == MeasurementState.RETURNED:
        return measurement
    if measurement.state == MeasurementState.APPROVED:
        raise Refused("Deze meting is al goedgekeurd; een betere waarde vervangt haar.")
    _require_waiting(measurement)
    if not remark.strip():
        raise Invalid([Mistake("remark", "Schrijf op wat er aan de waarde niet klopt.")])
    measurement.state = MeasurementState.RETURNED
    measurement.decided_at = clock.now()
    measurement.decided_by_id = UUID(actor.id) if actor.id else None
    measurement.remark = remark.strip()
    measurement.save(update_fields=["state", "decided_at", "decided_by", "remark"])
    moved = {"status": (MeasurementState.SUBMITTED, MeasurementState.RETURNED)}
    _record(actor, measurement, audit.Change("teruggestuurd", moved, measurement.remark))
    return measurement


def _require_waiting(measurement: Measurement) -> None:
    if measurement.state == MeasurementState.RETURNED:
        raise Refused("Deze meting is teruggestuurd; dien een nieuwe waarde in.")
    if measurement.superseded_at is not None:
        raise Refused("Deze meting is vervangen door een nieuwere; beoordeel die.")


@dataclass(frozen=True, slots=True)
class Correction:
    """Another value in the place of the measurement with this id, which must be the one in force.

    Of a weighted indicator with the fraction behind it.
    """

    measurement: UUID
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None


@transaction.atomic
def correct_measurement(*, actor: Viewer, correction: Correction, reason: str) -> Measurement:
    """Supersede an approved value by another one. For a restatement, which says itself what it changed.

    Raises NotAllowed for who is not controller, and Refused when the value is no longer in force, stands
    there already, or would reach a frozen quarter.
    """
    before = _locked(correction.measurement)
    programme = before.indicator.programme
    if not actor.controls(programme.slug):
        raise NotAllowed("Alleen de controller herziet een goedgekeurde meting.")
    if before.state != MeasurementState.APPROVED or before.superseded_at is not None:
        raise Refused("Deze meting is intussen vervangen; kijk eerst naar de nieuwe waarde.", place="value")
    if before.value == correction.value:
        raise Refused("Dit is de waarde die er al staat.", place="value")
    require_changeable(programme, before.quarter)
    made = _corrected(before, correction, actor, reason)
    _supersede(made)
    made.save()
    _record(actor, made, audit.Change("herzien", {"waarde": (before.value, made.value)}, reason))
    return made


def _corrected(before: Measurement, correction: Correction, actor: Viewer, reason: str) -> Measurement:
    person, now = UUID(actor.id) if actor.id else None, clock.now()
    return Measurement(
        indicator=before.indicator,
        quarter=before.quarter,
        municipality=before.municipality,
        value=correction.value,
        numerator=correction.numerator,
        denominator=correction.denominator,
        note=reason,
        state=MeasurementState.APPROVED,
        submitted_at=now,
        submitted_by_id=person,
        decided_at=now,
        decided_by_id=person,
        supersedes=before,
    )


def load_measurements(
    batch: ImportBatch, *, programme: Programme, rows: Sequence[Mapping[str, Any]], state: MeasurementState
) -> None:
    """Values of a file, in a given state. One that is already there with the same value is left alone;
    another approved value supersedes the one in force.

    Raises Refused when a new value would reach a frozen quarter.
    """
    present = {_identity(row) for row in _known(rows)}
    new = [Measurement(**row, state=state, decided_at=_decided(state)) for row in rows]
    new = [row for row in new if _identity(row) not in present]
    if not new:
        return
    require_changeable(programme, min(row.quarter for row in new))
    if state == MeasurementState.APPROVED:
        _supersede_all(new)
    Measurement.objects.bulk_create(new)
    batch.count(Measurement, len(new), 0)
    if state == MeasurementState.APPROVED:
        since = min(row.quarter for row in new)
        indicators = frozenset(row.indicator_id for row in new)
        events.announce(ValuesApproved(programme.slug, indicators, since, batch.actor.name))


def _known(rows: Iterable[Mapping[str, Any]]) -> Iterable[Measurement]:
    return Measurement.objects.filter(indicator__in={row["indicator"].pk for row in rows})


def _identity(row: Measurement) -> tuple[Any, ...]:
    """By value too: another value for the same quarter is another measurement."""
    return (*_place(row), row.value)


def _decided(state: MeasurementState) -> Any:
    return None if state == MeasurementState.SUBMITTED else clock.now()


def _locked(measurement_id: UUID) -> Measurement:
    return (
        Measurement.objects.select_for_update(of=("self",))
        .select_related("indicator__programme", "indicator__pillar")
        .get(pk=measurement_id)
    )


def _supersede(measurement: Measurement) -> Measurement | None:
    """Take the approved value of the same indicator, quarter and municipality out of force."""
    before = (
        _in_force()
        .select_for_update()
        .filter(
            indicator=measurement.indicator_id,
            quarter=measurement.quarter,
            municipality=measurement.municipality_id,
        )
        .first()
    )
    if before is not None:
        before.superseded_at = clock.now()
        before.save(update_fields=["superseded_at"])
    return before


def _supersede_all(new: Sequence[Measurement]) -> None:
    """Likewise for many new values at once, which then name what they replace."""
    before = {_place(row): row for row in _in_force().filter(indicator__in={row.indicator_id for row in new})}
    for row in new:
        row.supersedes = before.get(_place(row))
    replaced = [row.supersedes_id for row in new if row.supersedes_id]
    Measurement.objects.filter(pk__in=replaced).update(superseded_at=clock.now())


def _in_force() -> QuerySet[Measurement]:
    """Approved and not superseded; in no order, for the usual one joins tables that a lock cannot hold."""
    return Measurement.objects.filter(state=MeasurementState.APPROVED, superseded_at__isnull=True).order_by(
        "pk"
    )


def _place(row: Measurement) -> tuple[Any, ...]:
    return (row.indicator_id, row.quarter, row.municipality_id)


def _record(actor: Viewer, measurement: Measurement, change: audit.Change) -> None:
    indicator = measurement.indicator
    audit.record(
        actor=actor,
        subject=audit.Subject(
            "meting",
            str(measurement.pk),
            f"{indicator} {measurement.quarter.label}",
            programme=indicator.programme.slug,
            scope=scope_of(indicator),
        ),
        change=change,
    )
