"""Grants, budgets and keys as a plan or agreement describes them. Rows are model fields by name."""

from collections.abc import Iterable, Mapping
from typing import Any

from funding.models import (
    AllocationKey,
    AllocationPart,
    BudgetLine,
    Grant,
    GrantMilestone,
    MilestoneForecast,
    MilestoneIndicator,
    MilestoneVerdict,
    PaymentCondition,
)
from izaportal.core.bulk import ImportBatch

Rows = Iterable[Mapping[str, Any]]


def save_grants(batch: ImportBatch, rows: Rows) -> dict[str, Grant]:
    """By slug."""
    return batch.save(Grant, rows, key=("project", "slug"))


def save_milestones(batch: ImportBatch, rows: Rows) -> dict[str, GrantMilestone]:
    """By slug."""
    return batch.save(GrantMilestone, rows, key=("grant", "slug"))


def save_milestone_indicators(batch: ImportBatch, rows: Rows) -> None:
    batch.save(MilestoneIndicator, rows, key=("milestone", "indicator"))


def save_verdicts(batch: ImportBatch, rows: Rows) -> None:
    """Insert-only: another day is another verdict, the same day must be the same verdict."""
    batch.save(MilestoneVerdict, rows, key=("milestone", "given_on"))


def save_forecasts(batch: ImportBatch, rows: Rows) -> None:
    """Insert-only: another day is another forecast."""
    batch.save(MilestoneForecast, rows, key=("milestone", "given_on"))


def save_payment_conditions(batch: ImportBatch, rows: Rows) -> None:
    batch.save(PaymentCondition, rows, key=("grant", "slug"))


def save_budget(batch: ImportBatch, rows: Rows) -> None:
    batch.save(BudgetLine, rows, key=("project", "year", "source", "stream", "cost_type"))


def save_key(batch: ImportBatch, *, key: Mapping[str, Any], parts: Rows) -> AllocationKey:
    """A key with its parts; agreed percentages must add up to 100 when the transaction ends (trigger)."""
    saved = batch.save(AllocationKey, [key], key=("programme", "slug"))[key["slug"]]
    batch.save(AllocationPart, [{"key": saved, **part} for part in parts], key=("key", "municipality"))
    return saved
