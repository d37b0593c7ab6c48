import pytest

from regions.models import Municipality, Population
from regions.selectors.organisations import latest_inhabitants

pytestmark = pytest.mark.django_db


def test_the_last_known_year_holds():
    venray = Municipality.objects.get(code="GM0984")
    Population.objects.create(municipality=venray, year=2031, inhabitants=45000)
    assert latest_inhabitants(["GM0984"]) == {"GM0984": (2031, 45000)}


def test_unknown_codes_are_left_out():
    assert latest_inhabitants(["GM9999"]) == {}
