"""The addresses of PostgreSQL and Valkey, and how they are spelled for each client."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from izaportal.embedded.folder import BASE_DIR
from izaportal.embedded.servers import (
    Servers,
    celery_url,
    describe,
    django_database,
    local_folder,
    resolve,
    running_stack,
    stack_file,
    started_at,
    with_redis_database,
)

OUTSIDE = {"DATABASE_URL": "postgresql://u@db/x", "REDIS_URL": "redis://cache:6379/0"}
INSIDE = Servers("postgresql://izaportal@/izaportal?host=/tmp/a", "unix:///tmp/a/valkey.sock?db=0")


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A checkout whose folder describes a stack of this very process."""
    (tmp_path / ".local" / "run").mkdir(parents=True)
    describe(tmp_path / ".local", INSIDE, {"IZAPORTAL_DEMO": "1"})
    return tmp_path


def test_the_environment_wins_over_a_stack(base: Path) -> None:
    assert resolve(OUTSIDE, base) == Servers(OUTSIDE["DATABASE_URL"], OUTSIDE["REDIS_URL"])


def test_one_given_server_is_completed(base: Path) -> None:
    only_database = {"DATABASE_URL": OUTSIDE["DATABASE_URL"], "REDIS_URL": ""}
    assert resolve(only_database, base) == Servers(OUTSIDE["DATABASE_URL"], INSIDE.redis_url)


def test_a_running_stack_is_found(base: Path) -> None:
    assert resolve({}, base) == INSIDE


def test_a_stack_tells_its_environment(base: Path) -> None:
    found = running_stack(base / ".local")
    assert found is not None
    assert (found.pid, found.environment) == (os.getpid(), {"IZAPORTAL_DEMO": "1"})


def test_a_reused_process_number_is_dead(base: Path) -> None:
    file = stack_file(base / ".local")
    noted = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(noted | {"started": noted["started"] - 1}), encoding="utf-8")
    assert resolve({}, base) == Servers(None, None)


def test_an_empty_folder_has_no_servers(tmp_path: Path) -> None:
    assert resolve({}, tmp_path) == Servers(None, None)
    assert Servers(None, None).broker_url is None


def test_a_zombie_counts_as_gone() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert started_at(child) is None
    os.waitpid(child, 0)


def test_the_local_folder_can_move(tmp_path: Path) -> None:
    assert local_folder({}, tmp_path) == tmp_path / ".local"
    assert local_folder({"IZAPORTAL_LOCAL": "/elders"}, tmp_path) == Path("/elders")


@pytest.mark.parametrize(
    ("redis", "celery"),
    [
        ("unix:///tmp/v.sock?db=3", "redis+socket:///tmp/v.sock?virtual_host=3"),
        ("unix:///tmp/v.sock", "redis+socket:///tmp/v.sock?virtual_host=0"),
        ("redis://:geheim@host:6379/2", "redis://:geheim@host:6379/2"),
    ],
)
def test_celery_spells_sockets_its_way(redis: str, celery: str) -> None:
    assert celery_url(redis) == celery


@pytest.mark.parametrize(
    ("address", "numbered"),
    [
        ("unix:///tmp/v.sock?db=0", "unix:///tmp/v.sock?db=5"),
        ("redis://:geheim@host:6379/2", "redis://:geheim@host:6379/5"),
        ("rediss://host?ssl_cert_reqs=none", "rediss://host/5?ssl_cert_reqs=none"),
    ],
)
def test_a_worker_gets_its_number(address: str, numbered: str) -> None:
    assert with_redis_database(address, 5) == numbered


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("postgresql://izaportal@/izaportal?host=/run/Map", ("izaportal", "izaportal", "", "/run/Map", "")),
        ("postgresql://u@%2Frun%2FMap/db", ("db", "u", "", "/run/Map", "")),
        ("postgres://u:p%40ss@db.intern:5433/db", ("db", "u", "p@ss", "db.intern", "5433")),
        ("postgresql://u@[::1]:5433/db", ("db", "u", "", "::1", "5433")),
    ],
)
def test_an_address_becomes_django_settings(address: str, expected: tuple[str, ...]) -> None:
    entry = django_database(address)
    assert tuple(entry[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")) == expected


def test_other_parameters_become_options() -> None:
    assert django_database("postgresql://u@db/x?sslmode=require")["OPTIONS"] == {"sslmode": "require"}


def test_another_kind_of_database_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        django_database("mysql://u@db/x")


def test_without_servers_nothing_is_warned_of(tmp_path: Path) -> None:
    """Failed sign-ins are never counted per process: without an address there is no cache at all."""
    unset = {"DATABASE_URL", "REDIS_URL", "IZAPORTAL_DEMO"}
    bare = {name: value for name, value in os.environ.items() if name not in unset}
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--fail-level", "WARNING"],
        cwd=BASE_DIR,
        env={**bare, "IZAPORTAL_LOCAL": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr
