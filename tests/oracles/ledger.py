"""The ledger of a grant worked out row by row, slowly, from every stored row."""

from datetime import date
from decimal import Decimal
from uuid import UUID

from funding.models import Advance, Expenditure, Grant


def running(grant: Grant) -> list[tuple[date, UUID, Decimal]]:
    """(day, id, received less spent up to and including it), newest first."""
    moves = [
        (row.performed_on, row.pk, row.amount if row.kind == "reversal" else -row.amount)
        for row in Expenditure.objects.filter(grant=grant)
    ]
    moves += [
        (row.received_on, row.pk, row.amount if row.kind == "received" else -row.amount)
        for row in Advance.objects.filter(grant=grant)
    ]
    balance, found = Decimal(0), []
    for day, pk, effect in sorted(moves):
        balance += effect
        found.append((day, pk, balance))
    return found[::-1]


def spent_by_year(grant: Grant) -> dict[int, tuple[Decimal, Decimal]]:
    """By the year in which it counts: costs of that year, and corrections over years before."""
    found: dict[int, tuple[Decimal, Decimal]] = {}
    for row in Expenditure.objects.filter(grant=grant):
        own, corrections = found.get(row.performed_on.year, (Decimal(0), Decimal(0)))
        net = -row.amount if row.kind == "reversal" else row.amount
        if (row.concerns_on or row.performed_on).year == row.performed_on.year:
            own += net
        else:
            corrections += net
        found[row.performed_on.year] = own, corrections
    return found


def net_costs(grant: Grant, until: date | None = None) -> Decimal:
    rows = Expenditure.objects.filter(grant=grant)
    return sum(
        (-row.amount if row.kind == "reversal" else row.amount)
        for row in rows
        if until is None or row.performed_on <= until
    ) or Decimal(0)
