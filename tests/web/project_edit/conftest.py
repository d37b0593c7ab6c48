"""The project that is edited, and who leads it."""

import pytest

from projects.models import Project


@pytest.fixture
def mgn(programme) -> Project:
    return Project.objects.get(programme=programme, slug="mgn")


@pytest.fixture
def lead(client_of):
    return client_of("projectleider-mgn")
