"""The bookings and advances behind a figure of the account, with what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from funding.selectors.accountability import Part, advances_behind, bookings_behind, net_of, received_in
from izaportal.core.paging import page_of
from izaportal.web.accountability.read import YEAR, Seen
from izaportal.web.link import Link

if TYPE_CHECKING:
    from django.core.paginator import Page as Rows

    from funding.models import Advance, Expenditure, Grant

PART, MILESTONE, PAGE = "cijfer", "mijlpaal", "page"
AT_ONCE = 100
WORDS = {
    Part.OWN: "Besteding in {year}, eigen",
    Part.CORRECTIONS: "Correcties in {year} over eerdere jaren, eigen",
    Part.PARTNER_CORRECTIONS: "Correcties in {year} over eerdere jaren, medeoverheden",
    Part.YEAR: "Alles wat meetelt in {year}",
}


@dataclass(frozen=True, slots=True)
class Costs:
    """`query` is the figure asked for, as it stands in an address."""

    seen: Seen
    crumbs: tuple[Link, ...]
    title: str
    lead: str
    rows: Rows[Expenditure]
    total: Decimal
    query: str
    ledger_url: str


@dataclass(frozen=True, slots=True)
class Received:
    seen: Seen
    crumbs: tuple[Link, ...]
    title: str
    lead: str
    rows: tuple[Advance, ...]
    total: Decimal


def costs(seen: Seen, grant: Grant, asked: Mapping[str, str]) -> Costs:
    """A milestone that the grant does not have is not there."""
    part = _part(asked.get(PART, ""))
    milestone = asked.get(MILESTONE, "") if part is Part.UNACHIEVED else ""
    title = _title(grant, part, seen.year, milestone)
    rows = bookings_behind(grant, part, year=seen.year, milestone=milestone)
    given = {YEAR: str(seen.year), PART: part.value, MILESTONE: milestone}
    place = {"programme": seen.programme.slug, "project": grant.project.slug, "grant": grant.slug}
    return Costs(
        seen=seen,
        crumbs=seen.crumbs(title),
        title=title,
        lead=f"{grant.project.name} · {grant.title}",
        rows=page_of(rows, asked.get(PAGE, ""), size=AT_ONCE),
        total=net_of(rows),
        query=urlencode({name: value for name, value in given.items() if value}),
        ledger_url=reverse("ledger", kwargs=place),
    )


def received(seen: Seen, grant: Grant) -> Received:
    title = f"Voorschotten in {seen.year}"
    return Received(
        seen=seen,
        crumbs=seen.crumbs(title),
        title=title,
        lead=f"{grant.project.name} · {grant.title}",
        rows=tuple(advances_behind(grant, year=seen.year)),
        total=received_in(grant, year=seen.year),
    )


def _part(asked: str) -> Part:
    return Part(asked) if asked in {part.value for part in Part} else Part.YEAR


def _title(grant: Grant, part: Part, year: int, milestone: str) -> str:
    if part is not Part.UNACHIEVED:
        return WORDS[part].format(year=year)
    labels = {row.slug: row.label for row in grant.milestones.all()}
    if milestone and milestone not in labels:
        raise Http404("Deze mijlpaal is er niet.")
    what = f"‘{labels[milestone]}’" if milestone else "geen mijlpaal"
    return f"Geboekt op {what} tot en met {year}"
