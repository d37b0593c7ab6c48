import pytest

pytestmark = pytest.mark.django_db
KEYS = "/programmas/nml-o/financien/sleutels/"


def test_list(client_of):
    for person in ("controller", "lezer"):
        for place in (
            "",
            "proberen/",
            "proberen/?kind=population&population_year=2024",
            "proberen/?kind=fixed_and_rest&part_GM0984=8",
            "proberen/?kind=xx",
        ):
            assert client_of(person).get(KEYS + place).status_code == 200
    assert client_of("controller").get(KEYS + "nieuw/").status_code == 200
