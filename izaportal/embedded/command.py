"""Servers for the length of one `manage.py` command."""

import fcntl
import os
import signal
import sys
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from izaportal.embedded.binaries import postgres_folder
from izaportal.embedded.errors import StartRefusedError
from izaportal.embedded.folder import BASE_DIR, remembered_environment
from izaportal.embedded.servers import Servers, local_folder, resolve, running_stack
from izaportal.embedded.stack import Plan, make_folders, running
from izaportal.embedded.supervisor import StopRequested, stopping_on_signals

# Ctrl-C stays Python's own, for a shell and for the development server.
_STOP_SIGNALS = (signal.SIGTERM, signal.SIGHUP)

# They read code, not rows; `makemigrations` only warns when it cannot compare with a database.
_WITHOUT_DATABASE = frozenset(
    {
        "", "help", "version", "check", "makemigrations", "spectacular", "diffsettings", "collectstatic",
        "findstatic", "makemessages", "compilemessages", "startapp", "startproject",
    }
)  # fmt: skip


def needs_database(arguments: Sequence[str]) -> bool:
    """Whether the command line (without the program) asks rows of a database."""
    name = next((word for word in arguments if not word.startswith("-")), "")
    return name not in _WITHOUT_DATABASE and not {"-h", "--help", "--version"} & set(arguments)


@contextmanager
def servers_for(arguments: Sequence[str]) -> Iterator[None]:
    """Fill DATABASE_URL and REDIS_URL of this process: given, of a running stack, or of an own one.

    Raises StartRefusedError.
    """
    if os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"):
        yield
        return
    local = local_folder(os.environ, BASE_DIR).absolute()
    _adopt_mode(os.environ, local)
    if not needs_database(arguments):
        yield
        return
    make_folders(local)
    with (local / "run" / "users").open("a", encoding="utf-8") as users:
        # Who uses another's stack holds a share; an owner waits for the whole before it stops its stack.
        fcntl.flock(users, fcntl.LOCK_SH)
        servers = resolve(os.environ, BASE_DIR)
        if servers.database_url and servers.redis_url:
            _announce(os.environ, servers)
            yield
            return
        fcntl.flock(users, fcntl.LOCK_UN)
        with stopping_on_signals(_STOP_SIGNALS), running(_plan(local, arguments, servers)) as stack:
            _announce(os.environ, stack.servers)
            yield
            fcntl.flock(users, fcntl.LOCK_EX)


def run(arguments: Sequence[str], *, execute: Callable[[], None]) -> int:
    """Run a command inside its servers; refusals and signals become an exit code."""
    try:
        with servers_for(arguments):
            execute()
    except StartRefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    except (StopRequested, KeyboardInterrupt):
        return 130
    return 0


def _plan(local: Path, arguments: Sequence[str], given: Servers) -> Plan:
    return Plan(local, " ".join(["manage.py", *arguments[:1]]), given=given)


def _adopt_mode(environ: MutableMapping[str, str], local: Path) -> None:
    """Live on the demo's day when the data are the demo's; what the caller sets himself wins."""
    stack = running_stack(local)
    mode = remembered_environment(local) if stack is None else stack.environment
    for name, value in mode.items():
        environ.setdefault(name, value)


def _announce(environ: MutableMapping[str, str], servers: Servers) -> None:
    """For this process and all it starts, `dbshell` with its psql and a worker included."""
    if not environ.get("DATABASE_URL"):
        environ["PATH"] = os.pathsep.join([str(postgres_folder()), environ.get("PATH", os.defpath)])
    environ["DATABASE_URL"] = servers.database_url or ""
    environ["REDIS_URL"] = servers.redis_url or ""
