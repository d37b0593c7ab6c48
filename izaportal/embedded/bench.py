"""`make bench`: a throw-away demo is started, weighed, measured from within, and stopped."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from izaportal.embedded.folder import BASE_DIR
from izaportal.embedded.memory import family_sizes
from izaportal.embedded.servers import Running, running_stack

START_SECONDS = 120
PAGES = ("/inloggen/", "/onderdelen/")
MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 1024


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="izaportal-bench-") as folder:
        local = Path(folder)
        local.chmod(0o711)
        port = _free_port()
        environment = {**os.environ, "IZAPORTAL_LOCAL": folder, "PORT": str(port)}
        begun = time.monotonic()
        demo = subprocess.Popen(
            [sys.executable, "-m", "izaportal.embedded.demo"],
            cwd=BASE_DIR,
            env=environment,
            stdout=subprocess.DEVNULL,
        )
        try:
            running = _wait_for(demo, local, port)
            _say(f"demo van niets tot eerste pagina: {time.monotonic() - begun:.1f} s\n")
            measured = _measure(environment, running)
            _weigh(demo.pid)
            return measured
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(20)


def _wait_for(demo: "subprocess.Popen[bytes]", local: Path, port: int) -> Running:
    """The demo's servers, once its pages answer. Raises RuntimeError when that takes too long."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and demo.poll() is None:
        running = running_stack(local)
        if running is not None and _answers(port):
            return running
        time.sleep(0.1)
    raise RuntimeError("de demo kwam niet op gang")


def _answers(port: int) -> bool:
    try:
        for page in PAGES:
            # Our own address on this machine, so no other scheme can slip in.
            urllib.request.urlopen(f"http://127.0.0.1:{port}{page}", timeout=10).close()
    except OSError:
        return False
    return True


def _measure(environment: dict[str, str], running: Running) -> int:
    found = {"DATABASE_URL": running.database_url or "", "REDIS_URL": running.redis_url or ""}
    given = {**environment, **running.environment, **found}
    return subprocess.run(
        [sys.executable, "manage.py", "bench"], cwd=BASE_DIR, env=given, check=False
    ).returncode


def _weigh(pid: int) -> None:
    """Resident memory counts what processes share once per process, proportional only once."""
    sizes = family_sizes(pid)
    for size in sizes:
        words = size.command.replace(str(BASE_DIR), "").replace(sys.executable, "python")
        _say(f"{size.resident / MEGABYTE:7.0f} MB  {size.proportional / MEGABYTE:7.0f} MB  {words[:90]}")
    resident = sum(size.resident for size in sizes) / MEGABYTE
    proportional = sum(size.proportional for size in sizes) / MEGABYTE
    _say(
        f"{resident:7.0f} MB  {proportional:7.0f} MB  samen (resident, naar rato), streven < {MOST_MEGABYTES}"
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
