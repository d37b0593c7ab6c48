"""The way to every page about money: programme, Financiën, and what stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.web.plan_words import Link

if TYPE_CHECKING:
    from pillars.models import Programme


def money_crumbs(programme: Programme, *below: Link) -> tuple[Link, ...]:
    """`below`: what stands below Financiën, the page itself last; nothing on Financiën itself."""
    place = {"programme": programme.slug}
    home = Link(programme.short_name, reverse("programme", kwargs=place))
    return home, Link("Financiën", reverse("finance", kwargs=place) if below else ""), *below
