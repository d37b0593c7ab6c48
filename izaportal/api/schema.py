"""What drf-spectacular does not know: the answers and headers that every operation has."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension

from izaportal.api.authentication import SCHEME
from izaportal.api.problems import MEDIA_TYPE, TITLES

Document = dict[str, Any]

_VERSION = {
    "description": "De volledige versie van de API",
    "schema": {"type": "string", "example": "1.0.0"},
}
_ETAG = {
    "description": "Het kenmerk van dit antwoord, voor `If-None-Match`",
    "schema": {"type": "string"},
}
_RETRY = {
    "description": "Over hoeveel seconden het weer mag",
    "schema": {"type": "integer", "minimum": 1},
}
_CHALLENGE = {"description": "Hoe men zich bekendmaakt", "schema": {"type": "string"}}
_EXTRA_HEADERS = {
    401: {"WWW-Authenticate": _CHALLENGE},
    429: {"Retry-After": _RETRY},
    503: {"Retry-After": _RETRY},
}
_EVERYWHERE = (400, 401, 404, 406, 429, 500, 503)
_IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "De ETag van een eerder antwoord; is er niets veranderd, dan volgt 304",
    "schema": {"type": "string"},
}

_MISTAKE = {
    "type": "object",
    "description": "Eén fout in het verzoek.",
    "properties": {
        "in": {"type": "string", "enum": ["path", "query"]},
        "location": {"type": "string", "description": "De naam van de parameter"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
    },
    "required": ["in", "location", "code", "detail"],
}
_PROBLEM = {
    "type": "object",
    "description": "Een fout volgens RFC 9457.",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/RequestMistake"}},
    },
    "required": ["type", "title", "status", "detail", "instance"],
    "example": {
        "type": "about:blank",
        "title": "Ongeldig verzoek",
        "status": 400,
        "detail": "Het verzoek bevat fouten; errors noemt ze alle.",
        "instance": "/api/v1/municipalities/GM0984/share",
        "errors": [
            {
                "in": "query",
                "location": "quarter",
                "code": "format",
                "detail": "Schrijf een kwartaal als 2026-Q2.",
            }
        ],
    },
}


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its base has no types
    target_class = "izaportal.api.authentication.TokenAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> Document:
        return {
            "type": "http",
            "scheme": SCHEME.lower(),
            "description": "Een token van de gemeente; de beheerder van het portaal geeft het uit.",
        }


def only_ours(endpoints: list[Any]) -> list[Any]:
    """Preprocessing hook: version 1 and nothing else. Being imported for it makes the scheme above known."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def complete(result: Document, generator: Any, request: Any, public: bool) -> Document:
    """Postprocessing hook: problem answers, headers and conditional requests on every operation."""
    result["components"]["schemas"] |= {"ProblemDetails": _PROBLEM, "RequestMistake": _MISTAKE}
    for methods in result["paths"].values():
        for operation in methods.values():
            _complete(operation)
    return result


def _complete(operation: Document) -> None:
    responses = operation["responses"]
    responses["200"]["description"] = "Gevonden"
    responses["304"] = {"description": "Niet veranderd"}
    for answer in (responses["200"], responses["304"]):
        answer["headers"] = {"API-Version": _VERSION, "ETag": _ETAG}
    responses |= {str(status): _problem(status) for status in _EVERYWHERE}
    operation["parameters"] = [*operation.get("parameters", []), _IF_NONE_MATCH]


def _problem(status: int) -> Document:
    titles = {int(known): title for known, title in TITLES.items()}
    return {
        "description": titles[status],
        "headers": {"API-Version": _VERSION, **_EXTRA_HEADERS.get(status, {})},
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}},
    }
