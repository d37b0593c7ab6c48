"""Splitting an amount the slow way: hand out one cent at a time to whoever is furthest behind."""

from decimal import Decimal
from fractions import Fraction


def split_cent_by_cent(amount: Decimal, weights: dict[str, Fraction]) -> dict[str, Decimal]:
    """Largest remainder without a remainder: nobody may be pushed above the next whole cent of its due."""
    pot = int(abs(amount) * 100)
    total = sum(weights.values())
    got = dict.fromkeys(weights, 0)
    for key in weights:
        while (got[key] + 1) * total <= weights[key] * pot:
            got[key] += 1
    for _ in range(pot - sum(got.values())):
        open_keys = [key for key in sorted(weights) if got[key] * total < weights[key] * pot]
        furthest = open_keys[0]
        for key in open_keys:
            if weights[key] * pot - got[key] * total > weights[furthest] * pot - got[furthest] * total:
                furthest = key
        got[furthest] += 1
    sign = -1 if amount < 0 else 1
    return {key: Decimal(sign * count) / 100 for key, count in got.items()}
