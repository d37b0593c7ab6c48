"""Taking in a hundred thousand bookings, beside plain reading of the same file with openpyxl."""

import io
import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import BinaryIO

from django.db import transaction
from openpyxl import Workbook, load_workbook

from funding.models import Grant
from izaportal.bench.timing import Comparison, interleaved
from izaportal.core.formatting import number
from izaportal.core.viewer import Viewer
from izaportal.imports.books import BOOKS
from izaportal.imports.kinds.kind import Act
from izaportal.imports.services.checking import Checked, carry_out, compare
from izaportal.imports.templates import write_template
from pillars.models import PeriodState, Programme, ReportingPeriod

BOOKINGS = 100_000
ROUNDS = 2
AMOUNT = Decimal("1.25")


def compare_importing(programme: Programme) -> tuple[list[Comparison], str]:
    """Reading and comparing, and booking as well, beside plain reading; and the most memory held."""
    file = _filled(programme)
    actor = Viewer.system("bench")

    def read() -> Checked:
        file.seek(0)
        return compare(
            actor=actor, programme=programme, file=file, name="boekingen.xlsx", tell=lambda *_: None
        )

    def take_in() -> None:
        checked = read()
        carry_out(checked, Act(actor, programme, "meting van de snelheid"))
        if checked.findings.errors:
            raise ValueError(checked.findings.kept[0].what)

    names = (
        f"import {number(BOOKINGS)} boekingen: lezen en vergelijken",
        f"import {number(BOOKINGS)} boekingen: lezen en boeken",
        "  vloer: hetzelfde bestand lezen met openpyxl",
    )
    calls: dict[str, Callable[[], object]] = dict(
        zip(names, (read, take_in, lambda: _plain_reading(file)), strict=True)
    )
    reading, taking_in, floor = interleaved(calls, rounds=ROUNDS, around=lambda: _undone(programme)).values()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [Comparison(reading, floor), Comparison(taking_in, floor)], f"meeste geheugen {most} MB"


def _plain_reading(file: BinaryIO) -> None:
    file.seek(0)
    book = load_workbook(file, read_only=True, data_only=True)
    for _ in book["Boekingen"].iter_rows(values_only=True):
        pass


def _filled(programme: Programme) -> BinaryIO:
    """The template with new lines under what is there, as streamed as it is read."""
    template, kept = io.BytesIO(), io.BytesIO()
    write_template(BOOKS["boekingen"], programme, template)
    source = load_workbook(template, read_only=True)
    book = Workbook(write_only=True)
    for title in source.sheetnames:
        page = book.create_sheet(title)
        for line in source[title].iter_rows(values_only=True):
            page.append(line)
        if title == "Boekingen":
            for line in _lines(programme):
                page.append(line)
    book.save(kept)
    return kept


def _lines(programme: Programme) -> Iterator[tuple[str | Decimal | date | None, ...]]:
    grant = _grant(programme)
    for place in range(BOOKINGS):
        day = date(2026, 7, 1) + timedelta(days=place % 90)
        reference, label = f"BENCH-{place:06}", f"{grant.project.slug} / {grant.slug}"
        yield (None, label, None, AMOUNT, None, day, f"Factuur {place}", reference, None, None, None)


def _grant(programme: Programme) -> Grant:
    """The one with the most room."""
    rows = Grant.objects.filter(project__programme=programme).select_related("project")
    return rows.order_by("-award")[0]


@contextmanager
def _undone(programme: Programme) -> Iterator[None]:
    """With the quarter of the bookings open; afterwards as if nothing had happened."""
    with transaction.atomic():
        periods = ReportingPeriod.objects.filter(programme=programme)
        periods.update(state=PeriodState.OPEN, closed_on=None, frozen_on=None)
        yield
        transaction.set_rollback(True)
