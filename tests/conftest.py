"""What every test gets. Fixtures about the domain live in tests/factories and tests/fixtures."""

import pytest
from django.conf import settings
from django.core.cache import cache

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.cast",
    "tests.fixtures.known",
    "tests.fixtures.portal",
]


def pytest_configure(config: pytest.Config) -> None:
    if not settings.DATABASES or not config.pluginmanager.hasplugin("tests.plugins.servers"):
        raise pytest.UsageError("run `python -m pytest -p tests.plugins.servers`, it starts the servers")


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Sessions, throttles and lock-outs of one test are not another's."""
    cache.clear()
