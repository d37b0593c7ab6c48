"""Freezes a quarter as a whole: its state and the snapshot of what the board sees, in one transaction."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from izaportal.core import audit, clock, events
from izaportal.core.errors import Refused
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.events import QuarterFrozen
from izaportal.reporting.models import Freeze
from izaportal.reporting.selectors.readiness import obstacles
from izaportal.reporting.selectors.reading import read_snapshot
from izaportal.reporting.selectors.snapshot import Snapshot, hash_of, text_of
from izaportal.reporting.services.freeze_notices import tell_of_freeze
from pillars.models import PeriodState, Programme
from pillars.services.periods import freeze_period, held_period, require_control


@transaction.atomic
def freeze_quarter(*, actor: Viewer, programme: Programme, quarter: Quarter) -> Freeze:
    """Version 1 of the quarter. Raises NotAllowed without the right and Refused when it is frozen already,
    or not wholly calculated.

    A quarter that was frozen before there were snapshots gets the one it lacks.
    """
    require_control(programme, actor=actor)
    period = held_period(programme, quarter)
    is_kept = Freeze.objects.filter(programme=programme, quarter=quarter).exists()
    if period.state != PeriodState.FROZEN or is_kept:
        freeze_period(actor=actor, programme=programme, quarter=quarter, on=clock.today())
    now = Programme.objects.get(pk=programme.pk)
    snapshot = read_snapshot(now, quarter, version=1, previous="")
    if period.state != PeriodState.FROZEN:
        _require_whole(now, snapshot)
    return keep(snapshot, actor=actor, programme=now, reason="", previous=None)


def _require_whole(programme: Programme, snapshot: Snapshot) -> None:
    """Raises Refused when something that the board is to see has no figures."""
    as_open = replace(snapshot.board.period, is_frozen=False)
    missing = obstacles(programme, replace(snapshot.board, period=as_open))
    if missing:
        raise Refused(" ".join(missing))


def keep(
    snapshot: Snapshot, *, actor: Viewer, programme: Programme, reason: str, previous: Freeze | None
) -> Freeze:
    """Store the snapshot as a version. Call within the transaction that holds the quarter's period."""
    text = text_of(snapshot)
    made = Freeze.objects.create(
        programme=programme,
        quarter=snapshot.quarter,
        version=snapshot.version,
        actor_id=UUID(actor.id) if actor.id else None,
        actor_name=actor.name,
        reason=reason,
        previous=previous,
        content=text,
        sha256=hash_of(text),
    )
    _record(actor, made, previous)
    tell_of_freeze(made, actor=actor)
    events.announce(QuarterFrozen(programme.slug, made.quarter, made.version, actor))
    return made


def _record(actor: Viewer, made: Freeze, previous: Freeze | None) -> None:
    """With the hash, so that the trail vouches for the snapshot."""
    before = (previous.version, previous.sha256) if previous else (None, None)
    fields = {"versie": (before[0], made.version), "sha256": (before[1], made.sha256)}
    audit.record(
        actor=actor,
        subject=audit.Subject("vaststelling", str(made.pk), str(made), programme=made.programme.slug),
        change=audit.Change("herzien" if previous else "vastgesteld", fields, made.reason),
    )
