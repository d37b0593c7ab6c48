"""The page for what is refused before a view reads it: a request too large, or one that makes no sense."""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat

NOTHING_SAVED = "Er is niets opgeslagen."


@dataclass(frozen=True, slots=True)
class Refusal:
    """What is wrong with a request and what to do about it, in whole sentences."""

    title: str
    why: str
    advice: str
    status: HTTPStatus = HTTPStatus.BAD_REQUEST


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """`handler400`. Who asks for JSON, as report.js does, is told why in the form that it shows."""
    found = _refusal(exception)
    said = f"{found.why} {NOTHING_SAVED}"
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"refused": said}, status=found.status)
    context = {"refusal": found, "nothing_saved": NOTHING_SAVED}
    answer = render(request, "400.html", context, status=found.status)
    answer["HX-Toast"] = quote(said)
    return answer


def _refusal(exception: Exception | None) -> Refusal:
    if isinstance(exception, RequestDataTooBig):
        most = filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        return Refusal(
            "Dit is te veel om in één keer te versturen",
            f"De tekst die u verstuurde is groter dan {most}.",
            "Ga terug, kort de tekst in of voeg haar als bestand toe, en verstuur het opnieuw.",
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        )
    if isinstance(exception, TooManyFieldsSent):
        return _too_many(f"meer dan {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS} velden")
    if isinstance(exception, TooManyFilesSent):
        return _too_many(f"meer dan {settings.DATA_UPLOAD_MAX_NUMBER_FILES} bestanden")
    return Refusal(
        "Dit verzoek klopt niet",
        "Het portaal kon niet lezen wat uw browser verstuurde.",
        "Ga terug, laad de pagina opnieuw en probeer het nog eens.",
    )


def _too_many(what: str) -> Refusal:
    return Refusal(
        "Dit is te veel om in één keer te versturen",
        f"U verstuurde {what} tegelijk.",
        "Ga terug en doe het in kleinere stappen.",
    )
