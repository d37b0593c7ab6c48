"""Rows that can be read, and that the portal refuses nevertheless."""

from datetime import date

from openpyxl import Workbook

from izaportal.core.uuid7 import uuid7
from tests.imports.corpus.case import Break, Broken, at, in_book, new_line
from tests.imports.corpus.cells import BOOKING, booking
from tests.imports.workbooks import add, line_of, put

LINE = {"project": "mgn", "year": "2026", "source": "ZVW", "cost_type": "Proef", "amount": 10}


def line(name: str, says: str, **wrong: object) -> Broken:
    return Broken(name, "begroting", new_line("Begroting", LINE, **wrong), says, "Begroting")


def twice(book: Workbook) -> None:
    add(book["Boekingen"], **BOOKING)
    add(book["Boekingen"], **BOOKING)


def copied_line(book: Workbook) -> None:
    """As by copying a whole row, hidden id and all."""
    sheet = book["Begroting"]
    sheet.append([cell.value for cell in sheet[3]])


def target(text: str) -> Break:
    def edit(book: Workbook) -> None:
        sheet = book["Streefwaarden"]
        put(sheet, line_of(sheet, indicator="kpi-1-1", moment="2027"), text=text)

    return in_book(edit)


def measured(**values: object) -> Break:
    def edit(book: Workbook) -> None:
        sheet = book["Metingen"]
        put(sheet, line_of(sheet, indicator="kpi-1-1", quarter="2026-Q3"), **values)

    return in_book(edit)


RULES = [
    booking("before_the_grant", "buiten de looptijd van de subsidie", performed_on=date(2019, 1, 1)),
    booking("after_the_grant", "buiten de looptijd van de subsidie", performed_on=date(2035, 1, 1)),
    booking("in_a_frozen_quarter", "vastgesteld", performed_on=date(2026, 5, 15)),
    booking("above_the_award", "zou meer zijn dan de toekenning", amount=999_000_000),
    Broken(
        "booked_twice", "boekingen", in_book(twice), "dezelfde regel staat ook op regel", "Boekingen, cel B"
    ),
    Broken(
        "booking_changed",
        "boekingen",
        at("Boekingen", 3, amount=1),
        "bestaande regel verandert niet",
        "Boekingen, cel D3",
    ),
    Broken(
        "kind_changed",
        "boekingen",
        at("Boekingen", 3, kind="correctie"),
        "‘Soort’ is niet overgenomen",
        is_warning=True,
    ),
    Broken(
        "strange_id",
        "begroting",
        at("Begroting", 3, kenmerk=str(uuid7())),
        "staat niet (meer) in dit programma",
    ),
    Broken(
        "nonsense_id", "begroting", at("Begroting", 3, kenmerk="abc"), "staat niet (meer) in dit programma"
    ),
    Broken("line_copied", "begroting", in_book(copied_line), "dezelfde regel staat ook op regel 3"),
    Broken("key_changed", "begroting", at("Begroting", 3, cost_type="Anders"), "verandert niet meer"),
    line("year_outside", "“2051” staat niet in de keuzelijst", year=2051),
    line("stream_with_zvw", "Deze stroom hoort niet bij de bron", stream="Brede SPUK"),
    line("spuk_without_stream", "Deze stroom hoort niet bij de bron", source="SPUK"),
    line("unknown_project", "“mgm” staat niet in de keuzelijst", project="mgm"),
    Broken("no_target", "indicatoren", target("ongeveer wat meer"), "", "Streefwaarden, cel"),
    Broken("bounds_turned", "indicatoren", target("100–50"), "", "Streefwaarden, cel"),
    Broken(
        "target_moved",
        "indicatoren",
        at("Streefwaarden", 3, moment="2031"),
        "‘Jaar, kwartaal of dag’ van een bestaande regel verandert niet",
    ),
    Broken(
        "target_added",
        "indicatoren",
        new_line("Streefwaarden", {"indicator": "kpi-1-1", "moment": "2040", "text": "5"}),
        "staat niet in het portaal",
    ),
    Broken("seven_places", "indicatoren", at("Indicatoren", 3, decimals=7), "decimalen is 0 tot en met 6"),
    Broken("value_and_fraction", "metingen", measured(value=5, numerator=1, denominator=2), "niet allebei"),
    Broken("half_a_fraction", "metingen", measured(numerator=1), "Vul teller en noemer allebei in"),
    Broken("divided_by_nothing", "metingen", measured(numerator=1, denominator=0), "groter zijn dan 0"),
    Broken("implausible", "metingen", measured(value=999999), "", "Metingen, cel"),
    Broken(
        "quarter_that_is_frozen",
        "metingen",
        new_line("Metingen", {"indicator": "kpi-1-1", "quarter": "2026-Q1", "value": 5}),
        "staat niet in het portaal",
    ),
    Broken(
        "line_taken_away",
        "begroting",
        in_book(lambda book: book["Begroting"].delete_rows(3)),
        "1 regel van het sjabloon staat niet in het bestand",
        is_warning=True,
    ),
]
