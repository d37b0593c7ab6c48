"""Sets on which days a programme reminds people of what they have to hand in."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from izaportal.core.editing import Edit, merge
from izaportal.core.edits import Act, change
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.models.programme import LONGEST_AHEAD

MOST_DAYS, MOST_AFTER = 6, 12


@transaction.atomic
def change_reminders(
    *, actor: Viewer, programme: Programme, edits: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """`reminder_days` before the last day to hand in, and how many times after it (`reminders_after`).

    On record; None when nothing changes. It holds for every quarter that is still to be reminded of.
    Raises NotAllowed unless the actor manages or controls the programme, Invalid with every mistake at its
    field, and Conflicted when somebody else changed the same meanwhile.
    """
    if not (actor.manages(programme.slug) or actor.controls(programme.slug)):
        raise NotAllowed("Alleen de programmamanager en de controller bepalen de herinneringen.")
    held = Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)
    stored = {"reminder_days": held.reminder_days, "reminders_after": held.reminders_after}
    wanted = {**stored, **merge(stored, edits)}
    if mistakes := [*_about_days(wanted["reminder_days"]), *_about_after(wanted["reminders_after"])]:
        raise Invalid(mistakes)
    return change(held, edits, Act(actor, programme.slug, reason=reason.strip()))


def _about_days(days: Sequence[int]) -> list[Mistake]:
    if any(not 1 <= day <= LONGEST_AHEAD for day in days):
        return [Mistake("reminder_days", f"Kies hele dagen van 1 tot en met {LONGEST_AHEAD}.")]
    if len(days) > MOST_DAYS:
        return [Mistake("reminder_days", f"Kies hoogstens {MOST_DAYS} dagen.")]
    return []


def _about_after(times: int) -> list[Mistake]:
    fits = 0 <= times <= MOST_AFTER
    return [] if fits else [Mistake("reminders_after", f"Kies een heel getal van 0 tot en met {MOST_AFTER}.")]
