"""The way to the pages about refund risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.web.crumbs import money_crumbs
from izaportal.web.link import Link

if TYPE_CHECKING:
    from pillars.models import Programme


def crumbs(programme: Programme, *names: str, quarter: str = "") -> tuple[Link, ...]:
    """The programme, its money, its refund risk; of the names the last is the page one is on."""
    if len(names) == 1:
        return money_crumbs(programme, Link(names[0]))
    query = f"?kwartaal={quarter}" if quarter else ""
    url = reverse("refund-risk", kwargs={"programme": programme.slug})
    return money_crumbs(programme, Link(names[0], f"{url}{query}"), Link(names[-1]))
