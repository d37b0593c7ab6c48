"""What a programme publishes, for everybody: no sign-in, no cookie, and the same answer for all.

What is not public is not there: nobody learns whether it exists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from izaportal.core.quarter import Quarter
from izaportal.core.workbook import CSV_TYPE
from izaportal.reporting.selectors.freezes import snapshot
from izaportal.reporting.selectors.publications import Published, published, publishers
from izaportal.web.charts.store import figures, stored_png
from izaportal.web.everybody import HTML_TYPE, KEPT, answer
from izaportal.web.link import Link
from izaportal.web.published import data
from izaportal.web.published.card import card_svg
from izaportal.web.published.data import Addresses
from izaportal.web.published.facts import PublicQuarter
from izaportal.web.published.quarter import public_quarter
from izaportal.web.quarters import QuarterChoice
from izaportal.web.risk_charts import ladder

TEXT_TYPE = "text/plain; charset=utf-8"
PNG_TYPE = "image/png"
FORMS = ("csv", "json")


@dataclass(frozen=True, slots=True)
class Listed:
    """A programme with its last public quarter; `earlier` are the others."""

    name: str
    url: str
    quarter: Quarter
    earlier: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The version that was asked for among all that the programme has public."""

    programme: str
    version: Published
    all: Mapping[Quarter, tuple[Published, ...]]
    by_id: bool


@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    """Which programmes have something public, and of which quarters."""
    rows = [
        Listed(
            one.name,
            _url(one.programme, one.quarters[0]),
            one.quarters[0],
            tuple(Link(quarter.label, _url(one.programme, quarter)) for quarter in one.quarters[1:]),
        )
        for one in publishers()
    ]
    return answer(request, render_to_string("web/public/overview.html", {"rows": rows}).encode())


@require_safe
def nowhere(_request: HttpRequest, rest: str) -> HttpResponse:
    """An address that nothing public can have."""
    return _missing()


@require_safe
def latest(request: HttpRequest, programme: str) -> HttpResponseBase:
    """The last quarter that is public."""
    found = published(programme)
    if not found:
        return _missing()
    quarter = max(found)
    return _page(request, Shown(programme, found[quarter][-1], found, by_id=False))


@require_safe
def quarter(request: HttpRequest, programme: str, quarter: Quarter) -> HttpResponseBase:
    shown = _shown(request, programme, quarter)
    return _missing() if shown is None else _page(request, shown)


@require_safe
def download(request: HttpRequest, programme: str, quarter: Quarter, form: str) -> HttpResponseBase:
    """The same figures as open data."""
    shown = _shown(request, programme, quarter)
    if shown is None or form not in FORMS:
        return _missing()
    seen = _seen(shown.version)
    body = data.as_json(seen, _addresses(shown)) if form == "json" else data.as_csv(seen)
    found = answer(request, body, data.JSON_TYPE if form == "json" else CSV_TYPE)
    name = f"{programme}-{quarter.key}-versie-{shown.version.number}.{form}"
    found.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    found.headers["Access-Control-Allow-Origin"] = "*"
    return found


@require_safe
def card(request: HttpRequest, programme: str, quarter: Quarter) -> HttpResponseBase:
    """The picture that stands beside a link to the page."""
    shown = _shown(request, programme, quarter)
    png = None if shown is None else stored_png(card_svg(_seen(shown.version)))
    return _missing() if shown is None or png is None else answer(request, png, PNG_TYPE)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines find what is public, and nothing else of the portal."""
    places = (reverse("public-overview"), reverse("regions"), "/static/")
    lines = ("User-agent: *", *(f"Allow: {place}" for place in places), "Disallow: /", "")
    return HttpResponse("\n".join(lines), TEXT_TYPE, headers={"Cache-Control": KEPT})


def _shown(request: HttpRequest, programme: str, quarter: Quarter) -> Shown | None:
    """The last public version, or the one whose id is asked for; None when that is not public."""
    found = published(programme)
    versions = found.get(quarter, ())
    by_id = "freeze" in request.GET
    version = _by_id(versions, request.GET["freeze"]) if by_id else next(iter(versions[-1:]), None)
    return None if version is None else Shown(programme, version, found, by_id=by_id)


def _missing() -> HttpResponse:
    """To the letter the same for what never was, what is not public and what was withdrawn."""
    body = render_to_string("web/public/missing.html")
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(body, HTML_TYPE, status=HTTPStatus.NOT_FOUND, headers=headers)


def _by_id(versions: Sequence[Published], text: str) -> Published | None:
    try:
        wanted = UUID(text)
    except ValueError:
        return None
    return next((one for one in reversed(versions) if one.freeze == wanted), None)


def _seen(version: Published) -> PublicQuarter:
    return public_quarter(snapshot(version.freeze).board, version)


def _page(request: HttpRequest, shown: Shown) -> HttpResponseBase:
    seen, at = _seen(shown.version), _addresses(shown)
    context = {
        "seen": seen,
        "at": at,
        "figures": figures({"ladder": ladder(seen.money)}),
        "quarters": () if shown.by_id else _choices(shown),
        "latest": _url(shown.programme, shown.version.quarter) if shown.by_id else "",
        "columns": data.COLUMNS,
        "licence": {"url": data.LICENCE, "name": data.LICENCE_NAME},
    }
    body = render_to_string("web/public/page.html", context).encode()
    return answer(request, body)


def _choices(shown: Shown) -> tuple[QuarterChoice, ...]:
    """The public quarters; one alone is no choice."""
    if len(shown.all) == 1:
        return ()
    return tuple(
        QuarterChoice(one.label, _url(shown.programme, one), one == shown.version.quarter, frozen=True)
        for one in shown.all
    )


def _url(programme: str, quarter: Quarter) -> str:
    return reverse("public", kwargs={"programme": programme, "quarter": quarter})


def _addresses(shown: Shown) -> Addresses:
    """Whole addresses, as they stand in a file that travels."""
    place = {"programme": shown.programme, "quarter": shown.version.quarter}
    version = f"?freeze={shown.version.freeze}"
    page = urljoin(settings.PORTAL_URL, reverse("public", kwargs=place))
    form = {
        name: urljoin(settings.PORTAL_URL, reverse("public-data", kwargs={**place, "form": name}))
        for name in FORMS
    }
    picture = urljoin(settings.PORTAL_URL, reverse("public-card", kwargs=place))
    return Addresses(picture + version, page, page + version, form["json"] + version, form["csv"] + version)
