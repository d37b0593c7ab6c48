"""Takes back values that were handed in and that nobody judged yet."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from izaportal.core import audit, clock
from izaportal.core.errors import NotAllowed
from izaportal.core.viewer import Viewer
from kpis.models import Measurement, MeasurementState
from kpis.selectors.entry import may_report


@transaction.atomic
def withdraw_measurements(*, actor: Viewer, measurement_ids: Iterable[UUID]) -> int:
    """Take those that still wait out of force; how many. What was judged or replaced is left as it is.

    Raises NotAllowed for values of an indicator that the actor does not report on.
    """
    waiting = list(
        Measurement.objects.select_for_update(of=("self",))
        .select_related("indicator__programme", "indicator__pillar", "indicator__project")
        .filter(pk__in=list(measurement_ids), state=MeasurementState.SUBMITTED, superseded_at__isnull=True)
        .order_by("pk")
    )
    if not all(may_report(actor, row.indicator) for row in waiting):
        raise NotAllowed("Alleen wie een meting kan indienen trekt haar in.")
    for row in waiting:
        row.superseded_at = clock.now()
        row.save(update_fields=["superseded_at"])
        audit.record(
            actor=actor,
            subject=audit.Subject(
                "meting",
                str(row.pk),
                f"{row.indicator} {row.quarter.label}",
                programme=row.indicator.programme.slug,
            ),
            change=audit.Change("ingetrokken", {"waarde": (row.value, None)}),
        )
    return len(waiting)
