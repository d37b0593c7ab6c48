import pytest


@pytest.fixture
def drawn_once() -> None:
    """These tests are about drawing itself."""
