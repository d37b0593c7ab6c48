"""The yearly account as lists: the indicators, the balances, the milestones and the bookings behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from funding.selectors.accountability import bookings_of_year
from izaportal.core.formatting import UNKNOWN_WORDS, Unknown
from izaportal.core.workbook import Shape, Sheet, SheetColumn, Value
from izaportal.web.accountability.page import DecisionLine, GrantPart, Page

if TYPE_CHECKING:
    from funding.models import HandedInAccount

INDICATORS = (
    SheetColumn("Beschikkingsnummer", width=24),
    SheetColumn("Project", width=36),
    SheetColumn("Geplande mijlpalen behaald volgens de zorgverzekeraar (J/N)", width=22),
    SheetColumn("Besteding in het jaar, eigen", Shape.EUROS),
    SheetColumn("Correctie over eerdere jaren, eigen", Shape.EUROS),
    SheetColumn("Correctie over eerdere jaren, medeoverheden", Shape.EUROS),
    SheetColumn("Cumulatieve besteding aan niet behaalde mijlpalen", Shape.EUROS),
    SheetColumn("Eindverantwoording (J/N)"),
)
BALANCES = (
    SheetColumn("Project", width=36),
    SheetColumn("Subsidie", width=30),
    SheetColumn("Beginsaldo", Shape.EUROS),
    SheetColumn("Ontvangen", Shape.EUROS),
    SheetColumn("Besteed", Shape.EUROS),
    SheetColumn("Eindsaldo", Shape.EUROS),
)
MILESTONES = (
    SheetColumn("Project", width=36),
    SheetColumn("Subsidie", width=30),
    SheetColumn("Mijlpaal", width=48),
    SheetColumn("Uiterlijk"),
    SheetColumn("Oordeel van de zorgverzekeraar", width=28),
    SheetColumn("Geboekt op de mijlpaal", Shape.EUROS),
    SheetColumn("Toegerekend", Shape.EUROS),
    SheetColumn("Kosten", Shape.EUROS),
    SheetColumn("Telt als niet behaald (J/N)"),
)
SETTLEMENTS = (
    SheetColumn("Project", width=36),
    SheetColumn("Subsidie", width=30),
    SheetColumn("Vastgesteld op", Shape.DAY),
    SheetColumn("Kenmerk van het besluit", width=28),
    SheetColumn("Toegekend", Shape.EUROS),
    SheetColumn("Ontvangen", Shape.EUROS),
    SheetColumn("Vastgesteld bedrag", Shape.EUROS),
    SheetColumn("Terug te betalen", Shape.EUROS),
    SheetColumn("Nog te ontvangen", Shape.EUROS),
)
HANDED_IN = (
    SheetColumn("Ingeleverd op", Shape.DAY),
    SheetColumn("Kenmerk", width=28),
    SheetColumn("Toelichting", width=60),
    SheetColumn("Vastgelegd door", width=28),
)
BOOKINGS = (
    SheetColumn("Project", width=36),
    SheetColumn("Subsidie", width=30),
    SheetColumn("Telt mee op", Shape.DAY),
    SheetColumn("Geleverd op", Shape.DAY),
    SheetColumn("Soort"),
    SheetColumn("Mijlpaal", width=48),
    SheetColumn("Medeoverheid"),
    SheetColumn("Omschrijving", width=48),
    SheetColumn("Kenmerk"),
    SheetColumn("Bedrag", Shape.EUROS),
)


def indicators(page: Page) -> Sheet:
    return Sheet(f"Indicatoren {page.seen.year}", INDICATORS, [_indicators(one) for one in page.decisions])


def workbook(page: Page) -> tuple[Sheet, ...]:
    year = page.seen.year
    return (
        indicators(page),
        Sheet(f"Balans {year}", BALANCES, [_balance(one) for one in page.grants]),
        Sheet("Mijlpalen", MILESTONES, [row for one in page.grants for row in _milestones(one)]),
        Sheet("Vaststelling", SETTLEMENTS, [row for one in page.grants for row in _settlement(one)]),
        _recoveries(page),
        Sheet("Ingeleverd", HANDED_IN, [_handed_in(row) for row in page.handed_in]),
        Sheet(f"Boekingen {year}", BOOKINGS, _bookings(page.grants, year)),
    )


def _indicators(one: DecisionLine) -> list[Value]:
    def known(amount: Decimal | None) -> Value:
        return UNKNOWN_WORDS[Unknown(one.when_none)] if amount is None else amount

    figures = (one.own, one.corrections, one.partner_corrections, one.unachieved)
    return [one.number, one.projects, one.achieved, *(known(each.amount) for each in figures), one.final]


def _balance(one: GrantPart) -> list[Value]:
    if one.balance is None:
        unknown = UNKNOWN_WORDS[Unknown.UNKNOWN]
        return [one.grant.project.name, one.title, unknown, unknown, unknown, unknown]
    money = one.balance
    figures = (money.opening, money.additions, money.spending, money.closing)
    return [one.grant.project.name, one.title, *figures]


def _milestones(one: GrantPart) -> Iterator[list[Value]]:
    for row in one.milestones:
        account = row.account
        yield [
            one.grant.project.name,
            one.title,
            row.label,
            row.due,
            ", ".join(part for part in (row.verdict, row.given) if part),
            account.booked,
            account.attributed,
            account.costs,
            "J" if account.counts else "N",
        ]


def _settlement(one: GrantPart) -> Iterator[list[Value]]:
    decision, outcome = one.settlement, one.outcome
    if decision is not None and outcome is not None:
        amounts = (outcome.award, outcome.received, outcome.settled, outcome.recovered, outcome.to_come)
        yield [one.grant.project.name, one.title, decision.decided_on, decision.document, *amounts]


def _recoveries(page: Page) -> Sheet:
    """What goes back per municipality and project, with the sum under it."""
    found = page.recoveries
    unknown = UNKNOWN_WORDS[Unknown.TO_BE_DETERMINED]
    columns = [
        SheetColumn("CBS-code", width=12),
        SheetColumn("Gemeente", width=28),
        *(SheetColumn(one.project, Shape.EUROS, width=30) for one in found.projects),
        SheetColumn("Samen", Shape.EUROS),
    ]
    rows: list[list[Value]] = [
        [row.code, row.name, *(unknown if part is None else part for part in (*row.parts, row.total.amount))]
        for row in found.municipalities
    ]
    if rows:
        rows.append(["", "Alle gemeenten", *(one.split.amount for one in found.projects), found.total])
    return Sheet("Terug per gemeente", columns, rows)


def _handed_in(row: HandedInAccount) -> list[Value]:
    return [row.handed_in_on, row.reference, row.note, row.recorded_by.name]


def _bookings(grants: Iterable[GrantPart], year: int) -> Iterator[list[Value]]:
    titles = {one.grant.pk: (one.grant.project.name, one.title) for one in grants}
    for row in bookings_of_year(titles, year=year).iterator():
        yield [
            *titles[row.grant_id],
            row.performed_on,
            row.day_of_performance,
            str(row.get_kind_display()),
            row.milestone.label if row.milestone else "",
            row.co_government.name if row.co_government else "",
            row.description,
            row.reference,
            row.net,
        ]
