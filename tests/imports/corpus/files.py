"""Files that are wrong as a whole: refused before a cell is looked at."""

import io
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

from tests.imports.corpus.case import Broken, in_book

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)
ELSEWHERE = BOMB.replace(b'<!ENTITY b "bbbbbbbbbb">', b'<!ENTITY b SYSTEM "/etc/hostname">')


def whole(made: bytes) -> Callable[[bytes], bytes]:
    return lambda _: made


def other_book(content: bytes) -> bytes:
    del content
    kept = io.BytesIO()
    Workbook().save(kept)
    return kept.getvalue()


def rezipped(change: Callable[[str, bytes], bytes | None]) -> Callable[[bytes], bytes]:
    """The same archive with other parts; None leaves a part out."""

    def make(content: bytes) -> bytes:
        kept = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(kept, "w") as new:
            for name in old.namelist():
                made = change(name, old.read(name))
                if made is not None:
                    new.writestr(name, made)
        return kept.getvalue()

    return make


def first_sheet(made: bytes) -> Callable[[bytes], bytes]:
    return rezipped(lambda name, held: made if name.endswith("worksheets/sheet1.xml") else held)


def without(part: str) -> Callable[[bytes], bytes]:
    return rezipped(lambda name, held: None if name.endswith(part) else held)


def with_part(name: str, made: bytes) -> Callable[[bytes], bytes]:
    def make(content: bytes) -> bytes:
        kept = io.BytesIO(content)
        with zipfile.ZipFile(kept, "a") as archive:
            archive.writestr(name, made)
        return kept.getvalue()

    return make


def about(fact: str, value: str) -> Callable[[bytes], bytes]:
    def edit(book: Workbook) -> None:
        sheet = book["_izaportal"]
        row = next(row for row in sheet.iter_rows() if row[0].value == fact)
        row[1].value = value

    return in_book(edit)


def heading(title: str, column: str, other: str | None) -> Callable[[bytes], bytes]:
    """Another hidden name above a column."""

    def edit(book: Workbook) -> None:
        cell = next(cell for cell in book[title][1] if cell.value == column)
        cell.value = other

    return in_book(edit)


def removed(title: str) -> Callable[[bytes], bytes]:
    return in_book(lambda book: book.remove(book[title]))


def renamed(title: str, other: str) -> Callable[[bytes], bytes]:
    return in_book(lambda book: setattr(book[title], "title", other))


FILES = [
    Broken("empty", "begroting", whole(b""), "bestand is leeg"),
    Broken("text", "begroting", whole(b"project;jaar;bedrag\r\nmgn;2026;10\r\n"), "geen Excel-werkmap"),
    Broken("page", "begroting", whole(b"<html><table></table></html>"), "geen Excel-werkmap"),
    Broken("pdf", "begroting", whole(b"%PDF-1.7 proef"), "geen Excel-werkmap"),
    Broken(
        "old_excel",
        "begroting",
        whole(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        "oud Excel-bestand",
    ),
    Broken("half_a_file", "begroting", lambda content: content[: len(content) // 2], "beschadigd"),
    Broken("no_archive", "begroting", whole(b"PK\x03\x04" + b"x" * 400), "beschadigd"),
    Broken("macros", "begroting", with_part("xl/vbaProject.bin", b"x"), "macro’s"),
    Broken("other_zip", "begroting", without("[Content_Types].xml"), "geen Excel-werkmap"),
    Broken("no_workbook_part", "begroting", without("xl/workbook.xml"), "beschadigd"),
    Broken("entities_that_grow", "begroting", first_sheet(BOMB), "verboden onderdeel"),
    Broken("entities_of_elsewhere", "begroting", first_sheet(ELSEWHERE), "verboden onderdeel"),
    Broken("broken_sheet", "begroting", first_sheet(b"<worksheet><sheetData><row>"), "beschadigd"),
    Broken("no_sheet_at_all", "begroting", without("worksheets/sheet1.xml"), "tabblad ‘Begroting’ ontbreekt"),
    Broken("not_ours", "begroting", other_book, "geen sjabloon van het portaal"),
    Broken("about_removed", "begroting", removed("_izaportal"), "geen sjabloon van het portaal"),
    Broken("unknown_kind", "begroting", about("soort", "salarissen"), "soort die het portaal niet kent"),
    Broken("older_version", "begroting", about("versie", "0"), "versie 0; het portaal leest nu versie 1"),
    Broken("newer_version", "begroting", about("versie", "2"), "versie 2"),
    Broken(
        "other_programme", "begroting", about("programma", "zuid-limburg"), "ander programma: “zuid-limburg”"
    ),
    Broken("no_programme", "begroting", about("programma", ""), "ander programma"),
    Broken("tab_renamed", "begroting", renamed("Begroting", "Blad1"), "tabblad ‘Begroting’ ontbreekt"),
    Broken("tab_removed", "indicatoren", removed("Streefwaarden"), "tabblad ‘Streefwaarden’ ontbreekt"),
    Broken("memory_removed", "projecten", removed("_gezien Projecten"), "‘_gezien Projecten’ ontbreekt"),
    Broken(
        "column_removed", "begroting", heading("Begroting", "amount", None), "ontbreekt de kolom ‘Begroot’"
    ),
    Broken("column_misnamed", "projecten", heading("Projecten", "goal", "doel"), "ontbreekt de kolom ‘Doel’"),
    Broken("column_twice", "begroting", heading("Begroting", "year", "amount"), "ontbreekt de kolom ‘Jaar’"),
    Broken(
        "column_copied", "projecten", heading("Projecten", "goal", "summary"), "ontbreekt de kolom ‘Doel’"
    ),
    Broken(
        "hidden_row_removed",
        "begroting",
        in_book(lambda book: book["Begroting"].delete_rows(1)),
        "verborgen eerste regel",
    ),
    Broken(
        "hidden_column_removed",
        "boekingen",
        in_book(lambda book: book["Boekingen"].delete_cols(1)),
        "verborgen eerste kolom",
    ),
    Broken(
        "column_inserted_twice",
        "boekingen",
        in_book(lambda book: setattr(book["Boekingen"].cell(1, 30), "value", "amount")),
        "kolom ‘amount’ er twee keer",
    ),
]
