"""Choosing the indicators that stand in front on the dashboard: for who manages the programme."""

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.web.access import seen_programme
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.headlines import choosing
from izaportal.web.headlines.forms import ReasonForm
from izaportal.web.keeping import draft_of, keep_typed, takes_forms
from izaportal.web.link import Link
from kpis.selectors.headlines import Candidate, candidates, chosen_of
from kpis.services.headlines import ChosenMeanwhileError, choose_headlines, undo_headlines

if TYPE_CHECKING:
    from izaportal.core.models import AuditEntry
    from pillars.models import Programme

CHOSEN, SEEN = "keuze", "gezien"


@takes_forms
def choose(request: PortalRequest, programme: str) -> HttpResponseBase:
    """The list with buttons to add, move and take away; only saving stores it."""
    chooser = Chooser(request, _managed(request, programme))
    typed = request.POST if request.method == "POST" else draft_of(request, request.viewer)
    if typed is None:
        return chooser.page([row.slug for row in chosen_of(chooser.rows)], ReasonForm())
    chosen = [slug for slug in dict.fromkeys(typed.getlist(CHOSEN)) if slug in chooser.known]
    unchecked = ReasonForm(initial={"reason": typed.get("reason", "")})
    if choosing.is_press(typed):
        after = choosing.pressed(chosen, typed, chooser.known)
        return chooser.page(after, unchecked, said=choosing.told(chosen, after, chooser.known))
    return chooser.stored(chosen) if request.method == "POST" else chooser.page(chosen, unchecked)


@takes_forms
def undo(request: PortalRequest, programme: str, batch: UUID) -> HttpResponseBase:
    """Takes a choice back as a whole, on POST."""
    seen = _managed(request, programme)
    if request.method == "POST":
        try:
            entries = undo_headlines(actor=request.viewer, programme=seen, batch=batch)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            _tell(request, seen, entries, "De keuze is teruggedraaid.")
    return redirect("headline-indicators", programme=programme)


def _managed(request: PortalRequest, programme: str) -> "Programme":
    seen = seen_programme(request.viewer, programme)
    if not request.viewer.manages(seen.slug):
        raise PermissionDenied
    return seen


def _tell(request: PortalRequest, programme: "Programme", entries: "list[AuditEntry]", done: str) -> None:
    """With the way back."""
    if not entries:
        messages.info(request, "Er was niets te wijzigen.")
        return
    place = {"programme": programme.slug, "batch": entries[0].request_id}
    messages.success(request, done, extra_tags=reverse("undo-headline-indicators", kwargs=place))


class Chooser:
    """The choice of one programme, as one request makes it."""

    def __init__(self, request: PortalRequest, programme: "Programme") -> None:
        self.request, self.programme = request, programme
        self.rows = candidates(programme)
        self.known: dict[str, Candidate] = {row.slug: row for row in self.rows}

    def stored(self, chosen: list[str]) -> HttpResponse:
        """On to the page again, or the form with what is wrong."""
        form, status = ReasonForm(self.request.POST), HTTPStatus.UNPROCESSABLE_ENTITY
        try:
            entries = self._store(chosen)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except ChosenMeanwhileError as refusal:
            form.add_error(None, str(refusal))
            status = HTTPStatus.CONFLICT
        except Invalid as invalid:
            self._refuse(form, invalid)
        else:
            drafts.drop(self.request.viewer, self.request.path)
            _tell(self.request, self.programme, entries, "De kernindicatoren zijn gekozen.")
            return redirect("headline-indicators", programme=self.programme.slug)
        keep_typed(self.request, self.request.viewer, form)
        return self.page(chosen, form, status=status)

    def _store(self, chosen: list[str]) -> "list[AuditEntry]":
        return choose_headlines(
            actor=self.request.viewer,
            programme=self.programme,
            seen=[self.known[slug].pk for slug in self._begun() if slug in self.known],
            wanted=[self.known[slug].pk for slug in chosen],
            reason=self.request.POST.get("reason", ""),
        )

    def _refuse(self, form: ReasonForm, invalid: Invalid) -> None:
        """A missing reason the form finds by itself."""
        for mistake in invalid.mistakes:
            if mistake.place not in form.fields:
                form.add_error(None, mistake.message)

    def _begun(self) -> list[str]:
        """Slugs of what was stored when the choice began."""
        return list(self.request.POST.getlist(SEEN))

    def page(
        self, chosen: list[str], form: ReasonForm, *, said: str = "", status: int = HTTPStatus.OK
    ) -> HttpResponse:
        """After another's choice was stored, this one goes on from there."""
        goes_on = self.request.method == "POST" and status != HTTPStatus.CONFLICT
        stored = [row.slug for row in chosen_of(self.rows)]
        page = choosing.Choosing(
            name=self.programme.name,
            crumbs=programme_crumbs(self.programme, Link("Kernindicatoren")),
            chosen=choosing.numbered(self.known[slug] for slug in chosen),
            others=choosing.grouped(self.rows, chosen),
            seen=tuple(self._begun() if goes_on else stored),
            stored=tuple(self.known[slug].label for slug in stored) if status == HTTPStatus.CONFLICT else (),
            said=said,
        )
        context = {"page": page, "form": form, "slug": self.programme.slug}
        return render(self.request, "web/headlines/page.html", context, status=status)
