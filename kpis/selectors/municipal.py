"""What one municipality itself measured, of indicators that are measured per municipality."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from kpis.models import Indicator, Measurement, MeasurementState
from pillars.selectors.municipalities import readable


@dataclass(frozen=True, slots=True)
class OwnValue:
    """`value` is the last approved one up to the quarter asked for, of `quarter`; both None without any."""

    programme: str
    slug: str
    code: str
    name: str
    unit: str
    decimals: int
    quarter: Quarter | None
    value: Decimal | None
    illustrative: bool


def own_values(
    viewer: Viewer, municipality: str, *, programmes: Iterable[str], quarter: Quarter
) -> list[OwnValue]:
    """One per indicator of these programmes that is measured per municipality, in the plan's order."""
    indicators = Indicator.objects.filter(programme__slug__in=list(programmes), disaggregated=True)
    listed = list(indicators.select_related("programme").order_by("programme__slug", "code", "slug"))
    if not listed:
        return []
    rows = Measurement.objects.filter(
        readable(viewer, "indicator__programme"),
        indicator__in=listed,
        municipality__code=municipality,
        quarter__lte=quarter,
        state=MeasurementState.APPROVED,
        superseded_at__isnull=True,
    )
    last = {row.indicator_id: row for row in rows.order_by("quarter")}
    return [_own(indicator, last.get(indicator.pk)) for indicator in listed]


def _own(indicator: Indicator, row: Measurement | None) -> OwnValue:
    return OwnValue(
        programme=indicator.programme.slug,
        slug=indicator.slug,
        code=indicator.code,
        name=indicator.short_name or indicator.name,
        unit=indicator.unit,
        decimals=indicator.decimals,
        quarter=row.quarter if row else None,
        value=row.value if row else None,
        illustrative=row.illustrative if row else False,
    )
