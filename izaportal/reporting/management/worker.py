"""A worker for who waits for jobs: the one that runs already, else an own one for as long as it is needed."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import Signals

from django.conf import settings
from kombu.exceptions import OperationalError

from izaportal.core.errors import Refused
from izaportal.embedded.children import Child, Command, stop_together
from izaportal.reporting.tasks import recalculate

PING_SECONDS = 1.0


@contextmanager
def worker_at_hand() -> Iterator[Child | None]:
    """None when somebody else's worker answers, else an own one that ends with the block, however that ends.

    Raises Refused when the broker does not answer.
    """
    if _somebody_works():
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="izaportal-worker-") as folder:
        child = Child(_command(Path(folder) / "worker.log"))
        try:
            yield child
        finally:
            stop_together([child])


def _somebody_works() -> bool:
    try:
        return bool(recalculate.app.control.ping(timeout=PING_SECONDS, limit=1))
    except (OperationalError, OSError) as error:
        raise Refused(
            "De broker (Valkey) antwoordt niet; wat gevraagd is blijft staan tot hij er weer is."
        ) from error


def _command(log: Path) -> Command:
    return Command(
        name="worker",
        argv=[
            sys.executable, "-m", "celery", "--app=izaportal", "--quiet", "worker", "--pool=solo",
            "--loglevel=INFO", "--without-gossip", "--without-mingle",
        ],
        log=log,
        folder=settings.BASE_DIR,
        # It finishes its task on TERM and drops it on QUIT; a dropped one is queued again.
        stopping=[(Signals.SIGTERM, 10), (Signals.SIGQUIT, 2)],
    )  # fmt: skip
