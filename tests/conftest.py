"""What every test gets. Fixtures about the domain live in tests/factories and tests/fixtures."""

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache

from tests.fixtures import QUICK_ITERATIONS

pytest_plugins = [
    "tests.fixtures.database",
    "tests.fixtures.cast",
    "tests.fixtures.known",
    "tests.fixtures.drawings",
    "tests.fixtures.portal",
    "tests.fixtures.office",
]


def pytest_configure(config: pytest.Config) -> None:
    if not settings.DATABASES or not config.pluginmanager.hasplugin("tests.plugins.servers"):
        raise pytest.UsageError("run `python -m pytest -p tests.plugins.servers`, it starts the servers")
    PBKDF2PasswordHasher.iterations = QUICK_ITERATIONS
    # Each test client builds its own chain of middleware; WhiteNoise would list all files for every one.
    settings.WHITENOISE_AUTOREFRESH = True
    # Whichever tests are run: no deadline, and the same cases every time.
    hypothesis.settings.register_profile(
        "rules", deadline=None, derandomize=True, database=None, max_examples=60
    )
    hypothesis.settings.load_profile("rules")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers first: one worker gets them all, so one portal is started. Tests without a database next: the
    other workers do them while the first loads the demo. Short tests fill up the end."""
    items.sort(key=lambda item: (item.get_closest_marker("browser") is None, _asks_the_database(item)))


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures: list[str] = getattr(item, "fixturenames", [])
    return "django_db_setup" in fixtures or item.get_closest_marker("django_db") is not None


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Sessions, throttles and lock-outs of one test are not another's."""
    cache.clear()
