"""Indicators whose stored status became another one within a quarter."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from izaportal.core.quarter import Quarter
from kpis.models import Indicator, IndicatorStatus
from kpis.status import Status


@dataclass(frozen=True, slots=True)
class Turn:
    """`before` was stored last before; `sentence` explains the status now."""

    indicator: Indicator
    before: Status
    now: Status
    sentence: str

    @property
    def is_red(self) -> bool:
        """It fell behind, and was not so before."""
        return self.now is Status.OFF_TRACK

    @property
    def is_over(self) -> bool:
        """It was behind, and is so no more."""
        return self.before is Status.OFF_TRACK


def turns(quarter: Quarter, results: Collection[UUID]) -> list[Turn]:
    """Of these new results those whose status differs from the one stored before; two queries. For jobs."""
    rows = list(
        IndicatorStatus.objects.filter(pk__in=results)
        .select_related("indicator__pillar", "indicator__project")
        .defer("explanation")
        .order_by("indicator__pillar__number", "indicator__code", "indicator__slug")
    )
    earlier = (
        IndicatorStatus.objects.filter(quarter=quarter, indicator__in=[row.indicator_id for row in rows])
        .exclude(pk__in=results)
        .order_by("indicator_id", "-id")
        .distinct("indicator_id")
    )
    before = dict(earlier.values_list("indicator_id", "status"))
    return [
        Turn(row.indicator, Status(before[row.indicator_id]), Status(row.status), row.sentence)
        for row in rows
        if before.get(row.indicator_id, row.status) != row.status
    ]
