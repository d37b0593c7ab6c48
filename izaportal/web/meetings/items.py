"""The secretary's work on the items of an agenda, and what is recorded of each at the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from izaportal.accounts.requests import PortalRequest
from izaportal.core.errors import Refused
from izaportal.meetings.forms.agenda import MinuteForm, WithdrawForm
from izaportal.meetings.forms.decisions import DecisionForm, ReplacingForm
from izaportal.meetings.selectors.agendas import decisions_on, last_minute
from izaportal.meetings.services import agenda as services
from izaportal.meetings.services.deciding import NewDecision, record_decision, write_minute
from izaportal.web import editing as pages
from izaportal.web.choosing import projects_of
from izaportal.web.keeping import takes_forms
from izaportal.web.meetings.item_editor import ItemEditor
from izaportal.web.meetings.read import ground, kept_item, kept_meeting, meeting_url, once
from izaportal.web.storing import PAGE, store_once, typed_before
from projects.selectors.choices import organisations_of

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from izaportal.meetings.models import AgendaItem
    from projects.models import Decision


@takes_forms
def add(request: PortalRequest, programme: str, meeting: UUID) -> HttpResponseBase:
    editor = ItemEditor(request.viewer, kept_meeting(request.viewer, programme, meeting))
    return pages.edit(request, editor, done="‘{}’ staat op de agenda.")


@takes_forms
def edit(request: PortalRequest, programme: str, item: UUID) -> HttpResponseBase:
    row = kept_item(request.viewer, programme, item)
    editor = ItemEditor(request.viewer, row.agenda.meeting, row)
    return pages.edit(request, editor, done="‘{}’ is gewijzigd.")


@takes_forms
def move(request: PortalRequest, programme: str, item: UUID) -> HttpResponseBase:
    """On POST; `up=1` is up, anything else down."""
    row = kept_item(request.viewer, programme, item)

    def act() -> AuditEntry | None:
        up = request.POST.get("up") == "1"
        return services.move_item(actor=request.viewer, item_id=row.pk, up=up)

    if request.method == "POST":
        pages.carry_out(request, act, done="‘{}’ is verplaatst.")
    return redirect(meeting_url(row.agenda.meeting, "agenda"))


@takes_forms
def restore(request: PortalRequest, programme: str, item: UUID) -> HttpResponseBase:
    row = kept_item(request.viewer, programme, item)

    def act() -> AuditEntry | None:
        return services.restore_item(actor=request.viewer, item_id=row.pk)

    if request.method == "POST":
        pages.carry_out(request, act, done="‘{}’ staat weer op de agenda.")
    return redirect(meeting_url(row.agenda.meeting, "agenda"))


@takes_forms
def fix(request: PortalRequest, programme: str, meeting: UUID) -> HttpResponseBase:
    """On POST; a GET, as after signing in again, leads back to the agenda with its button."""
    row = kept_meeting(request.viewer, programme, meeting)
    if request.method == "POST":
        try:
            services.fix_agenda(actor=request.viewer, meeting_id=row.pk)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "De agenda is vastgesteld; de punten liggen nu vast.")
    return redirect(meeting_url(row, "agenda"))


@takes_forms
def withdraw(request: PortalRequest, programme: str, item: UUID) -> HttpResponseBase:
    row = kept_item(request.viewer, programme, item)

    def store(given: dict[str, Any]) -> str:
        services.withdraw_item(actor=request.viewer, item_id=row.pk, reason=given["reason"])
        return f"‘{row.title}’ is van de agenda."

    form = WithdrawForm(typed_before(request))
    context = once(row.agenda.meeting, "Van de agenda halen", lead=row.title, button="Van de agenda")
    return store_once(request, form, store, back=_back(row), template=PAGE, context=context)


@takes_forms
def minute(request: PortalRequest, programme: str, item: UUID) -> HttpResponseBase:
    row = kept_item(request.viewer, programme, item)
    last = last_minute(row)

    def store(given: dict[str, Any]) -> str:
        text, seen = given["text"], given["seen"]
        made = write_minute(actor=request.viewer, item_id=row.pk, text=text, seen=seen)
        return "Het verslag is opgeslagen." if made else "Het verslag was al zo."

    initial = {"text": last.text if last else "", "seen": last.number if last else 0}
    form = MinuteForm(typed_before(request), initial=initial)
    context = once(row.agenda.meeting, "Verslag van dit punt", lead=row.title, button="Opslaan")
    return store_once(request, form, store, back=_back(row), template=PAGE, context=context)


@takes_forms
def decide(request: PortalRequest, programme: str, item: UUID, replaces: str = "") -> HttpResponseBase:
    """A new decision, or one in the place of a decision on the same item (its slug)."""
    row = kept_item(request.viewer, programme, item)
    body, replaced = row.agenda.meeting.body, _replaced(row, replaces)

    def store(given: dict[str, Any]) -> str:
        fields = {name: value for name, value in given.items() if name not in ("row", "kind")}
        replaced_id = replaced.pk if replaced else None
        new = NewDecision(id=given["row"], kind=given["kind"], replaces=replaced_id, **fields)
        made = record_decision(actor=request.viewer, item_id=row.pk, new=new)
        return f"Het besluit is vastgelegd, {made.get_basis_display()}."

    choices = {
        "projects": projects_of(request.viewer, body.programme),
        "owner": [("", "Geen"), *organisations_of(request.viewer, body.programme)],
    }
    initial = _as_decided(replaced) if replaced else {"projects": frozenset({row.project_id} - {None})}
    kind = ReplacingForm if replaced else DecisionForm
    form = kind(typed_before(request), choices=choices, has_mandate=body.has_mandate, initial=initial)
    title = "Besluit vervangen" if replaced else "Besluit vastleggen"
    lead = f"{row.title if row.title.endswith('?') else f'{row.title}.'} {ground(body)}"
    context = once(row.agenda.meeting, title, lead=lead, button="Vastleggen")
    return store_once(request, form, store, back=_back(row), template=PAGE, context=context)


def _replaced(row: AgendaItem, slug: str) -> Decision | None:
    """The decision on the item that is to be replaced; 404 when there is no such one that still counts."""
    if not slug:
        return None
    found = next((one for one in decisions_on(row) if one.slug == slug), None)
    if found is None:
        raise Http404("Dit besluit staat niet bij dit agendapunt, of het is al vervangen.")
    return found


def _as_decided(row: Decision) -> dict[str, Any]:
    """What the fields hold of a decision that is to be replaced."""
    return {
        "kind": row.kind,
        "label": row.label,
        "note": row.note,
        "projects": frozenset(project.pk for project in row.projects.all()),
        "conditions": [condition.label for condition in row.conditions.all()],
        "owner": row.owner_id,
        "owner_role": row.owner_role,
        "deadline": row.deadline,
        "asks_colleges": row.asks_colleges,
    }


def _back(row: AgendaItem) -> str:
    return meeting_url(row.agenda.meeting, f"punt-{row.pk}")
