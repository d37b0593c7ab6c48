"""`make demo`: everything on one machine with one command, until Ctrl-C.

The port opens only when the plans are loaded, computed and frozen.
"""

import argparse
import http.client
import logging
import os
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from izaportal.demo.cast import CAST, PASSWORD
from izaportal.embedded.children import Child, Command, stop_together
from izaportal.embedded.errors import StartRefusedError
from izaportal.embedded.folder import BASE_DIR, remember_environment
from izaportal.embedded.servers import Servers, local_folder
from izaportal.embedded.services import HOST, Services
from izaportal.embedded.stack import Plan, running
from izaportal.embedded.supervisor import StopRequested, Supervisor, stopping_on_signals, watch

DEMO_ENVIRONMENT = {"IZAPORTAL_DEMO": "1", "IZAPORTAL_TODAY": "2026-10-12"}
_WEB_SECONDS = 60.0


def main() -> int:
    # No options; what is to be chosen comes by environment. But `--help` must not start anything.
    argparse.ArgumentParser(
        description="Start de demo; PORT en IZAPORTAL_LOCAL kiezen poort en map."
    ).parse_args()
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.INFO)
    began = time.monotonic()
    up: list[float] = []
    try:
        with stopping_on_signals():
            _run(began, up)
    except StartRefusedError as refusal:
        sys.stderr.write(f"\nDe demo start niet. {refusal}\n")
        return 1
    except StopRequested:
        _say("Gestopt; de gegevens blijven bewaard.")
    return 0 if up else 130


def _run(began: float, up: list[float]) -> None:
    """Ends by an exception only; notes in `up` when the pages answer, in seconds after the start."""
    local = local_folder(os.environ, BASE_DIR).absolute()
    port = free_port(os.environ.get("PORT") or "8000")
    given = Servers(os.environ.get("DATABASE_URL") or None, os.environ.get("REDIS_URL") or None)
    told = {name: os.environ.get(name) or value for name, value in DEMO_ENVIRONMENT.items()}
    with running(Plan(local, "make demo", given=given, environment=told)) as stack:
        remember_environment(local, told)
        services = Services(local, port, environment_for(local, stack.servers, told))
        _serve(services, Supervisor(stack.children), began, up)


def _serve(services: Services, servers: Supervisor, began: float, up: list[float]) -> None:
    children: list[Child] = []
    try:
        _load(services.prepare(), servers, children)
        started = (services.worker(), services.long_worker(), services.beat(), services.web())
        children += [_fresh(command) for command in started]
        everything = [servers, Supervisor(children)]
        watch([servers], until=_AnsweringPages(services.port, children[-1]).ask)
        up.append(time.monotonic() - began)
        _say(_banner(services, up[0]))
        watch(everything, until=lambda: False)
    finally:
        stop_together(children)


def _fresh(command: Command) -> Child:
    command.log.write_bytes(b"")
    return Child(command)


def _load(command: Command, servers: Supervisor, children: list[Child]) -> None:
    """Show what the loading says while it says it; it leaves the list of children when it is done."""
    child = _fresh(command)
    children.append(child)
    with command.log.open("rb") as log:

        def done() -> bool:
            finished = not child.alive
            sys.stdout.write(log.read().decode("utf-8", errors="replace"))
            sys.stdout.flush()
            return finished

        watch([servers], until=done)
    children.remove(child)
    if child.process.returncode != 0:
        raise StartRefusedError(f"Het laden mislukte; zie hierboven en {command.log}.")


class _AnsweringPages:
    """Asks for the start page, which also warms the application up for its first visitor."""

    def __init__(self, port: int, web: Child) -> None:
        self._port, self._web = port, web

    def ask(self) -> bool:
        """True when it answers. Raises StartRefusedError when it answers with an error or not at all."""
        status = self._status()
        if status is not None and status < 400:
            return True
        if status is not None or not self._web.alive or self._web.age > _WEB_SECONDS:
            raise StartRefusedError(
                f"De webserver geeft geen pagina ({status or 'geen antwoord'}); {self._web.command.log} "
                f"eindigt met:\n{self._web.last_words()}"
            )
        return False

    def _status(self) -> int | None:
        connection = http.client.HTTPConnection(HOST, self._port, timeout=_WEB_SECONDS)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status
        except OSError:
            return None
        finally:
            connection.close()


def free_port(text: str) -> int:
    """The port number when nobody listens on it. Raises StartRefusedError."""
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise StartRefusedError(f"PORT={text} is geen poortnummer.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except OSError as mistake:
            raise StartRefusedError(
                f"Poort {text} is niet vrij ({mistake.strerror}): kies een andere, bijvoorbeeld "
                "`make demo PORT=8001`."
            ) from mistake
    return int(text)


def environment_for(local: Path, servers: Servers, told: Mapping[str, str]) -> dict[str, str]:
    """What every process of the demo is told: the addresses are spelled out, nothing is looked up again."""
    addresses = {"DATABASE_URL": servers.database_url or "", "REDIS_URL": servers.redis_url or ""}
    place = {"IZAPORTAL_LOCAL": str(local), "DJANGO_SETTINGS_MODULE": "izaportal.settings"}
    return {**os.environ, **told, **addresses, **place}


def _banner(services: Services, seconds: float) -> str:
    return (
        f"\nizaportal draait na {seconds:.1f} s op  http://{HOST}:{services.port}/\n\n"
        f"  gebruikers   {', '.join(CAST)}\n"
        f"  wachtwoord   {PASSWORD}\n"
        f"  vandaag      {services.environment['IZAPORTAL_TODAY']} (de dag van het scenario)\n"
        f"  gegevens     {services.local}\n"
        f"  stoppen      Ctrl-C\n"
    )


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
