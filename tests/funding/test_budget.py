"""A budget as a grid: cells by name, sums beside the plan, edits that meet nobody else's."""

import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funding.budget import Cell, Line, LineKey, Sum, per_year, together
from funding.models import BudgetLine, Commitment, Expenditure, Grant
from funding.selectors.budget import Use, budget_lines, budgeted_projects, stated_total, used
from funding.services.budget import edit_budget
from izaportal.core.editing import Conflicted, Edit
from izaportal.core.errors import Invalid, NotAllowed
from izaportal.core.models import AuditEntry
from izaportal.core.viewer import Viewer
from pillars.models import Programme
from tests.factories.funding import CommitmentFactory, ExpenditureFactory
from tests.oracles.strategies import euros
from tests.threads import in_threads

MGN_SPUK = LineKey("mgn", "spuk", "transformatiemiddelen")
STAFF = LineKey("mgn", "zvw", "", "Personeel, incl. inhuur 3.1")
OTHERS = ["programmamanager", "projectleider-mgn", "lezer", "bestuurder-venray", "zl-manager", "beheerder"]
CENTS = Decimal("750000.00")
names = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=20)
keys = st.builds(LineKey, names, st.sampled_from(["spuk", "zvw"]), names, st.text(max_size=60))


def test_a_type_of_cost_may_hold_dots():
    assert Cell.parse(STAFF.cell(2026)) == Cell(STAFF, 2026)


@given(key=keys, year=st.integers(2000, 2100))
def test_every_cell_is_found_by_its_name(key, year):
    assert Cell.parse(key.cell(year)) == Cell(key, year)
    assert Cell.parse(key.cell(year)).name == key.cell(year)


@pytest.mark.parametrize("name", ["", "mgn", "mgn.zvw..2026", "mgn.zvw...", "mgn.zvw...1999", "mgn.zvw...²"])
def test_what_names_no_cell_is_refused(name):
    with pytest.raises(ValueError, match=r".*"):
        Cell.parse(name)


@given(rows=st.lists(st.dictionaries(st.integers(2025, 2028), euros), max_size=5))
def test_rows_and_columns_add_up_to_one_total(rows):
    lines = [Line(MGN_SPUK, amounts) for amounts in rows]
    columns = per_year(lines, range(2025, 2029))
    assert together(columns.values()) == together(line.total for line in lines)


def test_nothing_given_is_not_zero():
    assert (together([]), together([None]), together([None, Decimal(0)])) == (None, None, Decimal("0.00"))
    assert Sum(None, Decimal(5)).difference is None
    assert Sum(Decimal(3), Decimal(5)).difference == Decimal(-2)


@pytest.fixture
def controller(viewer_of: Callable[[str], Viewer]) -> Viewer:
    return viewer_of("controller")


def amounts(key: LineKey) -> dict[int, Decimal]:
    rows = BudgetLine.objects.filter(
        project__slug=key.project, source=key.source, stream=key.stream, cost_type=key.cost_type
    )
    return dict(rows.values_list("year", "amount"))


def edit(controller: Viewer, programme: Programme, **cells):
    return edit_budget(actor=controller, programme=programme, cells=cells["cells"], reason="Bijgesteld plan.")


def test_a_cell_is_changed_filled_in_and_emptied(controller, programme):
    cells = {
        MGN_SPUK.cell(2025): Edit(CENTS, None),
        MGN_SPUK.cell(2026): Edit(CENTS, Decimal("800000.50")),
        MGN_SPUK.cell(2027): Edit(CENTS, CENTS),
        STAFF.cell(2028): Edit(None, Decimal("0.00")),
    }
    entries = edit(controller, programme, cells=cells)
    assert amounts(MGN_SPUK) == {2026: Decimal("800000.50"), 2027: CENTS}
    assert amounts(STAFF) == {2028: Decimal("0.00")}
    assert {entry.action for entry in entries} == {"toegevoegd", "gewijzigd", "verwijderd"}
    assert {entry.reason for entry in entries} == {"Bijgesteld plan."}
    assert {entry.scope for entry in entries} == {"nml-o/mgn"}
    assert not BudgetLine.objects.get(project__slug="mgn", source="spuk", year=2026).illustrative


def test_the_same_again_changes_nothing(controller, programme):
    cells = {MGN_SPUK.cell(2026): Edit(CENTS, Decimal("800000.00"))}
    assert len(edit(controller, programme, cells=cells)) == 1
    known = AuditEntry.objects.count()
    assert edit(controller, programme, cells=cells) == []
    assert AuditEntry.objects.count() == known


def test_two_in_different_cells_do_not_meet(controller, programme):
    edit(controller, programme, cells={MGN_SPUK.cell(2025): Edit(CENTS, Decimal(1))})
    edit(controller, programme, cells={MGN_SPUK.cell(2026): Edit(CENTS, Decimal(2))})
    assert amounts(MGN_SPUK) == {2025: Decimal(1), 2026: Decimal(2), 2027: CENTS}


@pytest.mark.parametrize("theirs", [None, Decimal("1.00")])
def test_two_in_one_cell_keep_both(controller, programme, theirs):
    edit(controller, programme, cells={MGN_SPUK.cell(2026): Edit(CENTS, theirs)})
    mine = {MGN_SPUK.cell(2026): Edit(CENTS, Decimal(2)), MGN_SPUK.cell(2027): Edit(CENTS, Decimal(3))}
    with pytest.raises(Conflicted) as told:
        edit(controller, programme, cells=mine)
    (conflict,) = told.value.conflicts
    assert (conflict.field, conflict.mine, conflict.theirs) == (MGN_SPUK.cell(2026), Decimal(2), theirs)
    assert amounts(MGN_SPUK)[2027] == CENTS


