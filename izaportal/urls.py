"""The address book: Dutch paths, the same in every language."""

from django.urls import URLPattern, URLResolver, include, path, register_converter

from izaportal.web.converters import QuarterConverter

register_converter(QuarterConverter, "quarter")

PAGES = (
    "start",
    "notices",
    "audit",
    "programme",
    "portfolio",  # before projects: its pages stand among their addresses
    "project",
    "project_edit",
    "report",
    "finance",
    "grant",
    "period",
    "indicator_edit",
    "indicator",
    "dashboard",
    "presentation",
    "since",
    "comparison",
    "headlines",
    "freezing",
    "pack",
    "publishing",
    "public",
    "importing",
    "refund",
    "budget",
    "ledger",
    "accountability",
    "duty",
    "meetings",
    "decisions",
    "municipality",
    "regions",
    "keys",
    "drafts",
    "preferences",
    "api_tokens",
    "health",
)

handler400 = "izaportal.web.refused.refused"
handler500 = "izaportal.web.unavailable.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    *(path("", include(f"izaportal.web.{page}.urls")) for page in PAGES),
    path("onderdelen/", include("izaportal.web.gallery.urls")),
    path("api/", include("izaportal.api.urls")),
]
