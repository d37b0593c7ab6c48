"""A key as somebody types it, worked out to one that splits, or what is still wrong with it. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from funding.shares import PERCENT_PLACES, WHOLE, AllocationKey, KeyKind
from izaportal.core.errors import Mistake
from izaportal.core.formatting import percent
from izaportal.core.money import largest_remainder

EVERYWHERE = ""  # the place of a mistake about the key as a whole
CENT_PLACES = 2
AMOUNT_DIGITS = 12


class ProposedKind(StrEnum):
    """How a key is typed; the second one is kept as agreed percentages."""

    AGREED_PERCENTAGES = "agreed_percentages"
    FIXED_AND_REST = "fixed_and_rest"
    POPULATION = "population"
    EQUAL = "equal"
    EXPLICIT_AMOUNTS = "explicit_amounts"

    @property
    def stored(self) -> KeyKind:
        return KeyKind.AGREED_PERCENTAGES if self is ProposedKind.FIXED_AND_REST else KeyKind(self.value)

    @property
    def has_typed_parts(self) -> bool:
        return self not in (ProposedKind.POPULATION, ProposedKind.EQUAL)

    @property
    def counts_people(self) -> bool:
        return self in (ProposedKind.POPULATION, ProposedKind.FIXED_AND_REST)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`members`: names by CBS code; `parts`: percentages or euros, None or absent where nothing was typed;
    `inhabitants`: on 1 January of the year that is to count."""

    kind: ProposedKind
    members: Mapping[str, str]
    parts: Mapping[str, Decimal | None] = field(default_factory=dict)
    inhabitants: Mapping[str, int] = field(default_factory=dict)

    @property
    def typed(self) -> dict[str, Decimal]:
        """By code, of members and others, lowest code first."""
        return {code: part for code, part in sorted(self.parts.items()) if part is not None}

    @property
    def untyped(self) -> list[str]:
        return sorted(code for code in self.members if self.parts.get(code) is None)


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """The key, or why there is none: every mistake, its place a CBS code or EVERYWHERE."""

    key: AllocationKey | None
    mistakes: tuple[Mistake, ...] = ()


def work_out(proposal: Proposal) -> WorkedOut:
    """A key that gives every member a part, or all that is missing and wrong at once."""
    if not proposal.members:
        return WorkedOut(None, (Mistake(EVERYWHERE, "Er doen op die datum geen gemeenten mee."),))
    mistakes = tuple(CHECKS[proposal.kind](proposal))
    if mistakes:
        return WorkedOut(None, mistakes)
    return WorkedOut(AllocationKey(proposal.kind.stored, PARTS[proposal.kind](proposal)))


def fill_in(
    fixed: Mapping[str, Decimal], *, inhabitants: Mapping[str, int], others: list[str]
) -> dict[str, Decimal]:
    """Fixed percentages, and what is left of 100 over the others by inhabitants: together exactly 100.

    To six decimals by largest remainder, ties to the lower code; `others` is empty only when nothing is left.
    """
    left = WHOLE - sum(fixed.values(), Decimal(0))
    # Whole cents are to the rule what the sixth decimal is here.
    shift = PERCENT_PLACES - CENT_PLACES
    weights = {code: inhabitants[code] for code in others}
    divided = largest_remainder(left.scaleb(shift), weights) if others else {}
    return {**fixed, **{code: part.scaleb(-shift) for code, part in divided.items()}}


def _check_percentages(proposal: Proposal) -> Iterator[Mistake]:
    yield from _strangers(proposal)
    yield from _missing(proposal, "Vul een percentage in, ook als het 0 is.")
    yield from _wrong_percentages(proposal)
    total = sum(proposal.typed.values(), Decimal(0))
    if not proposal.untyped and total != WHOLE:
        yield Mistake(EVERYWHERE, _off_by(total))


