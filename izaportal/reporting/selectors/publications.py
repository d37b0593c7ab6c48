"""What is public, for everybody, and what was decided about it, for the programme itself."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from uuid import UUID

from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import Freeze, Publication
from izaportal.reporting.selectors.freezes import Version
from kpis.selectors.confidential import confidential_indicators
from pillars.models import Programme
from pillars.selectors.plan_figures import confidential_kinds
from pillars.selectors.programmes import visible_ids

INDICATOR, FIGURE = "indicator/", "figure/"


@dataclass(frozen=True, slots=True)
class Published:
    """A frozen version that everybody may see: which one, and since when; no names and no reasons.

    `withheld` as of the model.
    """

    quarter: Quarter
    freeze: UUID
    number: int
    frozen_at: datetime
    sha256: str
    published_at: datetime
    withheld: frozenset[str]


@dataclass(frozen=True, slots=True)
class Publisher:
    """A programme that has quarters public, the last one first; there is one at least."""

    programme: str
    name: str
    quarters: tuple[Quarter, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A line of the log: `version` None was a withdrawal."""

    at: datetime
    by: str
    reason: str
    version: int | None


def published(programme: str) -> dict[Quarter, tuple[Published, ...]]:
    """Per quarter the versions that are public, the last one last; oldest quarter first; one query.

    Publishing is for all, so there is no viewer. A programme that is not there has published nothing. An
    older version stays to be had under its own address until the quarter is withdrawn, without what was found
    confidential since.
    """
    rows = Publication.objects.filter(programme__slug=programme).order_by("quarter", "id")
    found: dict[Quarter, list[Published]] = {}
    for row in rows.select_related("freeze").defer("freeze__content"):
        if row.freeze is None:
            found.pop(row.quarter, None)
        else:
            found.setdefault(row.quarter, []).append(_published(row, row.freeze))
    return {quarter: _without_secrets(versions) for quarter, versions in found.items()}


def publishers() -> tuple[Publisher, ...]:
    """Every programme with something public, by name; one query."""
    last = Publication.objects.order_by("programme_id", "quarter", "-id").distinct("programme_id", "quarter")
    rows = Publication.objects.filter(pk__in=last.values("pk"), freeze__isnull=False)
    fields = ("programme__name", "programme__slug", "quarter")
    listed = groupby(rows.order_by(*fields[:2], "-quarter").values_list(*fields), key=lambda row: row[:2])
    return tuple(
        Publisher(slug, name, tuple(quarter for *_, quarter in found)) for (name, slug), found in listed
    )


def published_version(programme: str, quarter: Quarter) -> Published | None:
    """The last one of the quarter; None when it is not public."""
    versions = published(programme).get(quarter)
    return versions[-1] if versions else None


def _without_secrets(versions: list[Published]) -> tuple[Published, ...]:
    withheld = frozenset[str]().union(*(one.withheld for one in versions))
    return tuple(replace(one, withheld=withheld) for one in versions)


def _published(row: Publication, freeze: Freeze) -> Published:
    return Published(
        quarter=row.quarter,
        freeze=freeze.pk,
        number=freeze.version,
        frozen_at=freeze.frozen_at,
        sha256=freeze.sha256,
        published_at=row.decided_at,
        withheld=frozenset(row.withheld),
    )


def decided(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[Decided, ...]:
    """What was decided about the quarter, latest first; names people and tells reasons."""
    rows = Publication.objects.filter(programme__in=visible_ids(viewer))
    rows = rows.filter(programme=programme, quarter=quarter).order_by("-id")
    fields = ("decided_at", "actor_name", "reason", "freeze__version")
    return tuple(Decided(*row) for row in rows.values_list(*fields))


def as_published(version: Version, withheld: frozenset[str]) -> Published:
    """The version as it would be public, for who looks before publishing."""
    return Published(
        quarter=version.quarter,
        freeze=version.pk,
        number=version.number,
        frozen_at=version.at,
        sha256=version.sha256,
        published_at=clock.now(),
        withheld=withheld,
    )


def withheld_of(programme: Programme) -> frozenset[str]:
    """What the sources call confidential of what a public page could tell."""
    indicators = confidential_indicators(programme).values_list("slug", flat=True)
    kinds = confidential_kinds(programme)
    return frozenset([*(f"{INDICATOR}{slug}" for slug in indicators), *(f"{FIGURE}{kind}" for kind in kinds)])


def may_decide(programme: str, viewer: Viewer) -> bool:
    """Who manages the whole programme, and its controller."""
    return viewer.manages(programme) or viewer.controls(programme)
