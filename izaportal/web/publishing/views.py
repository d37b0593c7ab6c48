"""Making a frozen quarter public and taking it back: for who manages or controls the programme."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.core.quarter import Quarter
from izaportal.reporting.selectors.publications import may_decide
from izaportal.reporting.services.publishing import publish_quarter, withdraw_quarter
from izaportal.web.access import seen_programme
from izaportal.web.charts.store import figures
from izaportal.web.keeping import takes_forms
from izaportal.web.publishing.forms import PublishForm, WithdrawForm
from izaportal.web.publishing.page import NEVER_PUBLIC, build
from izaportal.web.risk_charts import ladder
from izaportal.web.storing import PAGE, store_once, typed_before
from pillars.selectors import programmes

if TYPE_CHECKING:
    from pillars.models import Programme


@takes_forms
def publish(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponse:
    """Exactly what becomes public; on POST it does."""
    found = _decided_by(request, programme, quarter)
    page = build(request.viewer, found, quarter)
    form = PublishForm(typed_before(request), shown=page.version.pk if page.version else None)

    def store(typed: dict[str, Any]) -> str:
        publish_quarter(
            actor=request.viewer,
            programme=found,
            quarter=quarter,
            freeze=typed["freeze"],
            reason=typed["reason"],
        )
        return f"{quarter.label} is openbaar."

    preview = page.preview
    context = {
        "page": page,
        "figures": figures({"ladder": ladder(preview.money)}) if preview else {},
        "never": NEVER_PUBLIC,
    }
    template = "web/publishing/page.html"
    return store_once(request, form, store, back=request.path, template=template, context=context)


@takes_forms
def withdraw(request: PortalRequest, programme: str, quarter: Quarter) -> HttpResponse:
    """Asks why; a quarter that is not public is only shown."""
    found = _decided_by(request, programme, quarter)
    back = reverse("publish-quarter", kwargs={"programme": programme, "quarter": quarter})
    page = build(request.viewer, found, quarter)
    if page.public is None:
        return redirect(back)
    form = WithdrawForm(typed_before(request))

    def store(typed: dict[str, Any]) -> str:
        withdraw_quarter(actor=request.viewer, programme=found, quarter=quarter, reason=typed["reason"])
        return f"{quarter.label} is niet langer openbaar."

    context = {
        "title": f"{quarter.label} niet langer openbaar",
        "lead": "De openbare pagina en de bestanden verdwijnen binnen vijf minuten. Wat iemand al bewaarde, "
        "blijft bij hem.",
        "crumbs": page.crumbs,
        "button": f"{quarter.label} intrekken",
    }
    return store_once(request, form, store, back=back, template=PAGE, context=context)


def _decided_by(request: PortalRequest, slug: str, quarter: Quarter) -> "Programme":
    """404 for who may not see the programme or a quarter that is not there, 403 for who only may see it."""
    found = seen_programme(request.viewer, slug)
    if not programmes.periods(request.viewer, found).filter(quarter=quarter).exists():
        raise Http404("Over dit kwartaal rapporteert dit programma niet.")
    if not may_decide(slug, request.viewer):
        raise PermissionDenied
    return found
