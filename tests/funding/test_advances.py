"""Advances: entered once, by right, and cancelled with a reason. Q2 2026 is frozen."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from funding.models import Advance, AdvanceKind, Grant
from funding.services import bookkeeping
from funding.services.bookkeeping import NewAdvance
from izaportal.core.errors import Invalid, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer

pytestmark = pytest.mark.django_db

DAY, FROZEN_DAY, END_OF_Q3 = date(2026, 8, 15), date(2026, 5, 20), date(2026, 9, 30)


@pytest.fixture
def grant() -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="spuk-mgn")


@pytest.fixture
def controller(viewer_of: Callable[[str], Viewer]) -> Viewer:
    return viewer_of("controller")


def mistakes(act: Callable[[], object]) -> dict[str, str]:
    before = Advance.objects.count()
    with pytest.raises(Invalid) as refusal:
        act()
    assert Advance.objects.count() == before
    return {one.place: one.message for one in refusal.value.mistakes}


def advance(amount: str = "5000.00", **more) -> NewAdvance:
    given = {"id": uuid7(), "kind": AdvanceKind.RECEIVED, "received_on": DAY, **more}
    return NewAdvance(amount=Decimal(amount), **given)


def test_an_advance_is_entered_once(controller, grant):
    known = set(Run.objects.values_list("pk", flat=True))
    wanted = advance(note="Tweede termijn")
    first, again = (
        bookkeeping.receive_advance(actor=controller, grant=grant, advance=wanted) for _ in range(2)
    )
    assert first == again
    assert Advance.objects.get(pk=wanted.id).note == "Tweede termijn"
    assert Run.objects.exclude(pk__in=known).exists()
    with pytest.raises(Refused, match="al verwerkt"):
        bookkeeping.receive_advance(actor=controller, grant=grant, advance=advance("1.00", id=wanted.id))


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        (advance(received_on=FROZEN_DAY), "may_count_later", "Q2 2026 is vastgesteld"),
        (advance(received_on=date(2026, 10, 13)), "received_on", "moet nog komen"),
        (advance("0.00"), "amount", "meer dan nul"),
        (advance("90000000.00", kind=AdvanceKind.REPAID), "amount", "niet zoveel ontvangen"),
        (advance("750000.01"), "amount", "er kan nog € 750.000,00 bij"),
    ],
)
def test_a_wrong_advance_is_told_at_its_field(controller, grant, given, field, words):
    said = mistakes(lambda: bookkeeping.receive_advance(actor=controller, grant=grant, advance=given))
    assert words in said.pop(field).replace("\xa0", " ")
    assert said == {}


def test_a_mistaken_advance_is_cancelled(controller, grant):
    row = bookkeeping.receive_advance(actor=controller, grant=grant, advance=advance())
    form = uuid7()
    against, again = (
        bookkeeping.reverse_advance(
            actor=controller, advance_id=row.pk, reversal_id=form, reason="Verkeerde subsidie."
        )
        for _ in range(2)
    )
    assert against == again
    assert (against.kind, against.amount, against.received_on) == (AdvanceKind.REPAID, row.amount, DAY)
    assert (against.reverses, against.note) == (row, "Verkeerde subsidie.")
    with pytest.raises(Refused, match="al tegengeboekt"):
        bookkeeping.reverse_advance(actor=controller, advance_id=row.pk, reversal_id=uuid7(), reason="x")
    with pytest.raises(Refused, match="kan niet worden tegengeboekt"):
        bookkeeping.reverse_advance(actor=controller, advance_id=against.pk, reversal_id=uuid7(), reason="x")


def test_a_frozen_advance_is_cancelled_in_the_open_quarter(controller, grant):
    row = Advance.objects.filter(grant=grant).earliest("received_on")
    against = bookkeeping.reverse_advance(
        actor=controller, advance_id=row.pk, reversal_id=uuid7(), reason="Verkeerde subsidie."
    )
    assert (against.received_on, against.concerns_on) == (END_OF_Q3, row.received_on)


def test_an_advance_of_a_frozen_day_counts_in_the_open_quarter(controller, grant):
    wanted = advance(received_on=FROZEN_DAY, may_count_later=True)
    row, again = (
        bookkeeping.receive_advance(actor=controller, grant=grant, advance=wanted) for _ in range(2)
    )
    assert row == again
    assert (row.received_on, row.concerns_on, row.day_of_payment) == (END_OF_Q3, FROZEN_DAY, FROZEN_DAY)
    entry = AuditEntry.objects.get(object_id=str(row.pk))
    assert entry.changes["concerns_on"] == [None, FROZEN_DAY.isoformat()]


def test_an_advance_of_an_open_day_keeps_its_day(controller, grant):
    wanted = advance(may_count_later=True)
    row = bookkeeping.receive_advance(actor=controller, grant=grant, advance=wanted)
    assert (row.received_on, row.concerns_on) == (DAY, None)


def test_the_whole_award_may_be_received(controller, grant):
    row = bookkeeping.receive_advance(actor=controller, grant=grant, advance=advance("750000.00"))
    assert row.amount == Decimal("750000.00")
    full = advance("0.01")
    said = mistakes(lambda: bookkeeping.receive_advance(actor=controller, grant=grant, advance=full))
    assert "er kan niets meer bij" in said["amount"]
