"""What a booking must obey. The demo's MGN grant: award 2.250.000, booked 900.000, 2025 to 2027."""

import threading
import time
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from funding.models import Advance, AdvanceKind, Expenditure, Grant, GrantMilestone
from funding.services import ledger, ledger_checks
from funding.services.new_booking import Booking
from izaportal.core.bulk import ImportBatch
from izaportal.core.errors import Invalid, Mistake, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.quarter import Quarter
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from pillars.services.periods import DatedFact, frozen_mistakes
from tests.factories.funding import AdvanceFactory, ExpenditureFactory
from tests.factories.projects import stop
from tests.threads import in_threads

SYSTEM = Viewer.system("proef")
DAY = date(2026, 8, 15)
FROZEN_DAY = date(2026, 6, 30)
Q3 = Quarter(2026, 3)


def mgn() -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="spuk-mgn")


def booking(amount: str = "1000.00", on: date = DAY, **more) -> Booking:
    return Booking(grant=more.pop("grant", None) or mgn(), amount=Decimal(amount), performed_on=on, **more)


def book(*bookings: Booking) -> int:
    programme = Programme.objects.get(slug="nml-o")
    with ImportBatch(actor=SYSTEM, title="boekingen", programme=programme.slug) as batch:
        ledger.book(batch, programme=programme, bookings=bookings)
    return batch.touched


def receive(**row) -> int:
    programme = Programme.objects.get(slug="nml-o")
    values = {"grant": mgn(), "amount": Decimal("750000.00"), "received_on": DAY, **row}
    with ImportBatch(actor=SYSTEM, title="voorschotten", programme=programme.slug) as batch:
        ledger.receive(batch, programme=programme, rows=[values])
    return batch.touched


def mistakes_of(*bookings: Booking) -> list[str]:
    before = Expenditure.objects.count()
    with pytest.raises(Invalid) as refusal:
        book(*bookings)
    assert Expenditure.objects.count() == before
    return [str(mistake) for mistake in refusal.value.mistakes]


@pytest.mark.django_db
def test_a_booking_is_kept_as_given():
    milestone = GrantMilestone.objects.get(slug="mgn-1")
    source = {"illustrative": True}
    book(booking("1234.56", milestone_id=milestone.pk, description="Inhuur", reference="F-1", source=source))
    row = Expenditure.objects.get(reference="F-1")
    assert (row.amount, row.performed_on, row.kind) == (Decimal("1234.56"), DAY, "booking")
    assert (row.milestone, row.description, row.illustrative) == (milestone, "Inhuur", True)


@pytest.mark.django_db
def test_a_reference_is_booked_once():
    assert book(booking(reference="F-1"), booking(reference="F-2")) == 2
    assert book(booking(reference="F-1"), booking(reference="F-3")) == 1
    assert Expenditure.objects.filter(reference__startswith="F-").count() == 3


@pytest.mark.django_db
def test_a_split_bill_says_so():
    other = Grant.objects.get(slug="spuk-zorgstart")
    part = booking("400.00", reference="F-1", grant=other, confirmation="40 % is voor Zorgstart.")
    assert book(booking("600.00", reference="F-1"), part) == 2


@pytest.mark.django_db
def test_one_file_books_references_once():
    assert mistakes_of(booking(reference="F-1"), booking(reference="F-1")) == [
        "F-1: staat 2 keer in de boekingen"
    ]


@pytest.mark.django_db
def test_bookings_without_reference_always_count():
    assert book(booking(), booking()) == 2
    assert book(booking()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2028, 1, 1)])
def test_outside_the_period_is_refused(day):
    (said,) = mistakes_of(booking(on=day, reference="F-1"))
    assert said == (
        f"F-1: {day:%d-%m-%Y} valt buiten de looptijd van de subsidie (01-01-2025 tot en met 31-12-2027)"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2026, 7, 1), date(2026, 9, 30)])
def test_the_period_includes_both_ends(day):
    Grant.objects.filter(slug="spuk-mgn").update(starts_on=date(2026, 7, 1), ends_on=date(2026, 9, 30))
    assert book(booking(on=day)) == 1


@pytest.mark.django_db
def test_costs_of_a_day_to_come_are_refused():
    assert book(booking(on=date(2026, 10, 12), reference="F-1")) == 1
    said = mistakes_of(booking(on=date(2026, 10, 13), reference="F-2"))
    assert said == ["F-2: 13-10-2026 moet nog komen; boek wat al geleverd is"]


@pytest.mark.django_db
def test_outside_the_period_says_nothing_of_frozen_quarters():
    said = mistakes_of(booking(on=date(2024, 12, 31), reference="F-1"))
    assert len(said) == 1


@pytest.mark.django_db
def test_after_a_stop_is_refused():
    stop(mgn().project, date(2026, 8, 14))
    assert book(booking(on=date(2026, 8, 14))) == 1
    assert mistakes_of(booking()) == [
        "spuk-mgn: na het stopbesluit van 14-08-2026 kan op dit project niet meer worden geboekt"
    ]


@pytest.mark.django_db
def test_above_the_award_is_refused():
    assert mistakes_of(booking("1350000.01")) == [
        "spuk-mgn: €\xa02.250.000,01 zou meer zijn dan de toekenning van €\xa02.250.000,00; "
        "er is nog €\xa01.350.000,00 over"
    ]
    assert book(booking("1350000.00")) == 1


@pytest.mark.django_db
def test_bookings_count_together():
    assert len(mistakes_of(booking("700000.00"), booking("700000.00"))) == 1


