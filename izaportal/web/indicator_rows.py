"""An indicator in a list of a page, with the status that is stored for it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from izaportal.core.numbers import rounded

if TYPE_CHECKING:
    from izaportal.core.quarter import Quarter
    from kpis.models import Indicator, IndicatorStatus


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    code: str
    name: str
    url: str
    kind: str
    unit: str
    status: str
    value: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    early_warning: bool

    @property
    def has_band(self) -> bool:
        return self.lower is not None or self.upper is not None


def indicator_row(
    programme: str, indicator: Indicator, status: IndicatorStatus | None, *, quarter: Quarter | None = None
) -> IndicatorRow:
    """Without a stored status the mark is left out: nothing was calculated. The link opens at `quarter`."""
    url = reverse("indicator", kwargs={"programme": programme, "indicator": indicator.slug})
    return IndicatorRow(
        code=indicator.code,
        name=indicator.short_name or indicator.name,
        url=f"{url}?kwartaal={quarter}" if quarter else url,
        kind=str(indicator.get_kind_display()),
        unit="%" if indicator.unit.startswith("%") else "",
        status=status.status if status else "",
        value=_shown(status.value if status else None),
        lower=_shown(status.lower if status else None),
        upper=_shown(status.upper if status else None),
        early_warning=status.early_warning if status else False,
    )


def _shown(value: Decimal | None) -> Decimal | None:
    return None if value is None else rounded(value, 2).normalize() + 0
