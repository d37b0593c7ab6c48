"""What a key would mean for every municipality: its part, and each figure beside the present one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from funding.forms.keys import SplitForm
from funding.proposed_keys import work_out
from funding.selectors.keys import Divided, Inhabitants
from funding.services.keys import PART, proposal_of
from funding.simulation import MOVED, Effect, MemberEffect, Move, effect
from izaportal.core.formatting import euro_cents, number
from izaportal.core.quarter import Quarter

HEADS = {
    "award": "Toegekend",
    "at_stake": "Op het spel",
    "unsecured": "Nog niet bevestigd",
    "due_gap": "Achterstand",
    "expected": "Verwacht terug",
    "unspent": "Onbesteed",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount by the tried key, and in words how far that is from the present one."""

    head: str
    amount: Decimal | None
    moved: str


@dataclass(frozen=True, slots=True)
class EffectRow:
    code: str
    name: str
    is_own: bool
    percent: Move
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """The table, empty while the key cannot divide: `mistakes` then tell why, by the name of a field."""

    quarter: Quarter
    key_label: str
    heads: tuple[str, ...]
    rows: tuple[EffectRow, ...]
    totals: tuple[Cell, ...]
    mistakes: tuple[tuple[str, str], ...]
    finding: str
    has_amounts: bool


def try_key(form: SplitForm, divided: Divided, counted: Inhabitants, own: Iterable[str] = ()) -> Trial:
    """By the same rules that divide what is stored; nothing is stored."""
    worked = work_out(proposal_of(form.values, members=divided.members, counted=counted))
    heads = tuple(HEADS.values())
    wrong = [(f"{PART}{one.place}" if one.place else "", one.message) for one in worked.mistakes]
    mistakes = tuple(form.unreadable or wrong)
    has_amounts = bool(divided.projects)
    if worked.key is None or mistakes:
        return Trial(divided.quarter, divided.key_label, heads, (), (), mistakes, "", has_amounts)
    found = effect(divided.projects, now=divided.key, then=worked.key, members=divided.members)
    return Trial(
        divided.quarter,
        divided.key_label,
        heads,
        tuple(_rows(found, divided.members, frozenset(own))),
        tuple(_totals(found)),
        (),
        _finding(found, divided.members),
        has_amounts,
    )


def _rows(found: Effect, names: Mapping[str, str], own: frozenset[str]) -> Iterator[EffectRow]:
    for one in sorted(found.members, key=lambda one: names[one.code]):
        cells = tuple(_cell(name, one.figures[name]) for name in HEADS)
        yield EffectRow(one.code, names[one.code], one.code in own, one.percent, cells)


def _totals(found: Effect) -> Iterator[Cell]:
    """That the sum stays is said of what is divided, whether or not there is a present key."""
    for name in HEADS:
        total, whole = found.totals[name], found.whole[name]
        yield Cell(HEADS[name], total.then, "blijft gelijk" if total.then == whole else "verschilt")


def _cell(name: str, move: Move) -> Cell:
    return Cell(HEADS[name], move.then, _moved(move.change))


def _moved(change: Decimal | None) -> str:
    if change is None:
        return ""
    sign = "+" if change > 0 else ""
    return f"{sign}{number(change, 2)}" if change else "gelijk"


def _finding(found: Effect, names: Mapping[str, str]) -> str:
    """Who gains and who loses most of what is awarded."""
    moved = [(change, one) for one in found.members if (change := one.figures[MOVED[0]].change) is not None]
    if not moved:
        return ""
    most, least = max(moved, key=_by_change), min(moved, key=_by_change)
    if not most[0] and not least[0]:
        return "Deze verdeling is gelijk aan die van nu."
    return (
        f"{names[most[1].code]} gaat het meest omhoog: {euro_cents(most[0])} meer toegekend. "
        f"{names[least[1].code]} het meest omlaag: {euro_cents(-least[0])} minder."
    )


def _by_change(pair: tuple[Decimal, MemberEffect]) -> Decimal:
    return pair[0]
