"""The list of decisions of a meeting as a document and as a workbook: what the page shows, in its order."""

from __future__ import annotations

from collections.abc import Iterator

from izaportal.core.formatting import date_long
from izaportal.core.workbook import Shape, Sheet, SheetColumn, Value
from izaportal.web.decision_lines import DecisionLine
from izaportal.web.meetings.page import ItemLine, MeetingPage

COLUMNS = (
    SheetColumn("Punt", Shape.WHOLE, width=8),
    SheetColumn("Onderwerp", width=48),
    SheetColumn("Soort"),
    SheetColumn("Verslag", width=48),
    SheetColumn("Besluit"),
    SheetColumn("Tekst", width=48),
    SheetColumn("Voorwaarden", width=40),
    SheetColumn("Opvolging door", width=28),
    SheetColumn("Klaar op", Shape.DAY, width=14),
    SheetColumn("Stand"),
)


def paragraphs(page: MeetingPage) -> Iterator[str]:
    yield f"Besluitenlijst {page.meeting.body}"
    yield page.lead
    yield page.fixed_words or "De agenda is nog niet vastgesteld."
    for number, line in enumerate(page.items, start=1):
        yield "\n".join(_of_item(number, line))
    if page.meeting.illustrative:
        yield "Illustratief: deze vergadering is verzonnen om het portaal te tonen."


def sheets(page: MeetingPage) -> list[Sheet]:
    rows = [row for number, line in enumerate(page.items, start=1) for row in _rows(number, line)]
    return [Sheet(f"Besluitenlijst {page.meeting.held_on}", COLUMNS, rows)]


def _of_item(number: int, line: ItemLine) -> Iterator[str]:
    yield f"{number}. {line.item.title}"
    if line.item.why:
        yield line.item.why
    if line.said:
        yield f"Verslag: {line.said}"
    for one in line.decided:
        yield f"Besluit ({one.row.get_kind_display()}): {one.row.label}"
        if one.row.basis:
            yield f"Genomen {one.row.get_basis_display()}."
        for condition in one.row.conditions.all():
            yield f"Voorwaarde: {condition.label}"
        if one.owner and one.row.deadline:
            yield f"Opvolging door {one.owner}, uiterlijk {date_long(one.row.deadline)} ({one.state})."
    if not line.decided:
        yield "Geen besluit."


def _rows(number: int, line: ItemLine) -> Iterator[list[Value]]:
    head: list[Value] = [number, line.item.title, line.item.get_kind_display(), line.said]
    for one in line.decided:
        yield [*head, *_decided(one)]
    if not line.decided:
        yield [*head, "geen besluit", None, None, None, None, None]


def _decided(one: DecisionLine) -> list[Value]:
    conditions = "; ".join(condition.label for condition in one.row.conditions.all())
    return [one.row.get_kind_display(), one.row.label, conditions, one.owner, one.row.deadline, one.state]
