"""Reads an address strictly: what is unknown, doubled or malformed is a mistake that is named."""

import re
from typing import Any

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.serializers import Serializer

MUNICIPALITY = re.compile(r"GM[0-9]{4}")

Mistakes = dict[str, list[ErrorDetail]]


def read(request: Request, parameters: Serializer[Any], *, code: str) -> dict[str, Any]:
    """The checked query parameters. Raises ValidationError with all mistakes at once, the code's too."""
    query = request.query_params
    mistakes: Mistakes = {}
    if MUNICIPALITY.fullmatch(code) is None:
        mistakes["code"] = [ErrorDetail("Schrijf een gemeente als GM0984.", code="format")]
    for name in query:
        if name not in parameters.fields:
            known = ", ".join(parameters.fields)
            mistakes[name] = [ErrorDetail(f"Onbekende parameter; bekend zijn: {known}.", code="unknown")]
        elif len(query.getlist(name)) > 1:
            mistakes[name] = [ErrorDetail("Geef deze parameter één keer.", code="repeated")]
    if not parameters.is_valid():
        mistakes = {**parameters.errors, **mistakes}
    if mistakes:
        raise ValidationError(mistakes)
    return dict(parameters.validated_data)
