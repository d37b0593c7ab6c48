"""Frozen quarters: which versions there are, and what was frozen in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import QuerySet

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import Freeze
from izaportal.reporting.selectors.snapshot import Snapshot, snapshot_of
from pillars.models import Programme
from pillars.selectors.programmes import visible_ids

REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a frozen quarter: who fixed it, when and why, without what is in it."""

    pk: UUID
    programme: UUID
    quarter: Quarter
    number: int
    at: datetime
    by: str
    reason: str
    sha256: str

    @property
    def is_restated(self) -> bool:
        return self.number > 1


VERSION_FIELDS = ("pk", "programme", "quarter", "version", "frozen_at", "actor_name", "reason", "sha256")


def versions(viewer: Viewer, programme: Programme, quarter: Quarter) -> tuple[Version, ...]:
    """Every version of the quarter, the first one first; one query."""
    rows = Freeze.objects.filter(programme__in=visible_ids(viewer)).filter(
        programme=programme, quarter=quarter
    )
    return _versions(rows)


def versions_of(programmes: Iterable[UUID]) -> tuple[Version, ...]:
    """Of whole programmes, for who was found to take part in them; of a quarter the first one first."""
    return _versions(Freeze.objects.filter(programme__in=list(programmes)))


def version_of(freeze: UUID) -> Version:
    """For jobs, so without viewer. Raises Freeze.DoesNotExist."""
    return Version(*Freeze.objects.values_list(*VERSION_FIELDS).get(pk=freeze))


def _versions(rows: QuerySet[Freeze]) -> tuple[Version, ...]:
    return tuple(Version(*row) for row in rows.values_list(*VERSION_FIELDS))


def snapshot(version: UUID) -> Snapshot:
    """What was frozen. For who has found the version: whether one may see it is not asked again."""
    return _read(version)


@lru_cache(REMEMBERED)
def _read(version: UUID) -> Snapshot:
    """Remembered, for it never changes; one query when it is not."""
    return snapshot_of(Freeze.objects.values_list("content", flat=True).get(pk=version))
