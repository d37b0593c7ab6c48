import pytest
from django.core.paginator import Paginator

from izaportal.core.paging import page_of
from regions.models import Municipality
from tests.factories.regions import MunicipalityFactory

pytestmark = pytest.mark.django_db
SIZE = 3
ASKED = ("", "1", "2", "3", "4", "0", "-1", "1.5", "drie", "²", "007", "9" * 30, "9" * 5000)


@pytest.fixture
def rows():
    MunicipalityFactory.create_batch(8)
    made = Municipality.objects.order_by("-pk")[:8].values("pk")
    return Municipality.objects.filter(pk__in=list(made.values_list("pk", flat=True))).order_by("code")


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("known", [None, 8])
def test_a_page_is_the_one_of_djangos_paginator(rows, asked, known):
    page, slow = page_of(rows, asked, size=SIZE, known=known), Paginator(rows, SIZE).get_page(asked)
    assert (page.number, list(page), page.paginator.count) == (slow.number, list(slow), 8)


def test_without_rows_there_is_one_empty_page(rows):
    page = page_of(rows.none(), "2", size=SIZE)
    assert (page.number, list(page), page.paginator.count) == (1, [], 0)


def test_rows_and_their_number_take_one_query(rows, django_assert_num_queries):
    with django_assert_num_queries(1):
        page = page_of(rows, "2", size=SIZE)
        assert (len(list(page)), page.paginator.count, page.has_next()) == (3, 8, True)
