"""The impact map as its source gives it. Rows are model fields by name; nothing is inferred."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from izaportal.core.bulk import ImportBatch, Links, save_all
from regions.models import (
    ActivityGap,
    Development,
    ImpactActivity,
    ImpactFocus,
    ImpactProfile,
    ImpactTarget,
)
from regions.models.impact import ImpactTerm

Rows = Iterable[Mapping[str, Any]]
Term = TypeVar("Term", bound=ImpactTerm)


def save_terms(batch: ImportBatch, model: type[Term], *, rows: Rows) -> dict[str, Term]:
    """Themes, indicators, sectors or target groups, by slug."""
    return batch.save(model, rows, key=("slug",))


def save_profiles(batch: ImportBatch, rows: Rows) -> dict[Any, ImpactProfile]:
    """By the id of the region."""
    return dict(batch.save(ImpactProfile, rows, key=("region",)))


def link_profiles(batch: ImportBatch, field: str, *, links: Links) -> None:
    """Profile id: region ids, for `developments_from`, `activities_from`, `focus_from` or `plan_regions`."""
    through = getattr(ImpactProfile, field).through
    batch.link(through, links, source="impactprofile_id", target="region_id")


def link_sectors(batch: ImportBatch, links: Links) -> None:
    """Profile id: ids of the sectors that are ticked by name."""
    batch.link(ImpactProfile.sectors.through, links, source="impactprofile_id", target="impactsector_id")


def save_developments(batch: ImportBatch, rows: Rows) -> None:
    batch.save(Development, rows, key=("region", "position"))


def save_activities(batch: ImportBatch, rows: Rows) -> dict[tuple[Any, ...], ImpactActivity]:
    """By (region id, theme id, position)."""
    saved = save_all(ImpactActivity, rows, key=("region", "theme", "position"))
    batch.count(ImpactActivity, saved.added, saved.changed)
    return saved.rows


def save_focus(batch: ImportBatch, rows: Rows) -> dict[tuple[Any, ...], ImpactFocus]:
    """By (region id, position)."""
    saved = save_all(ImpactFocus, rows, key=("region", "position"))
    batch.count(ImpactFocus, saved.added, saved.changed)
    return saved.rows


def save_gaps(batch: ImportBatch, rows: Rows) -> None:
    batch.save(ActivityGap, rows, key=("region", "theme"))


def save_targets(batch: ImportBatch, rows: Rows) -> None:
    """A target belongs to an activity or to a focus, never to both."""
    batch.save(ImpactTarget, rows, key=("activity", "focus", "position"))
