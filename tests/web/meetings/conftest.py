"""What the tests of meetings share."""

import pytest


@pytest.fixture
def secretary(client_of):
    return client_of("secretaris-pho")
