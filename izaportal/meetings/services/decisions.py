"""Puts a decision right afterwards. What it was, when and on what ground stands."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from izaportal.core import edits
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from izaportal.meetings.selectors.following import may_record
from izaportal.meetings.services.deciding import mistakes_in_follow_up
from izaportal.meetings.services.keeping import require_standing
from projects.models import Decision


@transaction.atomic
def edit_decision(
    *, actor: Viewer, decision_id: UUID, edits_of: Mapping[str, Edit], reason: str
) -> AuditEntry | None:
    """Put the words, the owner or the deadline right, on record; None when it was so already.

    Raises NotAllowed, Conflicted, and Invalid without a reason or any words, or when nobody would follow up
    what was decided here.
    """
    rows = Decision.objects.select_for_update(of=("self",), no_key=True).select_related("programme", "body")
    decision = rows.get(pk=decision_id)
    if not may_record(actor, decision):
        raise NotAllowed("Alleen de secretaris en de programmamanager wijzigen een besluit.")
    require_standing(decision)
    wanted = {name: edit.wanted for name, edit in edits_of.items()}
    mistakes = [*_in_follow_up(decision, wanted)]
    if not str(wanted.get("label", decision.label)).strip():
        mistakes.append(Mistake("label", "Schrijf wat er besloten is."))
    if not reason.strip():
        mistakes.append(Mistake("reason", "Schrijf waarom u het besluit wijzigt."))
    if mistakes:
        raise Invalid(mistakes)
    return edits.change(decision, edits_of, Act(actor, decision.programme.slug, reason=reason.strip()))


def _in_follow_up(decision: Decision, wanted: Mapping[str, Any]) -> Iterator[Mistake]:
    """Of what was recorded at a meeting; a plan may leave open who does it and when."""
    if decision.recorded_at is None or decision.decided_on is None:
        return
    owner, role = wanted.get("owner", decision.owner_id), wanted.get("owner_role", decision.owner_role)
    deadline = wanted.get("deadline", decision.deadline)
    yield from mistakes_in_follow_up(
        decision.kind, decision.decided_on, has_owner=bool(owner or role.strip()), deadline=deadline
    )
