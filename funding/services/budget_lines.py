"""Changes lines of the budget. Every change can be taken back from its line in the audit trail."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from funding import choices
from funding.models import BudgetLine
from funding.refund import Source
from izaportal.core import edits
from izaportal.core.editing import Edit
from izaportal.core.edits import Act
from izaportal.core.errors import Invalid, Mistake, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from projects.models import Project

KIND = edits.type_of(BudgetLine)
KEY = ("project", "year", "source", "stream", "cost_type")


@transaction.atomic
def add_budget_line(
    *, actor: Viewer, programme: Programme, line_id: UUID, values: Mapping[str, Any], reason: str = ""
) -> AuditEntry | None:
    """A new line; `values` by field, the project as its id. None when it was added before.

    Raises NotAllowed for who is not controller, Invalid with what does not fit at its field.
    """
    _require_control(actor, programme)
    project = (
        Project.objects.select_for_update(no_key=True).filter(programme=programme).get(pk=values["project"])
    )
    if BudgetLine.objects.filter(pk=line_id).exists():
        return None
    if mistakes := _mistakes(programme, values):
        raise Invalid(mistakes)
    columns = {name: value for name, value in values.items() if name != "project"}
    return edits.add(BudgetLine(pk=line_id, project=project, **columns), _act(actor, project, reason))


@transaction.atomic
def edit_budget_line(
    *, actor: Viewer, programme: Programme, line_id: UUID, edits_of: Mapping[str, Edit], reason: str = ""
) -> AuditEntry | None:
    """Change the amount of a line; None when it was so already.

    Raises NotAllowed, Conflicted when another changed it meanwhile, Invalid for an amount below zero.
    """
    _require_control(actor, programme)
    row = _locked(programme, line_id)
    wanted = edits_of["amount"].wanted
    if wanted is None or wanted < 0:
        raise Invalid([Mistake("amount", "Vul een bedrag van 0 of meer in.")])
    return edits.change(row, edits_of, _act(actor, row.project, reason))


@transaction.atomic
def undo_budget_line(
    *, actor: Viewer, programme: Programme, line_id: UUID, entry_id: UUID, reason: str
) -> AuditEntry | None:
    """Take back a change or the adding of a line. Raises NotAllowed, Conflicted when it was changed since,
    Refused when it is not there any more."""
    _require_control(actor, programme)
    entry = AuditEntry.objects.get(pk=entry_id, object_type=KIND, object_id=str(line_id))
    row = BudgetLine.objects.filter(pk=line_id, project__programme=programme).first()
    if row is None:
        raise Refused("Deze begrotingsregel is er niet meer.")
    if entry.action == edits.ADDED and (added := entry.changes.get("amount")):
        held = f"{row.amount:.2f}"
        if held != f"{edits.untold(BudgetLine, 'amount', added[1]):.2f}":
            raise Refused(f"De begroting van {row.project} is intussen gewijzigd.")
    return edits.undo(row, entry, _act(actor, row.project, reason), model=BudgetLine)


def _locked(programme: Programme, line_id: UUID) -> BudgetLine:
    rows = BudgetLine.objects.select_for_update(of=("self",)).select_related("project__programme")
    return rows.get(pk=line_id, project__programme=programme)


def _mistakes(programme: Programme, values: Mapping[str, Any]) -> list[Mistake]:
    found = []
    if not programme.start_year <= values["year"] <= programme.end_year:
        span = f"{programme.start_year} tot en met {programme.end_year}"
        found.append(Mistake("year", f"Dit jaar valt buiten de looptijd van het programma ({span})."))
    if values["source"] not in dict(choices.SOURCES):
        found.append(Mistake("source", "Deze bron is er niet."))
    if (values["source"] == Source.SPUK) != bool(values["stream"]):
        found.append(Mistake("stream", "Alleen bij SPUK hoort een stroom, en daar altijd."))
    if values["amount"] is None or values["amount"] < 0:
        found.append(Mistake("amount", "Vul een bedrag van 0 of meer in."))
    if not found and BudgetLine.objects.filter(**{name: values[name] for name in KEY}).exists():
        found.append(Mistake("amount", "Deze begrotingsregel is er al."))
    return found


def _act(actor: Viewer, project: Project, reason: str) -> Act:
    return Act(actor, project.programme.slug, project.scope, reason)


def _require_control(actor: Viewer, programme: Programme) -> None:
    if not actor.controls(programme.slug):
        raise NotAllowed("Alleen de controller van dit programma wijzigt de begroting.")
