"""One cost on two grants: what counts as the same, what only looks like it, and what was explained."""

import threading
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.doubles import Cost, Likeness, doubles
from funding.models import DistinctCosts, Expenditure, Grant
from funding.selectors.doubles import doubles_of
from funding.services import bulk_booking
from funding.services.bulk_booking import book_file
from funding.services.doubles import explain_double
from funding.services.ledger import book_spending
from funding.services.new_booking import Booking
from izaportal.core.errors import Invalid, NotAllowed, Refused
from izaportal.core.models import AuditEntry
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from tests.factories.funding import ExpenditureFactory, GrantFactory
from tests.threads import in_threads

SYSTEM = Viewer.system("proef")
DAY = date(2026, 8, 15)


def cost(key: str, grant: str, **more) -> Cost:
    known = {"project": "mgn", "amount": Decimal(1000), "performed_on": DAY}
    return Cost(key=key, grant=grant, **{**known, **more})


def found(*costs: Cost, distinct: Iterable[tuple[str, str]] = ()) -> list[tuple[str, str, str]]:
    return [(*one.pair, one.likeness.value) for one in doubles(costs, distinct=frozenset(distinct))]


@pytest.mark.parametrize(
    ("first", "second", "likeness"),
    [
        ({"reference": "F-1"}, {"reference": " f-1 "}, ["same"]),
        ({"reference": "F-1"}, {"reference": "F-1", "amount": Decimal(400)}, ["reference"]),
        ({"reference": "F-1"}, {"reference": "F-1", "performed_on": date(2026, 8, 16)}, ["reference"]),
        ({"description": "Training"}, {"description": "training "}, ["alike"]),
        ({"reference": "F-1", "description": "Zaal"}, {"reference": "F-2", "description": "Zaal"}, ["alike"]),
        ({"description": "Zaal"}, {"description": "Zaal", "project": "zorgstart"}, []),
        ({"description": "Zaal"}, {"description": "Zaal", "amount": Decimal(999)}, []),
        ({"description": "Zaal"}, {"description": "Zaal", "performed_on": date(2026, 8, 16)}, []),
        ({}, {}, []),
        ({"reference": "F-1"}, {"reference": ""}, []),
    ],
)
def test_costs_on_two_grants_are_compared(first, second, likeness):
    assert [one[2] for one in found(cost("1", "a", **first), cost("2", "b", **second))] == likeness


def test_one_grant_may_repeat_itself():
    assert found(cost("1", "a", reference="F-1"), cost("2", "a", reference="F-1")) == []


def test_the_surest_likeness_is_told():
    both = {"reference": "F-1", "description": "Zaal"}
    assert found(cost("1", "a", **both), cost("2", "b", **both)) == [("1", "2", "same")]


def test_an_explained_pair_is_left_out():
    costs = [cost(key, key, reference="F-1", amount=Decimal(key)) for key in "123"]
    assert found(*costs) == [("1", "2", "reference"), ("1", "3", "reference")]
    assert found(*costs, distinct=[("1", "2")]) == [("1", "3", "reference")]
    assert found(*costs, distinct=[("1", "3")]) == [("1", "2", "reference"), ("2", "3", "reference")]


COSTS = st.lists(
    st.builds(
        Cost,
        key=st.uuids().map(str),
        grant=st.sampled_from("ab"),
        project=st.sampled_from("mz"),
        amount=st.sampled_from([Decimal(1), Decimal(2)]),
        performed_on=st.sampled_from([DAY, date(2026, 9, 1)]),
        reference=st.sampled_from(["", "F-1", "f-1", "F-2"]),
        description=st.sampled_from(["", "Zaal", "Training"]),
    ),
    max_size=8,
    unique_by=lambda cost: cost.key,
)


def is_like(one: Cost, other: Cost) -> bool:
    """The plain second opinion."""
    if one.grant == other.grant:
        return False
    bill = bool(one.reference) and one.reference.upper() == other.reference.upper()
    told = ("project", "amount", "performed_on", "description")
    return bill or (
        bool(one.description) and all(getattr(one, name) == getattr(other, name) for name in told)
    )


