"""The impact map for everyone to read: it is published, so no viewer is asked for."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import QuerySet

from regions.models import (
    ActivityGap,
    Development,
    ImpactActivity,
    ImpactFocus,
    ImpactProfile,
    ImpactTheme,
    Region,
)


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
    """Everything the map says of one region."""

    profile: ImpactProfile
    developments: tuple[Development, ...]
    activities: tuple[ImpactActivity, ...]
    gaps: tuple[ActivityGap, ...]
    focus: tuple[ImpactFocus, ...]


def profiles() -> QuerySet[ImpactProfile]:
    """The regions of the map, by scheme and name."""
    related = ImpactProfile.objects.select_related("region__parent").prefetch_related("activities_from")
    return related.order_by("region__scheme", "region__name")


def themes() -> QuerySet[ImpactTheme]:
    return ImpactTheme.objects.all()


def activity_matrix() -> tuple[list[ImpactTheme], list[MatrixRow]]:
    """Themes and rows; five queries whatever the number of regions."""
    columns = list(themes())
    pairs = ImpactActivity.objects.order_by().values_list("region_id", "theme_id")
    counts = Counter(pairs)
    reasons = {(gap.region_id, gap.theme_id): gap.get_reason_display() for gap in ActivityGap.objects.all()}
    return columns, [
        MatrixRow(
            profile.region,
            tuple(_cell(profile, theme.pk, counts=counts, reasons=reasons) for theme in columns),
        )
        for profile in profiles()
    ]


def region_page(scheme: str, code: str) -> RegionPage:
    """Raises ImpactProfile.DoesNotExist for a region that is not on the map."""
    profile = (
        profiles()
        .prefetch_related("developments_from", "focus_from", "plan_regions", "sectors")
        .get(region__scheme=scheme, region__code=code)
    )
    region = profile.region
    return RegionPage(
        profile=profile,
        developments=tuple(
            Development.objects.filter(region=region)
            .select_related("indicator", "scope")
            .order_by("position")
        ),
        activities=tuple(
            ImpactActivity.objects.filter(region=region)
            .select_related("theme")
            .prefetch_related("targets")
            .order_by("theme__position", "position")
        ),
        gaps=tuple(
            ActivityGap.objects.filter(region=region).select_related("theme").order_by("theme__position")
        ),
        focus=tuple(
            ImpactFocus.objects.filter(region=region)
            .select_related("target_group")
            .prefetch_related("targets")
            .order_by("position")
        ),
    )


def developments_of(indicator: str) -> QuerySet[Development]:
    """What all regions expect of one indicator, to compare."""
    found = Development.objects.filter(indicator__slug=indicator)
    return found.select_related("region", "indicator", "scope").order_by("region__scheme", "region__name")


def _cell(
    profile: ImpactProfile,
    theme: UUID,
    *,
    counts: Counter[tuple[UUID, UUID]],
    reasons: dict[tuple[UUID, UUID], str],
) -> Cell:
    key = (profile.region_id, theme)
    if counts[key]:
        return Cell(Held.ACTIVITIES, count=counts[key])
    if key in reasons:
        return Cell(Held.NOT_IN_PLAN, reason=reasons[key])
    others = tuple(region for region in profile.activities_from.all() if region.pk != profile.region_id)
    return Cell(Held.ELSEWHERE, regions=others) if others else Cell(Held.NOT_RECORDED)
