"""Books what an approved report says was spent, on top of what the ledger holds of the quarter."""

from collections.abc import Iterator

from django.db import transaction

from funding.services.ledger import book_spending
from funding.services.new_booking import Booking
from izaportal.core.errors import Invalid, Mistake
from izaportal.core.fingerprint import fingerprint
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from izaportal.reporting.models import QuarterReport, ReportSubmission
from izaportal.reporting.report.items import GrantItem
from izaportal.reporting.report.questions import Answers, from_canonical
from izaportal.reporting.report.sheet import Sheet
from izaportal.reporting.selectors.report_facts import ReportFacts, report_facts
from izaportal.reporting.selectors.report_items import booking_day, grant_items

LONGEST, HASH = 80, 8
STATED = "Besteding per subsidie, zoals opgegeven in de rapportage."


@transaction.atomic
def book_report(*, actor: Viewer, report: QuarterReport, submission: ReportSubmission) -> None:
    """Once per report: what the ledger knows by its reference is not booked again.

    Raises Invalid with every mistake, also those of the ledger, at the field of the report.
    """
    facts = report_facts(report.project, report.quarter)
    items = tuple(grant_items(facts))
    answers = _answers(submission, Sheet(items))
    if found := [one for item in items for one in item.findings(answers)]:
        raise Invalid([Mistake(one.place, one.message) for one in found])
    bookings = dict(booking for item in items for booking in _bookings(facts, item, answers, report))
    try:
        book_spending(actor=actor, programme=report.project.programme, bookings=list(bookings.values()))
    except Invalid as refused:
        raise Invalid(_at_fields(refused, bookings)) from refused


def _answers(submission: ReportSubmission, sheet: Sheet) -> Answers:
    """What the report says of money."""
    return Answers(
        {
            name: from_canonical(question, submission.content[name]["value"])
            for name, question in sheet.questions.items()
            if name in submission.content
        }
    )


def _bookings(
    facts: ReportFacts, item: GrantItem, answers: Answers, report: QuarterReport
) -> Iterator[tuple[str, Booking]]:
    """Per field what is still to be booked of it."""
    grant = next(row for row in facts.grants if row.slug == item.slug)
    milestones = {row.slug: row.pk for row in grant.milestones.all()}
    for line, amount in item.to_book(answers):
        milestone = milestones.get(line.milestone)
        yield (
            item.name_of(line),
            Booking(
                grant=grant,
                amount=amount,
                performed_on=booking_day(facts, grant),
                milestone_id=milestone,
                description=f"Rapportage {report.quarter.label}",
                reference=reference_of(report.quarter, grant=grant.slug, milestone=line.milestone),
                confirmation=STATED,
            ),
        )


def reference_of(quarter: Quarter, *, grant: str, milestone: str) -> str:
    """`2026-Q3/spuk-zorgstart/zs-2`: a project has one report a quarter, so this is there once. Of long slugs
    a part, made its own by a hash."""
    whole = "/".join(part for part in (quarter.key, grant, milestone) if part)
    return whole if len(whole) <= LONGEST else f"{whole[: LONGEST - HASH - 1]}-{fingerprint(whole)[:HASH]}"


def _at_fields(refused: Invalid, bookings: dict[str, Booking]) -> list[Mistake]:
    """The ledger names a booking or its grant."""
    fields = {booking.grant.slug: name for name, booking in bookings.items()}
    fields |= {booking.reference: name for name, booking in bookings.items()}
    return [Mistake(fields.get(one.place, ""), one.message) for one in refused.mistakes]
