"""The way to a page, from its programme down. The page itself stands last, without an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.quarter import Quarter
from izaportal.web.link import Link

if TYPE_CHECKING:
    from pillars.models import Programme


def programme_crumbs(programme: Programme, *below: Link) -> tuple[Link, ...]:
    """`below`: what stands below the programme, the page itself last."""
    return Link(programme.short_name, reverse("programme", args=(programme.slug,))), *below


def quarter_crumbs(programme: Programme, quarter: Quarter, here: str) -> tuple[Link, ...]:
    """To a page about one quarter, by its dashboard."""
    dashboard = Link(quarter.label, reverse("dashboard", args=(programme.slug, quarter)))
    return programme_crumbs(programme, dashboard, Link(here))


def money_crumbs(programme: Programme, *below: Link) -> tuple[Link, ...]:
    """`below`: what stands below Financiën, the page itself last; nothing on Financiën itself."""
    finance = Link("Financiën", reverse("finance", args=(programme.slug,)) if below else "")
    return programme_crumbs(programme, finance, *below)
