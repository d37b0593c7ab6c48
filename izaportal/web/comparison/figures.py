"""Amounts then and now: of the programme, of each project, and of each municipality's share."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from funding.selectors.risk_rows import RiskRow
from izaportal.core.formatting import Unknown, euro, missing, or_not_applicable
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.board import words
from izaportal.web.board.links import Links
from izaportal.web.risk_totals import RiskFigures, total
from izaportal.web.share_lines import (
    Amount,
    MunicipalityLine,
    as_cell,
    members_only,
    share_lines,
    share_total,
)

FIGURES = {
    "award": "Toegekend",
    "at_stake": "Op het spel (besteed)",
    "unsecured": "Nog niet bevestigd",
    "due_gap": "Achterstand",
    "expected": "Verwacht terug te betalen",
    "unspent": "Onbesteed",
}
FIRST_SHOWN = "at_stake"


@dataclass(frozen=True, slots=True)
class AmountLine:
    """A figure of something on both sides; an `Unknown` says why there is none.

    `low_then`, `low_now`: where a figure that is not wholly known begins, else None.
    """

    name: str
    then: Amount
    now: Amount
    url: str = ""
    note: str = ""
    is_own: bool = False
    low_then: Decimal | None = None
    low_now: Decimal | None = None

    @property
    def change(self) -> Amount:
        """Not to be said while one of both is unknown."""
        if isinstance(self.then, Unknown) or isinstance(self.now, Unknown):
            return Unknown.NOT_APPLICABLE
        return self.now - self.then

    @property
    def is_same(self) -> bool:
        return self.then == self.now and self.low_then == self.low_now

    @property
    def text_then(self) -> str:
        return _text(self.low_then, self.then)

    @property
    def text_now(self) -> str:
        return _text(self.low_now, self.now)

    @property
    def remark(self) -> str:
        """For a file, whose cells hold one amount: the note, and which of both is a range."""
        ranges = [f"toen {self.text_then}"] if self.low_then is not None else []
        ranges += [f"nu {self.text_now}"] if self.low_now is not None else []
        return "; ".join(filter(None, [self.note, *ranges]))

    @property
    def change_text(self) -> str:
        """`+ € 12.000`, `geen` for no difference, or the word for not knowing."""
        if isinstance(self.change, Unknown):
            return self.change.word
        if not self.change:
            return "geen"
        return f"+ {euro(self.change)}" if self.change > 0 else f"− {euro(-self.change)}"


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A municipality: its part in percent, and one amount."""

    amount: AmountLine
    code: str
    percent_then: Amount
    percent_now: Amount

    @property
    def is_other_key(self) -> bool:
        return self.percent_then != self.percent_now


def programme_lines(then: Rows, now: Rows) -> tuple[AmountLine, ...]:
    """All six figures of the state money together; none where there is no such money on either side."""
    before, after = total(then.current_risks), total(now.current_risks)
    if before is None and after is None:
        return ()
    return tuple(_line(label, name, before, after) for name, label in FIGURES.items())


def project_lines(then: Rows, now: Rows, figure: str, links: Links) -> tuple[AmountLine, ...]:
    """One figure of every project with state money on one of both sides, the largest change first."""
    before, after = _by_project(then.current_risks), _by_project(now.current_risks)
    names = {row.project: row.project_name for row in (*then.current_risks, *now.current_risks)}
    lines = [
        _line(name, figure, before.get(slug), after.get(slug), links.project(slug))
        for slug, name in names.items()
    ]
    return tuple(sorted(lines, key=_by_change))


def share_lines_of(
    then: Rows, now: Rows, figure: str, *, own: frozenset[str], opened: Mapping[str, str]
) -> tuple[ShareLine, ...]:
    """Members of either side in the order of the second; the last line is all of them together.

    `opened`: addresses of the pages that whoever looks may open, by CBS code.
    """
    before, after = _members(then), _members(now)
    lines = [
        ShareLine(
            AmountLine(
                (after.get(code) or before[code]).name,
                _of(before.get(code), figure),
                _of(after.get(code), figure),
                url=opened.get(code, ""),
                note=_joined(code, before, after),
                is_own=code in own,
            ),
            code,
            _of(before.get(code), "percent"),
            _of(after.get(code), "percent"),
        )
        for code in dict.fromkeys([*after, *before])
    ]
    return (*lines, _all(then, now, figure)) if lines else ()


def _members(rows: Rows) -> dict[str, MunicipalityLine]:
    return {line.code: line for line in share_lines(members_only(rows.shares))}


def _of(line: MunicipalityLine | None, name: str) -> Amount:
    if line is None:
        return Unknown.NOT_APPLICABLE
    amount: Amount = getattr(line.figures, name)
    return amount


def _joined(code: str, before: Mapping[str, object], after: Mapping[str, object]) -> str:
    if code not in before:
        return "doet nu mee"
    return "" if code in after else "doet niet meer mee"


def _all(then: Rows, now: Rows, figure: str) -> ShareLine:
    sums = []
    for rows in (then, now):
        shares = members_only(rows.shares)
        found = share_total(shares, share_lines(shares))
        sums += [getattr(found, name) if found else Unknown.NOT_APPLICABLE for name in (figure, "percent")]
    amount_then, percent_then, amount_now, percent_now = sums
    return ShareLine(AmountLine("Totaal", amount_then, amount_now), "", percent_then, percent_now)


def _by_project(risks: Iterable[RiskRow]) -> dict[str, RiskFigures]:
    grouped: dict[str, list[RiskRow]] = defaultdict(list)
    for risk in risks:
        grouped[risk.project].append(risk)
    return {project: found for project, rows in grouped.items() if (found := total(rows)) is not None}


def _line(
    name: str, figure: str, then: RiskFigures | None, now: RiskFigures | None, url: str = ""
) -> AmountLine:
    gone = "nieuw" if then is None else "" if now else "niet meer"
    return AmountLine(
        name,
        _amount(then, figure),
        _amount(now, figure),
        url=url,
        note=gone,
        low_then=_low(then, figure),
        low_now=_low(now, figure),
    )


def _amount(figures: RiskFigures | None, name: str) -> Amount:
    return or_not_applicable(getattr(figures, name) if figures else None)


def _low(figures: RiskFigures | None, name: str) -> Decimal | None:
    """Only what is expected back may be a range."""
    is_range = figures is not None and name == "expected" and figures.is_range
    return figures.expected_low if figures is not None and is_range else None


def _text(low: Decimal | None, amount: Amount) -> str:
    if isinstance(amount, Unknown) or missing(amount):
        return euro(amount)
    return words.range_text(low, amount)


def _by_change(line: AmountLine) -> tuple[Decimal, str]:
    change = Decimal(0) if isinstance(line.change, Unknown) else abs(line.change)
    return -change, line.name


def lines_as_rows(lines: Iterable[AmountLine]) -> Iterator[list[str | Decimal]]:
    """Name, then, now, difference and remark: an amount, or the word for not having it."""
    for line in lines:
        yield [
            line.name,
            *(as_cell(value) for value in (line.then, line.now, line.change)),
            line.remark,
        ]
