"""Sheets that only the workbook has: lists too long to read on paper, straight from the frozen rows."""

from collections.abc import Iterator
from decimal import Decimal

from funding.selectors.risk_rows import Obligation
from izaportal.core.formatting import Unknown
from izaportal.reporting.selectors.board_rows import Rows
from izaportal.web.documents.blocks import IN_BOOK, Cell, Column, Shape, Table

ACHIEVED = {True: "bevestigd", False: "afgewezen", None: "wacht op bevestiging"}
QUARTERS = (
    Column("Code", width=1), Column("Indicator", width=5), Column("Kwartaal"), Column("Eenheid"),
    Column("Waarde", Shape.FIGURE), Column("Ondergrens", Shape.FIGURE), Column("Bovengrens", Shape.FIGURE),
    Column("Status"),
)  # fmt: skip
SHARES = (
    Column("Project", width=4), Column("CBS-code"), Column("Gemeente", width=3),
    Column("Sleutel (%)", Shape.FIGURE), Column("Toegekend", Shape.EUROS), Column("Op het spel", Shape.EUROS),
    Column("Nog niet bevestigd", Shape.EUROS), Column("Achterstand", Shape.EUROS),
    Column("Verwacht terug", Shape.EUROS), Column("Onbesteed", Shape.EUROS),
)  # fmt: skip
MILESTONES = (
    Column("Mijlpaal telt op", Shape.DAY, width=2),
    Column("Resultaat", width=4),
    Column("Nodig", Shape.FIGURE),
    Column("Nu", Shape.FIGURE),
    Column("Bedrag", Shape.EUROS),
    Column("Besteed", Shape.EUROS),
    Column("Niet bevestigd", Shape.EUROS),
    Column("Oordeel verzekeraar", width=3),
)


def milestones(rows: Rows) -> Iterator[tuple[Cell, ...]]:
    for risk in rows.current_risks:
        for one in sorted(risk.obligations, key=lambda item: item.due):
            yield _milestone(rows, one)


def _milestone(rows: Rows, one: Obligation) -> tuple[Cell, ...]:
    """An effort is not measured: what it needs does not apply."""
    row = rows.statuses.get(rows.quarter, {}).get(one.indicator)
    effort = Unknown.NOT_APPLICABLE
    return (
        one.due,
        row.title if row else "inspanning",
        one.threshold if row and one.threshold is not None else effort,
        (Unknown.NOT_MEASURED if row.value is None else row.value) if row else effort,
        one.amount,
        one.costs,
        one.unconfirmed,
        ACHIEVED[one.achieved],
    )


LIST = (
    Column("Pijler", width=4), Column("Code", width=1), Column("Indicator", width=5), Column("Eenheid"),
    Column("Status"), Column("Waarde", Shape.FIGURE), Column("Ondergrens", Shape.FIGURE),
    Column("Bovengrens", Shape.FIGURE), Column("Verwacht eind jaar", Shape.FIGURE),
    Column("Telt mee", width=1), Column("Uitleg", width=8),
)  # fmt: skip


def for_the_workbook(rows: Rows) -> Iterator[Table]:
    """Only those with something in them."""
    sheets = (
        Table("Alle indicatoren", "Indicatoren", LIST, tuple(_indicators(rows)), places=IN_BOOK),
        Table("Indicatoren per kwartaal", "Per kwartaal", QUARTERS, tuple(_quarters(rows)), places=IN_BOOK),
        Table("Aandelen per project", "Aandelen per project", SHARES, tuple(_shares(rows)), places=IN_BOOK),
        Table(
            "Mijlpalen",
            "Mijlpalen",
            (Column("Project", width=4), *MILESTONES),
            tuple(_of_projects(rows)),
            places=IN_BOOK,
        ),
    )
    yield from (one for one in sheets if one.rows)


def _indicators(rows: Rows) -> Iterator[tuple[Cell, ...]]:
    pillars = {pillar.slug: pillar.name for pillar in rows.pillars}
    for row in rows.now:
        yield (
            pillars.get(row.pillar or "", ""), row.code, row.name, row.unit, row.status,
            Unknown.NOT_MEASURED if row.value is None else row.value, _open(row.lower), _open(row.upper),
            row.projected, "ja" if row.counts else "nee", row.sentence,
        )  # fmt: skip


def _open(bound: Decimal | None) -> Decimal | Unknown:
    return Unknown.OPEN if bound is None else bound


def _quarters(rows: Rows) -> Iterator[tuple[Cell, ...]]:
    for row in rows.now:
        for quarter in rows.shown:
            then = rows.statuses.get(quarter, {}).get(row.slug)
            if then is not None:
                value = Unknown.NOT_MEASURED if then.value is None else then.value
                yield (row.code, row.name, quarter, row.unit, value, then.lower, then.upper, then.status)


def _shares(rows: Rows) -> Iterator[tuple[Cell, ...]]:
    names = {row.project: row.project_name for row in rows.current_risks}
    for row in rows.shares:
        if row.is_of_member and row.project:
            amounts = (
                row.percent, row.award, row.at_stake, row.unsecured, row.due_gap, row.expected, row.unspent
            )  # fmt: skip
            yield (names.get(row.project, row.project), row.code, row.name, *map(_agreed, amounts))


def _agreed(amount: Decimal | None) -> Decimal | Unknown:
    """A part that was never agreed is *n.t.b.*"""
    return Unknown.TO_BE_DETERMINED if amount is None else amount


def _of_projects(rows: Rows) -> Iterator[tuple[Cell, ...]]:
    for risk in rows.current_risks:
        for one in risk.obligations:
            yield (risk.project_name, *_milestone(rows, one))
