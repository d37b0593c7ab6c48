"""Bookings on the grants of the programme. The ledger only grows: what stands in it is never changed."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models.functions import Coalesce

from funding.models import Expenditure, ExpenditureKind, Grant, GrantMilestone
from funding.services.bulk_booking import book_file, reverse_costs
from funding.services.new_booking import Booking
from izaportal.core.errors import Invalid
from izaportal.core.money import ZERO
from izaportal.core.uuid7 import uuid7
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
        Column("vat", "Compensabele btw", Form.EUROS, writes=Writes.NEW, width=16, help="Mag leeg."),
        Column("performed_on", "Geleverd op", Form.DAY, writes=Writes.NEW, required=True, width=14),
        Column("description", "Omschrijving", writes=Writes.NEW, longest=200, width=40),
        Column(
            "reference", "Kenmerk", writes=Writes.NEW, required=True, longest=80, is_key=True, width=24,
            help="Uniek per subsidie, zoals het nummer van de factuur.",
        ),
        Column(
            "may_count_later", "Mag later meetellen", Form.YES_NO, writes=Writes.NEW, choices="yes_no",
            help="Ja: een dag in een vastgesteld kwartaal telt als correctie in het open kwartaal.",
        ),
        Column(
            "confirmation", "Waarom niet dubbel", writes=Writes.NEW, longest=200, width=30,
            help="Alleen als het portaal erom vraagt: waarom zijn dit andere kosten?",
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
        "yes_no": ("ja", "nee"),
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
        "pk", "grant__project__slug", "grant__slug", "milestone__slug", "amount", "vat",
        Coalesce("concerns_on", "performed_on"), "description", "reference", "kind",
    )  # fmt: skip
    return {
        str(pk): (
            label(project, grant), stone, amount, vat or None, day, text or None, reference or None,
            kind == ExpenditureKind.CORRECTION or None, None, KINDS[kind],
        )
        for pk, project, grant, stone, amount, vat, day, text, reference, kind in columns.iterator(
            ITERATED_AT_ONCE
        )
    }  # fmt: skip


def apply(act: Act, plan: Comparison) -> Result:
    result = Result()
    if not plan.added:
        return result
    ids: list[UUID] = []
    try:
        book_file(
            actor=act.actor,
            programme=act.programme,
            bookings=_bookings(act.programme, plan.added, ids),
            reason=act.reason,
            progress=act.progress,
        )
    except Invalid as invalid:
        rows = {row.line: row for row in plan.added}
        result.problems += [
            Problem(mistake.message, rows.get(mistake.line or 0), mistake.place)
            for mistake in invalid.mistakes
        ]
    else:
        result.done += [Done(str(booking_id), is_new=True) for booking_id in ids]
    return result


def _bookings(programme: Programme, rows: Sequence[Row], ids: list[UUID]) -> Iterator[Booking]:
    """Made when they are asked for; `ids` takes the id of each."""
    grants = _grants(programme)
    milestones = GrantMilestone.objects.filter(grant__project__programme=programme)
    by_grant = {(grant, slug): pk for pk, grant, slug in milestones.values_list("pk", "grant", "slug")}
    by_slug = {slug: pk for (_, slug), pk in by_grant.items()}
    for row in rows:
        grant = grants[str(TAB.get(row.record, "grant"))]
        milestone = str(TAB.get(row.record, "milestone"))
        # One of another grant is refused by the ledger, which says so.
        milestone_id = by_grant.get((grant.pk, milestone), by_slug.get(milestone))
        ids.append(uuid7())
        yield _booking(row, grant, milestone_id, ids[-1])


def _booking(row: Row, grant: Grant, milestone_id: UUID | None, booking_id: UUID) -> Booking:
    _, _, amount, vat, day, description, reference, may_count_later, confirmation, _ = row.record
    if not isinstance(amount, Decimal) or not isinstance(day, date):
        raise TypeError(f"regel {row.line} is niet gelezen zoals haar kolommen zeggen")
    return Booking(
        grant=grant,
        amount=amount,
        performed_on=day,
        milestone_id=milestone_id,
        description=str(description or ""),
        reference=str(reference),
        vat=vat if isinstance(vat, Decimal) else ZERO,
        id=booking_id,
        may_count_later=bool(may_count_later),
        confirmation=str(confirmation or ""),
        line=row.line,
    )


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
