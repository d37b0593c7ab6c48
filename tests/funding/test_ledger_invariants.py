"""Whatever is entered in whatever order: nothing changes, balances are sums, frozen figures stand."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from funding.models import Advance, AdvanceKind, Expenditure, ExpenditureKind, Grant
from funding.selectors.ledger import WITHOUT_MILESTONE, LedgerFilter, LedgerRow, ledger_page, ledger_totals
from funding.services import bookkeeping
from funding.services.bookkeeping import NewAdvance
from funding.services.new_booking import Booking
from izaportal.core.errors import Refused
from izaportal.core.quarter import Quarter
from izaportal.core.uuid7 import uuid7
from izaportal.core.viewer import Viewer
from tests.oracles import ledger as oracle
from tests.oracles.strategies import positive

pytestmark = pytest.mark.django_db

CONTROLLER = Viewer.system("proef")
FROZEN_UNTIL = Quarter(2026, 2).last_day
SIZE = 4
cents = st.one_of(positive, st.decimals(1000, 800_000, places=2))
days = st.dates(date(2024, 12, 1), date(2028, 1, 31))
acts = st.one_of(
    st.tuples(st.just("book"), cents, days, st.booleans(), st.integers(0, 2)),
    st.tuples(st.just("reverse"), st.integers(0, 12)),
    st.tuples(st.just("receive"), cents, st.dates(date(2026, 1, 1), date(2026, 10, 12)), st.booleans()),
    st.tuples(st.just("reverse advance"), st.integers(0, 6)),
)


@contextmanager
def undone() -> Iterator[None]:
    """Every example begins with the demo."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def mgn() -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="spuk-mgn")


def do(grant: Grant, act: tuple[Any, ...]) -> None:
    what, *details = act
    match what:
        case "book":
            amount, day, later, place = details
            places = [None, *grant.milestones.values_list("pk", flat=True)]
            milestone = places[place % len(places)]
            booking = Booking(grant, amount, day, milestone, id=uuid7(), may_count_later=later)
            bookkeeping.book_cost(actor=CONTROLLER, booking=booking)
        case "reverse":
            rows = list(Expenditure.objects.filter(grant=grant).order_by("-pk"))
            row = rows[details[0] % len(rows)]
            bookkeeping.reverse_cost(
                actor=CONTROLLER, booking_id=row.pk, reversal_id=uuid7(), reason="Proef."
            )
        case "receive":
            amount, day, repaid = details
            kind = AdvanceKind.REPAID if repaid else AdvanceKind.RECEIVED
            given_ = NewAdvance(uuid7(), kind, amount, day)
            bookkeeping.receive_advance(actor=CONTROLLER, grant=grant, advance=given_)
        case "reverse advance":
            advances = list(Advance.objects.filter(grant=grant).order_by("pk"))
            row_id = advances[details[0] % len(advances)].pk
            bookkeeping.reverse_advance(
                actor=CONTROLLER, advance_id=row_id, reversal_id=uuid7(), reason="Proef."
            )


def stored(grant: Grant) -> dict[object, Any]:
    costs: dict[object, Any] = {row["id"]: row for row in Expenditure.objects.filter(grant=grant).values()}
    return costs | {row["id"]: row for row in Advance.objects.filter(grant=grant).values()}


def every_row(grant: Grant, asked: LedgerFilter) -> list[LedgerRow]:
    rows: list[LedgerRow] = []
    page = ledger_page(grant, asked, size=SIZE)
    while True:
        rows += page.rows
        if page.older is None:
            return rows
        page = ledger_page(grant, asked, after=page.older, size=SIZE)


@settings(max_examples=20, suppress_health_check=list(HealthCheck))
@given(sequence=st.lists(acts, min_size=1, max_size=12))
def test_the_ledger_stands_whatever_comes(sequence):
    with undone():
        grant = mgn()
        frozen = oracle.net_costs(grant, FROZEN_UNTIL)
        for act in sequence:
            before = stored(grant)
            try:
                with transaction.atomic():
                    do(grant, act)
            except Refused:
                assert stored(grant) == before
            after = stored(grant)
            assert {key: after.get(key) for key in before} == before
            assert oracle.net_costs(grant) <= grant.award
            assert oracle.net_costs(grant, FROZEN_UNTIL) == frozen
        rows = every_row(grant, LedgerFilter())
        assert [(row.day, row.id, row.balance) for row in rows] == oracle.running(grant)
        totals = ledger_totals(grant)
        assert totals.balance == rows[0].balance
        assert totals.booked == oracle.net_costs(grant)
        assert {y.year: (y.own, y.corrections) for y in totals.years} == oracle.spent_by_year(grant)
        check_reversals(grant)
        check_filters(grant, rows)


def check_reversals(grant: Grant) -> None:
    """Each is of one booking, as large, on the same milestone, and never earlier."""
    reversals = Expenditure.objects.filter(grant=grant, kind=ExpenditureKind.REVERSAL)
    for row in reversals.select_related("reverses"):
        assert row.reverses is not None
        assert row.reverses.kind != ExpenditureKind.REVERSAL
        assert (row.amount, row.vat, row.milestone_id) == (
            row.reverses.amount,
            row.reverses.vat,
            row.reverses.milestone_id,
        )
        assert row.performed_on >= row.reverses.performed_on
        assert row.day_of_performance == row.reverses.day_of_performance


def check_filters(grant: Grant, rows: list[LedgerRow]) -> None:
    """Quarters part the ledger, and so do milestones its costs."""
    quarters = {Quarter.of(row.day) for row in rows}
    by_quarter = [row.id for q in sorted(quarters, reverse=True) for row in every_row(grant, LedgerFilter(q))]
    assert by_quarter == [row.id for row in rows]
    costs = {row.id for row in rows if row.kind in ExpenditureKind.values}
    slugs = [*grant.milestones.values_list("slug", flat=True), WITHOUT_MILESTONE]
    found = [every_row(grant, LedgerFilter(milestone=slug)) for slug in slugs]
    assert {row.id for listed in found for row in listed} == costs
    newest = [listed[0].balance for listed in found if listed]
    assert sum(newest) == oracle.net_costs(grant)


def test_a_cost_reversed_leaves_every_figure_as_it_was(programme):
    """In every order of reversing them."""
    for order in ([0, 1, 2], [2, 0, 1], [1, 2, 0]):
        with undone():
            grant = mgn()
            before = ledger_totals(grant)
            ids = [uuid7() for _ in order]
            for place, row_id in enumerate(ids):
                booking = Booking(grant, Decimal(100 + place), date(2026, 8, 1 + place), id=row_id)
                bookkeeping.book_cost(actor=CONTROLLER, booking=booking)
            undo = partial(bookkeeping.reverse_cost, actor=CONTROLLER, reason="Proef.")
            for place in order:
                undo(booking_id=ids[place], reversal_id=uuid7())
            assert ledger_totals(grant) == before


def test_pages_ask_the_same_however_long(django_assert_num_queries):
    grant = mgn()
    with django_assert_num_queries(3):
        ledger_page(grant, LedgerFilter(), size=SIZE)
    with django_assert_num_queries(3):
        ledger_totals(grant)
