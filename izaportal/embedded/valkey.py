"""The embedded Valkey: broker, cache and locks on a unix socket."""

import socket
from dataclasses import dataclass
from pathlib import Path
from signal import Signals

from izaportal.embedded.binaries import valkey_server
from izaportal.embedded.children import Command
from izaportal.embedded.identity import Identity, give_to

MAJOR = "9"


@dataclass(frozen=True)
class Valkey:
    """One server on a unix socket; `durable` keeps an append-only file."""

    local: Path
    sockets: Path
    identity: Identity
    durable: bool

    @property
    def data(self) -> Path:
        return self.local / "valkey"

    @property
    def socket(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def url(self) -> str:
        return f"unix://{self.socket}?db=0"

    def prepare(self) -> None:
        self.data.mkdir(mode=0o700, exist_ok=True)
        give_to(self.identity, self.data)

    def command(self, inherited: tuple[int, ...]) -> Command:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "daemonize": "no",
            "save": "",
            "appendonly": "yes" if self.durable else "no",
            "databases": "64",
            "maxmemory-policy": "noeviction",
        }
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        return Command(
            name="valkey",
            argv=[str(valkey_server()), *options],
            log=self.local / "log" / "valkey.log",
            folder=Path("/"),
            identity=self.identity,
            stopping=[(Signals.SIGTERM, 1.5)],
            orphan_signal=Signals.SIGTERM,
            inherited=inherited,
        )

    def ready(self) -> bool:
        """PONG, and not LOADING: the append-only file is read in."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1)
            try:
                connection.connect(str(self.socket))
                connection.sendall(b"PING\r\n")
                return connection.recv(64).startswith(b"+PONG")
            except OSError:
                return False
