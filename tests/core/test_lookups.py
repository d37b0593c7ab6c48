import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.models import Project
from regions.models import Municipality
from tests.factories.regions import MunicipalityFactory

pytestmark = pytest.mark.django_db


def test_among_finds_what_in_finds():
    wanted = [row.pk for row in MunicipalityFactory.create_batch(3)[:2]]
    found = Municipality.objects.filter(pk__among=wanted)
    assert set(found) == set(Municipality.objects.filter(pk__in=wanted))
    assert len(found) == 2


@pytest.mark.parametrize("ids", [[], [uuid.UUID(int=1)]])
def test_nothing_is_among_nothing_and_strangers(ids):
    assert not Municipality.objects.filter(pk__among=ids).exists()


def test_ids_are_one_parameter_and_a_foreign_key_needs_no_join():
    owners = [uuid.UUID(int=number) for number in range(60)]
    with CaptureQueriesContext(connection) as captured:
        list(Project.objects.filter(owner__pk__among=iter(owners)).order_by().values("pk"))
    (asked,) = captured.captured_queries
    assert "ANY(" in asked["sql"]
    assert "JOIN" not in asked["sql"]
