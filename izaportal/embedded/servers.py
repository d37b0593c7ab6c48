"""Which PostgreSQL and which Valkey this process uses.

Pure Python and cheap, because the settings import it: no Django, no driver, nothing is started here.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

NO_SERVERS = (
    "Er is geen database: zet DATABASE_URL en REDIS_URL, start de demo met `make demo`, "
    "of gebruik `python manage.py`, dat zelf servers start."
)

# An address that no name server knows (RFC 6761), so that nothing on this machine is taken for the portal's.
NO_REDIS = "redis://geen-redis-url.invalid:6379/0"


@dataclass(frozen=True)
class Servers:
    """Addresses in URL form; None where nothing is configured and nothing runs."""

    database_url: str | None
    redis_url: str | None

    @property
    def broker_url(self) -> str | None:
        """The Redis address as Celery spells it: a unix socket has another scheme there than in redis-py."""
        return None if self.redis_url is None else celery_url(self.redis_url)


@dataclass(frozen=True)
class Running:
    """What a live stack wrote about itself in `run/stack.json`."""

    pid: int
    database_url: str | None
    redis_url: str | None
    environment: dict[str, str] = field(default_factory=dict)


def local_folder(environ: Mapping[str, str], base_dir: Path) -> Path:
    """Everything that this checkout keeps beside its code; IZAPORTAL_LOCAL moves it."""
    return Path(environ.get("IZAPORTAL_LOCAL") or base_dir / ".local")


def stack_file(local: Path) -> Path:
    return local / "run" / "stack.json"


def resolve(environ: Mapping[str, str], base_dir: Path) -> Servers:
    """The environment wins, then a running stack; otherwise None, and the first use of a database fails."""
    database, redis = environ.get("DATABASE_URL") or None, environ.get("REDIS_URL") or None
    if database and redis:
        return Servers(database, redis)
    running = running_stack(local_folder(environ, base_dir))
    if running is None:
        return Servers(database, redis)
    return Servers(database or running.database_url, redis or running.redis_url)


def running_stack(local: Path) -> Running | None:
    """The stack described in this folder; what a killed supervisor left behind counts as none."""
    try:
        noted = json.loads(stack_file(local).read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, json.JSONDecodeError):
        return None
    pid = int(noted["pid"])
    if started_at(pid) != noted["started"]:
        return None
    return Running(pid, noted["database_url"], noted["redis_url"], dict(noted["environment"]))


def started_at(pid: int) -> int | None:
    """Clock ticks since boot at which a process began, None when it is gone or a zombie.

    A process number is used again; number and start together are not. Source: proc_pid_stat(5), fields 3, 22.
    """
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return None
    after_name = stat.rpartition(")")[2].split()
    return None if after_name[0] in {"Z", "X"} else int(after_name[19])


def describe(local: Path, servers: Servers, environment: Mapping[str, str]) -> None:
    """Write `run/stack.json` for this process, whole or not at all: readers never see half a description."""
    noted = {
        "pid": os.getpid(),
        "started": started_at(os.getpid()),
        "database_url": servers.database_url,
        "redis_url": servers.redis_url,
        "environment": dict(environment),
    }
    target = stack_file(local)
    draft = target.with_suffix(".new")
    draft.write_text(json.dumps(noted, indent=2), encoding="utf-8")
    draft.replace(target)


def celery_url(redis_url: str) -> str:
    """`unix:///path?db=1` becomes `redis+socket:///path?virtual_host=1`; any other address stays as it is."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    query = dict(parse_qsl(parts.query))
    query["virtual_host"] = query.pop("db", "0")
    return f"redis+socket://{parts.netloc}{parts.path}?{urlencode(query)}"


def with_redis_database(redis_url: str, number: int) -> str:
    """The same server, another numbered database: every parallel test worker has its own."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return parts._replace(path=f"/{number}").geturl()
    query = dict(parse_qsl(parts.query)) | {"db": str(number)}
    return f"unix://{parts.netloc}{parts.path}?{urlencode(query)}"


def django_database(url: str) -> dict[str, Any]:
    """An entry for DATABASES; a unix socket comes as `?host=/folder` or as a quoted host.

    Raises ValueError for an address that is no PostgreSQL address.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL moet met postgresql:// beginnen.")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(_host(parts.netloc))
    port = options.pop("port", None) or parts.port or ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port),
        "OPTIONS": options,
    }


def _host(netloc: str) -> str:
    """The host as written: urlsplit lowers its case, and a quoted folder has capitals."""
    bare = netloc.rpartition("@")[2]
    if bare.startswith("["):
        return bare[1:].partition("]")[0]
    return bare.partition(":")[0]
