"""Each municipality's parts of all projects added, by the same rule as the API, ready for a table."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from funding.selectors.share_rows import ShareRow
from funding.share_figures import Part, Reason, total_of
from izaportal.core.formatting import Unknown
from izaportal.core.money import ZERO

Amount = Decimal | Unknown


def key_name(label: str | None) -> str:
    """An allocation key by its label; that it is invented is said by a badge."""
    return (label or "").removeprefix("Illustratief: ")


@dataclass(frozen=True, slots=True)
class ShareFigures:
    """Euros over all projects, or why there are none; `missing` of the `parts` are *n.t.b.*: never agreed."""

    percent: Amount
    award: Amount
    at_stake: Amount
    unsecured: Amount
    due_gap: Amount
    expected: Amount
    unspent: Amount
    missing: int
    parts: int

    @property
    def is_incomplete(self) -> bool:
        """A sum is shown that lacks parts."""
        return 0 < self.missing < self.parts


@dataclass(frozen=True, slots=True)
class MunicipalityLine:
    """`is_open`: whoever looks may open the municipality's own page."""

    code: str
    name: str
    is_own: bool
    is_open: bool
    figures: ShareFigures


def members_only(shares: Iterable[ShareRow]) -> tuple[ShareRow, ...]:
    """Without the rows of who turned out to be no member."""
    return tuple(share for share in shares if share.is_of_member)


def share_lines(
    shares: Iterable[ShareRow], own: frozenset[str] = frozenset(), *, opens_all: bool = False
) -> tuple[MunicipalityLine, ...]:
    """One per member, the largest award first.

    `own`: CBS codes of whoever looks; `opens_all`: pages of other municipalities are for them too.
    """
    grouped: dict[str, list[ShareRow]] = defaultdict(list)
    for share in shares:
        grouped[share.code].append(share)
    lines = [_line(parts, own, opens_all) for parts in grouped.values()]
    lines.sort(key=lambda line: (-(known(line.figures.award) or ZERO), line.code))
    return tuple(lines)


def share_total(shares: Sequence[ShareRow], lines: Sequence[MunicipalityLine]) -> ShareFigures | None:
    """All members together; None where nothing is divided."""
    return _figures(shares, _whole([known(line.figures.percent) for line in lines])) if lines else None


def known(amount: Amount) -> Decimal | None:
    """The figure, None for the state of not having one."""
    return None if isinstance(amount, Unknown) else amount


def as_cell(amount: Amount) -> Decimal | str:
    """As a file holds it: the figure, or the word for not having it."""
    return amount.word if isinstance(amount, Unknown) else amount


def _line(shares: Sequence[ShareRow], own: frozenset[str], opens_all: bool) -> MunicipalityLine:
    first = shares[0]
    is_own = first.code in own
    percent = next((share.percent for share in shares if share.percent is not None), None)
    return MunicipalityLine(first.code, first.name, is_own, is_own or opens_all, _figures(shares, percent))


def _whole(percents: Sequence[Decimal | None]) -> Decimal | None:
    """All parts together; not to be said while one is not agreed."""
    agreed = [percent for percent in percents if percent is not None]
    return sum(agreed, Decimal(0)) if len(agreed) == len(percents) else None


def _figures(shares: Sequence[ShareRow], percent: Decimal | None) -> ShareFigures:
    """The same sums, of the same rule, as the API tells."""
    parts = [Part(share.amounts, has_part=share.percent is not None) for share in shares]
    found = total_of(parts, when_empty=Reason.NOT_APPLICABLE)
    open_parts = {gap.figure: gap.projects for gap in found.gaps if gap.reason is Reason.TO_BE_DETERMINED}

    def told(figure: str) -> Amount:
        amount = found.amounts[figure]
        if amount is not None:
            return amount
        return Unknown.TO_BE_DETERMINED if figure in open_parts else Unknown.NOT_APPLICABLE

    return ShareFigures(
        percent=Unknown.TO_BE_DETERMINED if percent is None else percent,
        award=told("award"),
        at_stake=told("at_stake"),
        unsecured=told("unsecured"),
        due_gap=told("due_gap"),
        expected=told("expected"),
        unspent=told("unspent"),
        missing=max(open_parts.values(), default=0),
        parts=len(parts),
    )
