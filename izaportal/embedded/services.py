"""The demo's own processes: loading, two workers, beat and web."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from signal import Signals

from izaportal.embedded.children import Command
from izaportal.embedded.folder import BASE_DIR

HOST = "127.0.0.1"
_CELERY = ("celery", "--app=izaportal", "--quiet")


@dataclass(frozen=True)
class Services:
    """Where they keep their logs, on which port the pages answer and what environment they get."""

    local: Path
    port: int
    environment: Mapping[str, str]

    def prepare(self) -> Command:
        return self._command("prepare", "izaportal.embedded.prepare")

    def worker(self) -> Command:
        """Threads, not processes: one copy of Django, and nothing to be orphaned by a killed worker."""
        return self._command(
            "worker", *_CELERY, "worker", "--pool=threads", "--concurrency=2", "--loglevel=INFO",
            "--without-gossip", "--without-mingle",
        )  # fmt: skip

    def long_worker(self) -> Command:
        """A process of its own: a large file or a pack may take minutes, and figures do not wait for it."""
        return self._command(
            "worker-long", *_CELERY, "worker", "--queues=long", "--pool=threads", "--concurrency=1",
            "--loglevel=INFO", "--hostname=long@%h", "--without-gossip", "--without-mingle",
        )  # fmt: skip

    def beat(self) -> Command:
        schedule = self.local / "run" / "beat-schedule"
        return self._command(
            "beat", *_CELERY, "beat", f"--schedule={schedule}", "--pidfile=", "--loglevel=INFO"
        )

    def web(self) -> Command:
        return self._command(
            "web", "granian", "--interface=wsgi", f"--host={HOST}", f"--port={self.port}", "--workers=1",
            "--blocking-threads=4", "--no-ws", "--workers-kill-timeout=1",
            "izaportal.embedded.web:application",
        )  # fmt: skip

    def _command(self, name: str, *arguments: str) -> Command:
        return Command(
            name=name,
            argv=[sys.executable, "-m", *arguments],
            log=self.local / "log" / f"{name}.log",
            folder=BASE_DIR,
            environment=self.environment,
            # Celery finishes its task on TERM and drops it on QUIT; a dropped one is queued again.
            stopping=[(Signals.SIGTERM, 1.5), (Signals.SIGQUIT, 0.8)],
        )