@given(COSTS)
def test_whoever_is_like_an_earlier_is_found(costs):
    listed = sorted(costs, key=lambda cost: cost.key)
    expected = {later.key for n, later in enumerate(listed) if any(is_like(one, later) for one in listed[:n])}
    assert {one.later.key for one in doubles(costs)} == expected
    assert all(is_like(one.earlier, one.later) and one.earlier.key < one.later.key for one in doubles(costs))


@pytest.fixture
def mgn(programme) -> Grant:
    return Grant.objects.select_related("project").get(slug="spuk-mgn")


@pytest.fixture
def second(mgn) -> Grant:
    """Another grant of the same project."""
    return GrantFactory.create(project=mgn.project, slug="azwa-mgn", stream="azwa")


def booking(grant: Grant, amount: str = "1000.00", **more) -> Booking:
    return Booking(grant=grant, amount=Decimal(amount), performed_on=DAY, **more)


def mistakes_of(programme: Programme, *bookings: Booking) -> list[str]:
    with pytest.raises(Invalid) as refusal:
        book_spending(actor=SYSTEM, programme=programme, bookings=bookings)
    return [str(mistake) for mistake in refusal.value.mistakes]


@pytest.mark.django_db
def test_one_bill_goes_on_one_grant(programme, mgn, second):
    book_spending(actor=SYSTEM, programme=programme, bookings=[booking(mgn, reference="F-1")])
    again = booking(second, reference="f-1", confirmation="Het hoort ook hier.")
    assert mistakes_of(programme, again) == [
        "f-1: staat al op subsidie spuk-mgn: €\u00a01.000,00 op 15-08-2026 (F-1). Eén kost kan niet op twee "
        "subsidies; van een gesplitste factuur krijgt elk deel een eigen kenmerk"
    ]
    assert Expenditure.objects.filter(grant=second).count() == 0


@pytest.mark.django_db
def test_both_in_one_file_are_refused(programme, mgn, second):
    said = mistakes_of(programme, booking(mgn, reference="F-1"), booking(second, reference="F-1"))
    assert [words.partition(":")[0] for words in said] == ["F-1"]


@pytest.mark.django_db
def test_what_is_alike_needs_a_reason(programme, mgn, second):
    first = booking(mgn, description="Training")
    book_spending(actor=SYSTEM, programme=programme, bookings=[first])
    like = booking(second, description="training")
    said = mistakes_of(programme, like)
    assert said == [
        "azwa-mgn: lijkt op een boeking op subsidie spuk-mgn: €\u00a01.000,00 op 15-08-2026 (Training). "
        "Zijn het toch twee kosten, schrijf dan op waarom"
    ]
    why = "Twee groepen, elk een training."
    explained = booking(second, description="training", confirmation=why)
    book_spending(actor=SYSTEM, programme=programme, bookings=[explained])
    assert DistinctCosts.objects.get().reason == why
    assert doubles_of(SYSTEM, programme) == []


@pytest.mark.django_db
def test_what_was_taken_back_counts_no_more(programme, mgn, second):
    row = ExpenditureFactory.create(grant=mgn, reference="F-1", performed_on=DAY)
    ExpenditureFactory.create(grant=mgn, kind="reversal", reverses=row, reference="F-1", performed_on=DAY)
    assert (
        len(book_spending(actor=SYSTEM, programme=programme, bookings=[booking(second, reference="F-1")]))
        == 1
    )
    assert doubles_of(SYSTEM, programme) == []


@pytest.mark.django_db
def test_the_list_shows_what_came_in_otherwise(programme, mgn, second):
    one = ExpenditureFactory.create(grant=mgn, description="Zaal")
    other = ExpenditureFactory.create(grant=second, description="Zaal")
    ExpenditureFactory.create(grant=GrantFactory.create(), description="Zaal", reference="F-9")
    [double] = doubles_of(SYSTEM, programme)
    assert (*double.pair, double.likeness) == (str(one.pk), str(other.pk), Likeness.ALIKE)


