"""What a what-if makes of the figures, beside what they are: per grant, in total, per municipality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from funding.refund import RiskLevel
from funding.scenario import Changes
from funding.selectors.share_rows import ShareRow
from funding.selectors.supposing import Ground, supposed
from funding.totals import Amounts, RefundTotal, total_risk
from izaportal.core.formatting import euro_cents, or_not_applicable
from izaportal.web.risk_words import EXPECTED, MAXIMUM, SIX
from izaportal.web.share_lines import Amount, MunicipalityLine, members_only, share_lines, share_total

OF_SHARES = ("at_stake", "unsecured", "due_gap", "expected", "unspent")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it is and as it would be; `low` where what is expected is a range."""

    label: str
    now: Amount
    then: Amount
    now_low: Decimal | None = None
    then_low: Decimal | None = None

    @property
    def is_changed(self) -> bool:
        return (self.now, self.now_low) != (self.then, self.then_low)

    @property
    def is_range(self) -> bool:
        return self.then_low is not None and self.then_low != self.then


@dataclass(frozen=True, slots=True)
class EffectRow:
    """The maximum is the award, which nothing that is supposed changes; the other five may."""

    title: str
    note: str
    maximum: Decimal | None
    cells: tuple[Cell, ...]
    level_now: RiskLevel | None
    level_then: RiskLevel | None


@dataclass(frozen=True, slots=True)
class ShareEffect:
    name: str
    is_own: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    grants: tuple[EffectRow, ...]
    total: EffectRow | None
    shares: tuple[ShareEffect, ...]
    share_total: ShareEffect | None
    is_empty: bool

    @property
    def finding(self) -> str:
        """In one sentence what is supposed does to all grants together; empty while nothing is."""
        if self.is_empty or self.total is None:
            return ""
        moved = [cell for cell in self.total.cells if cell.is_changed]
        if not moved:
            return "Dit verandert geen van de bedragen."
        most = next((cell for cell in moved if cell.label == EXPECTED.short), moved[0])
        return f"{most.label}: {_words(most.now, most.now_low)} wordt {_words(most.then, most.then_low)}."

    @property
    def heads(self) -> tuple[str, ...]:
        return tuple(cell.label for cell in self.total.cells) if self.total else ()


def _words(amount: Amount, low: Decimal | None) -> str:
    is_range = low is not None and low != amount
    return f"{euro_cents(low)} tot {euro_cents(amount)}" if is_range else euro_cents(amount)


def effect(ground: Ground, changes: Changes, *, own: frozenset[str]) -> Effect:
    then = supposed(ground, changes)
    rows = tuple(
        _row(grant.row.grant.project.name, grant.row.grant.title, grant.row, then.risks[grant.key])
        for grant in ground.grants
    )
    return Effect(
        grants=rows,
        total=total_row(ground, then.risks, title="SPUK totaal") if ground.supposable else None,
        shares=tuple(_shares(ground.shares, then.shares, own)),
        share_total=_share_total(ground.shares, then.shares),
        is_empty=changes.is_empty,
    )


def _row(title: str, note: str, now: Amounts, then: Amounts) -> EffectRow:
    return EffectRow(title, note, then.maximum, tuple(_cells(now, then)), _level(now), _level(then))


def _level(amounts: Amounts) -> RiskLevel | None:
    level = getattr(amounts, "level", None)
    return RiskLevel(level) if level else None


def total_row(ground: Ground, then: Mapping[str, Amounts], *, title: str, note: str = "") -> EffectRow:
    """All grants together, by the settings that the stored figures were judged with; there is a supposable
    one among them."""
    settings = ground.supposable[-1].facts.settings
    now: RefundTotal = total_risk((grant.row for grant in ground.grants), settings=settings)
    return _row(title, note, now, total_risk(then.values(), settings=settings))


def _cells(now: Amounts, then: Amounts) -> Iterable[Cell]:
    for words in SIX:
        if words is MAXIMUM:
            continue
        old, new = getattr(now, words.name), getattr(then, words.name)
        lows = (now.expected_low, then.expected_low) if words.name == "expected" else (None, None)
        yield Cell(words.short, or_not_applicable(old), or_not_applicable(new), *lows)


def _shares(
    now: tuple[ShareRow, ...], then: tuple[ShareRow, ...], own: frozenset[str]
) -> Iterable[ShareEffect]:
    lines = {line.code: line for line in share_lines(members_only(then))}
    for line in share_lines(members_only(now), own):
        yield ShareEffect(line.name, line.is_own, _share_cells(line, lines[line.code]))


def _share_cells(now: MunicipalityLine, then: MunicipalityLine) -> tuple[Cell, ...]:
    return tuple(_share_cell(name, now.figures, then.figures) for name in OF_SHARES)


def _share_cell(name: str, now: object, then: object) -> Cell:
    label = next(words.short for words in SIX if words.name == name)
    return Cell(label, getattr(now, name), getattr(then, name))


def _share_total(now: tuple[ShareRow, ...], then: tuple[ShareRow, ...]) -> ShareEffect | None:
    old, new = members_only(now), members_only(then)
    before, after = share_total(old, share_lines(old)), share_total(new, share_lines(new))
    if before is None or after is None:
        return None
    return ShareEffect("Totaal", False, tuple(_share_cell(name, before, after) for name in OF_SHARES))
