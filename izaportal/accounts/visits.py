"""When people were here before, so that a page can tell what changed since."""

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.accounts.models import Visit
from izaportal.core import clock

SILENCE = timedelta(hours=4)
PRECISION = timedelta(minutes=5)
SESSION_KEY = "bezoek"


def note_request(session: MutableMapping[str, Any], person: UUID) -> None:
    """Keep up the visit of who makes this request; within some minutes of the last time nothing is asked."""
    now, noted = clock.machine().timestamp(), session.get(SESSION_KEY)
    if isinstance(noted, float) and 0 <= now - noted < PRECISION.total_seconds():
        return
    note_visit(person, is_new_session=noted is None)
    session[SESSION_KEY] = now


@transaction.atomic
def note_visit(person: UUID, *, is_new_session: bool) -> Visit:
    """Go on with the visit, or begin one: in a new session, or after hours of silence."""
    now = clock.machine()
    known = Visit.objects.select_for_update().filter(user=person).first()
    if known is None:
        visit, _ = Visit.objects.get_or_create(
            user_id=person, defaults={"began_at": now, "last_seen_at": now}
        )
        return visit
    if is_new_session or now - known.last_seen_at > SILENCE:
        known.before, known.began_at = known.last_seen_at, max(now, known.last_seen_at)
    known.last_seen_at = max(now, known.last_seen_at)  # a clock may be set back
    known.save(update_fields=["before", "began_at", "last_seen_at"])
    return known


def last_visit(person: UUID) -> datetime | None:
    """When the visit before this one ended; None at the first."""
    found: datetime | None = Visit.objects.filter(user=person).values_list("before", flat=True).first()
    return found
