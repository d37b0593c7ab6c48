"""Grants, budgets and keys as a plan or agreement describes them. Rows are model fields by name."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from funding.models import (
    AllocationKey,
    AllocationPart,
    BudgetLine,
    Grant,
    GrantInstalment,
    GrantMilestone,
    MilestoneForecast,
    MilestoneIndicator,
    MilestoneVerdict,
    PaymentCondition,
)
from funding.services.checks import incomplete_mistakes, key_mistakes, opinion_mistakes, part_mistakes
from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Invalid

Rows = Iterable[Mapping[str, Any]]


def save_grants(batch: ImportBatch, rows: Rows) -> dict[str, Grant]:
    """By slug."""
    return batch.save(Grant, rows, key=("project", "slug"))


def save_instalments(batch: ImportBatch, rows: Rows) -> None:
    batch.save(GrantInstalment, rows, key=("grant", "year"))


def save_milestones(batch: ImportBatch, rows: Rows) -> dict[str, GrantMilestone]:
    """By slug."""
    return batch.save(GrantMilestone, rows, key=("grant", "slug"))


def save_milestone_indicators(batch: ImportBatch, rows: Rows) -> None:
    batch.save(MilestoneIndicator, rows, key=("milestone", "indicator"))


def save_verdicts(batch: ImportBatch, rows: Rows) -> None:
    """Insert-only: another day is another verdict.

    Raises Invalid naming every verdict that differs from that of its day, and every new one that would count
    in a frozen quarter.
    """
    check = partial(opinion_mistakes, word="oordeel")
    batch.save(MilestoneVerdict, rows, key=("milestone", "given_on"), check=check)


def save_forecasts(batch: ImportBatch, rows: Rows) -> None:
    """Insert-only: another day is another forecast. Raises Invalid as `save_verdicts` does."""
    check = partial(opinion_mistakes, word="verwachting")
    batch.save(MilestoneForecast, rows, key=("milestone", "given_on"), check=check)


def save_payment_conditions(batch: ImportBatch, rows: Rows) -> None:
    batch.save(PaymentCondition, rows, key=("grant", "slug"))


def save_budget(batch: ImportBatch, rows: Rows) -> None:
    batch.save(BudgetLine, rows, key=("project", "year", "source", "stream", "cost_type"))


def save_key(batch: ImportBatch, *, key: Mapping[str, Any], parts: Rows) -> AllocationKey:
    """A key with its parts, in euros or percentages.

    Raises Invalid when the key or a part would change how a frozen quarter was split, and when a new or
    changed key leaves a member without a part or has percentages that are not 100 together.
    """
    before = batch.touched
    saved = batch.save(AllocationKey, [key], key=("programme", "slug"), check=key_mistakes)[key["slug"]]
    rows = [{"key": saved, **part} for part in parts]
    check = partial(part_mistakes, key=saved)
    batch.save(AllocationPart, rows, key=("key", "municipality"), check=check)
    if batch.touched != before and (mistakes := incomplete_mistakes(saved)):
        raise Invalid(mistakes)
    return saved
