"""Bookings on the grants of the programme. The ledger only grows: what stands in it is never changed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from funding.models import Expenditure, ExpenditureKind, Grant, GrantMilestone
from funding.services.bulk_booking import book_file, reverse_costs
from funding.services.ledger import Booking
from izaportal.core.errors import Invalid
from izaportal.imports.comparing import Comparison
from izaportal.imports.kinds.kind import Act, Done, Kind, Problem, Result
from izaportal.imports.layout import Choices, Column, Form, Record, Row, Tab, Writes
from pillars.models import Programme

KINDS = {value: str(word) for value, word in ExpenditureKind.choices}
ITERATED_AT_ONCE = 5_000
TAB = Tab(
    "boekingen",
    "Boekingen",
    (
        Column(
            "grant", "Subsidie", writes=Writes.NEW, required=True, choices="grant", is_key=True, width=30,
            help="Project en subsidie.",
        ),
        Column("milestone", "Mijlpaal", writes=Writes.NEW, choices="milestone", width=30, help="Mag leeg."),
        Column(
            "amount", "Bedrag", Form.EUROS, writes=Writes.NEW, required=True, positive=True, width=16,
            help="Zonder compensabele btw.",
        ),
        Column("performed_on", "Geleverd op", Form.DAY, writes=Writes.NEW, required=True, width=14),
        Column("description", "Omschrijving", writes=Writes.NEW, longest=200, width=40),
        Column(
            "reference", "Kenmerk", writes=Writes.NEW, required=True, longest=80, is_key=True, width=24,
            help="Uniek per subsidie, zoals het nummer van de factuur.",
        ),
        Column("kind", "Soort", writes=Writes.NEVER, width=14),
    ),
    changes=False,
    help="Een boeking verandert nooit. Boek haar tegen en voeg de juiste toe als nieuwe regel.",
)  # fmt: skip


def choices(programme: Programme) -> Choices:
    milestones = GrantMilestone.objects.filter(grant__project__programme=programme)
    return {
        "grant": list(_grants(programme)),
        "milestone": sorted(set(milestones.values_list("slug", flat=True))),
    }


def _grants(programme: Programme) -> dict[str, Grant]:
    rows = Grant.objects.filter(project__programme=programme).select_related("project__programme")
    return {label(row.project.slug, row.slug): row for row in rows.order_by("project__slug", "slug")}


def label(project: str, grant: str) -> str:
    return f"{project} / {grant}"


def stored(programme: Programme) -> dict[str, Record]:
    rows = Expenditure.objects.filter(grant__project__programme=programme).order_by("performed_on", "id")
    columns = rows.values_list(
        "pk", "grant__project__slug", "grant__slug", "milestone__slug", "amount", "performed_on",
        "description", "reference", "kind",
    )  # fmt: skip
    return {
        str(pk): (label(project, grant), stone, amount, day, text or None, reference or None, KINDS[kind])
        for pk, project, grant, stone, amount, day, text, reference, kind in columns.iterator(
            ITERATED_AT_ONCE
        )
    }


def apply(act: Act, plan: Comparison) -> Result:
    result = Result()
    if not plan.added:
        return result
    grants = _grants(act.programme)
    try:
        book_file(
            actor=act.actor,
            programme=act.programme,
            bookings=_bookings(act.programme, grants, plan.added),
            reason=act.reason,
            progress=act.progress,
        )
    except Invalid as invalid:
        result.problems += _problems(invalid, plan.added)
    else:
        result.done += _ids_of(grants, plan.added)
    return result


def _bookings(programme: Programme, grants: Mapping[str, Grant], rows: Sequence[Row]) -> Iterator[Booking]:
    milestones = {
        (grant, slug): pk
        for pk, grant, slug in GrantMilestone.objects.filter(grant__project__programme=programme).values_list(
            "pk", "grant", "slug"
        )
    }
    elsewhere = {slug: pk for (_, slug), pk in milestones.items()}
    for row in rows:
        grant_label, milestone, amount, day, description, reference, _ = row.record
        grant = grants[str(grant_label)]
        if not isinstance(amount, Decimal) or not isinstance(day, date):
            raise TypeError(f"regel {row.line} is niet gelezen zoals haar kolommen zeggen")
        yield Booking(
            grant=grant,
            amount=amount,
            performed_on=day,
            # One of another grant is refused by the ledger, which says so.
            milestone_id=milestones.get((grant.pk, str(milestone)), elsewhere.get(str(milestone))),
            description=str(description or ""),
            reference=str(reference),
        )


def _problems(invalid: Invalid, rows: Sequence[Row]) -> Iterator[Problem]:
    """At the row with that reference; what is wrong with a grant as a whole at its first row."""
    by_reference = {str(TAB.get(row.record, "reference")): row for row in reversed(rows)}
    by_grant = {str(TAB.get(row.record, "grant")).rpartition(" / ")[2]: row for row in reversed(rows)}
    for mistake in invalid.mistakes:
        row = by_reference.get(mistake.place)
        yield Problem(
            mistake.message, row or by_grant.get(mistake.place), "performed_on" if row else "amount"
        )


def _ids_of(grants: Mapping[str, Grant], rows: Sequence[Row]) -> list[Done]:
    wanted = {
        (grants[str(TAB.get(row.record, "grant"))].pk, TAB.get(row.record, "reference")) for row in rows
    }
    found = Expenditure.objects.filter(grant__in={grant for grant, _ in wanted}).values_list(
        "pk", "grant", "reference"
    )
    return [
        Done(str(pk), is_new=True)
        for pk, grant, reference in found.iterator(ITERATED_AT_ONCE)
        if (grant, reference) in wanted
    ]


def take_back(act: Act, done: Sequence[Done]) -> None:
    """Each with a reversal: the ledger forgets nothing."""
    reverse_costs(
        actor=act.actor,
        programme=act.programme,
        booking_ids=[UUID(one.row_id) for one in done],
        reason=act.reason,
        progress=act.progress,
    )


KIND = Kind(TAB, choices, stored, apply, take_back)
