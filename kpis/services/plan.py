"""Indicators and targets as a plan describes them. Rows are model fields by name."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from operator import le
from typing import Any
from uuid import UUID

from izaportal.core.bulk import Difference, ImportBatch
from izaportal.core.errors import Mistake
from kpis.models import Indicator, Target
from pillars.services.periods import DatedFact, frozen_mistakes

Rows = Iterable[Mapping[str, Any]]


def save_indicators(batch: ImportBatch, rows: Rows) -> dict[str, Indicator]:
    """By slug."""
    return batch.save(Indicator, rows, key=("programme", "slug"))


def save_targets(batch: ImportBatch, rows: Rows) -> None:
    """A version of a target never changes (trigger); another version is another row.

    Raises Invalid naming every version that differs from what is stored, and every new one that would
    count in a frozen quarter.
    """
    key = ("indicator", "year", "quarter", "due", "version")
    batch.save(Target, rows, key=key, check=_target_mistakes)


def _target_mistakes(differences: Sequence[Difference[Target]]) -> list[Mistake]:
    indicators = Indicator.objects.filter(pk__in={one.row.indicator_id for one in differences})
    known = {
        pk: (slug, programme) for pk, slug, programme in indicators.values_list("pk", "slug", "programme")
    }
    changed = [
        Mistake(_place(one.row, known), "een versie verandert niet meer; leg een volgende versie vast")
        for one in differences
        if not one.is_new
    ]
    new = (one.row for one in differences if one.is_new)
    return changed + frozen_mistakes(
        DatedFact(known[row.indicator_id][1], _place(row, known), partial(le, row.valid_from)) for row in new
    )


def _place(row: Target, known: Mapping[UUID, tuple[str, UUID]]) -> str:
    moment = row.year or row.quarter or row.due or "zonder datum"
    return f"streefwaarde {known[row.indicator_id][0]} {moment}, versie {row.version}"