@pytest.mark.django_db
def test_a_reversal_gives_room_again():
    first = Expenditure.objects.filter(grant=mgn(), amount=Decimal("350000.00")).get()
    ExpenditureFactory.create(grant=first.grant, amount=first.amount, kind="reversal", reverses=first)
    assert book(booking("1700000.00")) == 1


@pytest.mark.django_db
def test_a_strange_milestone_is_refused():
    """Booked to another grant's milestone the money would be in nobody's figures."""
    strange = GrantMilestone.objects.get(slug="zs-1")
    assert mistakes_of(booking(milestone_id=strange.pk, reference="F-1")) == [
        "F-1: de mijlpaal hoort niet bij subsidie spuk-mgn"
    ]


@pytest.mark.django_db
def test_all_mistakes_are_named_at_once():
    said = mistakes_of(
        booking(on=date(2024, 1, 1), reference="vroeg"),
        booking("9999999.00", reference="veel"),
        booking(reference="goed"),
    )
    assert [line.split(":")[0] for line in said] == ["vroeg", "spuk-mgn"]


@pytest.mark.django_db
def test_a_frozen_quarter_refuses_bookings():
    with pytest.raises(Refused, match="Q2 2026 is vastgesteld op 06-08-2026"):
        book(booking(), booking(on=FROZEN_DAY))
    assert not Expenditure.objects.filter(performed_on=DAY).exists()


@pytest.mark.django_db
def test_a_frozen_quarter_refuses_advances():
    with pytest.raises(Refused, match="Q2 2026 is vastgesteld op 06-08-2026"):
        receive(received_on=FROZEN_DAY)


@pytest.mark.django_db
def test_early_days_reach_frozen_quarters():
    """The first quarter of 2025 was never reported on; its costs are in all that were."""
    day = date(2025, 2, 1)
    assert mistakes_of(booking(on=day, reference="F-1"), booking(on=FROZEN_DAY, reference="F-2")) == [
        "F-1: Q3 2025 is vastgesteld op 06-11-2025. "
        "Een wijziging kan alleen als herziening of in het volgende kwartaal.",
        "F-2: Q2 2026 is vastgesteld op 06-08-2026. "
        "Een wijziging kan alleen als herziening of in het volgende kwartaal.",
    ]
    with pytest.raises(Refused, match="voorschot van 01-02-2025 op spuk-mgn: Q3 2025 is vastgesteld"):
        receive(received_on=day)


@pytest.mark.django_db
def test_known_bookings_pass_a_freeze():
    """Loading the same file again asks nothing of a quarter that was frozen since."""
    known = Expenditure.objects.filter(grant=mgn()).first()
    assert known is not None
    assert known.performed_on < FROZEN_DAY
    again = booking(str(known.amount), on=known.performed_on, reference=known.reference)
    assert book(again) == 0


@pytest.mark.django_db
def test_a_booking_asks_for_calculation():
    known, audited = set(Run.objects.values_list("pk", flat=True)), AuditEntry.objects.count()
    book(booking(), booking())
    run, later = Run.objects.exclude(pk__in=known).order_by("quarter")
    assert (run.quarter, run.asked_for, run.asked_by) == (Q3, "boekingen", "proef")
    assert (later.quarter, later.payload) == (Q3.next, run.payload)
    assert run.payload == {"indicators": [], "grants": [str(mgn().pk)]}
    row = AuditEntry.objects.latest("id")
    assert AuditEntry.objects.count() == audited + 1
    assert list(row.changes.values()) == [[None, "2 nieuw, 0 gewijzigd"]]


@pytest.mark.django_db
def test_an_advance_is_received_once():
    known = set(Run.objects.values_list("pk", flat=True))
    assert (receive(), receive()) == (1, 0)
    quarters = [run.quarter for run in Run.objects.exclude(pk__in=known).order_by("quarter")]
    assert quarters == [Q3, Q3.next]


@pytest.mark.django_db
def test_a_repayment_is_no_receipt():
    """Received and given back on one day are two facts."""
    AdvanceFactory.create(grant=mgn(), amount=Decimal("750000.00"), received_on=DAY)
    assert receive(kind=AdvanceKind.REPAID) == 1
    assert Advance.objects.filter(grant=mgn(), received_on=DAY).count() == 2


def _book_at_once(amount: str, start: threading.Barrier, said: list[str]) -> None:
    try:
        start.wait(10)
        book(booking(amount))
        said.append("geboekt")
    except Invalid as refusal:
        said.append(str(refusal))


def test_two_cannot_take_the_last_euro(own_database, monkeypatch):
    """Both ask for the last € 100.000 at once: one gets it, the other hears that nothing is over."""
    book(booking("1250000.00"))

    def dawdle(facts: Iterable[DatedFact]) -> list[Mistake]:
        """Between the check of the award and the booking: time for the other to check as well."""
        time.sleep(0.3)
        return frozen_mistakes(facts)

    monkeypatch.setattr(ledger_checks, "frozen_mistakes", dawdle)
    start, said = threading.Barrier(2), list[str]()
    last = partial(_book_at_once, "100000.00", start, said)
    assert in_threads(last, last) == []
    assert sorted(said, key=len) == [
        "geboekt",
        "spuk-mgn: €\xa02.350.000,00 zou meer zijn dan de toekenning van €\xa02.250.000,00; "
        "er is nog €\xa00,00 over",
    ]
    booked = Expenditure.objects.filter(grant=mgn())
    assert sum(row.amount for row in booked) == Decimal("2250000.00")
