"""Costs that come from an approved report: as strictly as any booking, and once."""

from datetime import date
from decimal import Decimal

import pytest

from funding.models import Expenditure, Grant
from funding.services.ledger import book_spending
from funding.services.new_booking import Booking
from izaportal.core.errors import Invalid, NotAllowed
from izaportal.core.models import AuditEntry, Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant() -> Grant:
    return Grant.objects.select_related("project__pillar", "project__programme").get(slug="spuk-mgn")


def booking(grant: Grant, amount: str = "1000.00", on: date = date(2026, 9, 30)) -> Booking:
    return Booking(grant=grant, amount=Decimal(amount), performed_on=on, reference="rapport-proef")


def test_a_manager_books_what_was_reported(viewer_of, programme, grant):
    before = set(Run.objects.values_list("pk", flat=True))
    new = book_spending(actor=viewer_of("programmamanager"), programme=programme, bookings=[booking(grant)])
    row = Expenditure.objects.get(reference="rapport-proef")
    entry = AuditEntry.objects.get(object_id="rapport-proef")
    assert (len(new), row.amount) == (1, Decimal("1000.00"))
    assert (entry.action, entry.changes, entry.actor_name) == (
        "geboekt",
        {"bedrag": [None, "1000.00"]},
        "Programmamanager NML-O",
    )
    assert Run.objects.exclude(pk__in=before).exists()


def test_the_same_report_is_booked_once(viewer_of, programme, grant):
    for _ in range(2):
        book_spending(actor=viewer_of("controller"), programme=programme, bookings=[booking(grant)])
    assert Expenditure.objects.filter(reference="rapport-proef").count() == 1


@pytest.mark.parametrize(
    "person", ["projectleider-mgn", "lezer", "bestuurder-venray", "zl-manager", "beheerder"]
)
def test_others_book_nothing(viewer_of, programme, grant, person):
    with pytest.raises(NotAllowed):
        book_spending(actor=viewer_of(person), programme=programme, bookings=[booking(grant)])


def test_the_award_bounds_it(viewer_of, programme, grant):
    with pytest.raises(Invalid, match="meer zijn dan de toekenning"):
        book_spending(
            actor=viewer_of("programmamanager"), programme=programme, bookings=[booking(grant, "1350000.01")]
        )


def test_nothing_reaches_a_frozen_quarter(viewer_of, programme, grant):
    with pytest.raises(Invalid, match="Q2 2026 is vastgesteld"):
        book_spending(
            actor=viewer_of("programmamanager"),
            programme=programme,
            bookings=[booking(grant, on=date(2026, 6, 30))],
        )
