"""Makes a frozen quarter public, and takes it back: freezing is not publishing, people decide on both."""

from uuid import UUID

from django.db import transaction

from izaportal.core import audit
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import Freeze, Publication
from izaportal.reporting.selectors.publications import may_decide, withheld_of
from pillars.models import Programme
from pillars.services.periods import held_period

NO_REASON = "Schrijf waarom; de reden staat in het logboek van het programma en wordt niet openbaar."
NOT_FROZEN = "Alleen een vastgesteld kwartaal kan openbaar worden."
NEWER = (
    "Van {quarter} is intussen een nieuwere versie vastgesteld. Bekijk die eerst en maak dan die openbaar."
)


@transaction.atomic
def publish_quarter(
    *, actor: Viewer, programme: Programme, quarter: Quarter, freeze: UUID, reason: str
) -> Publication:
    """Show this version to everybody: the last one, which the actor has looked at.

    Where this version is public already and nothing more is confidential by now, nothing is written. Raises
    NotAllowed without the right, Invalid without a reason, and Refused when there is no such version or a
    newer one.
    """
    _require_decider(programme, actor)
    held_period(programme, quarter)
    last = Freeze.objects.filter(programme=programme, quarter=quarter).order_by("-version").first()
    if last is None:
        raise Refused(NOT_FROZEN)
    if last.pk != freeze:
        raise Refused(NEWER.format(quarter=quarter.label))
    before, withheld = _last(programme, quarter), sorted(withheld_of(programme))
    if before is not None and (before.freeze_id, before.withheld) == (last.pk, withheld):
        return before
    shown = Publication(programme=programme, quarter=quarter, freeze=last, withheld=withheld, reason=reason)
    return _decide(actor, shown, before)


@transaction.atomic
def withdraw_quarter(
    *, actor: Viewer, programme: Programme, quarter: Quarter, reason: str
) -> Publication | None:
    """Show the quarter to nobody outside any more; None when it was not public.

    Raises NotAllowed without the right and Invalid without a reason.
    """
    _require_decider(programme, actor)
    held_period(programme, quarter)
    before = _last(programme, quarter)
    if before is None or before.freeze_id is None:
        return None
    return _decide(actor, Publication(programme=programme, quarter=quarter, reason=reason), before)


def _require_decider(programme: Programme, actor: Viewer) -> None:
    if not may_decide(programme.slug, actor):
        raise NotAllowed("Alleen de programmamanager en de controller maken een kwartaal openbaar.")


def _last(programme: Programme, quarter: Quarter) -> Publication | None:
    rows = Publication.objects.filter(programme=programme, quarter=quarter)
    return rows.select_related("freeze").order_by("-id").first()


def _decide(actor: Viewer, row: Publication, before: Publication | None) -> Publication:
    row.reason = row.reason.strip()
    if not row.reason:
        raise Invalid([Mistake("reason", NO_REASON)])
    row.actor_id, row.actor_name = actor.user_id, actor.name
    row.save(force_insert=True)
    _record(actor, row, before)
    return row


def _record(actor: Viewer, row: Publication, before: Publication | None) -> None:
    subject = audit.Subject("openbaarmaking", str(row.pk), row.quarter.label, programme=row.programme.slug)
    fields = {
        "versie": (_version(before), _version(row)),
        "vaststelling": (_freeze(before), _freeze(row)),
    }
    action = "openbaar gemaakt" if row.freeze else "niet meer openbaar"
    audit.record(actor=actor, subject=subject, change=audit.Change(action, fields, row.reason))


def _version(row: Publication | None) -> int | None:
    return row.freeze.version if row and row.freeze else None


def _freeze(row: Publication | None) -> str | None:
    return str(row.freeze_id) if row and row.freeze_id else None
