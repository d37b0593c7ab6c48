"""What every page of the yearly account begins with: the programme, who looks, and which year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from funding.accountability import next_year_due
from funding.selectors.accountability import YearAccount, state_grant, year_account
from izaportal.core import clock
from izaportal.core.viewer import Viewer
from izaportal.web.access import or_404, seen_programme
from izaportal.web.crumbs import money_crumbs
from izaportal.web.link import Link

if TYPE_CHECKING:
    from funding.models import Grant
    from pillars.models import Programme

YEAR = "jaar"
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Seen:
    """A programme's account over a year. The year asked for counts when it is one, and has begun."""

    viewer: Viewer
    programme: Programme
    year: int
    today: date

    @property
    def url(self) -> str:
        return f"{reverse('accountability', args=(self.programme.slug,))}?{YEAR}={self.year}"

    @property
    def controls(self) -> bool:
        return self.viewer.controls(self.programme.slug)

    @cached_property
    def account(self) -> YearAccount:
        return year_account(self.viewer, self.programme, year=self.year, today=self.today)

    def file_url(self, form: str) -> str:
        address = reverse("accountability-file", kwargs={"programme": self.programme.slug, "form": form})
        return f"{address}?{YEAR}={self.year}"

    def crumbs(self, here: str = "") -> tuple[Link, ...]:
        below = (Link("Verantwoording", self.url), Link(here)) if here else (Link("Verantwoording"),)
        return money_crumbs(self.programme, *below)


def seen(viewer: Viewer, programme: str, asked: str) -> Seen:
    """404 for who may not see the programme."""
    today = clock.today()
    is_year = asked.isascii() and asked.isdecimal() and FIRST_YEAR <= int(asked[:5]) <= today.year
    year = int(asked) if is_year else next_year_due(today)
    return Seen(viewer, seen_programme(viewer, programme), year, today)


def seen_grant(viewer: Viewer, programme: str, project: str, grant: str) -> Grant:
    """A state grant, or 404 for what is not there or may not be seen."""
    with or_404("Deze subsidie is er niet."):
        return state_grant(viewer, seen_programme(viewer, programme), project=project, grant=grant)


def kept_grant(viewer: Viewer, programme: str, project: str, grant: str) -> Grant:
    """For who settles it: 403 for who may only see it."""
    found = seen_grant(viewer, programme, project, grant)
    if not viewer.controls(programme):
        raise PermissionDenied
    return found
