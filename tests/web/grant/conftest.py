"""The grants of the demo, and who may do what with them."""

import pytest

from funding.models import Grant


@pytest.fixture
def controller(client_of):
    return client_of("controller")


@pytest.fixture
def manager(client_of):
    return client_of("programmamanager")


@pytest.fixture
def mgn(programme) -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="spuk-mgn")


@pytest.fixture
def zorgstart(programme) -> Grant:
    return Grant.objects.select_related("project__programme").get(slug="spuk-zorgstart")


@pytest.fixture
def rdg(programme) -> Grant:
    """Money of an insurer."""
    return Grant.objects.select_related("project__programme").get(slug="zvw-rdg")
