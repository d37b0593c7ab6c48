"""Writes down how far an insurer's payment is: claimed, approved, paid. Steps only grow."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from funding.models import Grant, PaymentCondition, PaymentStep
from funding.payment import PaymentState, is_regular
from funding.selectors.agreements import controls
from funding.services.opinions import RECORDED
from izaportal.core import clock, edits
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.formatting import date_nl
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer

STEP_FIELDS = ("happened_on", "document", "note")


@dataclass(frozen=True, slots=True)
class NewStep:
    """`document`: by what it is known; `note` explains a step that puts an earlier one right."""

    id: UUID
    state: PaymentState
    happened_on: date
    document: str = ""
    note: str = ""


@transaction.atomic
def record_step(*, actor: Viewer, condition_id: UUID, step: NewStep) -> AuditEntry | None:
    """Bring the condition into another state; None when this step was recorded already.

    Raises NotAllowed for who does not control the programme; Invalid with every mistake at its field: the
    state it is in already, a day to come or before the last step, a step out of turn without explanation.
    """
    condition = PaymentCondition.objects.select_for_update(of=("self",)).get(pk=condition_id)
    grant = Grant.objects.select_related("project__programme").get(pk=condition.grant_id)
    if not controls(actor, grant):
        raise NotAllowed("Alleen de controller legt vast hoe ver een betaling is.")
    known = PaymentStep.objects.filter(pk=step.id).first()
    if known is not None:
        if known.condition_id != condition.pk:
            raise Refused("Dit hoort niet bij deze betaalvoorwaarde.")
        return None
    if mistakes := _mistakes(condition, step):
        raise Invalid(mistakes)
    before = condition.state
    row = PaymentStep(
        pk=step.id,
        condition=condition,
        came_from=before,
        state=step.state,
        happened_on=step.happened_on,
        document=step.document.strip(),
        note=step.note.strip(),
    )
    row.save(force_insert=True)
    condition.state = step.state
    condition.save(update_fields=["state"])
    told: dict[str, tuple[Any, Any]] = {"state": (before, step.state.value)}
    told |= {name: (None, edits.told(row, name)) for name in STEP_FIELDS if getattr(row, name)}
    return Act(actor, grant.project.programme.slug, grant.scope).record(row, RECORDED, told)


def _mistakes(condition: PaymentCondition, step: NewStep) -> list[Mistake]:
    found = []
    if step.state == condition.state:
        found.append(Mistake("state", f"Deze voorwaarde is al {condition.get_state_display()}."))
    elif not is_regular(PaymentState(condition.state), step.state) and not step.note.strip():
        found.append(Mistake("note", "Deze stap volgt niet op de vorige. Schrijf op waarom u hem zet."))
    last = condition.steps.order_by("-happened_on", "-id").first()
    if step.happened_on > clock.today():
        found.append(Mistake("happened_on", "Deze dag moet nog komen."))
    elif last is not None and step.happened_on < last.happened_on:
        found.append(Mistake("happened_on", f"De vorige stap was op {date_nl(last.happened_on)}."))
    return found
