"""Start holders in other processes and look at what they started."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg

from izaportal.embedded.folder import BASE_DIR
from izaportal.embedded.identity import NOBODY_ID

SITE_PACKAGES = Path(psycopg.__file__).parents[1]


@dataclass(frozen=True)
class Holder:
    """A supervisor in another process, with the addresses that it printed."""

    process: subprocess.Popen[str]
    database: str
    redis: str

    def query(self, statement: str) -> Any:
        """The first field of the first row, or None."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            cursor = connection.execute(statement)
            row = cursor.fetchone() if cursor.description else None
            return None if row is None else row[0]

    def family(self) -> list[psutil.Process]:
        """All that the supervisor started, and what those started."""
        return psutil.Process(self.process.pid).children(recursive=True)

    def child(self, name: str) -> psutil.Process:
        """A direct child by the name of its program."""
        direct = psutil.Process(self.process.pid).children()
        return next(process for process in direct if name in process.name())


def start(local: Path, *, before: Sequence[str] = (), **options: Any) -> subprocess.Popen[str]:
    environment = os.environ | {"PYTHONPATH": f"{BASE_DIR}{os.pathsep}{SITE_PACKAGES}"}
    options.setdefault("env", environment)
    python = options.pop("python", sys.executable)
    return subprocess.Popen(
        [*before, python, "-m", "tests.embedded.holder", str(local)],
        cwd=BASE_DIR,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


@contextmanager
def holding(local: Path, **options: Any) -> Iterator[Holder]:
    process = start(local, **options)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise AssertionError(process.communicate()[1])
        yield Holder(process, **json.loads(line))
    finally:
        process.terminate()
        process.communicate(timeout=10)


def refusal(local: Path, **options: Any) -> str:
    """The message of a start that must be refused."""
    process = start(local, **options)
    _output, message = process.communicate(timeout=20)
    assert process.returncode == 1, message
    return message


def seconds_until(question: Callable[[], bool], *, limit: float) -> float:
    """How long it took until the answer was yes; fails at the limit."""
    began = time.monotonic()
    while not question():
        assert time.monotonic() - began < limit, f"not within {limit} seconds"
        time.sleep(0.02)
    return time.monotonic() - began


def all_gone(processes: Sequence[psutil.Process]) -> bool:
    return not any(process.is_running() and process.status() != psutil.STATUS_ZOMBIE for process in processes)


def python_for_nobody() -> str | None:
    """An interpreter that the user nobody can start in this checkout, None when there is none."""
    for python in (sys.executable, "/usr/bin/python3"):
        try:
            probe = subprocess.run(
                [python, "-c", "import sys, izaportal.embedded.stack; sys.exit(sys.version_info < (3, 11))"],
                user=NOBODY_ID,
                group=NOBODY_ID,
                extra_groups=[],
                cwd=BASE_DIR,
                capture_output=True,
                check=False,
            )
        except OSError:
            continue
        if probe.returncode == 0:
            return python
    return None


def outside_environment(local: Path, **extra: str) -> dict[str, str]:
    """The environment of somebody who configured nothing but the data folder: none of the test run's own."""
    ours = ("DATABASE_URL", "REDIS_URL", "IZAPORTAL_", "PYTEST_", "DJANGO_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "IZAPORTAL_LOCAL": str(local), "PYTHONPATH": str(BASE_DIR), **extra}


def answers(database: str) -> bool:
    try:
        psycopg.connect(database, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
