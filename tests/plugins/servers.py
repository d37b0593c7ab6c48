"""Throw-away PostgreSQL and Valkey for one test run; DATABASE_URL and REDIS_URL are honoured.

Loaded with `-p tests.plugins.servers`: servers have to run before pytest-django reads the settings. Parallel
workers inherit the addresses; pytest-django gives each its own database, this plug-in its own Valkey number.
"""

import os
import shutil
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path

import pytest

from izaportal.embedded.folder import BASE_DIR
from izaportal.embedded.servers import Servers, started_at, with_redis_database
from izaportal.embedded.stack import Plan, running
from tests.plugins.network import allow_only_this_machine

TEST_ENVIRONMENT = {
    "IZAPORTAL_TEST": "1",
    "IZAPORTAL_HTTPS": "0",
    # Playwright's synchronous interface runs an event loop, and Django would refuse its queries beside it.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}
_OF_A_DEMO = ("IZAPORTAL_DEMO", "IZAPORTAL_TODAY")
_RUNS = BASE_DIR / ".local" / "test"


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None:
        _start_servers(early_config)
    else:
        number = int(worker.removeprefix("gw")) + 1
        os.environ["REDIS_URL"] = with_redis_database(os.environ["REDIS_URL"], number)
    allow_only_this_machine(os.environ["DATABASE_URL"], os.environ["REDIS_URL"])
    return (yield)


def _start_servers(config: pytest.Config) -> None:
    _remove_finished_runs()
    given = Servers(os.environ.get("DATABASE_URL") or None, os.environ.get("REDIS_URL") or None)
    local = _RUNS / str(os.getpid())
    for name in _OF_A_DEMO:
        os.environ.pop(name, None)
    cleanup = ExitStack()
    config.add_cleanup(cleanup.close)
    cleanup.callback(shutil.rmtree, local)
    stack = cleanup.enter_context(running(Plan(local, "pytest", durable=False, given=given)))
    os.environ.update(
        TEST_ENVIRONMENT,
        IZAPORTAL_LOCAL=str(local),
        DATABASE_URL=stack.servers.database_url or "",
        REDIS_URL=stack.servers.redis_url or "",
    )


def _remove_finished_runs() -> None:
    """What killed runs left; a folder is named after its process."""
    _RUNS.mkdir(parents=True, exist_ok=True)
    # Nobody's server passes through here, whatever the umask.
    for folder in (_RUNS.parent, _RUNS):
        folder.chmod(0o711)
    for run in Path(_RUNS).iterdir():
        if started_at(int(run.name)) is None:
            shutil.rmtree(run, ignore_errors=True)
