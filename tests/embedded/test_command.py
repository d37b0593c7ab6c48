"""Servers for the length of a command, in a process of its own like `manage.py`."""

import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from izaportal.embedded.command import needs_database
from izaportal.embedded.folder import BASE_DIR, remember_environment
from izaportal.embedded.servers import running_stack
from tests.embedded.stacks import all_gone, holding, outside_environment, seconds_until

# Prints what the command sees, and goes on until its standard input closes.
SCRIPT = """
import os, sys
from izaportal.embedded.command import run

def execute():
    names = ("DATABASE_URL", "REDIS_URL", "IZAPORTAL_TODAY")
    sys.stdout.write(" ".join(os.environ.get(name, "-") for name in names) + "\\n")
    sys.stdout.flush()
    sys.stdin.read()

sys.exit(run(sys.argv[1:], execute=execute))
"""


def start(local: Path, *arguments: str, **extra: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, *arguments],
        cwd=BASE_DIR,
        env=outside_environment(local, **extra),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def seen(process: subprocess.Popen[str]) -> list[str]:
    """The addresses of the database and of Redis, and the day, as the command saw them."""
    assert process.stdout is not None
    return process.stdout.readline().split()


def finish(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=15)
    return process.returncode


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("migrate", True),
        ("recompute --programme nml-o --quarter 2026-Q2", True),
        ("--traceback load_demo", True),
        ("", False),
        ("help migrate", False),
        ("migrate --help", False),
        ("makemigrations --check", False),
        ("check --deploy", False),
        ("spectacular --file openapi.yaml", False),
    ],
)
def test_only_commands_with_rows_need_servers(line: str, *, expected: bool) -> None:
    assert needs_database(line.split()) is expected


def test_a_command_brings_its_own_servers(tmp_path: Path) -> None:
    command = start(tmp_path / "local", "migrate")
    database, redis, day = seen(command)
    assert (database.partition("?")[0], day) == ("postgresql://izaportal@/izaportal", "-")
    assert redis.startswith("unix://")
    stack = running_stack(tmp_path / "local")
    assert stack is not None
    assert (stack.pid, stack.database_url) == (command.pid, database)
    assert finish(command) == 0
    assert running_stack(tmp_path / "local") is None
    assert not Path(database.partition("host=")[2]).exists()


def test_a_running_stack_is_shared(tmp_path: Path) -> None:
    with holding(tmp_path / "local") as holder:
        command = start(tmp_path / "local", "migrate")
        assert seen(command) == [holder.database, holder.redis, "-"]
        assert finish(command) == 0
        assert holder.query("select 1") == 1


def test_given_addresses_win_and_start_nothing(tmp_path: Path) -> None:
    given = {"DATABASE_URL": "postgresql://u@db/x", "REDIS_URL": "redis://cache/0"}
    command = start(tmp_path / "local", "migrate", **given)
    assert seen(command) == [*given.values(), "-"]
    assert finish(command) == 0
    assert not (tmp_path / "local").exists()


def test_help_starts_nothing(tmp_path: Path) -> None:
    command = start(tmp_path / "local", "help")
    assert seen(command) == ["-", "-", "-"]
    assert finish(command) == 0
    assert not (tmp_path / "local").exists()


def test_the_demo_keeps_its_day(tmp_path: Path) -> None:
    (tmp_path / "local").mkdir()
    remember_environment(tmp_path / "local", {"IZAPORTAL_TODAY": "2026-10-12"})
    command = start(tmp_path / "local", "help")
    assert seen(command)[2] == "2026-10-12"
    finish(command)


def test_an_owner_waits_for_its_guest(tmp_path: Path) -> None:
    owner = start(tmp_path / "local", "migrate")
    addresses = seen(owner)
    guest = start(tmp_path / "local", "shell")
    assert seen(guest) == addresses
    assert owner.stdin is not None
    owner.stdin.close()
    owner.stdin = None
    with pytest.raises(subprocess.TimeoutExpired):
        owner.wait(timeout=0.5)
    assert finish(guest) == 0
    assert finish(owner) == 0


def test_term_stops_the_servers_too(tmp_path: Path) -> None:
    command = start(tmp_path / "local", "runserver")
    seen(command)
    command.send_signal(signal.SIGTERM)
    assert finish(command) == 130
    assert running_stack(tmp_path / "local") is None


def test_a_refusal_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "local").write_text("", encoding="utf-8")
    command = start(tmp_path / "local", "migrate")
    _output, message = command.communicate(timeout=15)
    assert command.returncode == 1
    assert message.startswith(f"In {tmp_path / 'local'} is niet te schrijven")
    assert "Traceback" not in message


def test_a_killed_command_leaves_nothing(tmp_path: Path) -> None:
    command = start(tmp_path / "local", "migrate")
    seen(command)
    family = psutil.Process(command.pid).children(recursive=True)
    assert family
    command.kill()
    seconds_until(lambda: all_gone(family), limit=5)
    finish(command)
