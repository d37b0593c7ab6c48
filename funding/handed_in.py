"""The figures with which a year's account was handed in, and what differs from them now. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from funding.accountability import AccountSum
from izaportal.core.formatting import UNKNOWN_WORDS, Unknown, euro_cents

# The indicators that are figures or J and N, in the order of the scheme.
LABELS = {
    "achieved": "mijlpalen behaald",
    "own": "besteding, eigen",
    "corrections": "correctie, eigen",
    "partner_corrections": "correctie, medeoverheden",
    "unachieved": "besteed aan niet behaalde mijlpalen",
    "is_final": "eindverantwoording",
}
Told = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """`decision` is what people call it; what was handed in and what the account says now, in words."""

    decision: str
    label: str
    before: str
    now: str


def told(key: str, name: str, total: AccountSum | None) -> dict[str, str]:
    """One decision as it is kept: every value in words, so that it reads the same for ever. `key` stays the
    same when what people call it changes."""
    known = {"key": key, "name": name}
    if total is None:
        return known | dict.fromkeys(LABELS, UNKNOWN_WORDS[Unknown.UNKNOWN])
    return known | {label: _words(getattr(total, label)) for label in LABELS}


def differences(before: Iterable[Told], now: Iterable[Told]) -> tuple[Difference, ...]:
    """Also of a decision that came or went since."""
    old, new = ({one["key"]: one for one in listed} for listed in (before, now))
    absent = dict.fromkeys(LABELS, "niet opgenomen")
    found = []
    for key in dict.fromkeys([*old, *new]):
        was, became = old.get(key, absent), new.get(key, absent)
        decision = (old | new)[key]["name"]
        found += [
            Difference(decision, label, was[name], became[name])
            for name, label in LABELS.items()
            if was[name] != became[name]
        ]
    return tuple(found)


def _words(value: Decimal | bool | None) -> str:
    if value is None:
        return UNKNOWN_WORDS[Unknown.NOT_APPLICABLE]
    if isinstance(value, bool):
        return "J" if value else "N"
    return euro_cents(value)
