"""What the controller enters: once, by right, and mended by a row against it. Q2 2026 is frozen."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
import time_machine

from funding.models import Advance, AdvanceKind, Expenditure, Grant, GrantMilestone
from funding.services import bookkeeping
from funding.services.bookkeeping import NewAdvance
from funding.services.new_booking import Booking
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from pillars.models import PeriodState, ReportingPeriod
from tests.factories.funding import ExpenditureFactory, GrantFactory, SettlementFactory
from tests.factories.projects import stop

pytestmark = pytest.mark.django_db

DAY, FROZEN_DAY, END_OF_Q3 = date(2026, 8, 15), date(2026, 5, 20), date(2026, 9, 30)
OTHERS = ["programmamanager", "projectleider-mgn", "lezer", "bestuurder-venray", "zl-manager", "beheerder"]


@pytest.fixture
def grant() -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="spuk-mgn")


@pytest.fixture
def controller(viewer_of: Callable[[str], Viewer]) -> Viewer:
    return viewer_of("controller")


def cost(grant: Grant, amount: str = "1000.00", **more) -> Booking:
    return Booking(**{"grant": grant, "amount": Decimal(amount), "performed_on": DAY, "id": uuid7(), **more})


def mistakes(act: Callable[[], object]) -> dict[str, str]:
    before = Expenditure.objects.count(), Advance.objects.count()
    with pytest.raises(Invalid) as refusal:
        act()
    assert (Expenditure.objects.count(), Advance.objects.count()) == before
    return {one.place: one.message for one in refusal.value.mistakes}


def reverse(controller: Viewer, row: Expenditure, reason: str = "Dubbel geboekt.", id: UUID | None = None):
    return bookkeeping.reverse_cost(
        actor=controller, booking_id=row.pk, reversal_id=id or uuid7(), reason=reason
    )


def freeze_q3() -> None:
    ReportingPeriod.objects.filter(programme__slug="nml-o", quarter="2026-Q3").update(
        state=PeriodState.FROZEN, closed_on=date(2026, 11, 5), frozen_on=date(2026, 11, 6)
    )


def test_a_cost_is_booked_with_its_vat(controller, grant):
    milestone = GrantMilestone.objects.get(slug="mgn-1")
    known = set(Run.objects.values_list("pk", flat=True))
    wanted = cost(
        grant, vat=Decimal("210.00"), milestone_id=milestone.pk, description="Inhuur", reference="F-1"
    )
    row = bookkeeping.book_cost(actor=controller, booking=wanted)
    row.refresh_from_db()
    assert (row.pk, row.kind, row.amount, row.vat) == (
        wanted.id,
        "booking",
        Decimal("1000.00"),
        Decimal("210.00"),
    )
    assert (row.milestone, row.performed_on, row.concerns_on) == (milestone, DAY, None)
    entry = AuditEntry.objects.get(object_id=str(row.pk))
    assert (entry.object_type, entry.action, entry.scope) == ("besteding", "geboekt", "nml-o/mgn")
    assert entry.changes["amount"] == [None, "1000.00"]
    assert Run.objects.exclude(pk__in=known).exists()


def test_sending_a_form_twice_books_once(controller, grant):
    wanted = cost(grant, reference="F-1")
    first, again = (bookkeeping.book_cost(actor=controller, booking=wanted) for _ in range(2))
    assert first == again
    assert Expenditure.objects.filter(grant=grant, reference="F-1").count() == 1
    assert AuditEntry.objects.filter(object_id=str(wanted.id)).count() == 1


def test_an_old_form_with_other_figures_is_told(controller, grant):
    wanted = cost(grant)
    bookkeeping.book_cost(actor=controller, booking=wanted)
    with pytest.raises(Refused, match="al verwerkt, met andere gegevens"):
        bookkeeping.book_cost(actor=controller, booking=cost(grant, "1000.01", id=wanted.id))
    assert not Expenditure.objects.filter(amount=Decimal("1000.01")).exists()


def test_a_form_of_one_grant_enters_nothing_on_another(controller, grant):
    other = GrantFactory.create(project=grant.project)
    wanted = cost(grant)
    bookkeeping.book_cost(actor=controller, booking=wanted)
    with pytest.raises(Refused, match="al verwerkt"):
        bookkeeping.book_cost(actor=controller, booking=cost(other, id=wanted.id))
    assert not Expenditure.objects.filter(grant=other).exists()


def test_a_reference_is_of_one_booking(controller, grant):
    bookkeeping.book_cost(actor=controller, booking=cost(grant, reference="F-1"))
    said = mistakes(lambda: bookkeeping.book_cost(actor=controller, booking=cost(grant, reference="F-1")))
    assert said == {"reference": "Dit kenmerk staat al in de boekingen van deze subsidie."}


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"performed_on": date(2024, 12, 31), "may_count_later": True}, "performed_on", "buiten de looptijd"),
        ({"performed_on": FROZEN_DAY}, "may_count_later", "Q2 2026 is vastgesteld op 06-08-2026"),
        ({"amount": Decimal("1350000.01")}, "amount", "er is nog €\xa01.350.000,00 over"),
        ({"amount": Decimal("0.00")}, "amount", "meer dan nul"),
        ({"amount": Decimal("0.001")}, "amount", "geen bedrag in hele centen"),
        ({"vat": Decimal("-1.00")}, "vat", "meer dan nul"),
        ({"reference": "x" * 81}, "reference", "Is langer dan 80 tekens."),
    ],
)
def test_what_is_refused_is_told_at_its_field(controller, grant, more, field, words):
    said = mistakes(lambda: bookkeeping.book_cost(actor=controller, booking=cost(grant, **more)))
    assert list(said) == [field]
    assert words in said[field]


def test_after_a_stop_nothing_is_booked_but_what_was_done_before(controller, grant):
    stop(grant.project, DAY)
    later = cost(grant, performed_on=date(2026, 8, 16))
    assert (
        "stopbesluit van 15-08-2026"
        in mistakes(lambda: bookkeeping.book_cost(actor=controller, booking=later))["performed_on"]
    )
    late_invoice = cost(grant, performed_on=FROZEN_DAY, may_count_later=True)
    assert bookkeeping.book_cost(actor=controller, booking=late_invoice).performed_on == END_OF_Q3


def test_a_frozen_day_counts_in_the_open_quarter(controller, grant):
    """Late invoices keep the day of their performance; the figures of frozen quarters do not move."""
    row = bookkeeping.book_cost(
        actor=controller, booking=cost(grant, performed_on=FROZEN_DAY, may_count_later=True)
    )
    assert (row.kind, row.performed_on, row.concerns_on) == ("correction", END_OF_Q3, FROZEN_DAY)


def test_what_may_count_later_counts_on_its_day_while_it_can(controller, grant):
    row = bookkeeping.book_cost(actor=controller, booking=cost(grant, may_count_later=True))
    assert (row.kind, row.performed_on, row.concerns_on) == ("booking", DAY, None)


def test_a_late_invoice_of_a_grant_that_ended(controller, grant):
    """The day of performance is in the period; that it counts after it is no matter."""
    Grant.objects.filter(pk=grant.pk).update(ends_on=date(2026, 6, 30))
    row = bookkeeping.book_cost(
        actor=controller, booking=cost(grant, performed_on=FROZEN_DAY, may_count_later=True)
    )
    assert row.performed_on == END_OF_Q3


def test_a_settled_grant_is_closed(controller, grant):
    row = ExpenditureFactory.create(grant=grant)
    SettlementFactory.create(grant=grant, decided_on=date(2026, 10, 1))
    said = mistakes(lambda: bookkeeping.book_cost(actor=controller, booking=cost(grant)))
    assert said == {"": "De subsidie is vastgesteld op 01-10-2026; er kan niet meer op worden geboekt."}
    with pytest.raises(Refused, match="vastgesteld op 01-10-2026"):
        reverse(controller, row)


def test_a_reversal_stands_against_its_booking(controller, grant):
    row = bookkeeping.book_cost(actor=controller, booking=cost(grant, vat=Decimal("21.00")))
    against = reverse(controller, row, " Dubbel geboekt. ")
    assert (against.kind, against.amount, against.vat) == ("reversal", row.amount, row.vat)
    assert (against.performed_on, against.concerns_on) == (DAY, None)
    assert (against.reverses, against.description) == (row, "Dubbel geboekt.")
    entry = AuditEntry.objects.get(object_id=str(against.pk))
    assert (entry.action, entry.reason) == ("tegengeboekt", " Dubbel geboekt. ")


def test_a_frozen_booking_is_reversed_in_the_open_quarter(controller, grant):
    row = Expenditure.objects.filter(grant=grant).earliest("performed_on")
    against = reverse(controller, row)
    assert (against.performed_on, against.concerns_on) == (END_OF_Q3, row.performed_on)
    assert against.illustrative == row.illustrative


def test_a_correction_is_reversed_like_a_booking(controller, grant):
    correction = bookkeeping.book_cost(
        actor=controller, booking=cost(grant, performed_on=FROZEN_DAY, may_count_later=True)
    )
    freeze_q3()
    against = reverse(controller, correction)
    assert (against.performed_on, against.concerns_on) == (date(2026, 10, 12), FROZEN_DAY)


def test_a_booking_is_reversed_once(controller, grant):
    row = ExpenditureFactory.create(grant=grant)
    form = uuid7()
    assert reverse(controller, row, id=form) == reverse(controller, row, id=form)
    with pytest.raises(Refused, match="al tegengeboekt, op 12-10-2026"):
        reverse(controller, row)
    assert Expenditure.objects.filter(reverses=row).count() == 1


def test_a_day_of_booking_is_one_of_here(controller, grant):
    """Half past midnight in Amsterdam is still the day before in Greenwich."""
    row = ExpenditureFactory.create(grant=grant)
    with time_machine.travel(datetime(2026, 10, 11, 22, 30, tzinfo=UTC), tick=False):
        reverse(controller, row)
    with pytest.raises(Refused, match="al tegengeboekt, op 12-10-2026"):
        reverse(controller, row)


def test_a_reversal_is_not_reversed(controller, grant):
    against = reverse(controller, ExpenditureFactory.create(grant=grant))
    with pytest.raises(Refused, match="Boek de kosten opnieuw"):
        reverse(controller, against)


def test_a_reversal_says_why(controller, grant):
    row = ExpenditureFactory.create(grant=grant)
    assert list(mistakes(lambda: reverse(controller, row, "  "))) == ["reason"]


def test_a_reversal_gives_room_under_the_award(controller, grant):
    row = bookkeeping.book_cost(actor=controller, booking=cost(grant, "1350000.00"))
    full = cost(grant, "0.01")
    assert (
        "er is nog €\xa00,00 over"
        in mistakes(lambda: bookkeeping.book_cost(actor=controller, booking=full))["amount"]
    )
    reverse(controller, row)
    assert bookkeeping.book_cost(actor=controller, booking=full).amount == Decimal("0.01")


@pytest.mark.parametrize("person", OTHERS)
def test_only_the_controller_enters(viewer_of, grant, person):
    actor = viewer_of(person)
    row, held = grant.expenditures.earliest("pk"), grant.advances.earliest("pk")
    received = NewAdvance(uuid7(), AdvanceKind.RECEIVED, Decimal("1.00"), DAY)
    acts: list[Callable[[], object]] = [
        lambda: bookkeeping.book_cost(actor=actor, booking=cost(grant)),
        lambda: bookkeeping.reverse_cost(
            actor=actor, booking_id=row.pk, reversal_id=uuid7(), reason="Proef."
        ),
        lambda: bookkeeping.receive_advance(actor=actor, grant=grant, advance=received),
        lambda: bookkeeping.reverse_advance(
            actor=actor, advance_id=held.pk, reversal_id=uuid7(), reason="Proef."
        ),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
