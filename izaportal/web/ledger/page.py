"""What the page of a ledger shows: what it adds up to, its rows with the balance after each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from funding.selectors.ledger import (
    WITHOUT_MILESTONE,
    LedgerFilter,
    LedgerRow,
    LedgerTotals,
    Place,
    ledger_page,
    ledger_totals,
)
from izaportal.core import clock
from izaportal.core.quarter import Quarter
from izaportal.web.choosing import Choice
from izaportal.web.keyset import BEFORE, as_id
from izaportal.web.ledger.read import Seen
from izaportal.web.link import Link

QUARTER, MILESTONE = "kwartaal", "mijlpaal"
KIND_WORDS = {
    "booking": "Boeking",
    "correction": "Correctie",
    "reversal": "Tegenboeking",
    "received": "Voorschot ontvangen",
    "repaid": "Voorschot terugbetaald",
}
ADVANCES = frozenset({"received", "repaid"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for; what it does not understand counts as not asked."""

    filter: LedgerFilter
    after: Place | None

    @classmethod
    def of(cls, query: Mapping[str, str], seen: Seen) -> Self:
        try:
            quarter: Quarter | None = Quarter.parse(query.get(QUARTER, ""))
        except ValueError:
            quarter = None
        known = {WITHOUT_MILESTONE, *(one.slug for one in seen.grant.milestones.all())}
        milestone = query.get(MILESTONE, "")
        asked = LedgerFilter(quarter, milestone if milestone in known else "")
        return cls(asked, _place(query.get(BEFORE, "")))

    @property
    def query(self) -> str:
        """The filter, as it stands in an address."""
        quarter = self.filter.quarter.key if self.filter.quarter else ""
        given = {QUARTER: quarter, MILESTONE: self.filter.milestone}
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it is shown; `reverse_url` is empty where nothing can be done."""

    row: LedgerRow
    word: str
    reverse_url: str

    @property
    def note(self) -> str:
        """What it was for, its reference, and whether it was invented: on one line."""
        invented = "illustratief" if self.row.illustrative else ""
        return " · ".join(part for part in (self.row.description, self.row.reference, invented) if part)

    @property
    def is_cancelled(self) -> bool:
        return self.row.reversal is not None


@dataclass(frozen=True, slots=True)
class Page:
    seen: Seen
    crumbs: tuple[Link, ...]
    totals: LedgerTotals
    rows: tuple[Row, ...]
    older: str
    asked: Asked
    quarters: tuple[Choice, ...]
    milestones: tuple[Choice, ...]
    balance_word: str

    @property
    def lead(self) -> str:
        grant = self.seen.grant
        words = (grant.project.name, self.seen.grant.title, grant.decision_number, self.seen.frozen_words)
        return " · ".join(word for word in words if word)

    @property
    def book_url(self) -> str:
        return reverse("book-cost", kwargs=self.seen.place)

    @property
    def receive_url(self) -> str:
        return reverse("receive-advance", kwargs=self.seen.place)

    @property
    def commitments_url(self) -> str:
        """They are kept with the agreement, on the page of the grant."""
        return f"{reverse('grant', kwargs=self.seen.place)}#verplichtingen"

    @property
    def is_first(self) -> bool:
        return self.asked.after is None


def build(seen: Seen, asked: Asked) -> Page:
    found = ledger_page(seen.grant, asked.filter, after=asked.after)
    return Page(
        seen=seen,
        crumbs=seen.crumbs(),
        totals=ledger_totals(seen.grant),
        rows=tuple(_row(seen, row) for row in found.rows),
        older=f"{found.older.day}~{found.older.id}" if found.older else "",
        asked=asked,
        quarters=_quarters(seen, asked),
        milestones=_milestones(seen, asked),
        balance_word="Geboekt op de mijlpaal" if asked.filter.milestone else "Saldo",
    )


def _row(seen: Seen, row: LedgerRow) -> Row:
    is_mendable = row.reverses is None and row.reversal is None and seen.controls
    name = "reverse-advance" if row.kind in ADVANCES else "reverse-cost"
    word = KIND_WORDS[row.kind]
    if row.kind in ADVANCES and row.reverses is not None:
        word = "Tegenboeking voorschot"
    url = reverse(name, kwargs={**seen.place, "row": row.id}) if is_mendable else ""
    return Row(row, word, url)


def _quarters(seen: Seen, asked: Asked) -> tuple[Choice, ...]:
    """From the grant's first quarter to that of today, newest first; the one asked for is among them."""
    first = Quarter.of(seen.grant.starts_on)
    known = set(Quarter.span(first, max(first, Quarter.of(clock.today()))))
    chosen = asked.filter.quarter
    if chosen is not None:
        known.add(chosen)
    return tuple(Choice(one.key, one.label, one == chosen) for one in sorted(known, reverse=True))


def _milestones(seen: Seen, asked: Asked) -> tuple[Choice, ...]:
    listed = [(one.slug, one.label) for one in seen.grant.milestones.all()]
    choices = [*listed, (WITHOUT_MILESTONE, "Zonder mijlpaal")] if listed else []
    return tuple(Choice(slug, label, slug == asked.filter.milestone) for slug, label in choices)


def _place(text: str) -> Place | None:
    day, _, row = text.partition("~")
    row_id: UUID | None = as_id(row)
    try:
        return Place(date.fromisoformat(day), row_id) if row_id else None
    except ValueError:
        return None
