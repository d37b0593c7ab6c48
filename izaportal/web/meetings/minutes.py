"""The agenda of a meeting, or its list of decisions, as a document and as a workbook: what the page shows."""

from __future__ import annotations

from collections.abc import Iterator

from izaportal.core.document import Paragraph, Style
from izaportal.core.formatting import date_long
from izaportal.core.workbook import Shape, Sheet, SheetColumn, Value
from izaportal.web.decision_lines import DecisionLine
from izaportal.web.meetings.page import ItemLine, MeetingPage

COLUMNS = (
    SheetColumn("Punt", Shape.WHOLE, width=8),
    SheetColumn("Onderwerp", width=34),
    SheetColumn("Soort"),
    SheetColumn("Verslag", width=40),
    SheetColumn("Besluit", width=14),
    SheetColumn("Tekst", width=34),
    SheetColumn("Voorwaarden", width=34),
    SheetColumn("Opvolging door", width=18),
    SheetColumn("Klaar op", Shape.DAY, width=14),
    SheetColumn("Stand"),
)


def name(page: MeetingPage) -> str:
    """What it is before the meeting, and after."""
    return "Besluitenlijst" if page.is_held else "Agenda"


def paragraphs(page: MeetingPage) -> Iterator[Paragraph]:
    yield Paragraph(f"{name(page)} {page.meeting.body}", Style.TITLE)
    yield Paragraph(f"{page.when}. {page.about}".strip())
    yield Paragraph(f"{page.fixed_words or 'De agenda is nog niet vastgesteld.'} {page.ground}")
    for number, line in enumerate(page.items, start=1):
        yield from _of_item(number, line, is_held=page.is_held)
    if page.meeting.illustrative:
        yield Paragraph("deze vergadering is verzonnen om het portaal te tonen.", label="Illustratief:")


def sheets(page: MeetingPage) -> list[Sheet]:
    rows = [
        row
        for number, line in enumerate(page.items, start=1)
        for row in _rows(number, line, is_held=page.is_held)
    ]
    return [Sheet(f"{name(page)} {page.meeting.held_on}", COLUMNS, rows, wraps=True)]


def _of_item(number: int, line: ItemLine, *, is_held: bool) -> Iterator[Paragraph]:
    yield Paragraph(f"{number}. {line.item.title}", Style.HEADING)
    for label, text in (("", line.item.why), ("Notitie:", line.item.note), ("Verslag:", line.said)):
        if text:
            yield Paragraph(text, label=label)
    for one in line.standing:
        yield from _of_decision(one)
    if is_held and not line.standing:
        yield Paragraph("Geen besluit.")


def _of_decision(one: DecisionLine) -> Iterator[Paragraph]:
    yield Paragraph(one.row.label, label=f"Besluit ({one.row.get_kind_display()}):")
    if one.row.replaces:
        yield Paragraph(
            f"‘{one.row.replaces.label}’ ({one.row.replaces.get_kind_display()}). {one.row.replaces_why}",
            label="Vervangt:",
        )
    if one.row.note:
        yield Paragraph(one.row.note, label="Overwegingen:")
    if one.row.basis:
        yield Paragraph(f"Genomen {one.row.get_basis_display()}.")
    for condition in one.row.conditions.all():
        yield Paragraph(condition.label, label="Voorwaarde:")
    if one.owner and one.row.deadline:
        until = f"{one.owner}, uiterlijk {date_long(one.row.deadline)} ({one.state})."
        yield Paragraph(until, label="Opvolging:")


def _rows(number: int, line: ItemLine, *, is_held: bool) -> Iterator[list[Value]]:
    head: list[Value] = [number, line.item.title, line.item.get_kind_display(), line.said]
    for one in line.standing:
        yield [*head, *_decided(one)]
    if not line.standing:
        yield [*head, "geen besluit" if is_held else None, None, None, None, None, None]


def _decided(one: DecisionLine) -> list[Value]:
    conditions = "; ".join(condition.label for condition in one.row.conditions.all())
    return [one.row.get_kind_display(), one.row.label, conditions, one.owner, one.row.deadline, one.state]
