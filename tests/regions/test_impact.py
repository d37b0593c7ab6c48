"""Reading the impact map: what is there, what the plan lacks, what the map does not record."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction

from regions.models import Development, ImpactActivity, ImpactTarget, ImpactTheme, Region
from regions.selectors.impact import Cell, Held, activity_matrix, developments_of, region_page

pytestmark = pytest.mark.django_db


def cell(scheme: str, code: str, theme: str) -> Cell:
    columns, rows = activity_matrix()
    at = [column.slug for column in columns].index(theme)
    return next(row.cells[at] for row in rows if (row.region.scheme, row.region.code) == (scheme, code))


def test_the_matrix_covers_every_region(django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(5):
        columns, rows = activity_matrix()
    held = [cell.held for row in rows for cell in row.cells]
    assert (len(columns), len(rows)) == (7, 58)
    assert [held.count(kind) for kind in (Held.ACTIVITIES, Held.NOT_IN_PLAN, Held.ELSEWHERE)] == [326, 31, 49]


def test_a_gap_gives_its_reason() -> None:
    silent = cell("roaz", "euregio", "zorgcontractering")
    assert (silent.held, silent.reason) == (Held.NOT_IN_PLAN, "de bron zet alleen een streepje")


def test_a_part_may_stand_elsewhere() -> None:
    elsewhere = cell("zorgkantoor", "zwolle", "digitale-zorg")
    assert elsewhere.held is Held.ELSEWHERE
    assert {region.code for region in elsewhere.regions} == {
        "zwolle-noord-veluwe-en-zeewolde",
        "zwolle-ijssel-vecht",
    }


def test_without_activities_nothing_is_recorded() -> None:
    theme = ImpactTheme.objects.get(slug="digitale-zorg")
    ImpactTarget.objects.filter(activity__region__code="t-gooi").delete()
    ImpactActivity.objects.filter(region__code="t-gooi", theme=theme).delete()
    assert cell("zorgkantoor", "t-gooi", "digitale-zorg") == Cell(Held.NOT_RECORDED)


def test_a_region_has_one_page() -> None:
    page = region_page("zorgkantoor", "t-gooi")
    assert (len(page.developments), len(page.activities), len(page.focus)) == (8, 15, 4)
    assert page.profile.region.name == "'t Gooi"


def test_schemes_do_not_share_a_page() -> None:
    office, acute = (region_page(scheme, "zwolle").profile.region for scheme in ("zorgkantoor", "roaz"))
    assert office.pk != acute.pk


def test_an_unknown_region_is_not_found() -> None:
    with pytest.raises(ObjectDoesNotExist):
        region_page("iza", "nml")


def test_developments_compare_between_regions() -> None:
    found = developments_of("aantal-65plus")
    assert found.count() > 1
    assert {row.indicator.slug for row in found} == {"aantal-65plus"}


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("regions_development_words_or_figures", {"direction": "up"}),
        ("regions_development_years_ordered", {"from_year": 2040, "to_year": 2023}),
        ("regions_development_bounds_ordered", {"change_lower": 3, "change_upper": 2}),
        ("regions_development_benchmark_named", {"benchmark": "", "benchmark_value": 3}),
    ],
)
def test_the_database_refuses_nonsense(name, change) -> None:
    row = Development.objects.filter(kind="number")[0]
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Development.objects.filter(pk=row.pk).update(**change)


def test_a_target_has_one_owner() -> None:
    with pytest.raises(IntegrityError, match="regions_target_one_owner"), transaction.atomic():
        ImpactTarget.objects.create(kind="milestone", measure="iets", position=1)


def test_a_region_is_not_its_parent() -> None:
    region = Region.objects.filter(scheme="roaz")[0]
    with pytest.raises(IntegrityError, match="regions_region_not_own_parent"), transaction.atomic():
        Region.objects.filter(pk=region.pk).update(parent=region)
