"""A municipality pulls its share."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from izaportal.core import clock
from izaportal.core.immutable import IMMUTABLE
from izaportal.core.viewer import Viewer
from izaportal.reporting.api import presenters
from izaportal.reporting.api.parameters import read
from izaportal.reporting.api.serializers import (
    HistoryParameters,
    ShareHistoryListSerializer,
    ShareHistorySerializer,
    ShareListSerializer,
    ShareParameters,
    ShareSerializer,
)
from izaportal.reporting.selectors.municipal_shares import (
    NoShareError,
    Wanted,
    share_histories,
    share_reports,
)

NOT_THERE = "Dit aandeel is er niet, of niet voor dit token."
CODE = OpenApiParameter(
    "code",
    {"type": "string", "pattern": "^GM[0-9]{4}$"},
    OpenApiParameter.PATH,
    description="De gemeente van het token, met haar CBS-code",
)


class MunicipalShareView(APIView):
    @extend_schema(
        operation_id="getMunicipalShare",
        summary="Het aandeel van de gemeente in een kwartaal",
        description=(
            "Met `programme` één aandeel, zonder `programme` een lijst met het aandeel in elk programma. "
            "Een vastgesteld kwartaal komt uit de vaststelling; een open kwartaal is voorlopig. Met `freeze` "
            "komt precies die versie, en verandert het antwoord nooit meer."
        ),
        parameters=[CODE, ShareParameters],
        responses=PolymorphicProxySerializer(
            component_name="ShareAnswer",
            serializers=[ShareSerializer, ShareListSerializer],
            resource_type_field_name=None,
        ),
        tags=["gemeenten"],
    )
    def get(self, request: Request, code: str) -> Response:
        asked = read(request, ShareParameters(data=request.query_params.dict()), code=code)
        try:
            found = share_reports(_viewer(request), code, today=clock.today(), wanted=Wanted(**asked))
        except NoShareError as missing:
            raise NotFound(NOT_THERE) from missing
        shares = [presenters.share(item, project_url=_project_url(request)) for item in found]
        headers = {"Cache-Control": IMMUTABLE} if "freeze" in asked else {}
        if "programme" in asked:
            return Response(ShareSerializer(shares[0]).data, headers=headers)
        return Response(ShareListSerializer({"shares": shares}).data, headers=headers)


class ShareHistoryView(APIView):
    @extend_schema(
        operation_id="getMunicipalShareHistory",
        summary="De totalen van de gemeente per kwartaal",
        description="Met `programme` één reeks, zonder `programme` een lijst met een reeks per programma.",
        parameters=[CODE, HistoryParameters],
        responses=PolymorphicProxySerializer(
            component_name="ShareHistoryAnswer",
            serializers=[ShareHistorySerializer, ShareHistoryListSerializer],
            resource_type_field_name=None,
        ),
        tags=["gemeenten"],
    )
    def get(self, request: Request, code: str) -> Response:
        asked = read(request, HistoryParameters(data=request.query_params.dict()), code=code)
        try:
            found = share_histories(_viewer(request), code, today=clock.today(), **asked)
        except NoShareError as missing:
            raise NotFound(NOT_THERE) from missing
        histories = [presenters.history(item) for item in found]
        if "programme" in asked:
            return Response(ShareHistorySerializer(histories[0]).data)
        return Response(ShareHistoryListSerializer({"histories": histories}).data)


def _viewer(request: Request) -> Viewer:
    """Set by the authentication, which comes first."""
    client: Any = request.user
    viewer: Viewer = client.viewer
    return viewer


def _project_url(request: Request) -> presenters.ProjectUrl:
    def address(programme: str, project: str) -> str:
        return request.build_absolute_uri(reverse("project", args=[programme, project]))

    return address
