"""Puts a decision right afterwards. What it was, when and on what ground stands."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from izaportal.core import edits
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from izaportal.meetings.selectors.following import may_record
from izaportal.meetings.services.keeping import require_standing
from projects.models import Decision


@transaction.atomic
def edit_decision(
    *, actor: Viewer, decision_id: UUID, edits_of: Mapping[str, Edit], reason: str
) -> AuditEntry | None:
    """Put the words, the owner or the deadline right, on record; None when it was so already.

    Raises NotAllowed, Conflicted, and Invalid without a reason or without any words.
    """
    rows = Decision.objects.select_for_update(of=("self",), no_key=True).select_related("programme", "body")
    decision = rows.get(pk=decision_id)
    if not may_record(actor, decision):
        raise NotAllowed("Alleen de secretaris en de programmamanager wijzigen een besluit.")
    require_standing(decision)
    wanted = {name: edit.wanted for name, edit in edits_of.items()}
    mistakes = []
    if not str(wanted.get("label", decision.label)).strip():
        mistakes.append(Mistake("label", "Schrijf wat er besloten is."))
    if not reason.strip():
        mistakes.append(Mistake("reason", "Schrijf waarom u het besluit wijzigt."))
    if mistakes:
        raise Invalid(mistakes)
    return edits.change(decision, edits_of, Act(actor, decision.programme.slug, reason=reason.strip()))
