"""What belongs to no app: the OpenAPI document, its page, and addresses that are not there."""

from functools import cache
from typing import Any

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.utils.decorators import method_decorator
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


@cache
def _document() -> dict[str, Any]:
    """The code does not change while it runs."""
    generator: Any = SchemaGenerator
    document: dict[str, Any] = generator().get_schema(request=None, public=True)
    return document


class OpenApiView(APIView):
    """The OpenAPI document, open to all and from everywhere (ADR), with this portal as its server."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        here = {"url": request.build_absolute_uri("/api/v1")}
        return Response({**_document(), "servers": [here]}, headers={"Access-Control-Allow-Origin": "*"})


# Swagger UI puts style attributes in its pages; scripts stay our own files only.
@method_decorator(csp_update({"style-src": [SELF, UNSAFE_INLINE]}), name="dispatch")
@extend_schema(exclude=True)
class DocumentationView(SpectacularSwaggerSplitView):
    title = "API van het izaportal"
    url_name = "openapi"


class NothingHereView(APIView):
    """Every other address under /api/, with any method."""

    authentication_classes = ()
    permission_classes = (AllowAny,)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise NotFound
