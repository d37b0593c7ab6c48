"""The golden counts and totals of the NML-O plan, from the rows that were loaded."""

from decimal import Decimal

import pytest

from funding.models import Commitment, Expenditure
from kpis.models import Target
from pillars.models import Contradiction, Pillar, PlanFigure, PlanFigureKind, Programme, SumCheck
from projects.models import Project, ProjectFigure

pytestmark = pytest.mark.django_db


def of_pillars(kind: str) -> dict[str, Decimal]:
    rows = PlanFigure.objects.filter(
        programme__slug="nml-o", kind=kind, pillar__isnull=False, is_default=True
    )
    return {
        slug: lower for slug, lower in rows.values_list("pillar__slug", "lower") if slug and lower is not None
    }


def stated(kind: str) -> Decimal:
    return known(PlanFigure.objects.get(programme__slug="nml-o", kind=kind, pillar__isnull=True).lower)


def known(value: Decimal | None) -> Decimal:
    assert value is not None
    return value


def test_the_plan_has_its_counts(programme: Programme) -> None:
    numbers = Pillar.objects.filter(programme=programme).values_list("number", flat=True)
    assert sorted(numbers) == [0, 1, 2, 3, 4, 5]
    assert programme.municipalities.count() == 14
    assert Project.objects.filter(programme=programme).count() == 24
    assert programme.indicators.count() == 15
    assert programme.contradictions.count() == 49


def test_every_indicator_has_three_years(programme: Programme) -> None:
    years = Target.objects.filter(indicator__programme=programme).values_list("indicator", "year")
    assert len(set(years)) == 15 * 3
    assert {year for _, year in years} == {2025, 2026, 2027}


def test_pillars_add_up_to_the_total() -> None:
    parts = of_pillars(PlanFigureKind.INVESTMENT)
    assert sum(parts.values()) == stated(PlanFigureKind.INVESTMENT) == Decimal(71_400_000)


def test_the_other_figure_gives_another_total() -> None:
    other = PlanFigure.objects.get(pillar__slug="p4", kind=PlanFigureKind.INVESTMENT, source_place="h6b")
    parts = {**of_pillars(PlanFigureKind.INVESTMENT), "p4": known(other.lower)}
    assert sum(parts.values()) == Decimal(71_300_000)


def test_pillar_four_has_exact_lines() -> None:
    exact = PlanFigure.objects.get(
        pillar__slug="p4", kind=PlanFigureKind.INVESTMENT, lower=Decimal("10508583.92")
    )
    check = SumCheck.objects.get(programme__slug="nml-o", slug="s08")
    management = PlanFigure.objects.get(pillar__slug="p4", kind=PlanFigureKind.SUPPORT)
    assert check.total == check.stated == exact.lower
    assert known(exact.lower) + known(management.lower) == Decimal("10908583.92")


@pytest.mark.parametrize(
    ("slug", "total", "is_stated"),
    [
        ("s01", "71.4", "71.4"),
        ("s02", "71.3", "71.4"),
        ("s09", "10908583.92", "10900000"),
        ("s10", "15.7", "15.6"),
        ("s11", "71.9", "78.6"),
        ("s12", "78.4", "78.6"),
        ("s15", "1118000", "1240000"),
        ("s16", "2868300", "2868300"),
    ],
)
def test_sum_checks_keep_both_totals(slug: str, total: str, is_stated: str) -> None:
    check = SumCheck.objects.get(programme__slug="nml-o", slug=slug)
    assert (check.total, check.stated) == (Decimal(total), Decimal(is_stated))
    assert check.difference == Decimal(is_stated) - Decimal(total)


def test_spuk_is_that_of_two_projects() -> None:
    rows = ProjectFigure.objects.filter(
        project__programme__slug="nml-o", kind=PlanFigureKind.SPUK, is_default=True, lower__gt=0
    )
    amounts = {slug: known(lower) for slug, lower in rows.values_list("project__slug", "lower")}
    assert amounts == {"mgn": Decimal(2_250_000), "zorgstart": Decimal(618_300)}
    assert sum(amounts.values()) == stated(PlanFigureKind.SPUK)


def test_what_the_source_calls_confidential_is_marked() -> None:
    """MGN's 2.200 hours and its effect claim stand on slides marked BBN1."""
    mgn = Project.objects.get(programme__slug="nml-o", slug="mgn")
    hours = mgn.figures.filter(kind=PlanFigureKind.HOURS_FREED, confidential=True)
    assert [row.lower for row in hours] == [2200]
    assert [note for note in mgn.confidential_notes if "50%" in note] == mgn.confidential_notes != []
    assert not [note for note in mgn.notes if "50%" in note]
    assert list(Contradiction.objects.filter(confidential=True).values_list("slug", flat=True)) == ["i19"]


def test_the_ambition_is_kept_beside_what_the_plan_expects_of_it() -> None:
    """The plan says 55 %, its own figures 530/940 = 56,4 %; both are told."""
    ambition = PlanFigure.objects.get(programme__slug="nml-o", kind=PlanFigureKind.AMBITION)
    assert (ambition.lower, ambition.unit, ambition.period) == (Decimal(940), "fte", "2028")
    assert ambition.note == "1344 personen; het plan verwacht daarvan 55 %"


def test_the_scenario_commits_more_than_it_books_and_says_that_it_is_invented() -> None:
    made = Commitment.objects.filter(grant__project__programme__slug="nml-o")
    booked = Expenditure.objects.filter(grant__in=made.values("grant"))
    assert {row.illustrative for row in made} == {True}
    assert sum(row.amount for row in made) == Decimal("1556100.00")
    assert sum(row.amount for row in booked) == Decimal("1209150.00")