def _check_fixed(proposal: Proposal) -> Iterator[Mistake]:
    yield from _strangers(proposal)
    yield from _wrong_percentages(proposal)
    total = sum(proposal.typed.values(), Decimal(0))
    if total > WHOLE:
        yield Mistake(EVERYWHERE, f"De vaste percentages zijn samen {percent(total)}: meer dan 100 %.")
    elif not proposal.untyped and total != WHOLE:
        yield Mistake(EVERYWHERE, f"{_off_by(total)} Laat de gemeenten leeg die de rest delen.")
    yield from _uncounted(proposal, proposal.untyped, "Vul een vast percentage in, of kies een ander jaar.")


def _check_population(proposal: Proposal) -> Iterator[Mistake]:
    yield from _uncounted(proposal, sorted(proposal.members), "Kies een ander jaar.")


def _check_nothing(proposal: Proposal) -> Iterator[Mistake]:
    return iter(())


def _check_amounts(proposal: Proposal) -> Iterator[Mistake]:
    yield from _strangers(proposal)
    yield from _missing(proposal, "Vul een bedrag in, ook als het € 0 is.")
    for code, part in proposal.typed.items():
        if part < 0:
            yield Mistake(code, "Een bedrag is niet negatief.")
        elif _is_finer(part, CENT_PLACES):
            yield Mistake(code, "Schrijf een bedrag in euro's met hoogstens twee decimalen.")
        elif part >= Decimal(10) ** AMOUNT_DIGITS:
            yield Mistake(code, "Dit bedrag is te groot.")
    if not proposal.untyped and not any(proposal.typed.values()):
        yield Mistake(EVERYWHERE, "Samen zijn de bedragen € 0: daarmee is niets te verdelen.")


def _strangers(proposal: Proposal) -> Iterator[Mistake]:
    for code in proposal.typed:
        if code not in proposal.members:
            yield Mistake(code, "Deze gemeente doet dan niet mee: laat het leeg.")


def _missing(proposal: Proposal, remedy: str) -> Iterator[Mistake]:
    for code in proposal.untyped:
        yield Mistake(code, f"{proposal.members[code]} heeft nog geen deel. {remedy}")


def _wrong_percentages(proposal: Proposal) -> Iterator[Mistake]:
    for code, part in proposal.typed.items():
        if not 0 <= part <= WHOLE:
            yield Mistake(code, "Een percentage ligt van 0 tot en met 100.")
        elif _is_finer(part, PERCENT_PLACES):
            yield Mistake(code, f"Schrijf hoogstens {PERCENT_PLACES} decimalen.")


def _uncounted(proposal: Proposal, codes: list[str], remedy: str) -> Iterator[Mistake]:
    for code in codes:
        if code not in proposal.inhabitants:
            yield Mistake(
                code, f"Van {proposal.members[code]} is in dat jaar geen inwonertal bekend. {remedy}"
            )


def _off_by(total: Decimal) -> str:
    lacks = WHOLE - total
    word = f"er ontbreekt {percent(lacks)}" if lacks > 0 else f"dat is {percent(-lacks)} te veel"
    return f"De percentages zijn samen {percent(total)}, niet 100 %: {word}."


def _is_finer(value: Decimal, places: int) -> bool:
    return value != value.quantize(Decimal(1).scaleb(-places))


CHECKS: Mapping[ProposedKind, Callable[[Proposal], Iterator[Mistake]]] = {
    ProposedKind.AGREED_PERCENTAGES: _check_percentages,
    ProposedKind.FIXED_AND_REST: _check_fixed,
    ProposedKind.POPULATION: _check_population,
    ProposedKind.EQUAL: _check_nothing,
    ProposedKind.EXPLICIT_AMOUNTS: _check_amounts,
}
PARTS: Mapping[ProposedKind, Callable[[Proposal], Mapping[str, Decimal | int]]] = {
    ProposedKind.AGREED_PERCENTAGES: lambda proposal: proposal.typed,
    ProposedKind.FIXED_AND_REST: lambda proposal: fill_in(
        proposal.typed, inhabitants=proposal.inhabitants, others=proposal.untyped
    ),
    ProposedKind.POPULATION: lambda proposal: {
        code: proposal.inhabitants[code] for code in sorted(proposal.members)
    },
    ProposedKind.EQUAL: lambda proposal: {},
    ProposedKind.EXPLICIT_AMOUNTS: lambda proposal: proposal.typed,
}
