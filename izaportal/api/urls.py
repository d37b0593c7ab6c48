"""/api/: versions below it, and a problem+json for everything else."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from izaportal.api.answers import as_api
from izaportal.api.views import DocumentationView, NothingHereView, OpenApiView
from izaportal.reporting.api.urls import urlpatterns as shares

VERSION_1 = as_api(
    [
        *shares,
        path("openapi.json", OpenApiView.as_view(), name="openapi"),
        path("docs", DocumentationView.as_view(), name="api-docs"),
    ]
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(VERSION_1)),
    *as_api([re_path(r"^", NothingHereView.as_view(), name="api-nothing-here")]),
]
