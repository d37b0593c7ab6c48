"""The dashboard and the share of a municipality, beside what they could not do without."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import Template
from django.test import Client, override_settings
from django.test.signals import template_rendered
from django.test.utils import setup_test_environment, teardown_test_environment
from django.urls import include, path

from izaportal.accounts.models import User
from izaportal.accounts.services import create_api_token
from izaportal.bench.timing import Comparison, interleaved, replay, statements_of
from izaportal.core.viewer import Viewer

ROUNDS = 60
PEOPLE_BACKEND = "izaportal.accounts.backends.PeopleBackend"
DASHBOARD = "/programmas/nml-o/kwartaal/2026-Q2/"
SHARE = "/api/v1/municipalities/GM0984/share?programme=nml-o&quarter=2026-Q2"


def nothing(request: HttpRequest) -> HttpResponse:
    """What a request costs before any page does its work."""
    return HttpResponse()


urlpatterns = [path("leeg/", nothing), path("", include("izaportal.urls"))]


@override_settings(ROOT_URLCONF="izaportal.bench.pages")
def compare_pages() -> list[Comparison]:
    """Dashboard against its own template and an empty view, share against its own SQL and an empty view."""
    return [*_dashboard(), *_share()]


def _dashboard() -> list[Comparison]:
    client = Client()
    client.force_login(User.objects.get(username="bestuurder-venray"), backend=PEOPLE_BACKEND)
    page = partial(answered, client, DASHBOARD)
    template, context = rendered_by(page)
    measured, floor, empty = interleaved(
        {
            "dashboard 2026-Q2": page,
            "  vloer: hetzelfde sjabloon uit rijen in het geheugen": partial(template.render, context),
            "  vloer: een lege pagina": partial(answered, client, "/leeg/"),
        },
        rounds=ROUNDS,
    ).values()
    return [Comparison(measured, floor, aim=2), Comparison(measured, empty)]


def _share() -> list[Comparison]:
    token = create_api_token(actor=Viewer.system("bench"), municipality_code="GM0984", name="bench")
    client = Client(headers={"authorization": f"Bearer {token}"})
    answer = partial(answered, client, SHARE)
    recorded = statements_of(answer)
    measured, floor, empty = interleaved(
        {
            "aandeel van Venray (API)": answer,
            f"  vloer: dezelfde {len(recorded)} opdrachten in kale SQL": partial(replay, recorded),
            "  vloer: een lege pagina": partial(answered, client, "/leeg/"),
        },
        rounds=ROUNDS,
    ).values()
    return [Comparison(measured, floor), Comparison(measured, empty)]


def answered(client: Client, url: str) -> None:
    answer = client.get(url)
    if answer.status_code != 200:
        raise RuntimeError(f"{url} antwoordt {answer.status_code}")


def rendered_by(page: Any) -> tuple[Template, Any]:
    """The outermost template of a page with everything it was given.

    Only while looking are templates instrumented: that costs more than half as much again.
    """
    seen: list[tuple[Template, Any]] = []

    def note(sender: object, template: Template, context: Any, **_: object) -> None:
        seen.append((template, context))

    setup_test_environment(debug=False)
    template_rendered.connect(note)
    try:
        page()
    finally:
        template_rendered.disconnect(note)
        teardown_test_environment()
    return seen[0]
