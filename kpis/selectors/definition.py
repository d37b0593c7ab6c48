"""What an indicator was like when a quarter was judged: kept with the result, for it may change."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Field, Q, QuerySet

from izaportal.core.fingerprint import as_data
from izaportal.core.quarter import Quarter
from kpis.models import Indicator, IndicatorStatus

DEFINING = (
    "unit", "decimals", "direction", "accumulation", "frequency", "is_change", "baseline", "phasing",
    "headline", "counts", "disaggregated", "is_weighted",
)  # fmt: skip


def definition_of(indicator: Indicator) -> dict[str, object]:
    """What decides how an indicator is judged and shown, as data to keep with a result."""
    return as_data({name: getattr(indicator, name) for name in DEFINING})


def as_judged(indicator: Indicator, row: IndicatorStatus | None) -> Indicator:
    """The indicator as it was at that result; as it is now when there is none, or it keeps no definition."""
    kept: Mapping[str, Any] = row.explanation.get("definition", {}) if row is not None else {}
    then = copy(indicator)
    for name, value in kept.items():
        setattr(then, name, _read(name, value))
    return then


def all_as_judged(indicators: Sequence[Indicator], quarter: Quarter) -> list[Indicator]:
    """Likewise of many, at the last result of the quarter; one query."""
    rows = IndicatorStatus.objects.filter(indicator__in=indicators, quarter=quarter)
    latest = rows.order_by("indicator_id", "-id").distinct("indicator_id")
    kept = {row.indicator_id: row for row in latest}
    return [as_judged(indicator, kept.get(indicator.pk)) for indicator in indicators]


def that_counted(rows: QuerySet[IndicatorStatus]) -> QuerySet[IndicatorStatus]:
    """Only results of indicators that counted when they were judged."""
    kept = Q(explanation__definition__counts=True)
    unkept = Q(explanation__definition__isnull=True, indicator__counts=True)
    return rows.filter(kept | unkept)


def _read(name: str, value: Any) -> Any:
    field = Indicator._meta.get_field(name)
    if value is None or not isinstance(field, Field):
        return value
    if isinstance(field, ArrayField):
        return [field.base_field.to_python(item) for item in value]
    return field.to_python(value)
