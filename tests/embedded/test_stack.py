"""Real servers in real processes: who may start them where, and what a kill leaves."""

import os
import signal
import stat
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from typing import Any

import psycopg
import pytest
import redis

from izaportal.embedded.identity import NOBODY_ID
from izaportal.embedded.servers import Servers, running_stack
from izaportal.embedded.stack import Plan, running
from tests.embedded.stacks import all_gone, answers, holding, python_for_nobody, refusal, seconds_until

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may enter; pytest's own is closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="izaportal-proef-"))
    folder.chmod(0o755)
    yield folder
    rmtree(folder)


@as_root
def test_root_hands_over_to_nobody(open_folder: Path) -> None:
    with holding(open_folder / "local") as holder:
        assert {process.uids().real for process in holder.family()} == {NOBODY_ID}
        assert holder.query("select 1") == 1


@as_root
def test_a_closed_folder_uses_a_namespace(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    with holding(tmp_path / "local") as holder:
        assert {process.uids().real for process in holder.family()} == {0}
        assert holder.query("select 1") == 1


@as_root
def test_a_folder_may_be_closed_later(open_folder: Path) -> None:
    with holding(open_folder / "local") as holder:
        holder.query("create table kept as select 7 as answer")
    open_folder.chmod(0o700)
    with holding(open_folder / "local") as holder:
        assert holder.query("select answer from kept") == 7
    open_folder.chmod(0o755)
    with holding(open_folder / "local") as holder:
        assert holder.query("select answer from kept") == 7


@as_root
def test_without_namespaces_the_message_helps(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    forbid = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
    inside = ["unshare", "--user", "--map-root-user", "sh", "-c", forbid, "sh"]
    assert "DATABASE_URL" in refusal(tmp_path / "local", before=inside)


@as_root
def test_an_ordinary_user_starts_servers(open_folder: Path) -> None:
    os.chown(open_folder, NOBODY_ID, NOBODY_ID)
    python = python_for_nobody()
    user: dict[str, Any] = {"user": NOBODY_ID, "group": NOBODY_ID, "extra_groups": [], "python": python}
    if python is None:
        # The interpreter or the checkout is closed to others: an ordinary user in name, by a namespace.
        os.chown(open_folder, 0, 0)
        user = {"before": ["unshare", "--user", "--map-user=1000"]}
    with holding(open_folder / "local", **user) as holder:
        assert holder.query("select current_user") == "izaportal"
        assert redis.from_url(holder.redis).ping()


@as_root
def test_a_narrow_umask_does_not_matter(open_folder: Path) -> None:
    with holding(open_folder / "local", umask=0o077) as holder:
        assert holder.child("postgres").uids().real == NOBODY_ID


def test_a_long_path_is_no_problem(tmp_path: Path) -> None:
    with holding(tmp_path / ("lang-" * 30) / "local") as holder:
        assert holder.query("select 1") == 1


def test_others_cannot_reach_the_sockets(tmp_path: Path) -> None:
    with holding(tmp_path / "local") as holder:
        folder = Path(holder.database.partition("host=")[2])
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not folder.exists()


def test_the_database_sorts_without_icu(tmp_path: Path) -> None:
    with holding(tmp_path / "local") as holder:
        assert holder.query("select datlocale from pg_database where datname = 'izaportal'") == "C.UTF-8"
        assert holder.query("show server_version_num").startswith("18")
        assert holder.query("show fsync") == "on"


def test_a_second_start_is_refused(tmp_path: Path) -> None:
    with holding(tmp_path / "local") as holder:
        message = refusal(tmp_path / "local")
        assert f"al in gebruik door proces {holder.process.pid} (proef)" in message
        assert holder.query("select 1") == 1


def test_an_unusable_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "local").write_text("", encoding="utf-8")
    assert str(tmp_path / "local") in refusal(tmp_path / "local")


@as_root
def test_a_folder_of_root_is_refused(open_folder: Path) -> None:
    python = python_for_nobody()
    if python is None:
        pytest.skip("no interpreter here is open to nobody")
    user = {"user": NOBODY_ID, "group": NOBODY_ID, "extra_groups": [], "python": python}
    with holding(open_folder / "local"):
        pass
    assert "van gebruiker 0" in refusal(open_folder / "local", **user)


def test_a_killed_supervisor_leaves_nothing(tmp_path: Path) -> None:
    with holding(tmp_path / "local") as holder:
        holder.query("create table kept as select 7 as answer")
        redis.from_url(holder.redis).set("kept", "8")
        family = holder.family()
        holder.process.kill()
        seconds_until(lambda: all_gone(family), limit=5)
        assert running_stack(tmp_path / "local") is None
    with holding(tmp_path / "local") as again:
        assert again.query("select answer from kept") == 7
        assert redis.from_url(again.redis).get("kept") == b"8"


def test_a_killed_start_is_repeated(tmp_path: Path) -> None:
    """A kill during the making of the data folder must not leave half a one under its name."""
    local = tmp_path / "local"
    (local / "postgres.new").mkdir(parents=True)
    (local / "postgres.new" / "PG_VERSION").write_text("18\n", encoding="ascii")
    with holding(local) as holder:
        assert holder.query("select 1") == 1


def test_postgres_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    """Killed while a writer is busy: what the writer was told is stored is there afterwards."""
    with holding(tmp_path / "local") as holder:
        holder.query("create table acknowledged (number int primary key)")
        killed = holder.child("postgres")
        threading.Timer(0.3, killed.kill).start()
        written = _written_until_it_dies(holder.database)
        assert written > 0
        seconds_until(lambda: answers(holder.database), limit=10)
        # One more may have been stored than the writer was told.
        assert holder.query("select count(*) from acknowledged") - written in {0, 1}
        assert holder.query("select max(number) from acknowledged") + 1 >= written
        assert holder.child("postgres").pid != killed.pid


def _written_until_it_dies(database: str) -> int:
    """How many rows were acknowledged, numbered from 0."""
    written = 0
    try:
        with psycopg.connect(database, autocommit=True) as connection:
            while True:
                connection.execute("insert into acknowledged values (%s)", [written])
                written += 1
    except psycopg.OperationalError:
        return written


def test_valkey_comes_back_after_a_kill(tmp_path: Path) -> None:
    with holding(tmp_path / "local") as holder:
        client = redis.from_url(holder.redis)
        client.set("kept", "8")
        killed = holder.child("valkey")
        killed.kill()
        seconds_until(lambda: pongs(holder.redis), limit=10)
        assert redis.from_url(holder.redis).get("kept") == b"8"


def test_stopping_takes_less_than_five_seconds(tmp_path: Path) -> None:
    with holding(tmp_path / "local") as holder:
        family = holder.family()
        with psycopg.connect(holder.database):
            began = time.monotonic()
            holder.process.send_signal(signal.SIGTERM)
            assert holder.process.wait(timeout=10) == 0
            assert time.monotonic() - began < 5
        assert all_gone(family)


def test_given_servers_are_left_alone(tmp_path: Path) -> None:
    given = Servers("postgresql://u@db/x", "redis://cache:6379/0")
    with running(Plan(tmp_path / "local", "proef", given=given)) as stack:
        assert (stack.servers, stack.children) == (given, [])
        assert not (tmp_path / "local" / "postgres").exists()


def test_only_the_missing_server_starts(tmp_path: Path) -> None:
    given = Servers("postgresql://u@db/x", None)
    with running(Plan(tmp_path / "local", "proef", given=given)) as stack:
        assert [child.command.name for child in stack.children] == ["valkey"]
        assert stack.servers.redis_url is not None
        assert pongs(stack.servers.redis_url)


def pongs(address: str) -> bool:
    with redis.from_url(address) as client:
        try:
            return bool(client.ping())
        except redis.exceptions.ConnectionError:
            return False
