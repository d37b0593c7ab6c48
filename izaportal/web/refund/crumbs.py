"""The way to the pages about refund risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.web.plan_words import Link
from izaportal.web.shell import existing_url

if TYPE_CHECKING:
    from pillars.models import Programme


def crumbs(programme: Programme, *names: str, quarter: str = "") -> tuple[Link, ...]:
    """The programme, its money, its refund risk; of the names the last is the page one is on."""
    place = {"programme": programme.slug}
    found = [Link(programme.short_name, reverse("programme", kwargs=place))]
    if money := existing_url("finance", **place):
        found.append(Link("Financiën", money))
    if len(names) > 1:
        query = f"?kwartaal={quarter}" if quarter else ""
        found.append(Link(names[0], f"{reverse('refund-risk', kwargs=place)}{query}"))
    return (*found, Link(names[-1]))
