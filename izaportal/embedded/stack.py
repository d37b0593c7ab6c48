"""PostgreSQL and Valkey of one folder, as children of this process."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from izaportal.embedded.binaries import postgres_folder, valkey_server
from izaportal.embedded.children import Child, stop_together
from izaportal.embedded.errors import StartRefusedError
from izaportal.embedded.identity import choose_identity, give_to
from izaportal.embedded.lock import claim
from izaportal.embedded.postgres import Postgres
from izaportal.embedded.servers import Servers, describe, stack_file
from izaportal.embedded.valkey import Valkey

_START_SECONDS = 30.0
_PREFIX = "izaportal-"
# A socket's whole path has at most 107 bytes; PostgreSQL's own name in the folder takes 18.
_LONGEST_FOLDER = 80


@dataclass(frozen=True)
class Plan:
    """What to start where. Servers that `given` names already exist and are left alone."""

    local: Path
    purpose: str
    durable: bool = True
    given: Servers = field(default_factory=lambda: Servers(None, None))
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Stack:
    """The running servers: their addresses, and the children that a supervisor watches."""

    servers: Servers
    children: list[Child]


@contextmanager
def running(plan: Plan) -> Iterator[Stack]:
    """Start, describe in `run/stack.json`, and at the end stop everything again.

    Raises StartRefusedError before anything runs when the folder is in use or closed.
    """
    make_folders(plan.local)
    lock = claim(plan.local, plan.purpose)
    children: list[Child] = []
    try:
        _sweep_leftovers(plan.local)
        servers = _start(plan, lock, children)
        describe(plan.local, servers, plan.environment)
        yield Stack(servers, children)
    finally:
        stop_together(children)
        _sweep_leftovers(plan.local)
        os.close(lock)


def make_folders(local: Path) -> None:
    """The data folder with room for logs and descriptions. Raises StartRefusedError."""
    try:
        for folder in (local, local / "run", local / "log"):
            folder.mkdir(parents=True, exist_ok=True)
        if local.stat().st_uid == os.geteuid():
            # Whatever the umask: a server that runs as nobody passes through here to its own folder.
            local.chmod(0o711)
    except OSError as mistake:
        raise _unusable(local, mistake.strerror) from mistake
    if not os.access(local, os.W_OK):
        raise _unusable(local, f"van gebruiker {local.stat().st_uid}")


def _unusable(local: Path, reason: str | None) -> StartRefusedError:
    return StartRefusedError(
        f"In {local} is niet te schrijven ({reason}). Werk in een eigen map, wijs er een aan met "
        "IZAPORTAL_LOCAL, of zet DATABASE_URL en REDIS_URL naar eigen servers."
    )


def _start(plan: Plan, lock: int, children: list[Child]) -> Servers:
    given = plan.given
    if given.database_url and given.redis_url:
        return given
    sockets = _socket_folder(plan.local)
    identity = choose_identity(
        programs=[postgres_folder() / "postgres", valkey_server()], folders=[plan.local, sockets.parent]
    )
    give_to(identity, sockets)
    postgres = Postgres(plan.local, sockets, identity, plan.durable)
    valkey = Valkey(plan.local, sockets, identity, plan.durable)
    wanted: list[Postgres | Valkey] = []
    wanted += [] if given.database_url else [postgres]
    wanted += [] if given.redis_url else [valkey]
    for server in wanted:
        _launch(server, lock, children)
    for server, child in zip(wanted, children, strict=True):
        _await(server, child)
    return Servers(given.database_url or postgres.url, given.redis_url or valkey.url)


def _launch(server: Postgres | Valkey, lock: int, children: list[Child]) -> None:
    server.prepare()
    command = server.command((lock,))
    command.log.write_bytes(b"")
    children.append(Child(command))


def _await(server: Postgres | Valkey, child: Child) -> None:
    give_up = time.monotonic() + _START_SECONDS
    while not server.ready():
        if not child.alive or time.monotonic() > give_up:
            raise StartRefusedError(
                f"{child.command.name} startte niet; {child.command.log} eindigt met:\n{child.last_words()}"
            )
        time.sleep(0.02)


def _socket_folder(local: Path) -> Path:
    """A short folder for the sockets, remembered by a link so that the next start can clear it."""
    base = tempfile.gettempdir()
    sockets = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base if len(base) < _LONGEST_FOLDER else "/tmp"))  # noqa: S108 - mkdtemp makes a private folder in it
    (local / "run" / "sockets").symlink_to(sockets)
    return sockets


def _sweep_leftovers(local: Path) -> None:
    """Remove the description and the sockets, ours or of a killed predecessor; the lock is ours here."""
    stack_file(local).unlink(missing_ok=True)
    link = local / "run" / "sockets"
    if link.is_symlink():
        target = link.readlink()
        if target.name.startswith(_PREFIX):
            shutil.rmtree(target, ignore_errors=True)
        link.unlink()
