"""The table per municipality: its parts of all projects added, and the sum that proves nothing got lost."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from izaportal.core.money import ZERO, add
from izaportal.web.dashboard.rows import Rows, ShareRow


@dataclass(frozen=True, slots=True)
class ShareFigures:
    """Euros over all projects; None is *n.t.b.*: a part was never agreed."""

    percent: Decimal | None
    award: Decimal | None
    at_stake: Decimal | None
    unsecured: Decimal | None
    expected: Decimal | None


@dataclass(frozen=True, slots=True)
class MunicipalityLine:
    code: str
    name: str
    is_own: bool
    figures: ShareFigures


@dataclass(frozen=True, slots=True)
class Municipalities:
    """`missing` members have no part; `total` is the sum over the others."""

    lines: tuple[MunicipalityLine, ...]
    total: ShareFigures | None
    missing: int
    key: str
    key_illustrative: bool

    @property
    def lead(self) -> str:
        """The key by its label; that it is invented is said by its badge."""
        return f"Verdeelsleutel: {self.key.removeprefix('Illustratief: ')}." if self.key else ""


def municipalities(rows: Rows) -> Municipalities:
    grouped: dict[str, list[ShareRow]] = defaultdict(list)
    for share in rows.shares:
        grouped[share.code].append(share)
    lines = [_line(shares, rows.own) for shares in grouped.values()]
    lines.sort(key=lambda line: (-(line.figures.award or ZERO), line.code))
    known = [line.figures for line in lines if line.figures.award is not None]
    key = next((share for share in rows.shares if share.key_label), None)
    return Municipalities(
        lines=tuple(lines),
        total=_total(known),
        missing=len(lines) - len(known),
        key=key.key_label or "" if key else "",
        key_illustrative=bool(key and key.key_illustrative),
    )


def _line(shares: list[ShareRow], own: frozenset[str]) -> MunicipalityLine:
    first = shares[0]
    figures = ShareFigures(
        percent=first.percent,
        award=_sum(share.award for share in shares),
        at_stake=_sum(share.at_stake for share in shares),
        unsecured=_sum(share.unsecured for share in shares),
        expected=_sum(share.expected for share in shares),
    )
    return MunicipalityLine(first.code, first.name, first.code in own, figures)


def _total(known: list[ShareFigures]) -> ShareFigures | None:
    if not known:
        return None
    percents = [figures.percent for figures in known if figures.percent is not None]
    return ShareFigures(
        percent=sum(percents, Decimal(0)) if len(percents) == len(known) else None,
        award=_sum(figures.award for figures in known),
        at_stake=_sum(figures.at_stake for figures in known),
        unsecured=_sum(figures.unsecured for figures in known),
        expected=_sum(figures.expected for figures in known),
    )


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return add(known) if known else None
