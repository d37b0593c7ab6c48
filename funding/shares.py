"""How an amount splits over the municipalities, by an agreed and dated key (docs/domain.md §5)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from izaportal.core.money import add, largest_remainder
from izaportal.core.numbers import Exact, exact, rounded, to_decimal

RULE_VERSION = "1"
PERCENT_PLACES = 6
WHOLE = Decimal(100)


class KeyKind(StrEnum):
    """What the parts of a key are."""

    AGREED_PERCENTAGES = "agreed_percentages"
    POPULATION = "population"
    EQUAL = "equal"
    EXPLICIT_AMOUNTS = "explicit_amounts"


class IncompleteKeyError(ValueError):
    """A key that does not give every member a part; `missing` names the members, lowest code first."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(f"de verdeelsleutel noemt geen deel voor {', '.join(missing)}")
        self.missing = missing


@dataclass(frozen=True, slots=True)
class AllocationKey:
    """Parts per CBS code: percentages, inhabitants or euros; an equal key needs none.

    Agreed percentages are used as stored: at most six decimals and exactly 100 together, else ValueError. A
    part of None is not known (a municipality whose population is missing) and counts as no part.
    """

    kind: KeyKind
    parts: Mapping[str, Exact | None]

    def __post_init__(self) -> None:
        if any(part < 0 for part in self.known.values()):
            raise ValueError("een deel van een verdeelsleutel is niet negatief")
        if self.kind is KeyKind.AGREED_PERCENTAGES:
            self._check_percentages()

    @property
    def known(self) -> dict[str, Exact]:
        return {code: part for code, part in self.parts.items() if part is not None}

    def _check_percentages(self) -> None:
        too_fine = [c for c, part in self.known.items() if exact(part) * 10**PERCENT_PLACES % 1]
        if too_fine:
            raise ValueError(f"meer dan {PERCENT_PLACES} decimalen: {', '.join(sorted(too_fine))}")
        total = sum(exact(part) for part in self.known.values())
        if total != WHOLE:
            raise ValueError(f"de percentages zijn samen {to_decimal(total)}, niet 100")


@dataclass(frozen=True, slots=True)
class Split:
    """An amount over the members: parts plus `undivided` add up to it exactly.

    A part of None is *n.t.b.*: the key gives that member none, and `missing` names it. `undivided` is what
    falls to no member, because a part is not agreed or belongs to a municipality that is no member now.
    """

    amount: Decimal
    parts: dict[str, Decimal | None]
    undivided: Decimal
    missing: tuple[str, ...]
    rule_version: str = RULE_VERSION


@dataclass(frozen=True, slots=True)
class ShareSum:
    """The sum of the known parts, None when none is known; `unknown` says how many parts it lacks."""

    amount: Decimal | None
    unknown: int


def split(amount: Decimal, *, key: AllocationKey | None, members: Iterable[str]) -> Split:
    """Split over the programme's members at that quarter; without a usable key every part is *n.t.b.*"""
    codes = sorted(set(members))
    weights = _weights(key, codes)
    divided = largest_remainder(amount, weights) if any(weights.values()) else {}
    parts = {code: divided.get(code) for code in codes}
    missing = tuple(code for code in codes if parts[code] is None)
    undivided = amount - add(part for part in parts.values() if part is not None)
    return Split(amount, parts, undivided, missing)


def split_each(
    amounts: Mapping[str, Decimal | None], *, key: AllocationKey | None, members: Iterable[str]
) -> dict[str, Mapping[str, Decimal | None]]:
    """Every figure of a project over all members, by name; a figure that does not apply has no parts."""
    codes = sorted(set(members))
    nothing: Mapping[str, Decimal | None] = dict.fromkeys(codes)
    return {
        name: nothing if amount is None else split(amount, key=key, members=codes).parts
        for name, amount in amounts.items()
    }


def percentages(key: AllocationKey | None, *, members: Iterable[str]) -> dict[str, Decimal | None]:
    """Each member's percentage: as stored when agreed, else rounded to six decimals for the screen."""
    codes = sorted(set(members))
    weights = {code: exact(weight) for code, weight in _weights(key, codes).items()}
    total = sum(weights.values())
    return {
        code: rounded(weights[code] * 100 / total, PERCENT_PLACES) if total and code in weights else None
        for code in codes
    }


def require_complete(key: AllocationKey, *, members: Iterable[str]) -> None:
    """Refuse a key that leaves a member without a part, before it is used for anything."""
    named = set(members) if key.kind is KeyKind.EQUAL else set(key.known)
    missing = tuple(sorted(set(members) - named))
    if missing:
        raise IncompleteKeyError(missing)


def add_shares(parts: Iterable[Decimal | None]) -> ShareSum:
    """A municipality's total is the sum of its project parts: the same on screen, in Excel and in the API."""
    listed = list(parts)
    known = [part for part in listed if part is not None]
    return ShareSum(add(known) if known else None, len(listed) - len(known))


def _weights(key: AllocationKey | None, members: list[str]) -> Mapping[str, Exact]:
    """What each code weighs; empty when one missing part would make all the others wrong."""
    if key is None:
        return {}
    if key.kind is KeyKind.EQUAL:
        return dict.fromkeys(members, 1)
    if key.kind is not KeyKind.POPULATION:
        return key.known
    weights = {code: part for code, part in key.known.items() if code in members}
    return weights if len(weights) == len(members) else {}