@pytest.mark.django_db
def test_outsiders_see_no_doubles(programme, mgn, second, viewer_of):
    ExpenditureFactory.create(grant=mgn, description="Zaal")
    ExpenditureFactory.create(grant=second, description="Zaal")
    assert doubles_of(viewer_of("zl-manager"), programme) == []


def explain(
    viewer: Viewer, programme: Programme, one: Expenditure, other: Expenditure, why: str = "Twee zalen."
):
    return explain_double(actor=viewer, programme=programme, first=one.pk, second=other.pk, reason=why)


@pytest.mark.django_db
def test_a_controller_explains_a_pair(programme, mgn, second, viewer_of):
    one = ExpenditureFactory.create(grant=mgn, description="Zaal")
    other = ExpenditureFactory.create(grant=second, description="Zaal")
    controller = viewer_of("controller")
    with pytest.raises(NotAllowed):
        explain(viewer_of("programmamanager"), programme, one, other)
    with pytest.raises(Invalid):
        explain(controller, programme, one, other, " ")
    entry = explain(controller, programme, one, other)
    assert entry == AuditEntry.objects.latest("id")
    assert (entry.action, entry.reason) == ("uitgelegd", "Twee zalen.")
    assert doubles_of(controller, programme) == []
    assert explain(controller, programme, one, other) is None


@pytest.mark.django_db
def test_what_is_certain_cannot_be_explained(programme, mgn, second, viewer_of):
    one = ExpenditureFactory.create(grant=mgn, reference="F-1")
    other = ExpenditureFactory.create(grant=second, reference="F-1")
    stranger = ExpenditureFactory.create()
    with pytest.raises(Refused, match="boek een van beide tegen"):
        explain(viewer_of("controller"), programme, one, other)
    with pytest.raises(Refused, match="lijken niet op elkaar"):
        explain(viewer_of("controller"), programme, one, stranger)


@pytest.mark.django_db
def test_a_form_that_was_opened_first_is_no_way_around(programme, mgn, second):
    """Its id is older than that of the booking it doubles."""
    opened_before = uuid7()
    book_spending(actor=SYSTEM, programme=programme, bookings=[booking(mgn, reference="F-1")])
    late = booking(second, reference="F-1", id=opened_before)
    assert mistakes_of(programme, late)[0].startswith("F-1: staat al op subsidie spuk-mgn")


def test_pieces_of_one_file_are_held_against_each_other(programme, mgn, second, monkeypatch):
    monkeypatch.setattr(bulk_booking, "AT_ONCE", 1)
    bills = [booking(grant, reference="F-1", line=line) for line, grant in enumerate((mgn, second), start=2)]
    with pytest.raises(Invalid) as refused:
        book_file(actor=SYSTEM, programme=programme, bookings=bills, reason="proef")
    (mistake,) = refused.value.mistakes
    assert (mistake.line, mistake.place) == (3, "reference")
    assert mistake.message.startswith("staat al op subsidie spuk-mgn")


def test_two_at_once_book_one_bill_once(own_database):
    """Each on its own grant, so that the lock of a grant does not part them."""
    programme = Programme.objects.get(slug="nml-o")
    grants = Grant.objects.select_related("project").filter(slug__in=["spuk-mgn", "spuk-zorgstart"])
    at_once, said = threading.Barrier(2), []

    def book(grant: Grant) -> None:
        try:
            at_once.wait(10)
            book_spending(actor=SYSTEM, programme=programme, bookings=[booking(grant, reference="F-1")])
            said.append("geboekt")
        except Invalid as refusal:
            said.append(str(refusal)[:16])

    assert in_threads(*(partial(book, grant) for grant in grants)) == []
    assert sorted(said) == ["F-1: staat al op", "geboekt"]
