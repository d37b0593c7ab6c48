"""Where the pages of the map are, the way to them, and how a theme is called in short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.accounts.requests import PortalRequest
from izaportal.web.link import Link

if TYPE_CHECKING:
    from collections.abc import Iterable

    from regions.models import Region

TITLE = "Regio’s"


def url_of(region: Region) -> str:
    return reverse("region", args=(region.scheme, region.code))


def link_to(region: Region) -> Link:
    return Link(region.name, url_of(region))


def links_to(regions: Iterable[Region]) -> tuple[Link, ...]:
    return tuple(sorted(map(link_to, regions), key=lambda link: link.label))


def crumbs(request: PortalRequest, *below: Link) -> tuple[Link, ...]:
    """Who is not signed in came by what is public."""
    first = () if request.viewer.id is not None else (Link("Openbaar", reverse("public-overview")),)
    return *first, Link(TITLE, reverse("regions") if below else ""), *below


def short(label: str) -> str:
    """Without what stands between brackets: the head of a column has little room."""
    return label.partition(" (")[0]
