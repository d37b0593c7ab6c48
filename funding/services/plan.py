"""Grants, budgets and keys as a plan or agreement describes them. Rows are model fields by name."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from psycopg.types.range import DateRange

from funding.models import (
    AllocationKey,
    AllocationPart,
    BudgetLine,
    Commitment,
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


def save_commitments(batch: ImportBatch, rows: Rows) -> None:
    batch.save(Commitment, rows, key=("grant", "label"))


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
    """The state of a plan is only where a condition begins: what was recorded since, stands."""
    listed = list(rows)
    moved = PaymentCondition.objects.filter(grant__in={row["grant"].pk for row in listed})
    recorded = {
        (grant, slug): state
        for grant, slug, state in moved.filter(steps__isnull=False).values_list("grant", "slug", "state")
    }
    begun = [{**row, "state": recorded.get((row["grant"].pk, row["slug"]), row["state"])} for row in listed]
    batch.save(PaymentCondition, begun, key=("grant", "slug"))


def save_budget(batch: ImportBatch, rows: Rows) -> None:
    batch.save(BudgetLine, rows, key=("project", "year", "source", "stream", "cost_type"))


def save_key(batch: ImportBatch, *, key: Mapping[str, Any], parts: Rows) -> AllocationKey:
    """A key with its parts, in euros or percentages. One that a later key ended keeps its end.

    Raises Invalid when the key or a part would change how a frozen quarter was split, and when a new or
    changed key leaves a member without a part or has percentages that are not 100 together.
    """
    before = batch.touched
    row = {**key, "validity": _as_ended(key)}
    saved = batch.save(AllocationKey, [row], key=("programme", "slug"), check=key_mistakes)[key["slug"]]
    rows = [{"key": saved, **part} for part in parts]
    check = partial(part_mistakes, key=saved)
    batch.save(AllocationPart, rows, key=("key", "municipality"), check=check)
    if batch.touched != before and (mistakes := incomplete_mistakes(saved)):
        raise Invalid(mistakes)
    return saved


def _as_ended(key: Mapping[str, Any]) -> Any:
    """When a key holds: as the plan says, or until the day on which another was agreed since."""
    wanted = key["validity"]
    rows = AllocationKey.objects.filter(programme=key["programme"], slug=key["slug"])
    stored = rows.values_list("validity", flat=True).first()
    if stored is None or stored.upper is None or wanted.upper is not None:
        return wanted
    return DateRange(wanted.lower, stored.upper)
