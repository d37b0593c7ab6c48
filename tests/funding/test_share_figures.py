"""Sums of parts, and what is said of parts that are not there."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from funding.share_figures import (
    SHARE_FIGURES,
    Gap,
    Part,
    Reason,
    add_figures,
    figures_of,
    total_of,
)

EUROS = st.decimals(-(10**9), 10**9, places=2)
PARTS = st.lists(
    st.builds(
        Part,
        amounts=st.fixed_dictionaries({name: st.none() | EUROS for name in SHARE_FIGURES}),
        has_part=st.booleans(),
    ),
    max_size=6,
)


def part(amount: Decimal | None, *, has_part: bool = True) -> Part:
    return Part(dict.fromkeys(SHARE_FIGURES, amount), has_part)


@given(PARTS)
def test_a_total_is_what_is_known(parts):
    total = total_of(parts, when_empty=Reason.NOT_APPLICABLE)
    for name in SHARE_FIGURES:
        known = [p.amounts[name] for p in parts if p.amounts[name] is not None]
        assert total.amounts[name] == (sum(known, Decimal(0)) if known else None)


@given(PARTS)
def test_every_absent_figure_has_a_reason(parts):
    total = total_of(parts, when_empty=Reason.NOT_APPLICABLE)
    absent = {name for name in SHARE_FIGURES if total.amounts[name] is None}
    assert absent <= {gap.figure for gap in total.gaps}
    for one in parts:
        figures = figures_of(one)
        assert {gap.figure for gap in figures.gaps} == {n for n in SHARE_FIGURES if one.amounts[n] is None}


def test_an_undetermined_part_leaves_a_gap():
    total = total_of([part(Decimal("1.50")), part(None, has_part=False)], when_empty=Reason.NOT_APPLICABLE)
    assert total.amounts["award"] == Decimal("1.50")
    assert Gap("award", Reason.TO_BE_DETERMINED, 1) in total.gaps


def test_what_does_not_apply_leaves_none():
    total = total_of([part(Decimal("1.50")), part(None)], when_empty=Reason.NOT_CALCULATED)
    assert (total.amounts["award"], total.gaps) == (Decimal("1.50"), ())


def test_a_zero_is_no_gap():
    total = total_of([part(Decimal("0.00"))], when_empty=Reason.NOT_CALCULATED)
    assert (total.amounts["expected"], total.gaps) == (Decimal("0.00"), ())


def test_no_project_gives_the_reason():
    total = total_of([], when_empty=Reason.NOT_CALCULATED)
    assert set(total.gaps) == {Gap(name, Reason.NOT_CALCULATED, 0) for name in SHARE_FIGURES}


@given(st.lists(PARTS.filter(bool), min_size=1, max_size=4))
def test_totals_add_up_like_their_parts(programmes):
    """Programme by programme and then together is the same as all projects at once."""
    together = add_figures([total_of(parts, when_empty=Reason.NOT_APPLICABLE) for parts in programmes])
    at_once = total_of([part for parts in programmes for part in parts], when_empty=Reason.NOT_APPLICABLE)
    assert together.amounts == at_once.amounts
    assert set(together.gaps) == set(at_once.gaps)


def test_a_programme_not_calculated_leaves_a_gap():
    known = total_of([part(Decimal("1.50"))], when_empty=Reason.NOT_APPLICABLE)
    pending = total_of([], when_empty=Reason.NOT_CALCULATED)
    without = total_of([], when_empty=Reason.NOT_APPLICABLE)
    together = add_figures([known, pending, without])
    assert together.amounts["award"] == Decimal("1.50")
    assert Gap("award", Reason.NOT_CALCULATED, 0) in together.gaps
    assert add_figures([known, without]).gaps == ()
    assert {gap.reason for gap in add_figures([without]).gaps} == {Reason.NOT_APPLICABLE}
