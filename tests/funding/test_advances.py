"""Advances and commitments: entered once, by right, and cancelled with a reason. Q2 2026 is frozen."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from funding.models import Advance, AdvanceKind, Commitment, Grant
from funding.services import bookkeeping
from funding.services.agreements import undo
from funding.services.bookkeeping import NewAdvance, NewCommitment
from izaportal.core.errors import Invalid, Refused
from izaportal.core.models import AuditEntry, Run
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from tests.factories.funding import CommitmentFactory

pytestmark = pytest.mark.django_db

DAY, FROZEN_DAY, END_OF_Q3 = date(2026, 8, 15), date(2026, 5, 20), date(2026, 9, 30)


@pytest.fixture
def grant() -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="spuk-mgn")


@pytest.fixture
def controller(viewer_of: Callable[[str], Viewer]) -> Viewer:
    return viewer_of("controller")


def mistakes(act: Callable[[], object]) -> dict[str, str]:
    before = Advance.objects.count(), Commitment.objects.count()
    with pytest.raises(Invalid) as refusal:
        act()
    assert (Advance.objects.count(), Commitment.objects.count()) == before
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
        (advance(received_on=FROZEN_DAY), "received_on", "Q2 2026 is vastgesteld"),
        (advance(received_on=date(2026, 10, 13)), "received_on", "moet nog komen"),
        (advance("0.00"), "amount", "meer dan nul"),
        (advance("90000000.00", kind=AdvanceKind.REPAID), "amount", "niet zoveel ontvangen"),
    ],
)
def test_a_wrong_advance_is_told_at_its_field(controller, grant, given, field, words):
    said = mistakes(lambda: bookkeeping.receive_advance(actor=controller, grant=grant, advance=given))
    assert words in said.pop(field)
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
    assert against.received_on == END_OF_Q3


def test_a_commitment_comes_and_goes(controller, grant):
    wanted = NewCommitment(uuid7(), "Opdracht bureau", Decimal("12000.00"), DAY)
    first, again = (bookkeeping.commit(actor=controller, grant=grant, commitment=wanted) for _ in range(2))
    assert first == again
    other = NewCommitment(wanted.id, "Opdracht bureau", Decimal("13000.00"), DAY)
    with pytest.raises(Refused, match="al verwerkt"):
        bookkeeping.commit(actor=controller, grant=grant, commitment=other)
    assert bookkeeping.release(actor=controller, commitment_id=first.pk, reason="Opdracht is klaar.")
    assert not bookkeeping.release(actor=controller, commitment_id=first.pk, reason="Opdracht is klaar.")
    assert not Commitment.objects.filter(pk=wanted.id).exists()
    added, removed = AuditEntry.objects.filter(object_id=str(wanted.id)).order_by("id")
    assert (added.action, removed.action, removed.reason) == (
        "toegevoegd",
        "verwijderd",
        "Opdracht is klaar.",
    )
    assert removed.changes["amount"] == ["12000.00", None]
    assert {added.scope, removed.scope} == {grant.scope}


def test_what_the_ledger_did_with_a_commitment_is_taken_back_at_the_grant(controller, grant):
    wanted = NewCommitment(uuid7(), "Opdracht bureau", Decimal("12000.00"), DAY)
    bookkeeping.commit(actor=controller, grant=grant, commitment=wanted)
    bookkeeping.release(actor=controller, commitment_id=wanted.id, reason="Per ongeluk.")
    removed = AuditEntry.objects.get(object_id=str(wanted.id), action="verwijderd")
    undo(actor=controller, grant_id=grant.pk, entry_id=removed.pk)
    assert Commitment.objects.get(pk=wanted.id).amount == wanted.amount


def test_a_commitment_of_another_grant_is_not_entered_again(controller, grant):
    other = CommitmentFactory.create(grant=Grant.objects.get(slug="spuk-zorgstart"))
    wanted = NewCommitment(other.pk, "Opdracht bureau", Decimal("12000.00"), DAY)
    with pytest.raises(Refused, match="al verwerkt"):
        bookkeeping.commit(actor=controller, grant=grant, commitment=wanted)


def test_ending_a_commitment_says_why(controller, grant):
    row = CommitmentFactory.create(grant=grant)
    assert list(mistakes(lambda: bookkeeping.release(actor=controller, commitment_id=row.pk, reason=""))) == [
        "reason"
    ]
