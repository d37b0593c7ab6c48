"""Indicators and targets as a plan describes them. Rows are model fields by name."""

from collections.abc import Iterable, Mapping
from typing import Any

from izaportal.core.bulk import ImportBatch
from kpis.models import Indicator, Target

Rows = Iterable[Mapping[str, Any]]


def save_indicators(batch: ImportBatch, rows: Rows) -> dict[str, Indicator]:
    """By slug."""
    return batch.save(Indicator, rows, key=("programme", "slug"))


def save_targets(batch: ImportBatch, rows: Rows) -> None:
    """A version of a target never changes; another version is another row."""
    batch.save(Target, rows, key=("indicator", "year", "quarter", "due", "version"))
