"""What is done with a decision afterwards: put right, followed up, and what the colleges say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core.viewer import Viewer
from izaportal.meetings.choices import FollowUp
from izaportal.meetings.forms.decisions import EditDecisionForm, StepForm
from izaportal.meetings.selectors import decisions as read
from izaportal.meetings.selectors.following import latest_steps, may_follow_up, may_record, proofs_for
from izaportal.meetings.services.decisions import edit_decision
from izaportal.meetings.services.following import NewStep, take_step
from izaportal.web import editing as pages
from izaportal.web.decision_lines import is_replaced
from izaportal.web.decisions.colleges_editor import CollegesEditor
from izaportal.web.decisions.page import log_crumbs
from izaportal.web.decisions.views import seen_decision
from izaportal.web.keeping import takes_forms
from izaportal.web.link import Link
from izaportal.web.storing import PAGE, store_once, typed_before
from projects.selectors.choices import organisations_of

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from projects.models import Decision, DecisionCondition

FIELDS = ("label", "note", "owner_role", "deadline")


class DecisionEditor:
    """The words, owner and deadline of a decision; in the words of `web.editing.Editor`."""

    title = "Besluit wijzigen"

    def __init__(self, viewer: Viewer, row: Decision) -> None:
        self.viewer, self.row, self.lead = viewer, row, row.label
        self.back = reverse("decision", args=(row.programme.slug, row.slug))
        self.crumbs = log_crumbs(row.programme, Link(row.label[:60], self.back), Link(self.title))

    def form(self, data: Any = None, files: Any = None) -> EditDecisionForm:
        owners = organisations_of(self.viewer, self.row.programme)
        if self.row.owner and str(self.row.owner_id) not in dict(owners):
            owners.append((str(self.row.owner_id), self.row.owner.name))
        initial = None if data is not None else self.stored()
        return EditDecisionForm(data, initial=initial, choices={"owner": [("", "Geen"), *owners]})

    def stored(self) -> dict[str, Any]:
        now = read.decision(self.viewer, self.row.programme, self.row.slug)
        return {"owner": now.owner_id, **{name: getattr(now, name) for name in FIELDS}}

    def save(self, form: EditDecisionForm) -> AuditEntry | None:
        return edit_decision(
            actor=self.viewer,
            decision_id=self.row.pk,
            edits_of=form.edits(),
            reason=form.cleaned_data["reason"],
        )


@takes_forms
def change(request: PortalRequest, programme: str, decision: str) -> HttpResponseBase:
    row = _counting(request, programme, decision)
    if not may_record(request.viewer, row):
        raise PermissionDenied
    editor = DecisionEditor(request.viewer, row)
    return pages.edit(request, editor, done="Het besluit is gewijzigd.")


@takes_forms
def colleges(request: PortalRequest, programme: str, decision: str) -> HttpResponseBase:
    row = _counting(request, programme, decision)
    if not row.asks_colleges:
        raise Http404("Over dit besluit besluiten de colleges niet zelf.")
    if not may_record(request.viewer, row):
        raise PermissionDenied
    editor = CollegesEditor(request.viewer, row)
    return pages.edit(request, editor, template="web/decisions/colleges.html", done="{}: vastgelegd.")


@takes_forms
def follow_up(request: PortalRequest, programme: str, decision: str, condition: str = "") -> HttpResponseBase:
    """The next step of the decision as a whole, or of one of its conditions."""
    row = _counting(request, programme, decision)
    if not may_follow_up(request.viewer, row):
        raise PermissionDenied
    about = _condition(row, condition)
    last = latest_steps([row.pk]).get((row.pk, about.pk if about else None))

    def store(given: dict[str, Any]) -> str:
        new = NewStep(FollowUp(given.pop("state")), condition=about.pk if about else None, **given)
        made = take_step(actor=request.viewer, decision_id=row.pk, new=new)
        return f"De opvolging staat op: {made.get_state_display()}." if made else "Er was niets te wijzigen."

    proofs = [(str(one.pk), one.label) for one in proofs_for(row)]
    initial = {"state": last.state if last else FollowUp.BUSY, "seen": last.number if last else 0}
    form = StepForm(typed_before(request), proofs=proofs, initial=initial)
    back = reverse("decision", args=(programme, row.slug))
    context = _once(row, about, back)
    return store_once(request, form, store, back=back, template=PAGE, context=context)


def _counting(request: PortalRequest, programme: str, slug: str) -> Decision:
    """404 for what may not be seen; 403 for what was replaced: that stands as it is."""
    row = seen_decision(request, programme, slug)
    if is_replaced(row):
        raise PermissionDenied
    return row


def _once(row: Decision, about: DecisionCondition | None, back: str) -> dict[str, Any]:
    return {
        "title": "Voorwaarde opvolgen" if about else "Besluit opvolgen",
        "lead": about.label if about else row.label,
        "button": "Vastleggen",
        "crumbs": log_crumbs(row.programme, Link(row.label[:60], back), Link("Opvolgen")),
    }


def _condition(row: Decision, slug: str) -> DecisionCondition | None:
    found = next((one for one in row.conditions.all() if one.slug == slug), None)
    if slug and found is None:
        raise Http404("Deze voorwaarde is er niet.")
    return found