def test_all_mistakes_are_told_at_their_cells(controller, programme):
    foreign = LineKey("bestaat-niet", "zvw")
    wrong = {
        foreign.cell(2026): Edit(None, Decimal(1)),
        LineKey("mgn", "erfenis").cell(2026): Edit(None, Decimal(1)),
        LineKey("mgn", "zvw", "iza").cell(2026): Edit(None, Decimal(1)),
        LineKey("mgn", "spuk").cell(2026): Edit(None, Decimal(1)),
        LineKey("mgn", "zvw", "", "x" * 61).cell(2026): Edit(None, Decimal(1)),
        MGN_SPUK.cell(2025): Edit(CENTS, Decimal(-1)),
        MGN_SPUK.cell(2026): Edit(CENTS, Decimal("0.001")),
        MGN_SPUK.cell(2027): Edit(CENTS, Decimal(10) ** 12),
        "onzin": Edit(None, Decimal(1)),
    }
    with pytest.raises(Invalid) as told:
        edit(controller, programme, cells=wrong | {STAFF.cell(2026): Edit(None, Decimal(1))})
    assert [mistake.place for mistake in told.value.mistakes] == list(wrong)
    assert amounts(STAFF) == {}


@pytest.mark.parametrize(
    "person",
    ["programmamanager", "projectleider-mgn", "lezer", "bestuurder-venray", "zl-manager", "beheerder"],
)
def test_only_the_controller_edits_it(viewer_of, programme, person):
    with pytest.raises(NotAllowed):
        edit(viewer_of(person), programme, cells={MGN_SPUK.cell(2026): Edit(CENTS, Decimal(1))})


def _fill_in(amount: int, start: threading.Barrier, said: list[str]) -> None:
    try:
        programme = Programme.objects.get(slug="nml-o")
        start.wait(10)
        cells = {STAFF.cell(2026): Edit(None, Decimal(amount))}
        edit_budget(actor=Viewer.system("proef"), programme=programme, cells=cells)
        said.append("opgeslagen")
    except Conflicted as conflict:
        said.append(f"conflict met {conflict.conflicts[0].theirs}")


def test_two_fill_in_one_empty_cell_at_once(own_database):
    """Neither an error of the database nor a lost amount: the second hears what the first wrote."""
    start, said = threading.Barrier(2), list[str]()
    assert in_threads(*(partial(_fill_in, amount, start, said) for amount in (10, 20))) == []
    (stored,) = amounts(STAFF).values()
    assert sorted(said) == [f"conflict met {stored}", "opgeslagen"]


def test_used_is_what_the_rows_add_up_to(programme):
    """Against a slow sum over every row."""
    grant = ExpenditureFactory.create(grant=_grant("spuk-mgn"), amount=Decimal("12.34")).grant
    ExpenditureFactory.create(
        grant=grant,
        kind="reversal",
        amount=Decimal("12.34"),
        reverses=Expenditure.objects.get(amount=Decimal("12.34")),
        performed_on=date(2027, 1, 1),
    )
    CommitmentFactory.create(grant=grant, amount=Decimal("99.00"))
    slow: dict[tuple[str, str, Use, int], Decimal] = {}

    def put(source: str, stream: str, use: Use, year: int, amount: Decimal) -> None:
        slow[source, stream, use, year] = slow.get((source, stream, use, year), Decimal(0)) + amount

    for line in BudgetLine.objects.filter(project__programme=programme):
        put(line.source, line.stream, Use.BUDGETED, line.year, line.amount)
    for promise in Commitment.objects.filter(grant__project__programme=programme):
        put(
            promise.grant.source,
            promise.grant.stream,
            Use.COMMITTED,
            promise.committed_on.year,
            promise.amount,
        )
    for row in Expenditure.objects.filter(grant__project__programme=programme):
        net = -row.amount if row.kind == "reversal" else row.amount
        put(row.grant.source, row.grant.stream, Use.BOOKED, row.performed_on.year, net)
    found = used(Viewer.system("proef"), programme)
    assert {(one.source, one.stream, one.use, one.year): one.amount for one in found} == slow


def test_the_budget_is_read_in_a_fixed_number_of_queries(programme, django_assert_num_queries):
    viewer = Viewer.system("proef")
    with django_assert_num_queries(2):  # programmes of the viewer, then the rows
        used(viewer, programme)
    with django_assert_num_queries(1):
        assert stated_total(viewer, programme) == Decimal("71400000.00")
    with django_assert_num_queries(2):
        lines = budget_lines(viewer, programme, budgeted_projects(viewer, programme))
    assert together(line.total for line in lines if line.key.source == "spuk") == Decimal("2868300.00")


def test_others_see_nothing_of_it(viewer_of, programme):
    stranger = viewer_of("zl-manager")
    assert used(stranger, programme) == []
    assert budget_lines(stranger, programme, budgeted_projects(Viewer.system("proef"), programme)) == []
    assert stated_total(stranger, programme) is None


def _grant(slug: str) -> Grant:
    return Grant.objects.get(slug=slug)
