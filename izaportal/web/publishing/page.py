"""Where a frozen quarter stands towards the public, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.selectors.freezes import Version, snapshot, versions
from izaportal.reporting.selectors.publications import (
    Decided,
    Published,
    as_published,
    decided,
    published_version,
    withheld_of,
)
from izaportal.web.crumbs import quarter_crumbs
from izaportal.web.link import Link
from izaportal.web.published.facts import PublicQuarter
from izaportal.web.published.quarter import public_quarter

if TYPE_CHECKING:
    from pillars.models import Programme

NEVER_PUBLIC = (
    "Bedragen per project en per gemeente",
    "Besluiten, gevraagde besluiten en de lijst Vraagt aandacht",
    "Cijfers van andere kwartalen en de vergelijking daarmee",
    "Namen van personen, toelichtingen, opmerkingen en redenen van herzieningen",
    "Bewijsstukken en rapportages",
    "Wat de bron vertrouwelijk noemt",
)


@dataclass(frozen=True, slots=True)
class PublishingPage:
    """`version` None: the quarter is not frozen. `public`: the version that everybody sees now.

    `withheld`: what the sources call confidential by now, so that it is left out from here on.
    """

    name: str
    quarter: Quarter
    crumbs: tuple[Link, ...]
    version: Version | None
    public: Published | None
    withheld: frozenset[str]
    preview: PublicQuarter | None
    log: tuple[Decided, ...]
    public_url: str
    dashboard_url: str
    freeze_url: str

    @property
    def is_public(self) -> bool:
        """Everybody sees the last version, as it would be shown now."""
        return self.public is not None and not self.is_behind and not self.tells_too_much

    @property
    def is_behind(self) -> bool:
        """Everybody sees an older version."""
        return self.public is not None and self.version is not None and self.public.freeze != self.version.pk

    @property
    def tells_too_much(self) -> bool:
        """Something that everybody sees became confidential since."""
        return self.public is not None and not self.withheld <= self.public.withheld

    @property
    def verb(self) -> str:
        if self.is_behind and self.version is not None:
            return f"Versie {self.version.number} openbaar maken"
        return f"{self.quarter.label} openbaar maken"


def build(viewer: Viewer, programme: Programme, quarter: Quarter) -> PublishingPage:
    place = {"programme": programme.slug, "quarter": quarter}
    found = versions(viewer, programme, quarter)
    last = found[-1] if found else None
    dashboard, withheld = reverse("dashboard", kwargs=place), withheld_of(programme)
    return PublishingPage(
        name=programme.name,
        quarter=quarter,
        crumbs=quarter_crumbs(programme, quarter, "Openbaar maken"),
        version=last,
        public=published_version(programme.slug, quarter),
        withheld=withheld,
        preview=None if last is None else _preview(last, withheld),
        log=decided(viewer, programme, quarter),
        public_url=reverse("public", kwargs=place),
        dashboard_url=dashboard,
        freeze_url=reverse("freeze-quarter", kwargs=place),
    )


def _preview(version: Version, withheld: frozenset[str]) -> PublicQuarter:
    """What everybody would see: the very thing that the public page shows."""
    return public_quarter(snapshot(version.pk).board, as_published(version, withheld))
