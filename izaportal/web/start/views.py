"""Sign-in, sign-out and the start page."""

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from izaportal.accounts import people
from izaportal.accounts.requests import PortalRequest
from izaportal.accounts.visits import note_request
from izaportal.core import clock
from izaportal.web.keeping import keep_posted
from izaportal.web.start import page

TOO_MANY_REQUESTS = 429
NOT_KEPT = "De tekst die u had getypt kon niet worden bewaard. Typ die opnieuw."
LOCKED_OUT = (
    "Te vaak een verkeerd wachtwoord. Probeer het over een kwartier opnieuw, "
    "of vraag de beheerder van dit portaal om hulp."
)


class SignIn(LoginView):
    """Who is signed in already goes straight on; a demo shows its users."""

    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"demo_users": people.demo_users() if settings.DEMO else []}
        return super().get_context_data(**kwargs) | shown | {"kept": self.request.POST.get("kept", "")}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What was posted after the session had ended becomes a draft of its own form, also for who signed
        in meanwhile in another tab."""
        answer = super().dispatch(request, *args, **kwargs)
        kept = request.POST.get("kept")
        if kept and request.user.is_authenticated:
            viewer = cast("PortalRequest", request).viewer
            if not keep_posted(viewer, self.get_success_url(), kept):
                messages.error(request, NOT_KEPT)
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        """Says why nothing will help for a while, instead of the bare page of the lock itself."""
        if not getattr(self.request, "axes_locked_out", False):
            return super().form_invalid(form)
        self.request.axes_locked_out = False  # type: ignore[attr-defined]  # axes hangs it on the request
        form.errors.clear()
        form.add_error(None, LOCKED_OUT)
        return self.render_to_response(self.get_context_data(form=form), status=TOO_MANY_REQUESTS)


@require_safe
@login_required
def start(request: PortalRequest) -> HttpResponse:
    """Mijn werk. The visit is noted first: what came before it is no news any more."""
    note_request(request.session, request.user.pk)
    viewer, today = request.viewer, clock.today()
    shown = page.build(viewer, today)
    context: dict[str, Any] = {
        "page": shown,
        "lead": page.greeting(shown, today),
        "runs_portal": viewer.runs_portal,
        "sees_nothing": not shown.cards,
    }
    if viewer.runs_portal:
        context |= {"people": people.people_count(), "roles": people.role_counts()}
    return render(request, "web/start/page.html", context)
