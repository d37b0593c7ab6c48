"""What every page of a ledger begins with: the grant, who looks, and from when on figures are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from funding.booking import Dated, dated
from funding.selectors.ledger import ledger_grant
from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.web.access import or_404, seen_programme
from izaportal.web.crumbs import money_crumbs
from izaportal.web.link import Link
from pillars.selectors import programmes

if TYPE_CHECKING:
    from funding.models import Grant
    from pillars.models import Programme

MISSING = "Dit is er niet."


@dataclass(frozen=True)
class Seen:
    """A grant and who looks at its ledger."""

    viewer: Viewer
    programme: Programme
    grant: Grant

    @property
    def place(self) -> dict[str, str]:
        return {
            "programme": self.programme.slug,
            "project": self.grant.project.slug,
            "grant": self.grant.slug,
        }

    @property
    def url(self) -> str:
        return reverse("ledger", kwargs=self.place)

    @property
    def controls(self) -> bool:
        return self.viewer.controls(self.programme.slug)

    @cached_property
    def frozen_until(self) -> date | None:
        """The last day in figures that are frozen."""
        periods = programmes.periods(self.viewer, self.programme)
        return max((one.quarter.last_day for one in periods if one.is_frozen), default=None)

    def counted(self, day: date) -> Dated:
        """On which day something of this day would count now."""
        return dated(day, frozen_until=self.frozen_until, today=clock.today())

    @property
    def frozen_words(self) -> str:
        """`Vastgesteld tot en met Q2 2026`; empty while nothing is."""
        until = self.frozen_until
        return f"Vastgesteld tot en met {Quarter.of(until).label}" if until else ""

    def crumbs(self, here: str = "") -> tuple[Link, ...]:
        project = self.grant.project
        grant = Link(f"{self.grant.title}: {project.name}", reverse("grant", kwargs=self.place))
        below = (Link("Boekingen", self.url), Link(here)) if here else (Link("Boekingen"),)
        return money_crumbs(project.programme, grant, *below)


def seen_ledger(viewer: Viewer, programme: str, project: str, grant: str) -> Seen:
    """404 for who may not see it."""
    seen = seen_programme(viewer, programme)
    with or_404(MISSING):
        return Seen(viewer, seen, ledger_grant(viewer, seen, project=project, grant=grant))


def kept_ledger(viewer: Viewer, programme: str, project: str, grant: str) -> Seen:
    """For who keeps it: 403 for who may only see it."""
    seen = seen_ledger(viewer, programme, project, grant)
    if not seen.controls:
        raise PermissionDenied
    return seen
