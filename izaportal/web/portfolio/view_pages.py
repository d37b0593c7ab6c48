"""Saved views: keeping the list one sees, and looking after one's own."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.errors import NotAllowed
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from izaportal.reporting.services import saved_views
from izaportal.web.access import seen_programme
from izaportal.web.crumbs import programme_crumbs
from izaportal.web.keeping import draft_of, takes_forms
from izaportal.web.link import Link
from izaportal.web.portfolio.asked import VIEW, Asked
from izaportal.web.portfolio.forms import ViewForm
from izaportal.web.storing import carried_out

if TYPE_CHECKING:
    from izaportal.reporting.models import SavedView
    from pillars.models import Programme


@takes_forms
def views(request: PortalRequest, programme: str) -> HttpResponseBase:
    """The form for a new view of the list in the query, and one's own views below it."""
    seen = seen_programme(request.viewer, programme)
    if request.method == "POST":
        return _keep(request, seen)
    asked = Asked(request.viewer, seen, request.GET)
    typed = draft_of(request, request.viewer)
    form = ViewForm(typed) if typed else ViewForm(initial={"id": uuid7(), "query": asked.query})
    return _page(request, asked, form)


@takes_forms
def overwrite(request: PortalRequest, programme: str, view: UUID) -> HttpResponseBase:
    """Let the view show the list that was sent along, on POST."""
    seen = seen_programme(request.viewer, programme)
    asked = Asked(request.viewer, seen, QueryDict(request.POST.get("query", "")[:2000]))

    def act() -> str:
        saved_views.overwrite_view(actor=request.viewer, view_id=view, query=asked.query)
        return "De weergave is opgeslagen."

    if request.method == "POST" and asked.filters.is_valid():
        _carry_out(request, act)
    return redirect(f"{reverse('portfolio', kwargs={'programme': programme})}?{VIEW}={view}")


@takes_forms
def share(request: PortalRequest, programme: str, view: UUID) -> HttpResponseBase:
    """Share the view or no longer, on POST."""
    shared = request.POST.get("shared") == "1"

    def act() -> str:
        saved_views.share_view(actor=request.viewer, view_id=view, shared=shared)
        return "De weergave is gedeeld." if shared else "De weergave is weer van u alleen."

    return _and_back(request, programme, act)


@takes_forms
def remove(request: PortalRequest, programme: str, view: UUID) -> HttpResponseBase:
    """Take the view away, on POST."""

    def act() -> str:
        saved_views.remove_view(actor=request.viewer, view_id=view)
        return "De weergave is verwijderd."

    return _and_back(request, programme, act)


def _and_back(request: PortalRequest, programme: str, act: Callable[[], str]) -> HttpResponse:
    seen_programme(request.viewer, programme)
    if request.method == "POST":
        _carry_out(request, act)
    return redirect("portfolio-views", programme=programme)


def _carry_out(request: PortalRequest, act: Callable[[], str]) -> None:
    try:
        done = act()
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except ObjectDoesNotExist as missing:
        raise Http404("Deze weergave is er niet.") from missing
    messages.success(request, done)


def _keep(request: PortalRequest, seen: "Programme") -> HttpResponse:
    form = ViewForm(request.POST)
    asked = Asked(request.viewer, seen, QueryDict(request.POST.get("query", "")[:2000]))

    def act() -> None:
        saved_views.keep_view(actor=request.viewer, programme=seen, view=_new(form, asked))

    if asked.filters.is_valid() and carried_out(form, act):
        drafts.drop(request.viewer, request.path)
        given = form.cleaned_data
        messages.success(request, f"De weergave ‘{given['name']}’ is bewaard.")
        return redirect(f"{reverse('portfolio', kwargs={'programme': seen.slug})}?{VIEW}={given['id']}")
    return _page(request, asked, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _new(form: ViewForm, asked: Asked) -> saved_views.NewView:
    data = form.cleaned_data
    return saved_views.NewView(data["id"], data["name"], asked.query, data["shared"])


def _page(
    request: PortalRequest, asked: Asked, form: ViewForm, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    if not _may_share(request.viewer, asked.programme):
        del form.fields["shared"]
    home = reverse("portfolio", kwargs={"programme": asked.programme.slug})
    context: dict[str, Any] = {
        "form": form,
        "crumbs": programme_crumbs(asked.programme, Link("Projecten", home), Link("Weergaven")),
        "own": [_row(asked, view) for view in asked.views if asked.owns(view)],
        "may_share": _may_share(request.viewer, asked.programme),
        "back": asked.url(),
        "filters": asked.filters.form,
    }
    return render(request, "web/portfolio/views_page.html", context, status=status)


def _row(asked: Asked, view: "SavedView") -> dict[str, Any]:
    place = {"programme": asked.programme.slug, "view": view.pk}
    return {
        "name": view.name,
        "shared": view.shared,
        "url": f"{reverse('portfolio', kwargs={'programme': asked.programme.slug})}?{VIEW}={view.pk}",
        "share_url": reverse("share-view", kwargs=place),
        "remove_url": reverse("remove-view", kwargs=place),
    }


def _may_share(viewer: Viewer, programme: "Programme") -> bool:
    return viewer.manages(programme.slug)
