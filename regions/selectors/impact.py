"""The impact map for everyone to read: it is published, so no viewer is asked for.

What its source calls confidential is left out. That a region is on it never is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from izaportal.core.models import Sourced
from regions.models import (
    ActivityGap,
    Development,
    ImpactActivity,
    ImpactFocus,
    ImpactIndicator,
    ImpactProfile,
    ImpactTarget,
    ImpactTheme,
    Region,
    RegionScheme,
)

PARTS = {
    RegionScheme.ZORGKANTOOR_SUB: RegionScheme.ZORGKANTOOR,
    RegionScheme.ROAZ_SUB: RegionScheme.ROAZ,
}
"""A part of a region belongs with the regions of its kind."""
Row = TypeVar("Row", bound=Sourced)
Place = tuple[UUID, UUID]
"""The ids of a region and a theme."""


class Held(StrEnum):
    """What the map holds of a region and a theme."""

    ACTIVITIES = "activities"
    NOT_IN_PLAN = "not_in_plan"
    ELSEWHERE = "elsewhere"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True, slots=True)
class Cell:
    """`count`: activities; `reason`: how the source says there are none; `regions`: whose page holds them."""

    held: Held
    count: int = 0
    reason: str = ""
    regions: tuple[Region, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A region with one cell per theme, in the order of the themes."""

    region: Region
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RegionPage:
    """Everything the map says of one region; `cells` in the order of `themes`."""

    profile: ImpactProfile
    parts: tuple[Region, ...]
    themes: tuple[ImpactTheme, ...]
    cells: tuple[Cell, ...]
    developments: tuple[Development, ...]
    activities: tuple[ImpactActivity, ...]
    focus: tuple[ImpactFocus, ...]


@dataclass(frozen=True, slots=True)
class Expectations:
    """How many regions expect something of an indicator, and how often what; an empty key is in figures."""

    indicator: ImpactIndicator
    regions: int
    directions: Counter[str]


def profiles() -> QuerySet[ImpactProfile]:
    """The regions of the map, by scheme and name."""
    return ImpactProfile.objects.select_related("region__parent").order_by("region__scheme", "region__name")


def kind_of(region: Region) -> RegionScheme:
    """What the map divides the country into: the scheme of the region, or of what it is a part of."""
    scheme = RegionScheme(region.scheme)
    return PARTS.get(scheme, scheme)


def themes() -> QuerySet[ImpactTheme]:
    return ImpactTheme.objects.all()


def activity_matrix() -> tuple[list[ImpactTheme], list[MatrixRow]]:
    """Themes and rows; five queries whatever the number of regions."""
    columns = list(themes())
    counts = Counter(_open(ImpactActivity).order_by().values_list("region_id", "theme_id"))
    reasons = _reasons(_open(ActivityGap))
    return columns, [
        MatrixRow(profile.region, _cells(profile, columns, counts=counts, reasons=reasons))
        for profile in profiles().prefetch_related("activities_from")
    ]


def region_page(scheme: str, code: str) -> RegionPage:
    """Raises ImpactProfile.DoesNotExist for a region that is not on the map."""
    profile = (
        profiles()
        .prefetch_related("activities_from", "developments_from", "focus_from", "plan_regions", "sectors")
        .get(region__scheme=scheme, region__code=code)
    )
    region, columns = profile.region, tuple(themes())
    activities = tuple(
        _open(ImpactActivity)
        .filter(region=region)
        .select_related("theme")
        .prefetch_related(Prefetch("targets", _open(ImpactTarget)))
        .order_by("theme__position", "position")
    )
    counts = Counter((row.region_id, row.theme_id) for row in activities)
    reasons = _reasons(_open(ActivityGap).filter(region=region))
    return RegionPage(
        profile=profile,
        parts=tuple(region.subregions.filter(impact_profile__isnull=False)),
        themes=columns,
        cells=_cells(profile, columns, counts=counts, reasons=reasons),
        developments=tuple(_developments().filter(region=region).order_by("indicator__position", "position")),
        activities=activities,
        focus=tuple(
            _open(ImpactFocus)
            .filter(region=region)
            .select_related("target_group")
            .prefetch_related(Prefetch("targets", _open(ImpactTarget)))
            .order_by("position")
        ),
    )


def expected_indicators() -> list[Expectations]:
    """What any region expects something of, in the order of the source; two queries."""
    said: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    rows = _open(Development).order_by().values_list("indicator_id", "region_id", "direction")
    for indicator, region, direction in rows:
        said[indicator].append((region, direction))
    return [
        Expectations(
            indicator,
            regions=len({region for region, _ in said[indicator.pk]}),
            directions=Counter(direction for _, direction in said[indicator.pk]),
        )
        for indicator in ImpactIndicator.objects.all()
        if indicator.pk in said
    ]


def developments_of(indicator: str) -> QuerySet[Development]:
    """What all regions expect of one indicator, to compare."""
    found = _developments().filter(indicator__slug=indicator)
    return found.order_by("region__name", "region__scheme", "position")


def _open(model: type[Row]) -> QuerySet[Row]:
    return model._default_manager.filter(confidential=False)


def _developments() -> QuerySet[Development]:
    return _open(Development).select_related("region__parent", "indicator", "scope")


def _reasons(gaps: QuerySet[ActivityGap]) -> dict[Place, str]:
    return {(gap.region_id, gap.theme_id): gap.get_reason_display() for gap in gaps}


def _cells(
    profile: ImpactProfile,
    columns: Iterable[ImpactTheme],
    *,
    counts: Counter[Place],
    reasons: Mapping[Place, str],
) -> tuple[Cell, ...]:
    return tuple(_cell(profile, theme.pk, counts=counts, reasons=reasons) for theme in columns)


def _cell(
    profile: ImpactProfile,
    theme: UUID,
    *,
    counts: Counter[Place],
    reasons: Mapping[Place, str],
) -> Cell:
    key = (profile.region_id, theme)
    if counts[key]:
        return Cell(Held.ACTIVITIES, count=counts[key])
    if key in reasons:
        return Cell(Held.NOT_IN_PLAN, reason=reasons[key])
    others = tuple(region for region in profile.activities_from.all() if region.pk != profile.region_id)
    return Cell(Held.ELSEWHERE, regions=others) if others else Cell(Held.NOT_RECORDED)
