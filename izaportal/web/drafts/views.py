"""Keeps what is being typed, as it is being typed, and throws it away when its author says so."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.views.decorators.http import require_POST

from izaportal.accounts.requests import PortalRequest
from izaportal.core import drafts
from izaportal.core.errors import Refused

PLACE = "place"


@require_POST
def keep(request: PortalRequest) -> HttpResponse:
    """The fields of a form, and in `place` its address; answers with the time at which they were kept."""
    place = _place(request)
    if not request.user.is_authenticated:
        return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
    if place is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    typed = {name: values for name, values in request.POST.lists() if name != PLACE}
    try:
        drafts.keep(request.viewer, place, typed)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return JsonResponse({"at": timezone.localtime().strftime("%H:%M")})


@require_POST
def drop(request: PortalRequest) -> HttpResponseBase:
    """Back to the form as it is stored."""
    place = _place(request)
    if not request.user.is_authenticated:
        return redirect("sign-in")
    if place is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    drafts.drop(request.viewer, place)
    messages.success(request, "Het concept is weggegooid.")
    return redirect(place)


def _place(request: PortalRequest) -> str | None:
    """An address of this portal, or None."""
    place = request.POST.get(PLACE, "")
    try:
        resolve(place)
    except Resolver404:
        return None
    return place
