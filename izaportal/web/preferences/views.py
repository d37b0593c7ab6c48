"""Theme and language: plain POST forms that set a cookie and lead back to where one was. And mail."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from izaportal.accounts.requests import PortalRequest
from izaportal.notices.selectors import mail_moments
from izaportal.notices.services.preferences import choose_mail
from izaportal.notices.services.unsubscribing import NoSuchLinkError, read_token, unsubscribe
from izaportal.web.preferences.choices import THEME_COOKIE, YEAR_SECONDS, Theme
from izaportal.web.preferences.forms import MailForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preferences(request: PortalRequest) -> HttpResponse:
    """Which messages one also wants by mail."""
    form = MailForm.showing(mail_moments(request.viewer))
    if request.method == "POST":
        form = MailForm(request.POST)
        if form.is_valid():
            choose_mail(actor=request.viewer, moments=form.moments)
            messages.success(request, "Uw voorkeuren zijn opgeslagen.")
            return redirect("preferences:preferences")
    context = {"form": form, "address": request.user.email}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "web/preferences/page.html", context, status=status)


@csrf_exempt  # mail programs post without having seen a form; the signed link itself is the permission
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_from(request: HttpRequest, token: str) -> HttpResponse:
    """Asks first, as programs that check mail open every link in it; a POST, in one click, switches off."""
    try:
        found = read_token(token)
        if request.method == "POST":
            unsubscribe(found)
    except NoSuchLinkError as missing:
        raise Http404("Deze link is er niet.") from missing
    context = {"what": found.what, "is_done": request.method == "POST"}
    response = render(request, "web/preferences/unsubscribe.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """`theme`: light, dark, or system, which forgets the choice; 400 for anything else."""
    chosen = request.POST.get("theme", "")
    if chosen not in set(Theme):
        return HttpResponseBadRequest("Kies licht, donker of zoals het apparaat.")
    response = HttpResponseRedirect(_way_back(request))
    if chosen == Theme.SYSTEM:
        response.delete_cookie(THEME_COOKIE)
    else:
        _remember(request, response, THEME_COOKIE, chosen)
    return response


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """`language`: one of the portal's languages; 400 for anything else."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest("Deze taal heeft het portaal niet.")
    response = HttpResponseRedirect(_way_back(request))
    _remember(request, response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


def _way_back(request: HttpRequest) -> str:
    """The page one came from, if it is ours: an address elsewhere would make an open redirect."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, allowed_hosts=None, require_https=request.is_secure())
    return target if ours else "/"


def _remember(request: HttpRequest, response: HttpResponse, cookie: str, value: str) -> None:
    response.set_cookie(
        cookie, value, max_age=YEAR_SECONDS, samesite="Lax", secure=request.is_secure(), httponly=True
    )
