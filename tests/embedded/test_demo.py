"""`make demo` as a person runs it; the quick tests refuse, the slow ones run it to the end and kill it."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import psycopg
import pytest

from izaportal.embedded.demo import environment_for, free_port
from izaportal.embedded.errors import StartRefusedError
from izaportal.embedded.folder import BASE_DIR
from izaportal.embedded.memory import family_sizes
from izaportal.embedded.servers import Servers, running_stack, with_redis_database
from tests.embedded.stacks import all_gone, answers, outside_environment, seconds_until

COLD_SECONDS, WARM_SECONDS, STOP_SECONDS = 30, 10, 5
GIGABYTE = 1024**3


@dataclass(frozen=True)
class Running:
    process: subprocess.Popen[str]
    port: int
    local: Path

    def status(self, path: str = "/") -> int | None:
        """The answer's status, None while nobody listens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except ConnectionError:
            return None
        finally:
            connection.close()

    def child(self, argument: str) -> psutil.Process:
        """The direct child with this word on its command line."""
        direct = psutil.Process(self.process.pid).children()
        return next(process for process in direct if argument in _words(process))

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    @property
    def database(self) -> str:
        stack = running_stack(self.local)
        assert stack is not None
        assert stack.database_url is not None
        return stack.database_url

    def count(self, table: str) -> int:
        with psycopg.connect(self.database) as connection:
            row = connection.execute(f"select count(*) from {table}").fetchone()  # noqa: S608 - a name of this file
        assert row is not None
        return int(row[0])


COMMAND = [sys.executable, "-m", "izaportal.embedded.demo"]


def start(local: Path, port: int, **extra: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        COMMAND,
        cwd=BASE_DIR,
        env=outside_environment(local, PORT=str(port), **extra),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@contextmanager
def demo(local: Path, **extra: str) -> Iterator[Running]:
    """A demo whose banner was read, so that its pages answer."""
    port = unused_port()
    process = start(local, port, **extra)
    try:
        assert process.stdout is not None
        lines: list[str] = []
        while not lines or "Ctrl-C" not in lines[-1]:
            lines.append(process.stdout.readline())
            assert lines[-1], "".join(lines)
        yield Running(process, port, local)
    finally:
        process.terminate()
        process.communicate(timeout=15)


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def test_a_port_in_use_is_refused(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        process = start(tmp_path / "local", port)
        output, _nothing = process.communicate(timeout=15)
    assert process.returncode == 1
    assert f"Poort {port} is niet vrij" in output
    assert not (tmp_path / "local").exists()


@pytest.mark.parametrize(("option", "code"), [("--help", 0), ("--port=1", 2)])
def test_an_option_starts_nothing(tmp_path: Path, option: str, code: int) -> None:
    environment = outside_environment(tmp_path / "local", PORT=str(unused_port()))
    done = subprocess.run([*COMMAND, option], cwd=BASE_DIR, env=environment, capture_output=True, check=False)
    assert done.returncode == code
    assert not (tmp_path / "local").exists()


@pytest.mark.parametrize("text", ["acht", "0", "65536", "-1", "80.5"])
def test_a_port_must_be_a_number(text: str) -> None:
    with pytest.raises(StartRefusedError, match="geen poortnummer"):
        free_port(text)


def test_a_free_port_is_returned() -> None:
    port = unused_port()
    assert free_port(str(port)) == port


def test_processes_are_told_their_addresses(tmp_path: Path) -> None:
    told = environment_for(tmp_path, Servers("postgresql://a", "unix:///b"), {"IZAPORTAL_DEMO": "1"})
    assert told["DATABASE_URL"] == "postgresql://a"
    assert told["REDIS_URL"] == "unix:///b"
    assert (told["IZAPORTAL_DEMO"], told["IZAPORTAL_LOCAL"]) == ("1", str(tmp_path))


@pytest.mark.slow
def test_the_demo_from_cold_to_stop(tmp_path: Path) -> None:
    local, began = tmp_path / "local", time.monotonic()
    with demo(local) as running:
        assert running.status() in {200, 302}
        assert time.monotonic() - began < COLD_SECONDS
        users = running.count("accounts_user")
        assert users >= 7
        assert resident(running) < GIGABYTE
        second = start(local, unused_port())
        assert "al in gebruik" in second.communicate(timeout=15)[0]
        assert second.returncode == 1
        family = running.family()
        began = time.monotonic()
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(timeout=15) == 0
        assert time.monotonic() - began < STOP_SECONDS
        assert all_gone(family)
        assert running.status() is None
    began = time.monotonic()
    with demo(local) as running:
        assert time.monotonic() - began < WARM_SECONDS
        assert running.count("accounts_user") == users


@pytest.mark.slow
def test_every_killed_process_comes_back(tmp_path: Path) -> None:
    with demo(tmp_path / "local") as running:
        users = running.count("accounts_user")
        for word in ("worker", "beat", "granian", "-D"):
            killed = running.child(word)
            killed.kill()
            seconds_until(partial(replaced, running, killed, word), limit=10)
        seconds_until(lambda: answers(running.database), limit=10)
        seconds_until(lambda: running.status() in {200, 302}, limit=10)
        assert running.count("accounts_user") == users


@pytest.mark.slow
def test_a_killed_demo_leaves_nothing(tmp_path: Path) -> None:
    with demo(tmp_path / "local") as running:
        users = running.count("accounts_user")
        family = running.family()
        running.process.kill()
        seconds_until(lambda: all_gone(family), limit=5)
        assert running.status() is None
    with demo(tmp_path / "local") as again:
        assert again.count("accounts_user") == users


@pytest.mark.slow
def test_a_command_works_beside_the_demo(tmp_path: Path) -> None:
    with demo(tmp_path / "local") as running:
        made = subprocess.run(
            [sys.executable, "manage.py", "create_api_token", "--municipality", "GM0984", "--name", "proef"],
            cwd=BASE_DIR,
            env=outside_environment(tmp_path / "local"),
            capture_output=True,
            text=True,
            check=True,
        )
        token = made.stdout.strip()
        assert re.fullmatch(r"\S{20,}", token)
        connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
        path = "/api/v1/municipalities/GM0984/share?programme=nml-o&quarter=2026-Q2"
        connection.request("GET", path, headers={"Authorization": f"Bearer {token}"})
        answer = connection.getresponse()
        assert answer.status == 200
        assert b'"229464.00"' in answer.read()
        connection.close()


@pytest.mark.slow
def test_the_demo_uses_given_servers(tmp_path: Path) -> None:
    server = os.environ["DATABASE_URL"]
    own = urlsplit(server)._replace(path="/given_to_the_demo").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("create database given_to_the_demo")
        try:
            given = {"DATABASE_URL": own, "REDIS_URL": with_redis_database(os.environ["REDIS_URL"], 15)}
            with demo(tmp_path / "local", **given) as running:
                assert running.status() in {200, 302}
                assert not (tmp_path / "local" / "postgres").exists()
                assert running.count("accounts_user") >= 7
        finally:
            connection.execute("drop database given_to_the_demo with (force)")


def replaced(running: Running, gone: psutil.Process, word: str) -> bool:
    direct = psutil.Process(running.process.pid).children()
    found = [process for process in direct if process.is_running() and word in _words(process)]
    return any(process.pid != gone.pid for process in found)


def _words(process: psutil.Process) -> list[str]:
    """Its command line; none of a child that just ended, such as the one that prepares the database."""
    try:
        return process.cmdline()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return []


def resident(running: Running) -> int:
    """Bytes in memory of the whole demo; pages that processes share count once."""
    return sum(size.proportional for size in family_sizes(running.process.pid))
